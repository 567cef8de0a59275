#include "rule/patterns.hpp"

namespace shixian::rule {

std::vector<const EventPattern*> clock_patterns_of(const Rule& rule) {
  const auto& clock = rule.clock;
  std::vector<const EventPattern*> all;
  const auto add = [&](const EventPattern& pattern) { all.push_back(&pattern); };
  if (clock.start)
    for (const auto& point : clock.start->points)
      if (point.kind == StartPoint::Kind::event) add(point.event);
  for (const auto& pause : clock.pauses) add(pause.from), add(pause.to);
  for (const auto& restart : clock.restarts) {
    add(restart.on);
    if (restart.condition) add(*restart.condition);
  }
  for (const auto& extension : clock.extensions)
    for (const auto& pattern : extension.on) add(pattern);
  for (const auto& deemed : clock.deemed) add(deemed.unless);
  if (rule.demand.until) add(*rule.demand.until);
  return all;
}

std::vector<const EventPattern*> excuse_patterns_of(const Rule& rule) {
  std::vector<const EventPattern*> all;
  for (const auto& excuse : rule.clock.excuses)
    if (excuse.on) all.push_back(&*excuse.on);
  return all;
}

std::vector<const EventPattern*> patterns_of(const Rule& rule) {
  const auto& demand = rule.demand;
  std::vector<const EventPattern*> all{&rule.scope.trigger};
  for (const auto& pattern : demand.events) all.push_back(&pattern);
  if (demand.ratio) all.insert(all.end(), {&demand.ratio->of.events, &demand.ratio->to.events});
  if (demand.reconcile) all.push_back(&demand.reconcile->with.events);
  for (const auto& deemed : rule.clock.deemed) all.push_back(&deemed.event);
  for (const auto& some : {clock_patterns_of(rule), excuse_patterns_of(rule)})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

std::vector<const Condition*> conditions_of(const Rule& rule) {
  std::vector<const Condition*> all;
  const auto add = [&](const std::optional<Condition>& condition) {
    if (condition) all.push_back(&*condition);
  };
  for (const auto* pattern : patterns_of(rule)) add(pattern->where);
  add(rule.scope.where);
  add(rule.demand.assertion);
  for (const auto& limit : rule.clock.within) add(limit.where);
  for (const auto& excuse : rule.clock.excuses) add(excuse.where);
  return all;
}

std::vector<Written> periods_of(const Rule& rule) {
  const auto& clock = rule.clock;
  std::vector<Written> all;
  const auto add = [&](const std::optional<time::Period>& period, const text::Place& place) {
    if (period) all.push_back({*period, place});
  };
  for (const auto& limit : clock.within) add(limit.period, limit.place);
  add(clock.no_sooner_than, clock.place);
  add(clock.ahead, clock.place);
  add(rule.demand.gap, rule.demand.place);
  if (clock.start)
    for (const auto& point : clock.start->points) add(point.plus, point.place);
  for (const auto& pause : clock.pauses) add(pause.at_most, pause.place);
  for (const auto& restart : clock.restarts) add(restart.within, restart.place);
  for (const auto& extension : clock.extensions) add(extension.by, extension.place);
  for (const auto& deemed : clock.deemed) add(deemed.within, deemed.place);
  for (const auto& excuse : clock.excuses) add(excuse.within, excuse.place);
  return all;
}

}  // namespace shixian::rule
