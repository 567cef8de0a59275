#include "check/context.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "check/record.hpp"
#include "rule/patterns.hpp"

namespace shixian::check {

namespace {

using Types = std::set<std::string>;

void add_types(const rule::EventPattern& pattern, const log::Log& log, Types& types) {
  types.insert(pattern.types.begin(), pattern.types.end());
  if (!pattern.any()) return;
  for (std::uint32_t code = 0; code < log.events.types().size(); ++code) types.insert(log.events.types().at(code));
  for (const auto& held : log.may_hold) types.insert(held.begin(), held.end());
}

bool reads_events(const rule::Aggregate& aggregate) {
  return aggregate.kind == rule::Aggregate::Kind::count || aggregate.kind == rule::Aggregate::Kind::sum;
}

}  // namespace

std::vector<const rule::EventPattern*> looked_for(const rule::Rule& rule) {
  std::vector<const rule::EventPattern*> patterns;
  for (const auto& pattern : rule.demand.events) patterns.push_back(&pattern);
  if (rule.demand.ratio) {
    patterns.push_back(&rule.demand.ratio->of.events);
    patterns.push_back(&rule.demand.ratio->to.events);
  }
  if (rule.demand.reconcile && reads_events(rule.demand.reconcile->with))
    patterns.push_back(&rule.demand.reconcile->with.events);
  return patterns;
}

namespace {

bool can_hold_any(const log::Log& log, std::uint32_t origin, const Types& types) {
  return std::any_of(types.begin(), types.end(), [&](const auto& type) { return log.can_hold(origin, type); });
}

/// A ledger that lost rows which may have held an event of these types. What is lost of a ledger whose rows are cases
/// took its own triggers along, so it hides no answer to others of that ledger; an event that may be one stands in the
/// table, with an unknown time.
const std::string* lost_in(const log::Log& log, std::uint32_t trigger_origin, const Types& types) {
  const auto& origins = log.events.origins();
  const auto* own = trigger_origin == none || origins[trigger_origin].long_form ? nullptr : &origins[trigger_origin];
  for (std::uint32_t origin = 0; origin < log.may_hold.size(); ++origin)
    if (origins[origin].lost_rows > 0 && &origins[origin] != own && can_hold_any(log, origin, types))
      return &origins[origin].file;
  for (const auto& unread : log.unread) {
    const auto& held = unread.may_hold;
    const bool may_hold =
        held.empty() || std::any_of(held.begin(), held.end(), [&](const auto& type) { return types.contains(type); });
    if (may_hold && !(own && own->file == unread.file)) return &unread.file;
  }
  return nullptr;
}

log::Coverage joint_coverage(const log::Log& log, std::uint32_t origin, const Types& types) {
  log::Coverage joint;
  for (const auto& type : types) {
    const auto one = log.covers(type, origin);
    joint = {std::max(joint.from, one.from), std::min(joint.to, one.to)};
  }
  return joint;
}

Types types_in(const std::vector<const rule::EventPattern*>& patterns, const log::Log& log) {
  Types types;
  for (const auto* pattern : patterns) add_types(*pattern, log, types);
  return types;
}

Held held_in(const log::Log& log, const Types& types) {
  Held held;
  const auto add = [&](std::uint32_t origin) {
    held.covered.push_back(joint_coverage(log, origin, types));
    held.lost.push_back(lost_in(log, origin, types));
  };
  for (std::uint32_t origin = 0; origin < log.may_hold.size(); ++origin) add(origin);
  add(none);
  return held;
}

std::vector<std::string> entities_in(const rule::Rule& rule, const log::Log& log, time::Instant as_of) {
  std::vector<bool> wanted(log.events.types().size());
  const bool for_each = rule.scope.kind != rule::Scope::Kind::period;
  for (const auto* pattern : looked_for(rule)) {
    const auto types = wanted_types(*pattern, log.events);
    for (std::size_t i = 0; i < types.size(); ++i) wanted[i] = wanted[i] || types[i];
  }
  if (for_each) {
    const auto types = wanted_types(rule.scope.trigger, log.events);
    for (std::size_t i = 0; i < types.size(); ++i) wanted[i] = wanted[i] || types[i];
  }
  const auto* attribute = log.events.attribute(rule.scope.of->attribute);
  std::set<std::string> entities;
  if (!attribute) return {};
  const KeyColumn column(attribute);
  for (std::uint32_t event = 0; event < log.events.size(); ++event) {
    const auto moment = log.events.moment(event);
    if (wanted[log.events.type(event)] && column.of(event) != log::no_value &&
        (!moment.known() || moment.first <= as_of))
      entities.insert(attribute->values.at(column.of(event)));
  }
  return {entities.begin(), entities.end()};
}

/// From when silence counts: the declared coverage and the rule's first day, else the first event of the log.
time::Instant beginning_of(const RuleContext& context, const log::Log& log) {
  std::optional<time::Instant> from;
  const auto& force = context.rule->in_force;
  if (context.expected.covered.back().from != time::earliest) from = context.expected.covered.back().from;
  if (force.from) from = std::max(from.value_or(time::earliest), context.pack->zone.start_of(*force.from));
  if (from) return *from;
  auto first = context.as_of;
  for (std::uint32_t event = 0; event < log.events.size(); ++event)
    if (const auto moment = log.events.moment(event); moment.known()) first = std::min(first, moment.first);
  return first;
}

void add_periods(RuleContext& context, const log::Log& log) {
  const auto& rule = *context.rule;
  const auto& zone = context.pack->zone;
  context.beginning = beginning_of(context, log);
  const auto seen_to = context.judged_as_of(static_cast<std::uint32_t>(context.expected.covered.size() - 1));
  const auto begin = zone.day_of(context.beginning), end = zone.day_of(seen_to);
  if (rule.scope.every == time::SpanUnit::log) {
    const auto last = rule.in_force.to ? std::min(*rule.in_force.to, end) : end;
    const bool force_ended = rule.in_force.to && has_passed(zone.end_of(*rule.in_force.to), seen_to);
    context.log_ended = force_ended || context.expected.covered.back().to <= context.as_of;
    // A rule that was in force before the ledgers begin may have been answered to there: silence shows nothing.
    const auto first = rule.in_force.from ? std::min(begin, *rule.in_force.from) : begin;
    if (begin <= last) context.periods.push_back({time::SpanUnit::log, first, last});
    return;
  }
  for (auto span = time::span_of(rule.scope.every, begin); span.first <= end; span = time::next(span)) {
    const bool in_force = (!rule.in_force.from || *rule.in_force.from <= span.last) &&
                          (!rule.in_force.to || span.last <= *rule.in_force.to);
    if (in_force) context.periods.push_back(span);
  }
}

/// Whether any ledger can hold what the rule is about: its triggers, or what its demand looks for.
bool concerns(const rule::Rule& rule, const log::Log& log, bool recorded) {
  if (recorded || rule.scope.kind == rule::Scope::Kind::violation) return true;
  if (rule.scope.kind == rule::Scope::Kind::period) return log.may_hold.empty();
  Types types;
  add_types(rule.scope.trigger, log, types);
  for (std::uint32_t origin = 0; origin < log.may_hold.size(); ++origin)
    if (can_hold_any(log, origin, types)) return true;
  return log.may_hold.empty();
}

bool recorded_in(const log::Log& log, const Types& types) {
  for (std::uint32_t origin = 0; origin < log.may_hold.size(); ++origin)
    if (can_hold_any(log, origin, types)) return true;
  return log.may_hold.empty();
}

}  // namespace

bool concerns(const rule::Rule& rule, const log::Log& log) {
  const auto types = types_in(looked_for(rule), log);
  return concerns(rule, log, !types.empty() && recorded_in(log, types));
}

RuleContext context_of(const PackInput& pack, const rule::Rule& rule, const log::Log& log, time::Instant as_of) {
  RuleContext context{};
  context.pack = pack.pack;
  context.rule = &rule;
  context.calendar = pack.calendar;
  context.as_of = as_of;
  const auto types = types_in(looked_for(rule), log);
  context.recorded = types.empty() || recorded_in(log, types);
  context.judged = concerns(rule, log);
  context.expected = held_in(log, types);
  const auto clock_types = types_in(rule::clock_patterns_of(rule), log);
  context.clock = held_in(log, clock_types);
  for (const auto& type : clock_types)
    if (!recorded_in(log, {type})) context.unrecorded.insert(type);
  context.excuses = held_in(log, types_in(rule::excuse_patterns_of(rule), log));
  if (!context.judged) return context;
  if (rule.scope.of) context.entity_attribute = rule.scope.of->attribute;
  if (rule.scope.of)
    context.entities =
        rule.scope.of->roster.empty() ? entities_in(rule, log, as_of) : log.rosters.at(rule.scope.of->roster).entities;
  if (rule.scope.kind == rule::Scope::Kind::period) add_periods(context, log);
  for (const auto& name : rule.same)
    for (std::uint32_t i = 0; i < log.events.attributes().size(); ++i)
      if (log.events.attributes()[i].name == name) context.keys.push_back(i);
  return context;
}

}  // namespace shixian::check
