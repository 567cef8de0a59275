// `expect`, with everything that goes with it, on one world.
#include <algorithm>
#include <set>

#include "reference/deadline.hpp"
#include "reference/exact.hpp"

namespace shixian::reference {

namespace {

using check::Verdict;
using time::Instant;
using Events = std::vector<const Happening*>;

/// For a period the events are those of its days, up to the deadline; or, when they are due after it, of the next.
void keep_inside(Events& events, const Matter& matter, const std::optional<Instant>& deadline) {
  if (!matter.period || matter.period->unit == time::SpanUnit::log) return;
  if (!matter.rule->scope.during.empty()) {
    std::erase_if(events, [&](const Happening* event) { return !is_of(*event, matter); });
    return;
  }
  const auto& zone = matter.pack->zone;
  auto from = zone.start_of(matter.period->first), to = zone.end_of(matter.period->last);
  if (const auto& by = matter.rule->clock.by;
      by && *time::due_day(*by, matter.period->first, *matter.period) > matter.period->last) {
    from = to + std::chrono::microseconds{1};
    to = zone.end_of(time::next(*matter.period).last);
  } else if (by && deadline) {
    to = std::max(to, *deadline);  // moved off a day off
  }
  std::erase_if(events, [&](const Happening* event) { return event->at < from || event->at > to; });
}

/// Whether an event is known to lie before a time: what only may is taken as an answer.
bool precedes(const Matter& matter, const Happening& event, Instant other) {
  if (!event.seen.known()) return event.at < other;
  if (!matter.rule->clock.by_day) return event.seen.last < other;
  return matter.pack->zone.day_of(event.seen.last) < matter.pack->zone.day_of(other);
}

/// Those that may answer at all: at or after the trigger, or the clock's start when that is earlier.
Events answers(const rule::EventPattern& pattern, const Matter& matter, const Running& running) {
  auto found = events_of(pattern, matter, false);
  if (matter.period && matter.rule->scope.where)
    std::erase_if(found, [&](const Happening* one) { return !holds_in(matter.rule->scope.where, *matter.pack, *one); });
  keep_inside(found, matter, running.deadline);
  if (!matter.period && !matter.rule->demand.early)
    std::erase_if(found, [&](const Happening* one) {
      return precedes(matter, *one, begin_of(matter)) && precedes(matter, *one, running.begins);
    });
  return found;
}

const Happening* nth(const Events& events, const rule::Demand& demand) {
  auto left = demand.bounds.at_least.value_or(1);
  std::set<std::string> seen;
  for (const auto* event : events) {
    if (!demand.distinct.empty() && !seen.insert(event->attributes.at(demand.distinct)).second) continue;
    if (--left == 0) return event;
  }
  return nullptr;
}

void conclude(const Matter& matter, const Running& running, const Happening* found, Ruling& ruling) {
  ruling.deadline = running.deadline;
  ruling.answer = found;
  if (found) ruling.response = found->at;
  if (found && (!running.deadline || found->at <= *running.deadline))
    ruling.verdict = Verdict::met;
  else if (found)
    ruling.verdict = Verdict::late;
  else
    ruling.verdict =
        running.deadline && over(*running.deadline, matter.world->as_of) ? Verdict::missing : Verdict::pending;
  const bool lacks = may_lack(matter) || (matter.world->covered_from && running.begins < matter.world->beginning);
  if (check::is_violation(ruling.verdict) && lacks) ruling.verdict = Verdict::undetermined;
  const auto& clock = matter.rule->clock;
  const auto is_event = [](const rule::StartPoint& point) { return point.kind == rule::StartPoint::Kind::event; };
  const bool by_event = clock.start && std::any_of(clock.start->points.begin(), clock.start->points.end(), is_event);
  if (ruling.verdict == Verdict::met && by_event && !clock.within.empty() && may_lack(matter) &&
      found->at > end_of(matter, matter.at, *clock.within.front().period, clock.roll))
    ruling.verdict = Verdict::undetermined;  // an earlier start may not be in the log
}

/// Whether a reason is recorded: for a period, in its days.
bool has_reason(const rule::EventPattern& pattern, const Matter& matter) {
  const auto events = events_of(pattern, matter, false);
  return std::any_of(events.begin(), events.end(),
                     [&](const Happening* event) { return !matter.period || is_of(*event, matter); });
}

void excuse(const rule::EventPattern& pattern, const Matter& matter, const Running& running, Ruling& ruling) {
  for (const auto& excuse : matter.rule->clock.excuses) {
    if (!check::is_violation(ruling.verdict)) return;
    if (!excuse.on && ruling.verdict == Verdict::missing) continue;
    if (excuse.within) {
      if (!ruling.response) continue;
      if (*ruling.response > end_of(matter, running.start, *excuse.within, matter.rule->clock.roll)) continue;
    }
    bool holds = excuse.on && has_reason(*excuse.on, matter);
    bool speaks_against = false;
    if (excuse.where)
      for (const auto* event : answers(pattern, matter, running))
        if (event->at == *ruling.response)
          (holds_in(excuse.where, *matter.pack, *event) ? holds : speaks_against) = true;
    if (holds && speaks_against)  // two answers of one instant
      ruling.verdict = Verdict::undetermined;
    else if (holds)
      ruling.verdict = excuse.verdict == "met" ? Verdict::met : Verdict::undetermined;
  }
}

Ruling judge_one(const rule::EventPattern& pattern, const Matter& matter, const Running& running) {
  Ruling ruling;
  auto found = answers(pattern, matter, running);
  if (const auto& least = matter.rule->clock.no_sooner_than) {
    const auto& zone = matter.pack->zone;
    auto floor = end_of(matter, running.start, *least, time::Roll::none);
    if (time::counts_days(least->unit)) floor = zone.start_of(zone.day_of(floor));
    if (running.stands) {  // what came may have come too soon
      ruling.verdict = found.empty() ? Verdict::pending : Verdict::undetermined;
      return ruling;
    }
    const auto soon = std::find_if(found.begin(), found.end(), [&](const auto* one) { return one->at < floor; });
    if (soon != found.end()) {
      ruling.deadline = running.deadline;
      ruling.response = (*soon)->at;
      const auto& clock = matter.rule->clock;
      const bool may_begin_earlier =
          clock.start && std::any_of(clock.start->points.begin(), clock.start->points.end(),
                                     [](const auto& point) { return point.kind == rule::StartPoint::Kind::event; });
      const bool may_be_excused =
          std::any_of(clock.excuses.begin(), clock.excuses.end(), [](const auto& one) { return one.on.has_value(); });
      if (may_lack(matter) && (may_begin_earlier || may_be_excused)) return ruling;
      ruling.verdict = Verdict::breached;
      excuse(pattern, matter, running, ruling);
      return ruling;
    }
  }
  conclude(matter, running, nth(found, matter.rule->demand), ruling);
  excuse(pattern, matter, running, ruling);
  return ruling;
}

int badness(Verdict verdict) {
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
    case Verdict::waived:
      break;
  }
  return 5;
}

/// The worst of several; when all are there, the last to come.
Ruling judge_all(Matter matter, Running running) {
  std::optional<Ruling> worst;
  for (const auto& pattern : matter.rule->demand.events) {
    auto ruling = judge_one(pattern, matter, running);
    if (!worst || badness(ruling.verdict) > badness(worst->verdict) ||
        (ruling.verdict == Verdict::met && worst->verdict == Verdict::met &&
         (matter.rule->clock.each_step || ruling.response > worst->response)))
      worst = ruling;
    if (!matter.rule->clock.each_step) continue;
    if (ruling.verdict != Verdict::met || !ruling.answer) break;
    matter.at = running.start = ruling.answer->at;
    matter.begins = running.begins = ruling.answer->seen.known() ? ruling.answer->seen.first : ruling.answer->at;
    running.deadline =
        end_of(matter, running.start, *matter.rule->clock.within.front().period, matter.rule->clock.roll);
  }
  return *worst;
}

/// Each response goes to one trigger: in time order to the open one it is in time for that is due first, the others
/// then to those still open, again the one due first.
std::vector<Ruling> judge_one_to_one(const std::vector<Matter>& matters, std::size_t limit_of_each(const Matter&)) {
  struct Open {
    const Matter* matter;
    Running running;
    const Happening* answer = nullptr;
  };
  std::vector<Ruling> rulings;
  std::vector<Open> all;
  for (const auto& matter : matters) all.push_back({&matter, clock_of(matter, limit_of_each(matter))});
  std::set<std::map<std::string, std::string>> groups;
  for (const auto& matter : matters) groups.insert(matter.keys);
  for (const auto& group : groups) {
    std::vector<Open*> open;
    for (auto& one : all)
      if (one.matter->keys == group) open.push_back(&one);
    const auto can_answer = [](const Open& one, const Happening* event) {
      const auto possible = answers(one.matter->rule->demand.events.front(), *one.matter, one.running);
      return !one.answer && std::find(possible.begin(), possible.end(), event) != possible.end();
    };
    const auto due = [](const Open& one) { return one.running.deadline.value_or(time::latest); };
    Events left;
    for (const auto* event : events_of(matters.front().rule->demand.events.front(), *open.front()->matter, true)) {
      Open* first = nullptr;
      for (auto* one : open)
        if (can_answer(*one, event) && event->at <= due(*one) && (!first || due(*one) < due(*first))) first = one;
      if (first)
        first->answer = event;
      else
        left.push_back(event);
    }
    for (const auto* event : left) {
      Open* first = nullptr;
      for (auto* one : open)
        if (can_answer(*one, event) && (!first || due(*one) < due(*first))) first = one;
      if (first) first->answer = event;
    }
  }
  for (const auto& one : all) {
    Ruling ruling;
    conclude(*one.matter, one.running, one.answer, ruling);
    excuse(one.matter->rule->demand.events.front(), *one.matter, one.running, ruling);
    rulings.push_back(ruling);
  }
  return rulings;
}

}  // namespace

std::vector<Ruling> judge_expect(const std::vector<Matter>& matters, std::size_t limit_of_each(const Matter&)) {
  if (matters.empty()) return {};
  const auto& demand = matters.front().rule->demand;
  if (demand.one_to_one) return judge_one_to_one(matters, limit_of_each);
  std::vector<Ruling> rulings;
  for (const auto& matter : matters) {
    Running running{matter.at, begin_of(matter), std::nullopt, false};
    if (matter.period)
      running.deadline = due_of(matter);
    else
      running = clock_of(matter, limit_of_each(matter));
    rulings.push_back(demand.all ? judge_all(matter, running) : judge_one(demand.events.front(), matter, running));
  }
  return rulings;
}

}  // namespace shixian::reference
