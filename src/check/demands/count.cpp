// `count`: at least, at most or exactly so many events, in the period or the window.
#include <set>

#include "check/court.hpp"
#include "text/cell.hpp"

namespace shixian::check {

namespace {

using time::Truth;

const text::Phrase order_unclear{"its time is too coarse to say whether it counts", "其时间不够精确，无法判断是否计入"};

const text::Phrase nameless_event{"it does not say what the events are told apart by", "它没有写明据以区分的内容"};

/// How many events there are for certain, and how many there may be.
struct Count {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  const text::Phrase* doubt = nullptr;
  std::uint32_t over = none;  ///< the first event that is one too many
};

Count count(Court& court, const Obligation& obligation, const Timing& timing) {
  const auto& demand = court.rule.demand;
  const bool by_clock = !court.rule.clock.within.empty() || court.rule.clock.by;
  const auto pattern = court.wanted.front();
  const auto all = obligation.period
                       ? court.inside(pattern, obligation, court.window_of(*obligation.period))
                       : court.from_trigger(pattern, obligation, by_clock ? timing.last_deadline : time::latest);
  Count counted;
  std::set<std::string> certain, possible;
  std::int64_t nameless = 0;
  for (const auto& shown : all) {
    auto truth = shown.doubt ? Truth::unknown : Truth::yes;
    const auto* why = shown.doubt;
    if (!obligation.period) {
      const auto precedes = demand.early ? Truth::no : court.before(shown.moment, obligation.moment);
      if (precedes == Truth::yes) continue;
      if (by_clock && shown.moment.known() && shown.moment.first > timing.last_deadline) continue;
      const bool inside = precedes == Truth::no && (!by_clock || shown.moment.last <= timing.first_deadline);
      if (!inside && truth == Truth::yes) truth = Truth::unknown, why = &order_unclear;
    }
    if (truth == Truth::unknown && !counted.doubt) counted.doubt = why;
    if (demand.distinct.empty()) {
      counted.certain += truth == Truth::yes;
      ++counted.possible;
    } else if (const auto* value = court.value(demand.distinct, shown.event)) {
      if (truth == Truth::yes) certain.insert(text::folded(*value));
      possible.insert(text::folded(*value));
    } else {
      ++nameless;
      if (!counted.doubt) counted.doubt = &nameless_event;
    }
    if (!demand.distinct.empty()) {
      counted.certain = static_cast<std::int64_t>(certain.size());
      counted.possible = static_cast<std::int64_t>(possible.size()) + nameless;
    }
    if (demand.bounds.at_most && counted.certain > *demand.bounds.at_most && counted.over == none)
      counted.over = shown.event;
  }
  return counted;
}

text::Phrase found(const Count& counted) {
  if (counted.certain == counted.possible) return text::phrase("found {}", "共 {} 个", counted.certain);
  const auto doubt = counted.doubt ? *counted.doubt : text::Phrase{};
  return {fmt::format("found {} to {}: some may not count ({})", counted.certain, counted.possible, doubt.english),
          fmt::format("共 {} 至 {} 个：有的不一定计入（{}）", counted.certain, counted.possible, doubt.chinese)};
}

void judge(Court& court, const Obligation& obligation) {
  const auto& bounds = court.rule.demand.bounds;
  const auto timing = court.clock.run(obligation);
  auto finding = obligation.finding;
  finding.reckoning = timing.reckoning;
  finding.provisional = timing.provisional;
  if (!timing.unclear.empty()) {
    court.undetermined(finding, timing.unclear);
    return court.settle(finding);
  }
  const auto counted = count(court, obligation, timing);
  const auto too_many = !bounds.at_most                      ? Truth::no
                        : counted.certain > *bounds.at_most  ? Truth::yes
                        : counted.possible > *bounds.at_most ? Truth::unknown
                                                             : Truth::no;
  const auto too_few = !bounds.at_least                      ? Truth::no
                       : counted.possible < *bounds.at_least ? Truth::yes
                       : counted.certain < *bounds.at_least  ? Truth::unknown
                                                             : Truth::no;
  if (too_many == Truth::yes) {
    finding.response = counted.over;
    return court.settle(finding, Verdict::breached, found(counted));
  }
  const auto as_of = court.as_of(obligation);
  const bool over = has_passed(timing.last_deadline, as_of);
  if (too_few == Truth::yes && !has_passed(timing.first_by_weekends, as_of) && too_many == Truth::no)
    return court.settle(finding, Verdict::pending, found(counted));
  if (too_few == Truth::yes && over) {
    if (court.absence_proves(finding, obligation) && court.clock_is_shown(finding, obligation, timing.last_deadline)) {
      finding.verdict = Verdict::breached;
      court.note(finding, found(counted));
    }
    return court.settle(finding);
  }
  if (too_few != Truth::no || too_many != Truth::no) {
    court.undetermined(finding, found(counted));
    return court.settle(finding);
  }
  if (!bounds.at_most || court.absence_proves(finding, obligation)) finding.verdict = Verdict::met;
  court.settle(finding);
}

}  // namespace

void judge_count(Court& court, std::span<Obligation> obligations) {
  for (const auto& obligation : obligations) judge(court, obligation);
}

}  // namespace shixian::check
