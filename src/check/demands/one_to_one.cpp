// `matching: one-to-one`: a response answers one trigger only.
#include "check/matching.hpp"

namespace shixian::check {

namespace {

const text::Phrase claimed{"another trigger, of which too little is known, may claim it",
                           "另有一个情况不明的触发事件可能与它对应"};

/// The response that met it may be another's.
void give_back(Search& search) {
  search.possible = search.response;
  search.why = &claimed;
  search.response = none;
  search.met = false;
}

void may_be_excused(Court& court, std::uint32_t response, Finding& finding) {
  const auto at = court.place_of(response);
  court.undetermined(finding,
                     {fmt::format("the late response at {} may be its own or another's, and excused", at.english),
                      fmt::format("{}的逾期回应可能属于它，也可能属于另一件，且有正当事由", at.chinese)});
}

}  // namespace

void judge_one_to_one(Court& court, std::span<Obligation> obligations) {
  if (obligations.empty()) return;
  Matching matching(court, obligations);
  for (auto& open : matching.match()) {
    if (open.search.met && court.may_be_claimed(open.search.response)) give_back(open.search);
    auto finding = open.obligation->finding;
    finding.reckoning = open.timing.reckoning;
    finding.provisional = open.timing.provisional;
    if (!open.timing.unclear.empty())
      court.undetermined(finding, open.timing.unclear);
    else
      conclude(court, *open.obligation, finding, open.timing, open.search);
    if (is_violation(finding.verdict) && open.contested != none) may_be_excused(court, open.contested, finding);
    excuse(court, court.wanted, *open.obligation, finding, open.timing);
    court.settle(finding);
  }
}

}  // namespace shixian::check
