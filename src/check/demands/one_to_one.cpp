// `matching: one-to-one`: a response answers one trigger only.
#include <algorithm>

#include "check/search.hpp"

namespace shixian::check {

namespace {

using time::Truth;

const text::Phrase claimed{"another trigger, of which too little is known, may claim it",
                           "另有一个情况不明的触发事件可能与它对应"};

const text::Phrase whose{"which trigger it answers cannot be told: the times are too coarse",
                         "时间不够精确，无法判断它回应的是哪一个触发事件"};

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

/// Whether it cannot be told which of several obligations a response goes to.
bool is_unsure(const Court& court, const std::vector<Shown>& responses, const std::vector<Open>& all) {
  const auto overlap = [](const Timing& a, const Timing& b) {
    const bool same = a.first_deadline == b.first_deadline && a.last_deadline == b.last_deadline;
    return a.first_deadline <= b.last_deadline && b.first_deadline <= a.last_deadline &&
           !(same && a.first_deadline == a.last_deadline);
  };
  if (all.size() < 2) return false;
  for (const auto& response : responses)
    for (const auto& open : all) {
      if (open.settled || !answers(court, response, open)) continue;
      if (response.moment.first > open.timing.last_deadline) continue;
      if (response.moment.last > open.timing.first_deadline) return true;
      for (const auto& other : all)
        if (&other != &open && !other.settled && answers(court, response, other) && overlap(open.timing, other.timing))
          return true;
    }
  return false;
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

  const bool unsure = is_unsure(court, certain, all);
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
    if (unsure) {
      const auto may_answer = [&](const Shown& shown) {
        const bool in_time = !shown.moment.known() || shown.moment.first <= open.timing.last_deadline;
        return in_time && answers(court, shown, open);
      };
      const auto one = std::find_if(certain.begin(), certain.end(), may_answer);
      if (one != certain.end()) open.search = {}, open.search.possible = one->event, open.search.why = &whose;
    }
    if (open.search.met && court.may_be_claimed(open.search.response)) {
      open.search.possible = open.search.response;
      open.search.why = &claimed;
      open.search.response = none;
      open.search.met = false;
    }
    auto finding = open.obligation->finding;
    finding.reckoning = open.timing.reckoning;
    finding.provisional = open.timing.provisional;
    if (!open.timing.unclear.empty())
      court.undetermined(finding, open.timing.unclear);
    else
      conclude(court, *open.obligation, finding, open.timing, open.search);
    excuse(court, court.wanted, *open.obligation, finding, open.timing);
    court.settle(finding);
  }
}

}  // namespace shixian::check
