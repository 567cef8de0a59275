// What happens to a clock while it runs: restarts, then pauses and extensions in the order of their events.
#include <algorithm>

#include "check/clock.hpp"

namespace shixian::check {

namespace {

using time::Instant;

const text::Phrase unpaired{"whether it belongs to the pause that was begun is not said", "没有写明它是否属于该次中止"};

text::Phrase joined(const text::Phrase& left, const text::Phrase& right) {
  return {left.english + " … " + right.english, left.chinese + " … " + right.chinese};
}

}  // namespace

struct Clock::Run {
  std::optional<time::Reckoning> reckoning;
  text::Phrase waiting;  ///< for what the clock stands
  text::Phrase doubt;    ///< an event that may make the period longer than this
  text::Phrase unsure;   ///< an event that may make it shorter

  Instant earliest() const { return reckoning->no_earlier_than; }
  Instant latest() const { return reckoning->provisional ? time::latest : reckoning->deadline; }
};

/// One reading of a clock's course: with the events that are certain, each at the end that makes the period shortest,
/// or with the other end.
struct Clock::Course {
  Clock& clock;
  const rule::Limit& limit;
  bool longest;
  Instant start;
  Instant since;  ///< from when events can change the clock
  Instant as_of;
  time::Changes changes;
  Run run;
  std::optional<time::Moment> restarted_at{};

  /// The events of a pattern that come after the trigger, or after the clock's start where that is earlier.
  std::vector<Shown> after_start(std::size_t pattern) {
    auto all = clock.record_.all(pattern, none, as_of);
    std::erase_if(all, [&](const Shown& shown) { return shown.moment.known() && shown.moment.last < since; });
    return all;
  }
  std::vector<Shown> certain(std::size_t pattern) { return without_doubtful(after_start(pattern), run.doubt); }
  /// Leaves out what is only possible; what it may do is kept.
  std::vector<Shown> without_doubtful(std::vector<Shown> all, text::Phrase& why) {
    std::erase_if(all, [&](const Shown& shown) {
      if (shown.doubt && why.empty())
        why = {fmt::format("{} may bear on the deadline: {}", clock.told(shown.event).english, shown.doubt->english),
               fmt::format("{}可能影响截止日期：{}", clock.told(shown.event).chinese, shown.doubt->chinese)};
      return shown.doubt != nullptr;
    });
    return all;
  }
  /// What sets a standing clock going again: the sooner, the shorter the period, so that a possible event counts for
  /// the shortest.
  std::vector<Shown> endings(std::vector<Shown> all) {
    return longest ? without_doubtful(std::move(all), run.unsure) : all;
  }
  /// The first of some endings that is not known to lie before what they end: the end that this reading takes it at.
  std::optional<Shown> ending_of(const std::vector<Shown>& endings, const Shown& begun) const {
    std::optional<Shown> found;
    for (const auto& one : endings) {
      if (!not_before(one.moment, begun.moment)) continue;
      if (!found || one.moment.first < found->moment.first) found = one;
      if (!one.doubt) break;
    }
    return found;
  }
  bool in_time(const time::Moment& moment, Instant deadline) const {
    return (longest ? moment.first : moment.last) <= deadline;
  }
  /// As with responses: what is not known to lie before comes after.
  static bool not_before(const time::Moment& later, const time::Moment& earlier) { return later.last >= earlier.first; }
  Instant deadline() const { return longest ? run.latest() : run.earliest(); }

  bool reckon() {
    const bool changed = !changes.pauses.empty() || !changes.extensions.empty() || !changes.restarted.empty();
    run.reckoning = clock.reckon(start, *limit.period, clock.rule_.roll,
                                 changed ? std::make_shared<const time::Changes>(changes) : nullptr);
    return run.reckoning.has_value();
  }

