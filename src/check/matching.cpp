#include "check/matching.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace shixian::check {

namespace {

using time::Instant;
using time::Moment;
using time::Truth;

const text::Phrase freed{"the trigger it is matched with may have another response, of which too little is known",
                         "与它对应的触发事件可能另有一个情况不明的回应"};
const text::Phrase whose{"which trigger it answers cannot be told: the times are too coarse",
                         "时间不够精确，无法判断它回应的是哪一个触发事件"};

bool is_exact(const Timing& timing) { return timing.first_deadline == timing.last_deadline; }

/// Whether it cannot be told which of two came first.
bool is_order_unsure(const Moment& a, const Moment& b) {
  const bool exact = a.first == a.last && b.first == b.last;
  return !exact && a.first <= b.last && b.first <= a.last;
}

/// Whether one is due before the other for certain: by the deadlines, where they are one by the triggers.
bool is_due_first(const Open& one, const Open& other) {
  const auto &a = one.timing, &b = other.timing;
  if (a.last_deadline < b.first_deadline) return true;
  return is_exact(a) && is_exact(b) && a.first_deadline == b.first_deadline &&
         !is_order_unsure(one.obligation->moment, other.obligation->moment);
}

Instant available_from(const Court& court, const Obligation& obligation, const Timing& timing) {
  if (court.rule.demand.early) return time::earliest;
  const auto from = std::min(obligation.moment.first, timing.start.first);
  const bool by_day = court.rule.clock.by_day && from > time::earliest;
  return by_day ? court.zone().start_of(court.zone().day_of(from)) : from;
}

/// Positions from which the ones that are done with are taken out.
class Remaining {
 public:
  explicit Remaining(std::size_t size) : next_(size + 1) { std::iota(next_.begin(), next_.end(), 0U); }
  /// The first position at or after one that is still there.
  std::size_t from(std::size_t at) {
    auto end = at;
    while (next_[end] != end) end = next_[end];
    while (next_[at] != end) at = std::exchange(next_[at], end);
    return end;
  }
  void remove(std::size_t at) { next_[at] = at + 1; }

 private:
  std::vector<std::size_t> next_;
};

}  // namespace

Matching::Matching(Court& court, std::span<Obligation> obligations) : court_(court) {
  std::vector<const Open*> doubtful;
  all_.reserve(obligations.size());
  for (auto& obligation : obligations) {
    auto timing = court.clock.run(obligation);
    const auto available = available_from(court, obligation, timing);
    const bool settled = !timing.unclear.empty();
    all_.push_back({&obligation, std::move(timing), available, {}, settled});
    if (obligation.vague || all_.back().timing.start_in_doubt) doubtful.push_back(&all_.back());
    if (!settled) (is_exact(all_.back().timing) ? exact_ : vague_).push_back(all_.size() - 1);
  }
  std::stable_sort(exact_.begin(), exact_.end(), [&](std::size_t a, std::size_t b) {
    return all_[a].timing.first_deadline < all_[b].timing.first_deadline;
  });
  for (auto shown : court.record.all(court.wanted.front(), none, court.as_of(obligations.front()))) {
    for (const auto* open : doubtful)
      if (!shown.doubt && answers(shown, *open))
        shown.doubt = doubt_in_order(court, shown.moment, *open->obligation, open->timing);
    (shown.doubt ? possible_ : certain_).push_back(shown);
  }
}

std::vector<Open>& Matching::match() {
  const bool unsure = is_unsure();
  give_in_time();
  give_late();
  weigh_possible();
  if (unsure) leave_open();
  return all_;
}

bool Matching::answers(const Shown& response, const Open& open) const {
  return response.event != open.obligation->finding.trigger &&
         (!response.moment.known() || response.moment.last >= open.available);
}

bool Matching::may_answer_in_time(const Shown& response, const Open& open) const {
  return response.moment.first <= open.timing.last_deadline && answers(response, open);
}

/// Whether it cannot be told which of several triggers a response goes to.
bool Matching::is_unsure() const {
  if (all_.size() < 2) return false;
  for (const auto& response : certain_)
    if (straddles(response) || may_go_to_several(response)) return true;
  for (std::size_t i = 0; i < certain_.size(); ++i)
    for (auto j = i + 1; j < certain_.size() && certain_[j].moment.first <= certain_[i].moment.last; ++j)
      if (certain_[i].moment != certain_[j].moment && is_order_unsure(certain_[i].moment, certain_[j].moment) &&
          may_change_places(certain_[i], certain_[j]))
        return true;
  return false;
}

/// Whether a response may be in time for a trigger or not.
bool Matching::straddles(const Shown& response) const {
  const auto first =
      std::lower_bound(exact_.begin(), exact_.end(), response.moment.first,
                       [&](std::size_t open, Instant instant) { return all_[open].timing.first_deadline < instant; });
  for (auto at = first; at != exact_.end() && all_[*at].timing.first_deadline < response.moment.last; ++at)
    if (answers(response, all_[*at])) return true;
  return std::any_of(vague_.begin(), vague_.end(), [&](std::size_t open) {
    return may_answer_in_time(response, all_[open]) && response.moment.last > all_[open].timing.first_deadline;
  });
}

/// Whether of two triggers that a response answers in time it cannot be told which is due first.
bool Matching::may_go_to_several(const Shown& response) const {
  for (const auto one : vague_) {
    if (!may_answer_in_time(response, all_[one])) continue;
    const auto& timing = all_[one].timing;
    const auto overlaps = [&](std::size_t other) {
      return other != one && answers(response, all_[other]) &&
             timing.first_deadline <= all_[other].timing.last_deadline &&
             all_[other].timing.first_deadline <= timing.last_deadline;
    };
    if (std::any_of(vague_.begin(), vague_.end(), overlaps)) return true;
    auto at =
        std::lower_bound(exact_.begin(), exact_.end(), timing.first_deadline,
                         [&](std::size_t open, Instant instant) { return all_[open].timing.first_deadline < instant; });
    for (; at != exact_.end() && all_[*at].timing.first_deadline <= timing.last_deadline; ++at)
      if (overlaps(*at)) return true;
  }
  return false;
}

