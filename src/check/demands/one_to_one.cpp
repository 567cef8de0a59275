// `matching: one-to-one`: a response answers one trigger only.
#include <algorithm>

#include "check/search.hpp"

namespace shixian::check {

namespace {

using time::Truth;

struct Open {
  Obligation* obligation;
  Timing timing;
  Search search;
  bool settled = false;  ///< matched, or not to be judged by its responses
};

bool answers(const Court& court, const Shown& response, const Open& open) {
  return response.event != open.obligation->finding.trigger &&
         (court.rule.demand.early || court.before(response.moment, open.obligation->moment) != Truth::yes ||
          court.before(response.moment, open.timing.start) != Truth::yes);
}

}  // namespace

void judge_one_to_one(Court& court, std::span<Obligation> obligations) {
  if (obligations.empty()) return;
  std::vector<Open> all;
  for (auto& obligation : obligations) {
    all.push_back({&obligation, court.clock.run(obligation), {}});
    all.back().settled = !all.back().timing.unclear.empty();
  }
  std::vector<Shown> certain, possible;
  for (const auto& shown : court.record.all(court.wanted.front(), none, court.as_of(obligations.front())))
    (shown.doubt ? possible : certain).push_back(shown);

  std::vector<Shown> left;
  for (const auto& response : certain) {
    Open* first = nullptr;
    for (auto& open : all)
      if (!open.settled && answers(court, response, open) && response.moment.last <= open.timing.first_deadline &&
          (!first || open.timing.first_deadline < first->timing.first_deadline))
        first = &open;
    if (!first) {
      left.push_back(response);
      continue;
    }
    first->settled = first->search.met = true;
    first->search.response = response.event;
  }
  for (const auto& response : left) {
    const auto open = std::find_if(all.begin(), all.end(),
                                   [&](const Open& one) { return !one.settled && answers(court, response, one); });
    if (open == all.end()) continue;
    if (response.moment.first > open->timing.last_deadline)
      open->search.response = response.event;
    else
      open->search.possible = response.event;
    open->settled = true;
  }
  for (auto& open : all) {
    for (const auto& response : possible) {
      const bool in_time = !response.moment.known() || response.moment.first <= open.timing.last_deadline;
      if (open.search.met || open.search.possible != none || !in_time || !answers(court, response, open)) continue;
      open.search.possible = response.event;
      open.search.why = response.doubt;
    }
    auto finding = open.obligation->finding;
    finding.reckoning = open.timing.reckoning;
    finding.provisional = open.timing.provisional;
    if (!open.timing.unclear.empty())
      court.undetermined(finding, open.timing.unclear);
    else
      conclude(court, *open.obligation, finding, open.timing, open.search);
    excuse(court, *open.obligation, finding, open.timing);
    court.settle(finding);
  }
}

}  // namespace shixian::check
