// What happens to a clock while it runs: restarts, pauses and extensions, in the order of their events.
#include <algorithm>
#include <set>
#include <utility>

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
  bool extends = true;  ///< false: as if a restart had voided every extension
  time::Changes changes;
  Run run;
  std::optional<time::Moment> restarted_at{};
  std::set<std::size_t> asked{};  ///< conditional restarts whose condition was met: once each
  struct Extended {
    std::size_t number;
    time::Moment moment;
  };
  std::vector<Extended> extended{};  ///< by what rule and when, beside `changes.extensions`

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

  /// What happens to the clock, in its time.
  struct Step {
    enum class Kind : std::uint8_t { restart, pause, extension };
    Kind kind;
    std::size_t number = 0;  ///< of the rule's restarts or extensions
    Instant at;              ///< what must be in time
    time::Moment moment;     ///< of a conditional restart its condition, of an extension the last of its events
    std::optional<Shown> on{};
    std::optional<time::Pause> pause{};  ///< absent: it has not ended
    text::Phrase told{};
  };
  std::vector<Step> held{};  ///< pauses without an end that begin on the last day

  /// A restart counts where it lies before the deadline; a conditional one where its condition does, and within its own
  /// period.
  void restarts(std::size_t number, std::vector<Step>& steps) {
    const auto& patterns = clock.restarts_[number];
    const auto at = [&](const time::Moment& moment) { return longest ? moment.first : moment.last; };
    if (!clock.rule_.restarts[number].condition) {
      for (const auto& on : certain(patterns.on))
        steps.push_back({Step::Kind::restart, number, at(on.moment), on.moment, on});
      return;
    }
    for (const auto& condition : certain(patterns.condition))
      steps.push_back({Step::Kind::restart,
                       number,
                       at(condition.moment),
                       condition.moment,
                       ending_of(endings(after_start(patterns.on)), condition),
                       {},
                       clock.told(condition.event)});
  }
  void restart(const Step& step) {
    const auto& rule = clock.rule_.restarts[step.number];
    if (rule.condition) {
      if (!is_early_enough(rule, step.moment) || asked.contains(step.number)) return;
      asked.insert(step.number);
    }
    if (step.on) return restart_at(*step.on);
    run.waiting = {fmt::format("the clock stands since {} and waits for {}", step.told.english, types_of(rule.on)),
                   fmt::format("自 {} 起停止计算，等待 {}", step.told.chinese, types_of(rule.on))};
  }
  bool is_early_enough(const rule::RestartRule& rule, const time::Moment& condition) {
    if (!rule.within) return true;
    const auto end = clock.reckon(start, *rule.within, clock.rule_.roll);
    return !end || in_time(condition, !longest           ? end->no_earlier_than
                                      : end->provisional ? time::latest
                                                         : end->deadline);
  }
  void restart_at(const Shown& on) {
    const auto anew = longest ? on.moment.last : on.moment.first;
    if (on.moment.last > start) restarted_at = on.moment;
    start = std::max(start, anew);
    changes.restarted = clock.told(on.event);
    for (auto i = extended.size(); i > 0; --i)
      if (lies_before_restart(extended[i - 1].moment)) {
        extended.erase(extended.begin() + static_cast<std::ptrdiff_t>(i - 1));
        changes.extensions.erase(changes.extensions.begin() + static_cast<std::ptrdiff_t>(i - 1));
      }
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

  void pauses(std::size_t number, std::vector<Step>& steps) {
    const auto& patterns = clock.pauses_[number];
    const auto& rule = clock.rule_.pauses[number];
    std::vector<Shown> ended;  // what ended a pause that began before
    for (const auto& from : beginnings(rule, patterns)) {
      const auto begins = longest ? from.moment.first : from.moment.last;
      auto ends = ends_of(rule, patterns.to, from);
      if (longest) leave_out_of_others(ends, ended, from);
      const auto end = ending_of(endings(std::move(ends)), from);
      if (end) ended.push_back(*end);
      auto ends_at = !end ? time::latest : longest ? end->moment.last : end->moment.first;
      auto told = end ? joined(clock.told(from.event), clock.told(end->event)) : clock.told(from.event);
      if (const auto cap = rule.at_most ? longest_end(*rule.at_most, from.moment) : std::nullopt;
          cap && *cap < ends_at) {
        ends_at = *cap;
        const auto length = time::describe(*rule.at_most);
        told = {fmt::format("{}, {} at most", clock.told(from.event).english, length.english),
                fmt::format("{}，至多{}", clock.told(from.event).chinese, length.chinese)};
      }
      // Within one day the two may have come at any time, but that day they did.
      if (end && ends_at < begins && on_one_day(from.moment, end->moment)) ends_at = begins;
      Step step{Step::Kind::pause, number, begins, from.moment};
      if (ends_at == time::latest)
        step.told = clock.told(from.event);
      else if (ends_at >= begins)
        step.pause = time::Pause{begins, ends_at, std::move(told)};
      else
        continue;
      steps.push_back(std::move(step));
    }
  }

  bool on_one_day(const time::Moment& a, const time::Moment& b) const {
    const auto& zone = clock.context_.pack->zone;
    return a.known() && b.known() && zone.day_of(a.first) == zone.day_of(b.last) &&
           zone.day_of(b.first) == zone.day_of(a.last);
  }

  /// What ended a pause may end another only where it comes after its beginning for certain: on the day on which one
  /// ends the next may begin.
  void leave_out_of_others(std::vector<Shown>& ends, const std::vector<Shown>& ended, const Shown& from) {
    std::erase_if(ends, [&](const Shown& end) {
      const bool of_another =
          end.moment.first <= from.moment.last &&
          std::any_of(ended.begin(), ended.end(), [&](const Shown& other) { return other.event == end.event; });
      if (of_another && run.unsure.empty()) {
        const auto ends_it = clock.told(end.event), begins = clock.told(from.event);
        run.unsure = {fmt::format("whether {} also ends what {} began cannot be told", ends_it.english, begins.english),
                      fmt::format("无法判断 {} 是否也结束了 {} 开始的中止", ends_it.chinese, begins.chinese)};
      }
      return of_another;
    });
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
    std::vector<std::vector<Shown>> lists;
    std::string unrecorded;  // without which it does not extend for certain
    for (std::size_t i = 0; i < clock.extensions_[number].size(); ++i) {
      const auto& [pattern, recorded] = clock.extensions_[number][i];
      if (recorded)
        lists.push_back(certain(pattern));
      else
        unrecorded += (unrecorded.empty() ? "" : ", ") + types_of(clock.rule_.extensions[number].on[i]);
    }
    if (lists.empty() || (!unrecorded.empty() && !longest)) return;
    for (std::size_t time = 0;; ++time) {
      Step step{Step::Kind::extension, number, {}, {}};
      step.moment.last = time::earliest;
      for (const auto& list : lists) {
        if (list.size() <= time) return;
        const auto& moment = list[time].moment;
        step.moment.first = std::max(step.moment.first, moment.first);
        step.moment.last = std::max(step.moment.last, moment.last);
        step.told = step.told.empty() ? clock.told(list[time].event) : joined(step.told, clock.told(list[time].event));
      }
      step.at = longest ? step.moment.first : step.moment.last;
      // What is not recorded may have come after a restart.
      if (!unrecorded.empty()) step.moment.last = time::latest;
      if (!unrecorded.empty() && run.unsure.empty())
        run.unsure =
            text::phrase("{0} extends the time only with {2}, which no ledger given records",
                         "{1}须有 {2} 才能延长，而所给台账都不记载", step.told.english, step.told.chinese, unrecorded);
      steps.push_back(std::move(step));
    }
  }
  void extend(const Step& step) {
    const auto& rule = clock.rule_.extensions[step.number];
    const auto times =
        std::count_if(extended.begin(), extended.end(), [&](const Extended& one) { return one.number == step.number; });
    if (times >= rule.times || lies_before_restart(step.moment)) return;
    changes.extensions.push_back({rule.by, step.told});
    extended.push_back({step.number, step.moment});
    reckon();
  }

  void pause(const Step& step) {
    if (!step.pause) return stand(step);
    changes.pauses.push_back(*step.pause);
    reckon();
  }
  /// A pause without an end stops the clock; one that begins on the last day does once that day is moved on.
  void stand(const Step& step) {
    if (can_move(step.at))
      run.waiting = {fmt::format("the clock stands since {}", step.told.english),
                     fmt::format("自 {} 起停止计算", step.told.chinese)};
    else
      held.push_back(step);
  }
  void stand_where_held() {
    for (const auto& step : std::exchange(held, {}))
      if (run.waiting.empty()) stand(step);
  }

  void follow() {
    if (!reckon()) return;
    std::vector<Step> steps;
    for (std::size_t i = 0; i < clock.restarts_.size(); ++i) restarts(i, steps);
    for (std::size_t i = 0; i < clock.pauses_.size(); ++i) pauses(i, steps);
    for (std::size_t i = 0; i < clock.extensions_.size() && extends; ++i) extensions(i, steps);
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    for (const auto& step : steps) {
      if (!run.waiting.empty() || !run.reckoning) return;
      if (step.at > deadline()) continue;
      switch (step.kind) {
        case Step::Kind::restart:
          restart(step);
          break;
        case Step::Kind::pause:
          pause(step);
          break;
        case Step::Kind::extension:
          extend(step);
          break;
      }
      if (run.reckoning) stand_where_held();
    }
  }
};

Timing Clock::changed(const Obligation& obligation, const time::Moment& start, const rule::Limit& limit) {
  const auto since = std::min(start.first, obligation.moment.first);
  const auto course = [&](Instant from, bool longest, bool extends) {
    Course one{*this, limit, longest, from, since, as_of(obligation), extends, {}, {}};
    one.follow();
    return std::move(one.run);
  };
  auto shortest = course(start.first, false, true);
  auto longest = course(start.last, true, true);
  if (!restarts_.empty() && !extensions_.empty() && !longest.doubt.empty())
    if (auto shorter = course(start.first, false, false);
        shorter.waiting.empty() && shorter.reckoning && shortest.reckoning && shorter.earliest() < shortest.earliest())
      shortest = std::move(shorter);
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
