// `matching: one-to-one`: a response answers one trigger only.
#include <algorithm>

#include "check/search.hpp"

namespace shixian::check {

namespace {

using time::Moment;
using time::Truth;

const text::Phrase claimed{"another trigger, of which too little is known, may claim it",
                           "另有一个情况不明的触发事件可能与它对应"};

const text::Phrase freed{"the trigger it is matched with may have another response, of which too little is known",
                         "与它对应的触发事件可能另有一个情况不明的回应"};

const text::Phrase whose{"which trigger it answers cannot be told: the times are too coarse",
                         "时间不够精确，无法判断它回应的是哪一个触发事件"};

struct Open {
  Obligation* obligation;
  Timing timing;
  Search search;
  bool settled = false;            ///< matched, or not to be judged by its responses
  bool weighed = false;            ///< its response may be free for another trigger
  std::uint32_t contested = none;  ///< a late response that may excuse it, and may as well be another's
};

bool answers(const Court& court, const Shown& response, const Open& open) {
  return response.event != open.obligation->finding.trigger &&
         (court.rule.demand.early || court.before(response.moment, open.obligation->moment) != Truth::yes ||
          court.before(response.moment, open.timing.start) != Truth::yes);
}

/// Whether it cannot be told which of two came first.
bool is_order_unsure(const Moment& a, const Moment& b) {
  const bool exact = a.first == a.last && b.first == b.last;
  return !exact && a.first <= b.last && b.first <= a.last;
}

/// Whether two responses, of which either may have come first, can answer some trigger both and another only one of
/// them.
bool may_change_places(const Court& court, const Shown& a, const Shown& b, const std::vector<Open>& all) {
  bool shared = false, single = false;
  for (const auto& open : all) {
    if (open.settled) continue;
    const auto may_answer = [&](const Shown& one) {
      return one.moment.first <= open.timing.last_deadline && answers(court, one, open);
    };
    shared = shared || (may_answer(a) && may_answer(b));
    single = single || may_answer(a) != may_answer(b);
  }
  return shared && single;
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
  for (std::size_t i = 0; i < responses.size(); ++i)
    for (std::size_t j = i + 1; j < responses.size() && responses[j].moment.first <= responses[i].moment.last; ++j)
      if (is_order_unsure(responses[i].moment, responses[j].moment) &&
          may_change_places(court, responses[i], responses[j], all))
        return true;
  return false;
}

/// Responses that are only possible may answer triggers that have none; or one that has, whose response is then free
/// for another, and so on.
void weigh_possible(Court& court, const std::vector<Shown>& possible, std::vector<Open>& all) {
  auto queue = possible;
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const auto response = queue[next];
    for (auto& open : all) {
      const bool in_time = !response.moment.known() || response.moment.first <= open.timing.last_deadline;
      if (open.weighed || !in_time || !answers(court, response, open)) continue;
      if (!open.search.met) {
        if (open.search.possible != none) continue;
        open.search.possible = response.event;
        open.search.why = response.doubt;
      } else {
        const auto own = court.events.moment(open.search.response);
        if (response.moment.known() && own.last < response.moment.first) continue;
        open.weighed = true;
        queue.push_back({open.search.response, own, &freed});
      }
    }
  }
}

/// Whether one is due before the other for certain: by the deadlines, where they are one by the triggers.
bool is_due_first(const Open& one, const Open& other) {
  const auto &a = one.timing, &b = other.timing;
  if (a.last_deadline < b.first_deadline) return true;
  const bool same = a.first_deadline == b.first_deadline && a.last_deadline == b.last_deadline;
  return same && a.first_deadline == a.last_deadline &&
         !is_order_unsure(one.obligation->moment, other.obligation->moment);
}

/// A late response goes to the trigger without one that was due first. Where a reason may excuse it and which was due
/// first is not certain, any of them may have it.
void contest(Court& court, const Shown& response, Open& taker, std::vector<Open>& all) {
  const auto may_excuse = [&](std::size_t number) {
    const auto& rule = court.rule.clock.excuses[number];
    if (!rule.on) return court.excuse_conditions[number].at(response.event).truth != Truth::no;
    return rule.within && !court.record.all(court.excuses[number], none, court.as_of(*taker.obligation)).empty();
  };
  bool matters = false;
  for (std::size_t i = 0; i < court.excuses.size(); ++i) matters = matters || may_excuse(i);
  if (!matters) return;
  for (auto& other : all)
    if (&other != &taker && !other.search.met && answers(court, response, other) && !is_due_first(taker, other) &&
        !is_due_first(other, taker))
      taker.contested = other.contested = response.event;
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
  for (auto shown : court.record.all(court.wanted.front(), none, court.as_of(obligations.front()))) {
    for (const auto& open : all)
      if (!shown.doubt && answers(court, shown, open))
        shown.doubt = doubt_in_order(court, shown.moment, *open.obligation, open.timing);
    (shown.doubt ? possible : certain).push_back(shown);
  }

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
    Open* open = nullptr;
    for (auto& one : all)
      if (!one.settled && answers(court, response, one) &&
          (!open || one.timing.first_deadline < open->timing.first_deadline))
        open = &one;
    if (!open) continue;
    if (response.moment.first > open->timing.last_deadline) {
      open->search.response = response.event;
      contest(court, response, *open, all);
    } else {
      open->search.possible = response.event;
    }
    open->settled = true;
  }
  weigh_possible(court, possible, all);
  for (auto& open : all) {
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
    if (is_violation(finding.verdict) && open.contested != none)
      court.undetermined(finding, {fmt::format("the response at {} may be its own, and excused: {}",
                                               court.place_of(open.contested).english, whose.english),
                                   fmt::format("{}的回应可能属于它，且有正当事由：{}",
                                               court.place_of(open.contested).chinese, whose.chinese)});
    excuse(court, court.wanted, *open.obligation, finding, open.timing);
    court.settle(finding);
  }
}

}  // namespace shixian::check
