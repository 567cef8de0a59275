// `expect-before`: before the trigger, each of some steps; in order, by different actors, long enough before.
#include <algorithm>
#include <map>

#include "check/court.hpp"
#include "text/cell.hpp"

namespace shixian::check {

namespace {

using time::Moment;
using time::Truth;

const text::Phrase order_unclear{"its time is too coarse to say whether it lies before the trigger",
                                 "其时间不够精确，无法判断是否早于触发事件"};
const text::Phrase ahead_unclear{"its time is too coarse to say whether it came early enough",
                                 "其时间不够精确，无法判断是否足够提前"};
const text::Phrase uncovered{"the calendar does not cover the days between it and the trigger",
                             "它与触发事件之间有日历未覆盖的日子"};

Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::unknown || b == Truth::unknown ? Truth::unknown : Truth::yes;
}

/// The last instants at which a step is early enough, or the first at which it is not too old: for the trigger's
/// earliest reading and for its latest.
struct Bound {
  time::Instant first, last;
  bool provisional = false;  ///< outside the calendar: as if every day were worked, and without a bound
};

Bound bound_of(const Court& court, const Moment& trigger, const time::Period& period, bool start_of_day) {
  const auto back = [&](time::Instant instant, const time::Period& length) {
    return time::reckon_back(instant, length, *court.context.pack->regime, *court.context.calendar, court.zone());
  };
  const auto at = [&](const std::optional<time::Reckoning>& found) -> time::Instant {
    if (!found) return start_of_day ? time::earliest : time::latest;
    return start_of_day && found->last_day ? court.zone().start_of(*found->last_day) : found->deadline;
  };
  const auto first = back(trigger.first, period), last = back(trigger.last, period);
  if ((!first || !first->provisional) && (!last || !last->provisional)) return {at(first), at(last)};
  return {time::earliest, at(back(trigger.last, {period.count, time::Unit::days})), true};
}

/// Whether a step happened at or before the trigger, early enough and not too long ago; and why that cannot be told.
struct Standing {
  Truth truth;
  const text::Phrase* doubt = nullptr;
};

Standing stands(const Court& court, const Moment& step, const Obligation& obligation) {
  if (!step.known()) return {Truth::unknown, &order_unclear};
  const auto after = court.before(obligation.moment, step);
  Standing standing{after == Truth::yes ? Truth::no : after == Truth::no ? Truth::yes : Truth::unknown};
  if (after == Truth::unknown) standing.doubt = &order_unclear;
  const auto also = [&](Truth further, bool provisional) {
    standing.truth = both(standing.truth, further);
    if (further == Truth::unknown && !standing.doubt) standing.doubt = provisional ? &uncovered : &ahead_unclear;
  };
  const auto& clock = court.rule.clock;
  if (clock.ahead) {
    const auto last = bound_of(court, obligation.moment, *clock.ahead, false);
    also(step.last <= last.first ? Truth::yes : step.first > last.last ? Truth::no : Truth::unknown, last.provisional);
  }
  if (obligation.finding.limit != none && clock.within[obligation.finding.limit].period) {
    const auto first = bound_of(court, obligation.moment, *clock.within[obligation.finding.limit].period, true);
    also(step.first >= first.last  ? Truth::yes
         : step.last < first.first ? Truth::no
                                   : Truth::unknown,
         first.provisional);
  }
  return standing;
}

/// From when on the log must be whole. How far back a step can lie is for the rule to say (`within`); without that it
/// is looked for from the last day on which it would have been in time.
time::Instant looked_for_from(const Court& court, const Obligation& obligation) {
  auto from = obligation.moment.first;
  const auto& clock = court.rule.clock;
  if (clock.ahead) from = std::min(from, bound_of(court, obligation.moment, *clock.ahead, false).first);
  if (obligation.finding.limit != none && clock.within[obligation.finding.limit].period)
    from =
        std::min(from, bound_of(court, obligation.moment, *clock.within[obligation.finding.limit].period, true).first);
  return from;
}

struct Step {
  Shown shown;
  std::optional<std::string> actor;
};

/// Picks an event for each step so that everything holds; with `certain` only what is sure counts.
class Picker {
 public:
  Picker(const Court& court, const std::vector<std::vector<Step>>& steps, bool in_order, bool distinct, bool certain)
      : court_(court), steps_(steps), in_order_(in_order), distinct_(distinct), certain_(certain) {}

  bool pick() { return pick(0); }
  bool gave_up() const { return left_ <= 0; }
  std::uint32_t last() const { return chosen_.back()->shown.event; }

