// The demands other than `expect`, on one world.
#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "reference/deadline.hpp"
#include "reference/exact.hpp"

namespace shixian::reference {

namespace {

using check::Verdict;
using time::Instant;
using Events = std::vector<const Happening*>;

Ruling ruled(bool right) {
  Ruling ruling;
  ruling.verdict = right ? Verdict::met : Verdict::breached;
  return ruling;
}

/// What rests on there being nothing.
Ruling by_absence(Ruling ruling, const Matter& matter) {
  if (may_lack(matter)) ruling.verdict = Verdict::undetermined;
  return ruling;
}

/// The events of a pattern in the period, with the condition of the scope; all of them when there is none.
Events in_period(const rule::EventPattern& pattern, const Matter& matter) {
  auto found = events_of(pattern, matter, false);
  if (!matter.period) return found;
  std::erase_if(found, [&](const Happening* event) {
    return !is_of(*event, matter) || !holds_in(matter.rule->scope.where, *matter.pack, *event);
  });
  return found;
}

bool before(const Matter& matter, Instant a, Instant b) {
  if (!matter.rule->clock.by_day) return a < b;
  return matter.pack->zone.day_of(a) < matter.pack->zone.day_of(b);
}

/// The last instant that lies a period before another: days are counted back, that of the end not counted.
Instant back(const Matter& matter, Instant from, const time::Period& period, bool start_of_day) {
  const auto& zone = matter.pack->zone;
  if (!time::counts_days(period.unit))
    return from - (period.unit == time::Unit::hours ? std::chrono::microseconds(std::chrono::hours{period.count})
                                                    : std::chrono::microseconds(std::chrono::minutes{period.count}));
  auto day = zone.day_of(from);
  auto left = period.unit == time::Unit::weeks ? 7 * period.count : period.count;
  while (left > 0) {
    day -= std::chrono::days{1};
    if (period.unit != time::Unit::working_days || !matter.world->days.is_off(day)) --left;
  }
  return start_of_day ? zone.start_of(day) : zone.end_of(day);
}

using Scaled = std::int64_t;  // thousandths

struct Figure {
  Scaled low, high;
};

Figure figure_of(const std::string& written, bool as_shown) {
  const auto dot = written.find('.');
  const auto decimals = dot == std::string::npos ? 0 : written.size() - dot - 1;
  Scaled value = std::stoll(written.substr(0, dot)) * 1000, half = 500;
  for (std::size_t i = 0; i < decimals; ++i) {
    half /= 10;
    value += (written[dot + 1 + i] - '0') * half * 2;
  }
  return as_shown ? Figure{value - half, value + half} : Figure{value, value};
}

Figure total_of(const rule::Aggregate& aggregate, const Events& events, const Matter& matter, bool as_shown) {
  Figure sum{0, 0};
  const auto add = [&](const std::string& written) {
    const auto one = figure_of(written, as_shown);
    sum.low += one.low;
    sum.high += one.high;
  };
  switch (aggregate.kind) {
    case rule::Aggregate::Kind::count: {
      std::set<std::string> values;
      for (const auto* event : events)
        values.insert(aggregate.attribute.empty() ? std::to_string(event->row)
                                                  : event->attributes.at(aggregate.attribute));
      const auto count = static_cast<Scaled>(values.size()) * 1000;
      return {count, count};
    }
    case rule::Aggregate::Kind::sum:
      for (const auto* event : events) add(event->attributes.at(aggregate.attribute));
      break;
    case rule::Aggregate::Kind::attributes:
      for (const auto& name : aggregate.attributes) add(matter.trigger->attributes.at(name));
      break;
    case rule::Aggregate::Kind::ratio:
      break;
  }
  return sum;
}

}  // namespace

Ruling judge_before(const Matter& matter, std::size_t limit) {
  const auto& demand = matter.rule->demand;
  const auto& clock = matter.rule->clock;
  std::vector<Events> steps;
  for (const auto& pattern : demand.events) {
    auto found = events_of(pattern, matter, false);
    std::erase_if(found, [&](const Happening* step) {
      if (before(matter, matter.at, step->at)) return true;
      if (clock.ahead && step->at > back(matter, matter.at, *clock.ahead, false)) return true;
      return !clock.within.empty() && step->at < back(matter, matter.at, *clock.within[limit].period, true);
    });
    steps.push_back(std::move(found));
  }
  // Every choice of one event for each step is tried.
  std::vector<const Happening*> chosen;
  const std::function<bool(std::size_t)> pick = [&](std::size_t number) {
    if (number == steps.size()) return true;
    for (const auto* step : steps[number]) {
      const bool clashes = std::any_of(chosen.begin(), chosen.end(), [&](const Happening* other) {
        return other == step || (!demand.distinct.empty() &&
                                 other->attributes.at(demand.distinct) == step->attributes.at(demand.distinct));
      });
      if (clashes || (demand.in_order && !chosen.empty() && before(matter, step->at, chosen.back()->at))) continue;
      chosen.push_back(step);
      if (pick(number + 1)) return true;
      chosen.pop_back();
    }
    return false;
  };
  if (pick(0)) return ruled(true);
  const auto covered_from = matter.world->covered_from ? matter.world->beginning : time::earliest;
  if (clock.ahead && back(matter, matter.at, *clock.ahead, false) < covered_from) return {};
  if (!clock.within.empty() && back(matter, matter.at, *clock.within[limit].period, true) < covered_from) return {};
  return by_absence(ruled(false), matter);
}

std::vector<Ruling> judge_forbid(const Matter& matter, std::size_t limit) {
  const auto& rule = *matter.rule;
  Events ends;
  if (rule.demand.until) ends = events_of(*rule.demand.until, matter, false);
  std::vector<Ruling> rulings;
  for (const auto* event : in_period(rule.demand.events.front(), matter)) {
    if (!matter.period && !rule.demand.early && before(matter, event->at, matter.at)) continue;
    const auto running =
        matter.period ? Running{matter.at, begin_of(matter), std::nullopt, false} : clock_of(matter, limit);
    if (running.deadline && event->at > *running.deadline) continue;
    const bool lifted = std::any_of(ends.begin(), ends.end(), [&](const Happening* end) {
      return end != event && !before(matter, end->at, matter.at) && !before(matter, event->at, end->at);
    });
    if (lifted) continue;
    auto ruling = ruled(false);
    ruling.response = event->at;
    ruling.offender = event->row;
    if (rule.demand.until || rule.clock.start) ruling = by_absence(ruling, matter);  // what ends it may be missing
    rulings.push_back(ruling);
  }
  if (rulings.empty()) rulings.push_back(by_absence(ruled(true), matter));
  return rulings;
}

Ruling judge_assert(const Matter& matter) {
  return ruled(holds_in(matter.rule->demand.assertion, *matter.pack, *matter.trigger));
}

Ruling judge_required(const Matter& matter) {
  const auto& required = matter.rule->demand.required;
  return ruled(std::all_of(required.begin(), required.end(),
                           [&](const auto& name) { return matter.trigger->attributes.contains(name); }));
}

Ruling judge_count(const Matter& matter, std::size_t limit) {
  const auto& demand = matter.rule->demand;
  auto found = in_period(demand.events.front(), matter);
  std::optional<Instant> deadline;
  if (matter.period) {
    deadline = due_of(matter);
  } else {
    deadline = clock_of(matter, limit).deadline;
    std::erase_if(found, [&](const Happening* event) {
      return before(matter, event->at, matter.at) || (deadline && event->at > *deadline);
    });
  }
  Ruling ruling;
  std::set<std::string> values;
  for (const auto* event : found) {
    values.insert(demand.distinct.empty() ? std::to_string(event->row) : event->attributes.at(demand.distinct));
    if (demand.bounds.at_most && std::ssize(values) > *demand.bounds.at_most && !ruling.response)
      ruling.response = event->at;
  }
  const auto count = std::ssize(values);
  ruling.deadline = deadline;
  const bool too_few = demand.bounds.at_least && count < *demand.bounds.at_least;
  if (demand.bounds.at_most && count > *demand.bounds.at_most)
    ruling.verdict = Verdict::breached;
  else if (too_few)
    ruling.verdict = deadline && over(*deadline, matter.world->as_of) ? Verdict::breached : Verdict::pending;
  else
    ruling.verdict = Verdict::met;
  const bool by_what_is_not_there =
      (too_few && ruling.verdict == Verdict::breached) || (ruling.verdict == Verdict::met && demand.bounds.at_most);
  return by_what_is_not_there ? by_absence(ruling, matter) : ruling;
}

std::vector<Ruling> judge_gap(const Matter& matter) {
  const auto& world = *matter.world;
  const auto& force = matter.rule->in_force;
  const auto& zone = matter.pack->zone;
  auto begins = world.beginning;
  const bool edge = world.covered_from || force.from;
  auto ends = world.as_of;
  if (force.from)
    begins = world.covered_from ? std::max(begins, zone.start_of(*force.from)) : zone.start_of(*force.from);
  if (force.to) ends = std::min(ends, zone.end_of(*force.to));
  auto events = events_of(matter.rule->demand.events.front(), matter, false);
  std::erase_if(events, [&](const Happening* event) {
    return (edge && event->at < begins) || event->at > ends ||
           !holds_in(matter.rule->scope.where, *matter.pack, *event);
  });
  std::vector<Ruling> rulings;
  // Before the coverage begins there is nothing: the last event lies before it. The duty itself begins as with an
  // event.
  const bool of_coverage = world.covered_from && (!force.from || world.beginning > zone.start_of(*force.from));
  auto from = of_coverage ? begins - std::chrono::microseconds{1} : begins;
  bool begun = edge || events.empty();
  const Happening* last = nullptr;
  const auto breach = [&](const Happening* after) {
    auto ruling = ruled(false);
    if (last) ruling.trigger = last->row;
    if (after) ruling.response = after->at;
    rulings.push_back(ruling);
  };
  for (const auto* event : events) {
    if (begun && event->at > end_of(matter, from, *matter.rule->demand.gap, time::Roll::none)) breach(event);
    begun = true;
    last = event;
    from = event->at;
  }
  if (over(end_of(matter, from, *matter.rule->demand.gap, time::Roll::none), ends)) breach(nullptr);
  if (rulings.empty()) rulings.push_back(ruled(true));
  return rulings;
}

Ruling judge_ratio(const Matter& matter) {
  const auto& ratio = *matter.rule->demand.ratio;
  Ruling ruling;
  if (matter.period) {
    const auto due = due_of(matter);
    if (!due || !over(*due, matter.world->as_of)) {
      ruling.verdict = Verdict::pending;
      return ruling;
    }
  }
  const auto of = total_of(ratio.of, in_period(ratio.of.events, matter), matter, false).low;
  const auto to = total_of(ratio.to, in_period(ratio.to.events, matter), matter, false).low;
  if (may_lack(matter)) return ruling;
  if (to == 0) {
    if (ratio.if_none == rule::Ratio::IfNone::undetermined) return ruling;
    return ruled(ratio.if_none == rule::Ratio::IfNone::met);
  }
  const auto enough = [&](const rule::Decimal& limit, bool least) {
    auto left = of;
    for (int i = 0; i < limit.scale; ++i) left *= 10;
    return least ? left >= limit.value * to : left <= limit.value * to;
  };
  return ruled((!ratio.at_least || enough(*ratio.at_least, true)) && (!ratio.at_most || enough(*ratio.at_most, false)));
}

Ruling judge_reconcile(const Matter& matter) {
  const auto& rule = *matter.rule->demand.reconcile;
  auto events = events_of(rule.with.events, matter, false);
  if (!rule.during.empty()) {
    const auto span = *time::read_span(matter.trigger->attributes.at(rule.during));
    const auto& zone = matter.pack->zone;
    std::erase_if(events, [&](const Happening* event) {
      return event->at < zone.start_of(span.first) || event->at > zone.end_of(span.last);
    });
  }
  const bool from_log = rule.with.kind == rule::Aggregate::Kind::count || rule.with.kind == rule::Aggregate::Kind::sum;
  if (from_log && rule.during.empty() && may_lack(matter)) return {};
  if (from_log && !rule.during.empty()) {
    const auto span = *time::read_span(matter.trigger->attributes.at(rule.during));
    const auto& zone = matter.pack->zone;
    if (matter.world->covered_from && zone.start_of(span.first) < matter.world->beginning) return {};
    if (!over(zone.end_of(span.last), matter.world->as_of)) return {};
  }
  const auto figure = figure_of(matter.trigger->attributes.at(rule.figure), rule.as_shown);
  const auto with = total_of(rule.with, events, matter, rule.as_shown);
  switch (rule.relation) {
    case rule::Reconciliation::Relation::equals:
      return ruled(figure.low <= with.high && with.low <= figure.high);
    case rule::Reconciliation::Relation::at_most:
      return ruled(figure.low <= with.high);
    case rule::Reconciliation::Relation::at_least:
      break;
  }
  return ruled(figure.high >= with.low);
}

}  // namespace shixian::reference
