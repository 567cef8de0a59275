// `expect-before`: before the trigger, each of some steps; in order, by different actors, long enough before.
#include <algorithm>
#include <set>

#include "check/court.hpp"
#include "log/cell.hpp"

namespace shixian::check {

namespace {

using time::Moment;
using time::Truth;

const text::Phrase order_unclear{"its time is too coarse to say whether it lies before the trigger",
                                 "其时间不够精确，无法判断是否早于触发事件"};
const text::Phrase ahead_unclear{"its time is too coarse to say whether it came early enough",
                                 "其时间不够精确，无法判断是否足够提前"};

Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::unknown || b == Truth::unknown ? Truth::unknown : Truth::yes;
}

/// The last instants at which a step is early enough, or the first at which it is not too old: for the trigger's
/// earliest reading and for its latest.
struct Bound {
  time::Instant first, last;
};

Bound bound_of(const Court& court, const Moment& trigger, const time::Period& period, bool start_of_day) {
  const auto at = [&](time::Instant instant) -> time::Instant {
    const auto back =
        time::reckon_back(instant, period, *court.context.pack->regime, *court.context.calendar, court.zone());
    if (!back) return start_of_day ? time::earliest : time::latest;
    return start_of_day && back->last_day ? court.zone().start_of(*back->last_day) : back->deadline;
  };
  return {at(trigger.first), at(trigger.last)};
}

/// Whether a step happened at or before the trigger, early enough and not too long ago.
Truth stands(const Court& court, const Moment& step, const Obligation& obligation) {
  if (!step.known()) return Truth::unknown;
  const auto after = court.before(obligation.moment, step);
  auto truth = after == Truth::yes ? Truth::no : after == Truth::no ? Truth::yes : Truth::unknown;
  const auto& clock = court.rule.clock;
  if (clock.ahead) {
    const auto last = bound_of(court, obligation.moment, *clock.ahead, false);
    truth = both(truth, step.last <= last.first ? Truth::yes : step.first > last.last ? Truth::no : Truth::unknown);
  }
  if (!clock.within.empty() && clock.within.front().period) {
    const auto first = bound_of(court, obligation.moment, *clock.within[obligation.finding.limit].period, true);
    truth = both(truth, step.first >= first.last ? Truth::yes : step.last < first.first ? Truth::no : Truth::unknown);
  }
  return truth;
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
      const auto truth = stands(court, shown.moment, obligation);
      if (truth == Truth::no) continue;
      if (truth == Truth::unknown && !shown.doubt)
        shown.doubt = court.before(obligation.moment, shown.moment) == Truth::unknown ? &order_unclear : &ahead_unclear;
      const auto* actor = demand.distinct.empty() ? nullptr : court.value(demand.distinct, shown.event);
      steps[i].push_back({shown, actor ? std::optional(log::folded(*actor)) : std::nullopt});
    }
    if (steps[i].empty()) missing.push_back(i);
  }
  const bool distinct = !demand.distinct.empty();
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
  if (!court.absence_proves(finding, obligation)) return court.settle(finding);
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
