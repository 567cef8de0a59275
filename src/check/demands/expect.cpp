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
    case Verdict::waived:  // comes after judging
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
  excuse(court, std::span(&pattern, 1), obligation, finding, timing);
}

const text::Phrase step_before{"which event was the step before, from which its period runs, cannot be told",
                               "无法判断上一步是哪一个事件，期限须从上一步起算"};

/// When a step of a chain was taken: no earlier than the first event that may have been it, no later than the one that
/// was.
struct Taken {
  time::Moment moment;
  bool in_doubt = false;  ///< it may have been another event
};

Taken step_taken(Court& court, std::size_t pattern, const Obligation& obligation, const Timing& timing,
                 std::uint32_t response) {
  const auto own = court.events.moment(response);
  Taken taken{own};
  for (const auto& shown : court.record.all(pattern, obligation.finding.trigger, court.as_of(obligation))) {
    if (shown.moment.known() && too_early(court, shown.moment, obligation, timing)) continue;
    const auto first = shown.moment.known() ? shown.moment.first : timing.start.first;
    taken.moment.first = std::min(taken.moment.first, first);
    if (time::certainly_before(own, shown.moment) != Truth::yes && shown.moment != own) taken.in_doubt = true;
  }
  return taken;
}

bool may_have_been_taken(Court& court, std::size_t pattern, const Obligation& step, const Timing& timing) {
  const auto all = responses(court, pattern, step, timing);
  return std::any_of(all.begin(), all.end(),
                     [&](const Shown& shown) { return !too_early(court, shown.moment, step, timing); });
}

Finding judge_all(Court& court, const Obligation& obligation, const Timing& whole) {
  std::optional<Finding> worst;
  auto step = obligation;
  auto timing = whole;
  bool in_doubt = false;
  for (std::size_t i = 0; i < court.wanted.size(); ++i) {
    auto finding = obligation.finding;
    if (i > 0 && court.rule.clock.each_step) {
      if (worst->verdict != Verdict::met) break;  // the next step's clock has not started
      if (worst->response == none) {              // nor with a step that was excused and never taken
        if (may_have_been_taken(court, court.wanted[i - 1], step, timing)) court.undetermined(*worst, step_before);
        break;
      }
      const auto& limit = court.rule.clock.within[obligation.finding.limit];
      const auto taken = step_taken(court, court.wanted[i - 1], step, timing, worst->response);
      in_doubt = taken.in_doubt;
      timing = court.clock.plain(taken.moment, *limit.period, court.rule.clock.roll);
      step.moment = taken.moment;
      step.vague = in_doubt;
    }
    judge_part(court, court.wanted[i], step, finding, timing);
    if (in_doubt && finding.verdict == Verdict::undetermined) court.undetermined(finding, step_before);
    if (finding.verdict != Verdict::met && finding.reason == none)
      court.note(finding, text::verbatim(types_of(court.rule.demand.events[i])));
    const auto later = [&] {
      return finding.verdict == Verdict::met && worst->verdict == Verdict::met && worst->response != none &&
             finding.response != none &&
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
    court.settle(finding);
  }
}

}  // namespace shixian::check