  void restart(std::size_t number) {
    const auto& rule = clock.rule_.restarts[number];
    const auto& patterns = clock.restarts_[number];
    if (!rule.condition) {
      for (const auto& on : certain(patterns.on))
        if (in_time(on.moment, deadline())) restart_at(on);
      return;
    }
    auto limit_of_condition = time::latest;
    if (rule.within) {
      const auto reckoned = clock.reckon(start, *rule.within, clock.rule_.roll);
      if (reckoned)
        limit_of_condition = !longest                ? reckoned->no_earlier_than
                             : reckoned->provisional ? time::latest
                                                     : reckoned->deadline;
    }
    for (const auto& condition : certain(patterns.condition)) {
      if (!in_time(condition.moment, limit_of_condition)) continue;
      if (const auto on = ending_of(endings(after_start(patterns.on)), condition)) return restart_at(*on);
      run.waiting = {fmt::format("the clock stands since {} and waits for {}", clock.told(condition.event).english,
                                 types_of(rule.on)),
                     fmt::format("自 {} 起停止计算，等待 {}", clock.told(condition.event).chinese, types_of(rule.on))};
      return;
    }
  }
  void restart_at(const Shown& on) {
    const auto anew = longest ? on.moment.last : on.moment.first;
    if (anew > start) restarted_at = on.moment;
    start = std::max(start, anew);
    changes.restarted = clock.told(on.event);
    reckon();
  }

  /// Whether a pause that begins then could put the deadline off, however long it lasts: not on the last day, where the
  /// day on which it begins still counts.
  bool can_move(Instant begins) {
    auto with = changes;
    with.pauses.push_back({begins, run.reckoning->deadline + std::chrono::days{2}, {}});
    const auto paused =
        clock.reckon(start, *limit.period, clock.rule_.roll, std::make_shared<const time::Changes>(std::move(with)));
    return !paused || paused->deadline != run.reckoning->deadline;
  }

  struct Step {
    Instant at;
    bool open = false;
    std::optional<time::Pause> pause;
    std::optional<time::Extension> extension;
    text::Phrase told;
  };

  void pauses(std::size_t number, std::vector<Step>& steps) {
    const auto& patterns = clock.pauses_[number];
    const auto& rule = clock.rule_.pauses[number];
    for (const auto& from : beginnings(rule, patterns)) {
      const auto begins = longest ? from.moment.first : from.moment.last;
      const auto end = ending_of(endings(ends_of(rule, patterns.to, from)), from);
      auto ends_at = !end ? time::latest : longest ? end->moment.last : end->moment.first;
      auto told = end ? joined(clock.told(from.event), clock.told(end->event)) : clock.told(from.event);
      if (const auto cap = rule.at_most ? longest_end(*rule.at_most, from.moment) : std::nullopt;
          cap && *cap < ends_at) {
        ends_at = *cap;
        const auto length = time::describe(*rule.at_most);
        told = {fmt::format("{}, {} at most", clock.told(from.event).english, length.english),
                fmt::format("{}，至多{}", clock.told(from.event).chinese, length.chinese)};
      }
      if (ends_at == time::latest)
        steps.push_back({begins, true, {}, {}, clock.told(from.event)});
      else if (ends_at >= begins)
        steps.push_back({begins, false, time::Pause{begins, ends_at, std::move(told)}, {}, {}});
    }
  }

  /// What begins a pause, also before the clock does; but for what is only possible and over before.
  std::vector<Shown> beginnings(const rule::PauseRule& rule, const PausePatterns& patterns) {
    auto all = clock.record_.all(patterns.from, none, as_of);
    std::erase_if(all, [&](const Shown& from) {
      if (!from.moment.known() || from.moment.last >= since) return false;
      const auto ends = ends_of(rule, patterns.to, from);
      return std::any_of(ends.begin(), ends.end(), [&](const Shown& to) {
        return !to.doubt && to.moment.last < since && not_before(to.moment, from.moment);
      });
    });
    return without_doubtful(std::move(all), run.doubt);
  }

  /// What may end a pause: what carries the same as its beginning. Where only one of them says, it is only possible.
  std::vector<Shown> ends_of(const rule::PauseRule& rule, std::size_t pattern, const Shown& from) {
    auto all = clock.record_.all(pattern, none, as_of);
    std::erase_if(all, [&](Shown& shown) {
      if (shown.moment.known() && !not_before(shown.moment, from.moment)) return true;
      for (const auto& name : rule.same) {
        const auto a = clock.record_.folded_value(name, from.event), b = clock.record_.folded_value(name, shown.event);
        if (a && b && *a != *b) return true;
        if (a.has_value() != b.has_value() && !shown.doubt) shown.doubt = &unpaired;
      }
      return false;
    });
    return all;
  }

