#include "rule/vocabulary.hpp"

#include <algorithm>

#include "rule/needs.hpp"
#include "rule/patterns.hpp"

namespace shixian::rule {

namespace {

using Attribute = Vocabulary::Attribute;

template <class T>
void add_once(std::vector<T>& all, const T& one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

class Collector {
 public:
  void add(const Rule& rule, std::size_t number) {
    for (const auto& need : needs_of(rule)) {
      for (const auto& type : need.types) add_event(type, need, number);
      if (need.types.empty()) add_event("", need, number);
      for (const auto& name : need.attributes) add_once(attribute(name).rules, number);
    }
    for (const auto& name : rule.same) attribute(name).is_key = true;
    for (const auto& pause : rule.clock.pauses)
      for (const auto& name : pause.same) attribute(name).is_key = true;
    if (rule.scope.of && !rule.scope.of->roster.empty())
      add_once(attribute(rule.scope.of->attribute).rosters, rule.scope.of->roster);
    for (const auto* condition : conditions_of(rule)) add(*condition);
    if (rule.clock.start)
      for (const auto& point : rule.clock.start->points) set(point.attribute, Attribute::Kind::time);
    if (const auto& figures = rule.demand.reconcile) {
      set(figures->figure, Attribute::Kind::number);
      add(figures->with);
    }
    if (const auto& ratio = rule.demand.ratio) add(ratio->of), add(ratio->to);
  }

  Vocabulary take(const std::vector<Domain>& domains) {
    for (const auto& domain : domains)
      for (auto& one : all_.attributes)
        if (one.name == domain.attribute) one.values = domain.one_of, one.listed = true;
    std::stable_partition(all_.attributes.begin(), all_.attributes.end(), [](const auto& one) { return one.is_key; });
    return std::move(all_);
  }

 private:
  void add_event(const std::string& type, const Need& need, std::size_t number) {
    const auto at =
        std::find_if(all_.events.begin(), all_.events.end(), [&](const auto& one) { return one.type == type; });
    auto& event = at == all_.events.end() ? all_.events.emplace_back(Vocabulary::Event{type, false, {}, {}}) : *at;
    event.to_the_hour = event.to_the_hour || need.to_the_hour;
    for (const auto& name : need.attributes) add_once(event.attributes, name);
    add_once(event.rules, number);
  }

  void add(const Condition& condition) {
    for (const auto& name : condition.truths()) set(name, Attribute::Kind::truth);
    for (const auto& name : condition.numbers()) set(name, Attribute::Kind::number);
    for (const auto& comparison : condition.comparisons())
      if (!comparison.text.empty()) add_once(attribute(comparison.name).values, comparison.text);
  }

  void add(const Aggregate& aggregate) {
    if (aggregate.kind == Aggregate::Kind::sum) set(aggregate.attribute, Attribute::Kind::number);
    for (const auto& name : aggregate.attributes) set(name, Attribute::Kind::number);
  }

  void set(const std::string& name, Attribute::Kind kind) {
    if (!name.empty()) attribute(name).kind = kind;
  }

  Attribute& attribute(const std::string& name) {
    const auto at =
        std::find_if(all_.attributes.begin(), all_.attributes.end(), [&](const auto& one) { return one.name == name; });
    if (at != all_.attributes.end()) return *at;
    all_.attributes.emplace_back().name = name;
    return all_.attributes.back();
  }

  Vocabulary all_;
};

}  // namespace

Vocabulary vocabulary_of(const Pack& pack) {
  Collector collector;
  for (std::size_t number = 0; number < pack.rules.size(); ++number) collector.add(pack.rules[number], number);
  return collector.take(pack.domains);
}

}  // namespace shixian::rule