/// Whether two responses, of which either may have come first, can answer some trigger both and another only one of
/// them.
bool Matching::may_change_places(const Shown& a, const Shown& b) const {
  bool shared = false, single = false;
  for (const auto& open : all_) {
    if (open.settled) continue;
    const bool first = may_answer_in_time(a, open), second = may_answer_in_time(b, open);
    shared = shared || (first && second);
    single = single || first != second;
  }
  return shared && single;
}

void Matching::give_in_time() {
  std::vector<std::size_t> coming(all_.size());
  std::iota(coming.begin(), coming.end(), 0U);
  std::stable_sort(coming.begin(), coming.end(),
                   [&](std::size_t a, std::size_t b) { return all_[a].available < all_[b].available; });
  std::set<std::pair<Instant, std::size_t>> waiting;  // by deadline
  std::size_t next = 0;
  for (const auto& response : certain_) {
    for (; next < coming.size() && all_[coming[next]].available <= response.moment.last; ++next)
      if (const auto& open = all_[coming[next]]; !open.settled)
        waiting.emplace(open.timing.first_deadline, coming[next]);
    auto at = waiting.lower_bound({response.moment.last, 0});
    while (at != waiting.end() && !answers(response, all_[at->second])) ++at;
    if (at == waiting.end()) {
      left_.push_back(response);
      continue;
    }
    auto& open = all_[at->second];
    open.settled = open.search.met = true;
    open.search.response = response.event;
    waiting.erase(at);
  }
}

void Matching::give_late() {
  std::set<std::pair<Instant, std::size_t>> waiting;
  for (std::size_t i = 0; i < all_.size(); ++i)
    if (!all_[i].settled) waiting.emplace(all_[i].timing.first_deadline, i);
  for (const auto& response : left_) {
    auto at = waiting.begin();
    while (at != waiting.end() && !answers(response, all_[at->second])) ++at;
    if (at == waiting.end()) continue;
    auto& open = all_[at->second];
    if (response.moment.first > open.timing.last_deadline) {
      open.search.response = response.event;
      contest(response, open);
    } else {
      open.search.possible = response.event;
    }
    open.settled = true;
    waiting.erase(at);
  }
}

/// A late response goes to the trigger without one that was due first. Where a reason may excuse it and which was due
/// first is not certain, any of them may have it.
void Matching::contest(const Shown& response, Open& taker) {
  const auto may_excuse = [&](std::size_t number) {
    const auto& rule = court_.rule.clock.excuses[number];
    if (!rule.on) return court_.excuse_conditions[number].at(response.event).truth != Truth::no;
    return rule.within && !court_.record.all(court_.excuses[number], none, court_.as_of(*taker.obligation)).empty();
  };
  bool matters = false;
  for (std::size_t i = 0; i < court_.excuses.size(); ++i) matters = matters || may_excuse(i);
  if (!matters) return;
  for (auto& other : all_)
    if (&other != &taker && !other.search.met && answers(response, other) && !is_due_first(taker, other) &&
        !is_due_first(other, taker))
      taker.contested = other.contested = response.event;
}

/// Responses that are only possible may answer triggers that have none; or one that has, whose response is then free
/// for another, and so on.
void Matching::weigh_possible() {
  if (possible_.empty()) return;
  std::vector<std::size_t> order(all_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return all_[a].timing.last_deadline < all_[b].timing.last_deadline;
  });
  auto soonest = std::vector<Instant>(all_.size() + 1, time::latest);  // available from a position on
  for (auto i = all_.size(); i > 0; --i) soonest[i - 1] = std::min(soonest[i], all_[order[i - 1]].available);
  Remaining remaining(all_.size());
  auto queue = possible_;
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const auto response = queue[next];
    const auto first =
        std::lower_bound(order.begin(), order.end(), response.moment.first,
                         [&](std::size_t open, Instant instant) { return all_[open].timing.last_deadline < instant; });
    auto at = remaining.from(static_cast<std::size_t>(first - order.begin()));
    for (; at < order.size() && soonest[at] <= response.moment.last; at = remaining.from(at + 1)) {
      auto& open = all_[order[at]];
      if (!answers(response, open)) continue;
      if (open.search.met) {
        const auto own = court_.events.moment(open.search.response);
        if (response.moment.known() && own.last < response.moment.first) continue;
        queue.push_back({open.search.response, own, &freed});
      } else if (open.search.possible == none) {
        open.search.possible = response.event;
        open.search.why = response.doubt;
      }
      remaining.remove(at);
    }
  }
}

/// Where it cannot be told which trigger a response goes to, it may be anyone's.
void Matching::leave_open() {
  std::vector<Instant> ends;  // the latest end so far
  for (const auto& response : certain_)
    ends.push_back(std::max(response.moment.last, ends.empty() ? time::earliest : ends.back()));
  for (auto& open : all_) {
    auto at = static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), open.available) - ends.begin());
    while (at < certain_.size() && !answers(certain_[at], open)) ++at;
    if (at == certain_.size() || certain_[at].moment.first > open.timing.last_deadline) continue;
    open.search = {};
    open.search.possible = certain_[at].event;
    open.search.why = &whose;
  }
}

}  // namespace shixian::check
