#include "check/search.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>

#include "text/cell.hpp"

namespace shixian::check {

namespace {

using time::Instant;
using time::Moment;
using time::Truth;

const text::Phrase without_key{"it does not say whose response it is; fill in its key",
                               "它没有写明回应的是哪一件；请补填对应的键"};
const text::Phrase unclear_floor{"its time is too coarse to say whether it came too soon",
                                 "其时间不够精确，无法判断是否过早"};
const text::Phrase not_started{"it came before that from which the minimum period runs", "其最短期间的起点尚未出现"};
const text::Phrase vague_violation{"when the violation began is not known exactly, and it may lie before",
                                   "违规开始的时间不能确定，它可能在此之前"};
const text::Phrase vague_start{"it lies before the trigger, and whether the clock had started cannot be told",
                               "它早于触发事件，而时限当时是否已经起算无法判断"};
const text::Phrase without_value{"it does not say what the responses are told apart by", "它没有写明据以区分的内容"};

/// Whether an event is certain to answer by its order: what may lie before the trigger breaks nothing by coming too
/// soon.
bool surely_follows(const Court& court, const Moment& moment, const Obligation& obligation, const Timing& timing) {
  return obligation.period || court.before(moment, obligation.moment) == Truth::no ||
         court.before(moment, timing.start) == Truth::no;
}

void weigh(Court& court, std::size_t pattern, const Obligation& obligation, const Timing& timing, Instant as_of,
           std::uint32_t event, Search& search) {
  const auto moment = court.events.moment(event);
  if (event == obligation.finding.trigger || (moment.known() && moment.first > as_of)) return;
  if (too_early(court, moment, obligation, timing)) {
    search.before = event;
    return;
  }
  const auto* doubt = court.record.doubt(pattern, event, as_of);
  if (!doubt) doubt = doubt_in_order(court, moment, obligation, timing);
  if (!doubt && moment.last <= timing.first_deadline) {
    search.met = true;
    search.response = event;
  } else if (!moment.known() || moment.first <= timing.last_deadline) {
    if (search.possible == none || (search.why && !doubt)) search.possible = event, search.why = doubt;
  } else if (!doubt && search.response == none) {
    search.response = event;
  }
}

/// The earliest instant at which an event that is not too early can begin.
Instant earliest_response(const Obligation& obligation, const Timing& timing) {
  return std::min(obligation.moment.first, timing.start.first) - longest_moment;
}

void search_keyless(Court& court, std::size_t pattern, const Obligation& obligation, const Timing& timing,
                    Instant as_of, Search& search) {
  if (search.possible != none) return;
  const auto events = court.record.incomplete(pattern);
  const auto take = [&](std::uint32_t event) {
    const auto moment = court.events.moment(event);
    if (event == obligation.finding.trigger || too_early(court, moment, obligation, timing) ||
        !court.record.may_be_keyless(pattern, event))
      return false;
    search.possible = event;
    search.why = &without_key;
    return true;
  };
  auto at = events.begin();
  for (; at != events.end() && !court.events.moment(*at).known(); ++at)
    if (take(*at)) return;
  if (!court.rule.demand.early)
    at = std::lower_bound(
        at, events.end(), earliest_response(obligation, timing),
        [&](std::uint32_t event, Instant instant) { return court.events.moment(event).first < instant; });
  for (; at != events.end(); ++at) {
    const auto first = court.events.moment(*at).first;
    if (first > timing.last_deadline || first > as_of || take(*at)) return;
  }
}

}  // namespace

bool too_early(const Court& court, const Moment& moment, const Obligation& obligation, const Timing& timing) {
  return !court.rule.demand.early && court.before(moment, obligation.moment) == Truth::yes &&
         court.before(moment, timing.start) == Truth::yes;
}

const text::Phrase* doubt_in_order(const Court& court, const Moment& moment, const Obligation& obligation,
                                   const Timing& timing) {
  if (obligation.vague && !surely_follows(court, moment, obligation, timing)) return &vague_violation;
  const bool may_precede = timing.start_in_doubt && !court.rule.demand.early && !obligation.period &&
                           court.before(moment, obligation.moment) == Truth::yes &&
                           court.before(moment, timing.start) == Truth::unknown;
  return may_precede ? &vague_start : nullptr;
}

const text::Phrase* doubt_in_counting(const Court& court, const Shown& shown) {
  const auto& distinct = court.rule.demand.distinct;
  return !shown.doubt && !distinct.empty() && !court.value(distinct, shown.event) ? &without_value : shown.doubt;
}

Search first_response(Court& court, std::size_t pattern, const Obligation& obligation, const Timing& timing) {
  Search search;
  const auto as_of = court.as_of(obligation);
  const auto members = court.record.members(pattern);
  auto at = members.begin();
  for (; at != members.end() && !court.events.moment(*at).known(); ++at)  // unknown times sort first
    weigh(court, pattern, obligation, timing, as_of, *at, search);
  if (!court.rule.demand.early) {
    at = std::lower_bound(
        at, members.end(), earliest_response(obligation, timing),
        [&](std::uint32_t event, Instant instant) { return court.events.moment(event).first < instant; });
    if (at != members.begin()) weigh(court, pattern, obligation, timing, as_of, *std::prev(at), search);
  }
  for (; at != members.end(); ++at) {
    weigh(court, pattern, obligation, timing, as_of, *at, search);
    if (search.met) return search;
    if (search.response != none && court.events.moment(*at).first > timing.last_deadline) break;
  }
  search_keyless(court, pattern, obligation, timing, as_of, search);
  return search;
}

namespace {

/// The days or instants before which a response comes too soon: certainly, and possibly.
struct Floor {
  Instant certain = time::earliest;
  Instant possible = time::earliest;
};

Floor floor_of(Court& court, const Timing& timing) {
  if (!court.rule.clock.no_sooner_than) return {};
  if (!timing.waiting.empty()) return {time::earliest, time::latest};
  const auto end = court.clock.plain(timing.start, *court.rule.clock.no_sooner_than, time::Roll::none);
  if (end.reckoning == none) return {time::earliest, time::latest};
  if (!time::counts_days(court.rule.clock.no_sooner_than->unit)) return {end.first_deadline, end.last_deadline};
  const auto start_of_day = [&](Instant instant) {
    return instant == time::latest ? instant : court.zone().start_of(court.zone().day_of(instant));
  };
  return {start_of_day(end.first_deadline), start_of_day(end.last_deadline)};
}

/// Responses of a period count inside it, and on days on to which its due date was moved; by a date after its end,
/// until the end of the next.
Window window_of(Court& court, const Obligation& obligation, const Timing& timing) {
  if (!obligation.period) return {};
  const auto& period = *obligation.period;
  if (period.unit == time::SpanUnit::log) return {};
  auto window = court.window_of(period);
  const auto& by = court.rule.clock.by;
  const auto due = by ? time::due_day(*by, period.first, period) : std::nullopt;
  if (!due) return window;
  const auto end_of_next = court.zone().end_of(time::next(period).last);
  if (*due > period.last) return {*window.to + std::chrono::microseconds{1}, end_of_next};
  const auto moved_to = timing.last_deadline < time::latest ? timing.last_deadline : end_of_next;
  window.to = std::max(*window.to, moved_to);
  return window;
}

/// The n-th of some events with different values; `none` when there are not so many.
class Counter {
 public:
  Counter(const Court& court, std::int64_t wanted)
      : court_(court), attribute_(court.rule.demand.distinct), left_(wanted) {}
  /// Whether this one is the last that is needed.
  bool take(std::uint32_t event) {
    if (!attribute_.empty()) {
      const auto* value = court_.value(attribute_, event);
      if (value && !seen_.insert(text::folded(*value)).second) return false;
    }
    ++taken_;
    return --left_ == 0;
  }
  std::int64_t taken() const { return taken_; }