  /// When a pause is over at the latest; nothing while that lies ahead, or cannot be told.
  std::optional<Instant> longest_end(const time::Period& period, const time::Moment& from) {
    const auto end = clock.reckon(longest ? from.last : from.first, period, clock.rule_.roll);
    if (!end || (longest && end->provisional)) return std::nullopt;
    const auto at = longest ? end->deadline : end->no_earlier_than;
    return has_passed(at, as_of) ? std::optional(at) : std::nullopt;
  }

  /// What prolonged the time before the clock ran anew prolongs the new time no more.
  bool lies_before_restart(const time::Moment& moment) const {
    if (!restarted_at) return false;
    return longest ? moment.last < restarted_at->first : moment.first < restarted_at->last;
  }

  void extensions(std::size_t number, std::vector<Step>& steps) {
    const auto& rule = clock.rule_.extensions[number];
    std::vector<std::vector<Shown>> lists;
    for (const auto pattern : clock.extensions_[number]) lists.push_back(certain(pattern));
    for (std::size_t time = 0; time < static_cast<std::size_t>(rule.times); ++time) {
      time::Moment whole;  // when the last of its events was there
      whole.last = time::earliest;
      text::Phrase told;
      for (const auto& list : lists) {
        if (list.size() <= time) return;
        const auto& moment = list[time].moment;
        whole.first = std::max(whole.first, moment.first);
        whole.last = std::max(whole.last, moment.last);
        told = told.empty() ? clock.told(list[time].event) : joined(told, clock.told(list[time].event));
      }
      if (lies_before_restart(whole)) continue;
      steps.push_back({longest ? whole.first : whole.last, false, {}, time::Extension{rule.by, told}, told});
    }
  }

  void follow() {
    if (!reckon()) return;
    for (std::size_t i = 0; i < clock.restarts_.size() && run.waiting.empty(); ++i) restart(i);
    if (!run.waiting.empty() || !run.reckoning) return;
    std::vector<Step> steps;
    for (std::size_t i = 0; i < clock.pauses_.size(); ++i) pauses(i, steps);
    for (std::size_t i = 0; i < clock.extensions_.size(); ++i) extensions(i, steps);
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    for (auto& step : steps) {
      if (step.at > deadline() || (step.open && !can_move(step.at))) continue;
      if (step.open) {
        run.waiting = {fmt::format("the clock stands since {}", step.told.english),
                       fmt::format("自 {} 起停止计算", step.told.chinese)};
        return;
      }
      if (step.pause) changes.pauses.push_back(std::move(*step.pause));
      if (step.extension) changes.extensions.push_back(std::move(*step.extension));
      if (!reckon()) return;
    }
  }
};

Timing Clock::changed(const Obligation& obligation, const time::Moment& start, const rule::Limit& limit) {
  const auto since = std::min(start.first, obligation.moment.first);
  const auto course = [&](Instant from, bool longest) {
    Course one{*this, limit, longest, from, since, as_of(obligation), {}, {}, {}};
    one.follow();
    return std::move(one.run);
  };
  auto shortest = course(start.first, false);
  auto longest = course(start.last, true);
  Timing timing;
  if (!shortest.reckoning || !longest.reckoning) {
    timing.unclear = {"the deadline lies beyond the year 9999", "截止日期超出 9999 年"};
    return timing;
  }
  timing.doubt = longest.doubt;
  timing.provisional = shortest.reckoning->provisional || longest.reckoning->provisional;
  timing.waiting = shortest.waiting;
  if (!timing.waiting.empty()) return timing;
  timing.first_deadline = shortest.earliest();
  timing.first_by_weekends = shortest.reckoning->deadline;
  const bool bounded = longest.doubt.empty() && longest.waiting.empty();
  timing.last_deadline = bounded ? longest.latest() : time::latest;
  for (const auto* why : {&longest.unsure, &longest.waiting})
    if (timing.doubt.empty()) timing.doubt = *why;
  // A clock that may stand has no latest reading to show.
  auto& shown = longest.waiting.empty() ? longest.reckoning : shortest.reckoning;
  shown->no_earlier_than = timing.first_deadline;
  timing.reckoning = judged_.keep(std::move(*shown));
  return timing;
}

}  // namespace shixian::check
