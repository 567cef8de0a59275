// What a log must record so that a rule can be judged.
#include <algorithm>

#include "rule/needs.hpp"
#include "rule/sentences.hpp"
#include "rule/wording.hpp"

namespace shixian::rule {

using text::Phrase;

namespace {

/// The needs of a rule, each once.
class Needs {
 public:
  explicit Needs(bool to_the_hour) : to_the_hour_(to_the_hour) {}

  void add(const EventPattern& pattern, std::vector<std::string> attributes) {
    if (pattern.where)
      for (const auto& name : pattern.where->names()) attributes.push_back(name);
    Need need{pattern.types, {}, to_the_hour_};
    for (const auto& name : attributes)
      if (!name.empty() && std::find(need.attributes.begin(), need.attributes.end(), name) == need.attributes.end())
        need.attributes.push_back(name);
    if (std::find(all.begin(), all.end(), need) == all.end()) all.push_back(std::move(need));
  }

  std::vector<Need> all;

 private:
  bool to_the_hour_;
};

bool by_hours(const Rule& rule) {
  return std::any_of(rule.clock.within.begin(), rule.clock.within.end(),
                     [](const Limit& limit) { return limit.period && !time::counts_days(limit.period->unit); });
}

}  // namespace

Phrase time_needed(bool to_the_hour) {
  return to_the_hour ? Phrase{"date and time of day", "日期和时刻"} : Phrase{"date", "日期"};
}

std::vector<Need> needs_of(const Rule& rule) {
  Needs needs(by_hours(rule));
  const auto& clock = rule.clock;
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
    needs.add(rule.scope.trigger, attributes);
  }
  if (rule.scope.of) keys.push_back(rule.scope.of->attribute);
  auto with_distinct = keys;
  with_distinct.push_back(rule.demand.distinct);
  with_distinct.push_back(rule.scope.during);
  for (const auto& excuse : clock.excuses)
    if (excuse.where)
      with_distinct.insert(with_distinct.end(), excuse.where->names().begin(), excuse.where->names().end());
  for (const auto& pattern : rule.demand.events) needs.add(pattern, with_distinct);
  if (rule.demand.until) needs.add(*rule.demand.until, keys);
  const auto add_aggregate = [&](const Aggregate& aggregate) {
    if (aggregate.kind != Aggregate::Kind::count && aggregate.kind != Aggregate::Kind::sum) return;
    auto attributes = keys;
    attributes.push_back(aggregate.attribute);
    attributes.push_back(rule.scope.during);
    needs.add(aggregate.events, attributes);
  };
  if (rule.demand.ratio) add_aggregate(rule.demand.ratio->of), add_aggregate(rule.demand.ratio->to);
  if (rule.demand.reconcile) add_aggregate(rule.demand.reconcile->with);
  if (clock.start)
    for (const auto& point : clock.start->points)
      if (point.kind == StartPoint::Kind::event) needs.add(point.event, keys);
  for (const auto& pause : clock.pauses) {
    auto paired = keys;
    paired.insert(paired.end(), pause.same.begin(), pause.same.end());
    needs.add(pause.from, paired);
    needs.add(pause.to, paired);
  }
  for (const auto& restart : clock.restarts) {
    needs.add(restart.on, keys);
    if (restart.condition) needs.add(*restart.condition, keys);
  }
  for (const auto& extension : clock.extensions)
    for (const auto& pattern : extension.on) needs.add(pattern, keys);
  for (const auto& deemed : clock.deemed) needs.add(deemed.unless, keys);
  for (const auto& excuse : clock.excuses)
    if (excuse.on) needs.add(*excuse.on, keys);
  return needs.all;
}

std::vector<Phrase> needs(const Rule& rule) {
  std::vector<Phrase> lines;
  for (const auto& need : needs_of(rule)) {
    const auto what = named({need.types, std::nullopt, {}});
    const auto time = time_needed(need.to_the_hour);
    Phrase line{what.english + ", with its " + time.english, what.chinese + "及其" + time.chinese};
    if (const auto names = joined(need.attributes, with_and); !names.empty())
      line = {line.english + ", and " + names.english, line.chinese + "，以及" + names.chinese};
    lines.push_back(std::move(line));
  }
  for (const auto& id : rule.scope.violations_of)
    lines.push_back(text::phrase("all that the rule '{}' needs", "规则“{}”所需的一切", id));
  if (rule.scope.of && !rule.scope.of->roster.empty())
    lines.push_back(text::phrase("the roster '{0}': every '{1}', also those without a row",
                                 "名册“{0}”：每个“{1}”，没有记录的也要列入", rule.scope.of->roster,
                                 rule.scope.of->attribute));
  return lines;
}

}  // namespace shixian::rule
