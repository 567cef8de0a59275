// `expect`: a response, or so many, or each of several, in time.
#include <algorithm>

#include "check/search.hpp"

namespace shixian::check {

namespace {

using time::Instant;
using time::Truth;

/// How bad a verdict is for a demand with several parts: what is certain and worst stands for the whole.
int weight(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return 0;
    case Verdict::pending:
      return 1;
    case Verdict::undetermined:
      return 2;
    case Verdict::late:
      return 3;
    case Verdict::missing:
      return 4;
    case Verdict::breached:
      break;
  }
  return 5;
}

bool needs_counting(const Court& court, const Obligation& obligation) {
  const auto& demand = court.rule.demand;
  return obligation.period || court.rule.clock.no_sooner_than || !demand.distinct.empty() ||
         demand.bounds.at_least.value_or(1) != 1;
}

void judge_part(Court& court, std::size_t pattern, const Obligation& obligation, Finding& finding,
                const Timing& timing) {
  finding.reckoning = timing.reckoning;
  finding.provisional = timing.provisional;
  if (!timing.unclear.empty()) return court.undetermined(finding, timing.unclear);
  const auto search = needs_counting(court, obligation) ? nth_response(court, pattern, obligation, timing)
                                                        : first_response(court, pattern, obligation, timing);
  conclude(court, obligation, finding, timing, search);
}

Finding judge_all(Court& court, const Obligation& obligation, const Timing& whole) {
  std::optional<Finding> worst;
  auto timing = whole;
  for (std::size_t i = 0; i < court.wanted.size(); ++i) {
    auto finding = obligation.finding;
    if (i > 0 && court.rule.clock.each_step) {
      if (worst->verdict != Verdict::met) break;  // the next step's clock has not started
      const auto& limit = court.rule.clock.within[obligation.finding.limit];
      timing = court.clock.plain(court.events.moment(worst->response), *limit.period, court.rule.clock.roll);
    }
    judge_part(court, court.wanted[i], obligation, finding, timing);
    if (finding.verdict != Verdict::met && finding.reason == none)
      court.note(finding, text::verbatim(types_of(court.rule.demand.events[i])));
    const auto later = [&] {
      return finding.verdict == Verdict::met && worst->verdict == Verdict::met && worst->response != none &&
             court.events.moment(worst->response).last < court.events.moment(finding.response).last;
    };
    if (!worst || weight(worst->verdict) < weight(finding.verdict) || later() ||
        (court.rule.clock.each_step && finding.verdict == Verdict::met))
      worst = finding;
  }
  return *worst;
}

}  // namespace

void judge_expect(Court& court, std::span<Obligation> obligations) {
  if (court.rule.demand.one_to_one) return judge_one_to_one(court, obligations);
  for (auto& obligation : obligations) {
    const auto timing = court.clock.run(obligation);
    auto finding = obligation.finding;
    if (court.rule.demand.all)
      finding = judge_all(court, obligation, timing);
    else
      judge_part(court, court.wanted.front(), obligation, finding, timing);
    excuse(court, obligation, finding, timing);
    court.settle(finding);
  }
}

}  // namespace shixian::check
