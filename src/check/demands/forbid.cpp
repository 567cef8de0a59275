// `forbid`: no such event from the trigger on, or in the period.
#include <map>

#include "check/court.hpp"
#include "check/evidence.hpp"

namespace shixian::check {

namespace {

using time::Truth;

const text::Phrase order_unclear{"its time is too coarse to say whether it lies after the trigger",
                                 "其时间不够精确，无法判断是否晚于触发事件"};
const text::Phrase end_unclear{"whether it lies before the end of the prohibition cannot be told",
                               "无法判断是否在禁止期间届满之前"};

Truth no_more(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::unknown || b == Truth::unknown ? Truth::unknown : Truth::yes;
}

/// Whether an event lies before the prohibition was lifted.
Truth before_the_end(Court& court, const Shown& shown, const Obligation& obligation, const std::vector<Shown>& ends) {
  auto truth = Truth::yes;
  for (const auto& end : ends) {
    if (end.event == shown.event || court.before(end.moment, obligation.moment) == Truth::yes) continue;
    const auto still = court.before(shown.moment, end.moment);
    if (still == Truth::no && !end.doubt && court.before(end.moment, obligation.moment) == Truth::no) return Truth::no;
    if (still != Truth::yes) truth = Truth::unknown;
  }
  return truth;
}

void judge(Court& court, const Obligation& obligation) {
  const auto& rule = court.rule;
  const auto timing = court.clock.run(obligation);
  auto finding = obligation.finding;
  const bool by_clock = !rule.clock.within.empty() || rule.clock.by;
  if (by_clock) {
    finding.reckoning = timing.reckoning;
    finding.provisional = timing.provisional;
    if (!timing.unclear.empty()) {
      court.undetermined(finding, timing.unclear);
      return court.settle(finding);
    }
  }
  const auto pattern = court.wanted.front();
  const auto all = obligation.period
                       ? court.inside(pattern, obligation, court.window_of(*obligation.period))
                       : court.from_trigger(pattern, obligation, by_clock ? timing.last_deadline : time::latest);
  std::vector<Shown> ends;
  if (rule.demand.until) ends = court.record.all(court.until, finding.trigger, court.as_of(obligation));
  std::uint32_t found = 0;
  const auto time_of = [](const Shown& shown) { return std::pair(shown.moment.first, shown.moment.last); };
  std::map<std::pair<time::Instant, time::Instant>, std::uint32_t> at_once;
  for (const auto& shown : all) ++at_once[time_of(shown)];
  std::map<std::uint64_t, std::uint32_t> alike;  // of those at once, how often each content came
  for (const auto& shown : all) {
    auto truth = shown.doubt ? Truth::unknown : Truth::yes;
    const auto* why = shown.doubt;
    const auto also = [&](Truth further, const text::Phrase& unclear) {
      if (further == Truth::unknown && !why) why = &unclear;
      truth = no_more(truth, further);
    };
    if (!obligation.period && !rule.demand.early) {
      const auto precedes = court.before(shown.moment, obligation.moment);
      also(precedes == Truth::yes ? Truth::no : precedes == Truth::no ? Truth::yes : Truth::unknown, order_unclear);
    }
    if (by_clock)
      also(!shown.moment.known()                        ? Truth::unknown
           : shown.moment.last <= timing.first_deadline ? Truth::yes
           : shown.moment.first > timing.last_deadline  ? Truth::no
                                                        : Truth::unknown,
           end_unclear);
    if (rule.demand.until) also(before_the_end(court, shown, obligation, ends), end_unclear);
    if (truth == Truth::no) continue;
    auto one = finding;
    one.response = shown.event;
    one.crowded = at_once[time_of(shown)] > 1;
    if (one.crowded) one.copy = alike[content_of(court.events, shown.event)]++;
    ++found;
    const bool may_be_over = rule.demand.until || rule.clock.start;
    if (truth == Truth::yes && may_be_over && !court.clock_is_shown(one, obligation, shown.moment.last))
      court.settle(one);
    else if (truth == Truth::yes)
      court.settle(one, Verdict::breached);
    else
      court.settle(one, Verdict::undetermined,
                   {fmt::format("{} may be forbidden: {}", court.place_of(shown.event).english, why->english),
                    fmt::format("{}的事件可能属于禁止之列：{}", court.place_of(shown.event).chinese, why->chinese)});
  }
  if (found > 0) return;
  if (court.absence_proves(finding, obligation)) finding.verdict = Verdict::met;
  court.settle(finding);
}

}  // namespace

void judge_forbid(Court& court, std::span<Obligation> obligations) {
  for (const auto& obligation : obligations) judge(court, obligation);
}

}  // namespace shixian::check
