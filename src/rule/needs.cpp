// What a log must record so that a rule can be judged.
#include <algorithm>

#include "rule/sentences.hpp"
#include "rule/wording.hpp"

namespace shixian::rule {

using text::Phrase;

namespace {

void add_need(const EventPattern& pattern, std::vector<std::string> attributes, const Phrase& time,
              std::vector<Phrase>& lines) {
  if (pattern.where)
    for (const auto& name : pattern.where->names()) attributes.push_back(name);
  std::vector<std::string> once;
  for (const auto& name : attributes)
    if (!name.empty() && std::find(once.begin(), once.end(), name) == once.end()) once.push_back(name);
  const auto what = named({pattern.types, std::nullopt, pattern.place});
  const auto names = joined(once, with_and);
  Phrase line{what.english + ", with its " + time.english, what.chinese + "及其" + time.chinese};
  if (!once.empty()) line = {line.english + ", and " + names.english, line.chinese + "，以及" + names.chinese};
  if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
}

bool by_hours(const Rule& rule) {
  return std::any_of(rule.clock.within.begin(), rule.clock.within.end(),
                     [](const Limit& limit) { return limit.period && !time::counts_days(limit.period->unit); });
}

}  // namespace

std::vector<Phrase> needs(const Rule& rule, const Pack&) {
  std::vector<Phrase> lines;
  const auto& clock = rule.clock;
  const Phrase time = by_hours(rule) ? Phrase{"date and time of day", "日期和时刻"} : Phrase{"date", "日期"};
  auto keys = rule.scope.kind == Scope::Kind::period ? std::vector<std::string>() : rule.same;
  if (rule.scope.kind == Scope::Kind::event) {
    auto attributes = keys;
    if (rule.scope.where)
      for (const auto& name : rule.scope.where->names()) attributes.push_back(name);
    for (const auto& limit : rule.clock.within)
      if (limit.where)
        for (const auto& name : limit.where->names()) attributes.push_back(name);
    if (rule.demand.assertion)
      for (const auto& name : rule.demand.assertion->names()) attributes.push_back(name);
    for (const auto& name : rule.demand.required) attributes.push_back(name);
    if (rule.demand.reconcile) {
      attributes.push_back(rule.demand.reconcile->figure);
      attributes.push_back(rule.demand.reconcile->during);
      for (const auto& name : rule.demand.reconcile->with.attributes) attributes.push_back(name);
    }
    if (rule.clock.start)
      for (const auto& point : rule.clock.start->points) attributes.push_back(point.attribute);
    add_need(rule.scope.trigger, attributes, time, lines);
  }
  if (rule.scope.of) keys.push_back(rule.scope.of->attribute);
  auto with_distinct = keys;
  with_distinct.push_back(rule.demand.distinct);
  with_distinct.push_back(rule.scope.during);
  for (const auto& excuse : clock.excuses)
    if (excuse.where)
      with_distinct.insert(with_distinct.end(), excuse.where->names().begin(), excuse.where->names().end());
  for (const auto& pattern : rule.demand.events) add_need(pattern, with_distinct, time, lines);
  if (rule.demand.until) add_need(*rule.demand.until, keys, time, lines);
  const auto add_aggregate = [&](const Aggregate& aggregate) {
    if (aggregate.kind != Aggregate::Kind::count && aggregate.kind != Aggregate::Kind::sum) return;
    auto attributes = keys;
    attributes.push_back(aggregate.attribute);
    attributes.push_back(rule.scope.during);
    add_need(aggregate.events, attributes, time, lines);
  };
  if (rule.demand.ratio) add_aggregate(rule.demand.ratio->of), add_aggregate(rule.demand.ratio->to);
  if (rule.demand.reconcile) add_aggregate(rule.demand.reconcile->with);
  if (clock.start)
    for (const auto& point : clock.start->points)
      if (point.kind == StartPoint::Kind::event) add_need(point.event, keys, time, lines);
  for (const auto& pause : clock.pauses) {
    auto paired = keys;
    paired.insert(paired.end(), pause.same.begin(), pause.same.end());
    add_need(pause.from, paired, time, lines);
    add_need(pause.to, paired, time, lines);
  }
  for (const auto& restart : clock.restarts) {
    add_need(restart.on, keys, time, lines);
    if (restart.condition) add_need(*restart.condition, keys, time, lines);
  }
  for (const auto& extension : clock.extensions)
    for (const auto& pattern : extension.on) add_need(pattern, keys, time, lines);
  for (const auto& deemed : clock.deemed) add_need(deemed.unless, keys, time, lines);
  for (const auto& excuse : clock.excuses)
    if (excuse.on) add_need(*excuse.on, keys, time, lines);
  for (const auto& id : rule.scope.violations_of)
    lines.push_back(text::phrase("all that the rule '{}' needs", "规则“{}”所需的一切", id));
  if (rule.scope.of && !rule.scope.of->roster.empty())
    lines.push_back(text::phrase("the roster '{0}': every '{1}', also those without a row",
                                 "名册“{0}”：每个“{1}”，没有记录的也要列入", rule.scope.of->roster,
                                 rule.scope.of->attribute));
  return lines;
}

}  // namespace shixian::rule