 private:
  const Court& court_;
  const std::string& attribute_;
  std::int64_t left_;
  std::int64_t taken_ = 0;
  std::set<std::string> seen_;
};

std::int64_t counted(const Court& court, const std::vector<Shown>& events) {
  Counter counter(court, 0);
  for (const auto& shown : events) counter.take(shown.event);
  return counter.taken();
}

std::uint32_t nth(const Court& court, const std::vector<Shown>& events, std::int64_t wanted) {
  Counter counter(court, wanted);
  for (const auto& shown : events)
    if (counter.take(shown.event)) return shown.event;
  return none;
}

}  // namespace

std::vector<Shown> responses(Court& court, std::size_t pattern, const Obligation& obligation, const Timing& timing) {
  return court.inside(pattern, obligation, window_of(court, obligation, timing));
}

Search nth_response(Court& court, std::size_t pattern, const Obligation& obligation, const Timing& timing) {
  Search search;
  const auto wanted = court.rule.demand.bounds.at_least.value_or(1);
  const auto floor = floor_of(court, timing);
  std::vector<Shown> certain, possible;
  std::optional<Shown> too_soon;
  for (auto shown : responses(court, pattern, obligation, timing)) {
    if (!obligation.period && too_early(court, shown.moment, obligation, timing)) {
      search.before = shown.event;
      continue;
    }
    shown.doubt = doubt_in_counting(court, shown);
    const bool follows = surely_follows(court, shown.moment, obligation, timing);
    if (!shown.doubt) shown.doubt = doubt_in_order(court, shown.moment, obligation, timing);
    if (!shown.doubt && shown.moment.known() && shown.moment.last < floor.certain && follows) {
      if (search.too_soon == none) search.too_soon = shown.event;
      continue;
    }
    const bool may_be_too_soon = court.rule.clock.no_sooner_than && shown.moment.first < floor.possible;
    if (!shown.doubt && may_be_too_soon) shown.doubt = timing.waiting.empty() ? &unclear_floor : &not_started;
    if (may_be_too_soon && !too_soon) too_soon = shown;
    if (!shown.moment.known() || shown.moment.first <= timing.last_deadline) possible.push_back(shown);
    if (!shown.doubt) certain.push_back(shown);
  }
  auto in_time = certain;
  in_time.erase(std::remove_if(in_time.begin(), in_time.end(),
                               [&](const Shown& shown) { return shown.moment.last > timing.first_deadline; }),
                in_time.end());
  std::stable_sort(in_time.begin(), in_time.end(),
                   [](const Shown& a, const Shown& b) { return a.moment.last < b.moment.last; });
  search.response = nth(court, in_time, wanted);
  search.met = search.response != none && !too_soon;
  if (search.met) return search;
  if (search.response != none) {
    search.possible = too_soon->event;
    search.why = too_soon->doubt;
    search.response = none;
    return search;
  }
  if (nth(court, possible, wanted) != none) {
    for (const auto& shown : possible) {
      const bool counts = !shown.doubt && shown.moment.last <= timing.first_deadline;
      if (counts || (search.possible != none && (!search.why || shown.doubt))) continue;
      search.possible = shown.event;
      search.why = shown.doubt;
    }
    if (search.possible == none && !possible.empty()) search.possible = possible.front().event;
  }
  search.response = nth(court, certain, wanted);
  if (wanted > 1) {
    search.certain = counted(court, certain);
    search.counted = std::max(search.certain, counted(court, possible));
  }
  return search;
}

}  // namespace shixian::check