 private:
  bool pick(std::size_t number) {
    if (number == steps_.size()) return true;
    for (const auto& step : steps_[number]) {
      if (--left_ <= 0) return false;
      if ((certain_ && step.shown.doubt) || !fits(step)) continue;
      chosen_.push_back(&step);
      if (pick(number + 1)) return true;
      chosen_.pop_back();
    }
    return false;
  }
  bool fits(const Step& step) const {
    for (const auto* other : chosen_) {
      if (other->shown.event == step.shown.event) return false;
      if (!distinct_) continue;
      if (step.actor && other->actor ? step.actor == other->actor : certain_) return false;
    }
    if (!in_order_ || chosen_.empty()) return true;
    const auto backwards = court_.before(step.shown.moment, chosen_.back()->shown.moment);
    return certain_ ? backwards == Truth::no : backwards != Truth::yes;
  }

  const Court& court_;
  const std::vector<std::vector<Step>>& steps_;
  bool in_order_, distinct_, certain_;
  int left_ = 200'000;
  std::vector<const Step*> chosen_;
};

/// Of a step without an order, events of one actor are as good as one another.
void thin(std::vector<Step>& step, std::size_t steps) {
  std::map<std::pair<std::optional<std::string>, bool>, std::size_t> kept;
  std::erase_if(step, [&](const Step& one) {
    const auto most = one.actor ? 1 : steps;
    return ++kept[{one.actor, one.shown.doubt != nullptr}] > most;
  });
}

std::string names_of(const Court& court, const std::vector<std::size_t>& steps) {
  std::string names;
  for (const auto step : steps) names += (names.empty() ? "" : ", ") + types_of(court.rule.demand.events[step]);
  return names;
}

const text::Phrase* first_doubt(const std::vector<std::vector<Step>>& steps) {
  for (const auto& list : steps)
    for (const auto& step : list)
      if (step.shown.doubt) return step.shown.doubt;
  return nullptr;
}

void judge(Court& court, const Obligation& obligation) {
  const auto& demand = court.rule.demand;
  auto finding = obligation.finding;
  std::vector<std::vector<Step>> steps(court.wanted.size());
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (auto shown : court.record.all(court.wanted[i], finding.trigger, court.as_of(obligation))) {
      const auto standing = stands(court, shown.moment, obligation);
      if (standing.truth == Truth::no) continue;
      if (standing.truth == Truth::unknown && !shown.doubt) shown.doubt = standing.doubt;
      const auto* actor = demand.distinct.empty() ? nullptr : court.value(demand.distinct, shown.event);
      steps[i].push_back({shown, actor ? std::optional(text::folded(*actor)) : std::nullopt});
    }
    if (steps[i].empty()) missing.push_back(i);
  }
  const bool distinct = !demand.distinct.empty();
  if (distinct && !demand.in_order)
    for (auto& step : steps) thin(step, steps.size());
  const auto can = [&](bool in_order, bool different, bool certain) {
    Picker picker(court, steps, in_order, different, certain);
    if (picker.pick()) {
      finding.response = picker.last();
      return Truth::yes;
    }
    return picker.gave_up() ? Truth::unknown : Truth::no;
  };
  if (can(demand.in_order, distinct, true) == Truth::yes) return court.settle(finding, Verdict::met);
  const auto possible = can(demand.in_order, distinct, false);
  if (possible != Truth::no) {
    const auto* doubt = first_doubt(steps);
    court.undetermined(finding, doubt ? text::Phrase{fmt::format("a step may be there: {}", doubt->english),
                                                     fmt::format("可能有此步骤：{}", doubt->chinese)}
                                      : text::Phrase{"the order or the actors of the steps cannot be told",
                                                     "无法判断各步骤的先后或经办人"});
    return court.settle(finding);
  }
  finding.response = none;
  if (!court.absence_proves(finding, obligation, looked_for_from(court, obligation))) return court.settle(finding);
  text::Phrase why;
  if (!missing.empty())
    why = text::phrase("not there before it: {}", "此前没有：{}", names_of(court, missing));
  else if (distinct && can(demand.in_order, false, false) == Truth::yes)
    why = text::phrase("two steps have the same '{}'", "有两个步骤的“{}”相同", demand.distinct);
  else if (demand.in_order && can(false, distinct, false) == Truth::yes)
    why = {"the steps are there, but not in their order", "各步骤都有，但次序不对"};
  else
    why = {"the steps are not all there as required", "各步骤不符合要求"};
  finding.response = none;
  court.settle(finding, Verdict::breached, std::move(why));
}

}  // namespace

void judge_expect_before(Court& court, std::span<Obligation> obligations) {
  for (const auto& obligation : obligations) judge(court, obligation);
}

}  // namespace shixian::check
