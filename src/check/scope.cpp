#include "check/scope.hpp"

namespace shixian::check {

namespace {

using time::Truth;

const condition::Condition* get(const std::optional<condition::Condition>& condition) {
  return condition ? &*condition : nullptr;
}

}  // namespace

Scope::Scope(const RuleContext& context, const log::EventTable& events)
    : context_(context), events_(events), types_(wanted_types(context.rule->scope.trigger, events)) {
  conditions_.emplace_back(get(context.rule->scope.trigger.where), events, context.pack->domains);
  conditions_.emplace_back(get(context.rule->scope.where), events, context.pack->domains);
  for (const auto& limit : context.rule->clock.within)
    limits_.emplace_back(get(limit.where), events, context.pack->domains);
}

Answer Scope::applies(std::uint32_t event) {
  static const text::Phrase no_event{"the violation has no event that could say so", "该违规没有可供判断的事件"};
  return event == none ? Answer{Truth::unknown, &no_event} : conditions_.back().at(event);
}

Truth Scope::in_force(const time::Moment& moment) const {
  const auto& range = context_.rule->in_force;
  const auto& zone = context_.pack->zone;
  auto truth = Truth::yes;
  if (range.from) {
    const auto from = zone.start_of(*range.from);
    if (moment.last < from) return Truth::no;
    if (moment.first < from) truth = Truth::unknown;
  }
  if (range.to) {
    const auto to = zone.end_of(*range.to);
    if (moment.first > to) return Truth::no;
    if (moment.last > to) truth = Truth::unknown;
  }
  return truth;
}

void Scope::count(const time::Moment& moment, OutsideForce& outside) const {
  const auto& from = context_.rule->in_force.from;
  ++(from && moment.last < context_.pack->zone.start_of(*from) ? outside.before : outside.after);
}

Opening Scope::of(std::uint32_t trigger) {
  const auto moment = events_.moment(trigger);
  if (moment.known() && moment.first > context_.as_of) return {};
  const text::Phrase* why = nullptr;
  for (auto& condition : conditions_) {
    const auto answer = condition.at(trigger);
    if (answer.truth == Truth::no) return {};
    if (answer.truth == Truth::unknown && !why) why = answer.why;
  }
  auto opening = limit_of(trigger);
  if (!opening.open) return opening;
  const auto force = in_force(moment);
  if (force == Truth::no) return {false, false, none, {}};
  const auto unclear = [&](text::Phrase reason) { return Opening{true, true, none, std::move(reason)}; };
  if (why)
    return unclear({fmt::format("whether the rule applies cannot be told: {}", why->english),
                    fmt::format("无法判断规则是否适用：{}", why->chinese)});
  if (!opening.unclear.empty()) return opening;
  if (!moment.known())
    return unclear(
        {"the time of the trigger could not be read; correct the cell", "触发事件的时间无法读取；请更正该单元格"});
  if (force == Truth::unknown)
    return unclear({"the trigger's time is too coarse to say whether the rule was in force",
                    "触发事件的时间不够精确，无法判断当时规则是否有效"});
  return opening;
}

Opening Scope::limit_of(std::uint32_t trigger) {
  const auto& limits = context_.rule->clock.within;
  if (limits.empty()) return {true, true, none, {}};
  for (std::uint32_t i = 0; i < limits.size(); ++i) {
    const auto answer = limits_[i].at(trigger);
    if (answer.truth == Truth::no) continue;
    if (answer.truth == Truth::unknown)
      return {true,
              true,
              none,
              {fmt::format("which limit applies cannot be told: {}", answer.why->english),
               fmt::format("无法判断适用哪个期限：{}", answer.why->chinese)}};
    return {limits[i].period.has_value(), true, i, {}};
  }
  const auto read = what_it_read(*limits.front().where, events_, trigger);
  return {true, true, none,
          text::phrase("no row of the table of limits fits ({}); correct the ledger or complete the rule",
                       "期限表中没有适用的一行（{}）；请更正台账或补全规则", read.english)};
}

}  // namespace shixian::check
