#include "check/context.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace shixian::check {

namespace {

/// The types a pattern names, or every type that the log can hold.
std::set<std::string> types_of(const rule::EventPattern& pattern, const log::Log& log) {
  if (!pattern.any()) return {pattern.types.begin(), pattern.types.end()};
  std::set<std::string> types;
  for (std::uint32_t code = 0; code < log.events.types().size(); ++code) types.insert(log.events.types().at(code));
  for (const auto& held : log.may_hold) types.insert(held.begin(), held.end());
  return types;
}

bool can_hold_any(const log::Log& log, std::uint32_t origin, const std::set<std::string>& types) {
  return std::any_of(types.begin(), types.end(), [&](const auto& type) { return log.can_hold(origin, type); });
}

/// Whether rows were lost that may have held a response to a trigger of `trigger_origin`. In a ledger of one case a row
/// the lost row took its own trigger along.
std::uint32_t lost_in(const log::Log& log, std::uint32_t trigger_origin, const std::set<std::string>& types) {
  for (std::uint32_t origin = 0; origin < log.may_hold.size(); ++origin) {
    const auto& ledger = log.events.origins()[origin];
    const bool elsewhere = ledger.long_form || origin != trigger_origin;
    if (ledger.lost_rows > 0 && elsewhere && can_hold_any(log, origin, types)) return origin;
  }
  return none;
}

}  // namespace

RuleContext context_of(const PackInput& pack, const rule::Rule& rule, const log::Log& log, time::Instant as_of) {
  RuleContext context{pack.pack, &rule, pack.calendar, nullptr, as_of, {}, {}, false, {}};
  const auto types = types_of(rule.expect, log);
  context.recorded = rule.expect.any() || log.may_hold.empty();
  for (std::uint32_t origin = 0; origin < log.may_hold.size(); ++origin) {
    context.recorded = context.recorded || can_hold_any(log, origin, types);
    log::Coverage joint;
    for (const auto& type : types) {
      const auto one = log.covers(type, origin);
      joint = {std::max(joint.from, one.from), std::min(joint.to, one.to)};
    }
    context.covered.push_back(joint);
    context.lost.push_back(lost_in(log, origin, types));
  }
  if (rule.of) context.roster = &log.rosters.at(rule.of->roster);
  for (const auto& name : rule.same)
    for (std::uint32_t i = 0; i < log.events.attributes().size(); ++i)
      if (log.events.attributes()[i].name == name) context.keys.push_back(i);
  return context;
}

}  // namespace shixian::check
