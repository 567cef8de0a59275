#include "check/docket.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "check/context.hpp"
#include "check/evidence.hpp"

namespace shixian::check {

namespace {

using time::Moment;
using time::Truth;

bool has_keys(const rule::Rule& rule) {
  const auto& clock = rule.clock;
  return !looked_for(rule).empty() || !clock.pauses.empty() || !clock.restarts.empty() || !clock.extensions.empty();
}

/// From when a deadline is missed: the end of a day is the beginning of the next. As vague as the time that it was
/// counted from.
Moment missed(const time::Reckoning& reckoning, const time::Zone& zone) {
  const auto after = [](time::Instant end) { return closes_a_second(end) ? end + std::chrono::microseconds{1} : end; };
  auto moment = zone.at(after(reckoning.deadline));
  moment.first = std::min(moment.first, after(reckoning.no_earlier_than));
  return moment;
}

}  // namespace

Docket::Docket(const RuleContext& context, std::uint32_t rule, const log::Log& log, const Grouping& triggers,
               const Grouping& keyed)
    : context_(context),
      events_(log.events),
      triggers_(triggers),
      keyed_(keyed),
      court_(context, rule, log, keyed),
      demand_(demand_of(context.rule->demand.kind)),
      needs_keys_(has_keys(*context.rule)) {}

std::uint32_t Docket::size() const {
  switch (context_.rule->scope.kind) {
    case rule::Scope::Kind::event:
      return triggers_.group_count();
    case rule::Scope::Kind::violation:
      return 0;
    case rule::Scope::Kind::period:
      break;
  }
  return context_.rule->scope.of ? static_cast<std::uint32_t>(context_.entities.size()) : 1;
}

void Docket::judge(std::uint32_t part) {
  if (context_.rule->scope.kind == rule::Scope::Kind::event)
    judge_group(triggers_.group(part));
  else
    judge_periods(context_.rule->scope.of ? part : none);
}

void Docket::judge_rest() {
  if (context_.rule->scope.kind != rule::Scope::Kind::event) return;
  judge_keyless();
  list_strangers();
}

void Docket::hear() {
  if (!obligations_.empty()) demand_(court_, obligations_);
  obligations_.clear();
}

bool Docket::lists_unmatched() const {
  const auto& demand = context_.rule->demand;
  return demand.kind == rule::Demand::Kind::expect && !demand.all;
}

void Docket::judge_group(std::span<const std::uint32_t> group) {
  const auto first =
      std::find_if(group.begin(), group.end(), [&](std::uint32_t event) { return court_.scope.is_trigger(event); });
  const auto& rule = *context_.rule;
  std::vector<std::uint32_t> codes;
  if (!group.empty())
    for (const auto& column : triggers_.columns()) codes.push_back(column.of(group.front()));
  if (first == group.end()) {
    if (!rule.scope.of && !rule.same.empty() && lists_unmatched())
      for (const auto event : group) list_unmatched(event);
    return;
  }
  if (!rule.scope.of) {
    court_.record.enter(group, std::move(codes));
    judge_triggers(group, none);
    return;
  }
  codes.push_back(log::no_value);
  for (std::uint32_t entity = 0; entity < context_.entities.size(); ++entity) {
    codes.back() = keyed_.columns().back().find(context_.entities[entity]);
    const bool answered = codes.back() != log::no_value;
    court_.record.enter(answered ? keyed_.find(codes) : std::span<const std::uint32_t>(), codes);
    judge_triggers(group, entity);
  }
}

/// Triggers of the group that are in doubt, and those that lack a key and contradict none of the group's.
void Docket::list_rivals(std::span<const std::uint32_t> group) {
  court_.rivals.clear();
  const auto weigh = [&](std::uint32_t event) {
    const auto opening = court_.scope.of(event);
    if (opening.open && !opening.unclear.empty()) court_.rivals.push_back(events_.moment(event));
  };
  for (const auto event : group)
    if (court_.scope.is_trigger(event)) weigh(event);
  for (const auto event : triggers_.incomplete()) {
    if (!court_.scope.is_trigger(event)) continue;
    const bool contradicts =
        std::any_of(triggers_.columns().begin(), triggers_.columns().end(), [&](const auto& column) {
          const auto own = column.of(event);
          return own != log::no_value && !group.empty() && own != column.of(group.front());
        });
    if (!contradicts && court_.scope.of(event).open) court_.rivals.push_back(events_.moment(event));
  }
}

void Docket::judge_triggers(std::span<const std::uint32_t> group, std::uint32_t entity) {
  if (context_.rule->demand.one_to_one) list_rivals(group);
  std::vector<std::uint32_t> openers;
  for (const auto event : group)
    if (court_.scope.is_trigger(event)) openers.push_back(event);
  const bool by_time = context_.rule->same.empty();  // nothing but the time tells such obligations apart
  for (std::size_t begin = 0; begin < openers.size();) {
    auto end = by_time ? begin + 1 : openers.size();
    while (end < openers.size() && events_.moment(openers[end]) == events_.moment(openers[begin])) ++end;
    std::unordered_map<std::uint64_t, std::uint32_t> alike;
    for (auto i = begin; i < end; ++i)
      open(openers[i], end - begin > 1 ? alike[content_of(events_, openers[i])]++ : 0, end - begin > 1, entity);
    begin = end;
  }
  hear();
}

void Docket::open(std::uint32_t trigger, std::uint32_t ordinal, bool several, std::uint32_t entity) {
  auto opening = court_.scope.of(trigger);
  const bool first_entity = entity == none || entity == 0;
  if (!opening.in_force && first_entity) court_.scope.count(events_.moment(trigger), court_.judged.outside_force);
  if (!opening.open) return;
  Finding finding;
  finding.rule = court_.rule_number;
  finding.trigger = trigger;
  finding.ordinal = ordinal;
  finding.several = several;
  finding.entity = entity;
  finding.limit = opening.limit;
  if (opening.unclear.empty()) {
    obligations_.push_back({finding, events_.moment(trigger), nullptr});
    return;
  }
  court_.undetermined(finding, std::move(opening.unclear));
  court_.settle(finding);
}

void Docket::judge_periods(std::uint32_t entity) {
  std::vector<std::uint32_t> codes;
  if (entity != none) codes.push_back(keyed_.columns().back().find(context_.entities[entity]));
  const bool known = codes.empty() || codes.back() != log::no_value;
  court_.record.enter(known ? keyed_.find(codes) : std::span<const std::uint32_t>(), codes);
  for (std::uint32_t period = 0; period < context_.periods.size(); ++period) {
    Finding finding;
    finding.rule = court_.rule_number;
    finding.entity = entity;
    finding.period = period;
    obligations_.push_back(
        {finding, context_.pack->zone.whole(context_.periods[period].first), &context_.periods[period]});
  }
  hear();
}

void Docket::follow(const Finding& found, const RuleContext& source, const Judged& all) {
  const auto& rule = *context_.rule;
  std::vector<std::uint32_t> codes;
  std::string absent;
  for (std::size_t i = 0; i < rule.same.size(); ++i) {
    const bool is_entity = found.entity != none && rule.same[i] == source.entity_attribute;
    const auto* value = is_entity ? &source.entities[found.entity] : court_.value(rule.same[i], found.trigger);
    if (!value) absent += (absent.empty() ? "" : ", ") + rule.same[i];
    codes.push_back(value && i < keyed_.columns().size() ? keyed_.columns()[i].find(*value) : log::no_value);
  }
  const auto applies = rule.scope.where ? court_.scope.applies(found.trigger) : Answer{};
  if (applies.truth == Truth::no) return;
  const bool violated = is_violation(found.verdict);
  if (rule.demand.one_to_one && (!violated || applies.truth == Truth::unknown || !absent.empty()))
    rivals_.push_back({codes, found.trigger == none ? Moment{} : events_.moment(found.trigger)});
  if (!violated) return;

  auto obligation = obligation_of(found, source, all);
  const auto force = court_.scope.in_force(obligation.moment);
  if (force == Truth::no) return court_.scope.count(obligation.moment, court_.judged.outside_force);
  if (force == Truth::unknown) {
    court_.undetermined(obligation.finding, {"when the violation began is not known exactly enough to say whether the "
                                             "rule was in force",
                                             "违规开始的时间不够精确，无法判断当时规则是否有效"});
    return court_.settle(obligation.finding);
  }
  if (applies.truth == Truth::unknown) {
    court_.undetermined(obligation.finding,
                        {fmt::format("whether the rule applies cannot be told: {}", applies.why->english),
                         fmt::format("无法判断规则是否适用：{}", applies.why->chinese)});
    return court_.settle(obligation.finding);
  }
  if (!absent.empty()) {
    court_.undetermined(obligation.finding,
                        text::phrase("the violation does not say '{}', so what follows it cannot be told from others",
                                     "违规事项没有写明“{}”，无法判断其后果属于哪一件", absent));
    return court_.settle(obligation.finding);
  }
  violations_[codes].push_back(std::move(obligation));
}

Obligation Docket::obligation_of(const Finding& violation, const RuleContext& source, const Judged& all) const {
  Obligation obligation;
  obligation.finding.rule = court_.rule_number;
  obligation.finding.trigger = violation.trigger;
  obligation.finding.ordinal = violation.ordinal;
  obligation.finding.several = violation.several || source.rule->same.empty();
  obligation.finding.cause = violation.rule;
  if (source.rule->demand.kind == rule::Demand::Kind::forbid) obligation.finding.cause_event = violation.response;
  if (violation.entity != none) {
    const auto at = std::find(context_.entities.begin(), context_.entities.end(), source.entities[violation.entity]);
    obligation.finding.entity = static_cast<std::uint32_t>(at - context_.entities.begin());
  }
  if (violation.period != none) {
    const auto at = std::find(context_.periods.begin(), context_.periods.end(), source.periods[violation.period]);
    obligation.finding.period = static_cast<std::uint32_t>(at - context_.periods.begin());
  }
  obligation.finding.limit = context_.rule->clock.within.empty() ? none : 0;
  // What breaks a rule does so when it happens; what is missing is so when the time for it is over.
  const bool by_an_event = violation.verdict == Verdict::breached && violation.response != none &&
                           source.rule->demand.kind != rule::Demand::Kind::gap;
  if (by_an_event) {
    obligation.moment = events_.moment(violation.response);
  } else if (violation.reckoning != none) {
    obligation.moment = missed(all.reckonings[violation.reckoning], court_.zone());
    obligation.vague = obligation.moment.first != obligation.moment.last;
  } else if (violation.trigger != none) {
    obligation.moment = events_.moment(violation.trigger);
  } else {
    obligation.moment = court_.zone().at(court_.zone().end_of(source.periods[violation.period].last));
  }
  return obligation;
}

void Docket::judge_violations() {
  for (auto& [codes, opened] : violations_) {
    court_.rivals.clear();
    for (const auto& rival : rivals_) {
      bool alike = true;
      for (std::size_t i = 0; i < codes.size(); ++i)
        alike = alike && (rival.codes[i] == codes[i] || rival.codes[i] == log::no_value);
      if (alike) court_.rivals.push_back(rival.moment);
    }
    const bool known = std::find(codes.begin(), codes.end(), log::no_value) == codes.end();
    court_.record.enter(known ? keyed_.find(codes) : std::span<const std::uint32_t>(), codes);
    obligations_ = std::move(opened);
    hear();
  }
  violations_.clear();
  rivals_.clear();
}

void Docket::judge_keyless() {
  const auto& rule = *context_.rule;
  std::map<std::pair<std::vector<std::uint32_t>, std::uint64_t>, std::uint32_t> alike;  // by the keys they do carry
  std::vector<std::uint32_t> codes;
  for (const auto event : triggers_.incomplete()) {
    if (!court_.scope.is_trigger(event)) continue;
    codes.clear();
    for (const auto& column : triggers_.columns()) codes.push_back(column.of(event));
    const auto ordinal = alike[{codes, content_of(events_, event)}]++;
    const auto entities = rule.scope.of ? static_cast<std::uint32_t>(context_.entities.size()) : 1;
    court_.record.enter({}, codes);
    for (std::uint32_t entity = 0; entity < entities; ++entity) {
      open(event, ordinal, true, rule.scope.of ? entity : none);
      if (needs_keys_) {
        std::string absent;
        for (const auto& name : rule.same)
          if (!court_.value(name, event)) absent += (absent.empty() ? "" : ", ") + name;
        for (auto& obligation : obligations_) {
          court_.undetermined(
              obligation.finding,
              text::phrase("the trigger does not say '{}', so its response cannot be told from others; fill it in",
                           "触发事件没有填写“{}”，无法判断哪个回应属于它；请补填", absent));
          court_.settle(obligation.finding);
        }
        obligations_.clear();
      }
      hear();
    }
  }
}

void Docket::list_unmatched(std::uint32_t event) {
  if (court_.record.fits(court_.wanted.front(), event).truth == Truth::no) return;
  const auto moment = events_.moment(event);
  if (moment.known() && (moment.first > context_.as_of || court_.scope.in_force(moment) == Truth::no)) return;
  court_.judged.unmatched.push_back(event);
}

void Docket::list_strangers() {
  if (!context_.rule->scope.of || !lists_unmatched()) return;
  const auto& column = keyed_.columns().back();
  std::set<std::uint32_t> known{log::no_value};
  for (const auto& entity : context_.entities) known.insert(column.find(entity));
  for (std::uint32_t event = 0; event < events_.size(); ++event)
    if (court_.record.has_type(court_.wanted.front(), event) && !known.contains(column.of(event)))
      list_unmatched(event);
}

Judged Docket::take() {
  court_.clock.forget();
  return std::exchange(court_.judged, {});
}

}  // namespace shixian::check
