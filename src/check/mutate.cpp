#include "check/mutate.hpp"

#include <functional>

namespace shixian::check {

namespace {

using rule::Rule;
using text::Phrase;

class Mutants {
 public:
  explicit Mutants(const Rule& rule) : rule_(rule) {}

  std::vector<Mutant> all() {
    scope();
    demand();
    figures();
    limits();
    changes();
    return std::move(made_);
  }

 private:
  void add(Phrase change, const std::function<void(Rule&)>& mutate) {
    Mutant mutant{rule_, std::move(change)};
    mutate(mutant.rule);
    made_.push_back(std::move(mutant));
  }
  void drop(bool written, const char* word, const std::function<void(Rule&)>& mutate) {
    if (written) add(text::phrase("without '{}'", "去掉“{}”", std::string(word)), mutate);
  }
  /// The period that `get` finds, one longer and one shorter.
  void shift(const time::Period& period, const char* word, const std::function<time::Period&(Rule&)>& get) {
    for (const int by : {1, -1}) {
      if (period.count + by < 1 && !time::counts_days(period.unit)) continue;
      if (period.count + by < 0) continue;
      const auto from = time::describe(period), to = time::describe({period.count + by, period.unit});
      add({fmt::format("'{}' {} → {}", word, from.english, to.english),
           fmt::format("“{}” {} → {}", word, from.chinese, to.chinese)},
          [&](Rule& rule) { get(rule).count += by; });
    }
  }
  void pattern(const rule::EventPattern& pattern, const char* word,
               const std::function<rule::EventPattern&(Rule&)>& get) {
    if (pattern.where)
      add({fmt::format("'{}' without its 'where' {}", word, pattern.where->text()),
           fmt::format("“{}”去掉条件 {}", word, pattern.where->text())},
          [&](Rule& rule) { get(rule).where.reset(); });
    if (pattern.types.size() < 2) return;
    for (std::size_t i = 0; i < pattern.types.size(); ++i)
      add({fmt::format("'{}' without the type {}", word, pattern.types[i]),
           fmt::format("“{}”去掉类型 {}", word, pattern.types[i])},
          [&](Rule& rule) {
            auto& types = get(rule).types;
            types.erase(types.begin() + static_cast<std::ptrdiff_t>(i));
          });
  }

  void scope() {
    const auto& scope = rule_.scope;
    if (scope.kind == rule::Scope::Kind::event)
      pattern(
          scope.trigger, "for-each", [](Rule & rule) -> auto& { return rule.scope.trigger; });
    drop(!scope.during.empty(), "during", [](Rule& rule) { rule.scope.during.clear(); });
    drop(scope.where.has_value(), "where", [](Rule& rule) { rule.scope.where.reset(); });
    for (std::size_t i = 0; i < rule_.same.size(); ++i)
      add(text::phrase("'same' without {}", "“same”去掉 {}", rule_.same[i]),
          [&](Rule& rule) { rule.same.erase(rule.same.begin() + static_cast<std::ptrdiff_t>(i)); });
    if (scope.violations_of.size() > 1)
      for (std::size_t i = 0; i < scope.violations_of.size(); ++i)
        add(text::phrase("'violation-of' without {}", "“violation-of”去掉 {}", scope.violations_of[i]),
            [&](Rule& rule) {
              auto& ids = rule.scope.violations_of;
              ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(i));
            });
  }

  void demand() {
    const auto& demand = rule_.demand;
    for (std::size_t i = 0; i < demand.events.size(); ++i) {
      pattern(
          demand.events[i], "demand", [i](Rule & rule) -> auto& { return rule.demand.events[i]; });
      if (demand.events.size() > 1)
        add(text::phrase("without the step {}", "去掉步骤 {}",
                         demand.events[i].any() ? std::string("any") : demand.events[i].types.front()),
            [&](Rule& rule) {
              auto& events = rule.demand.events;
              events.erase(events.begin() + static_cast<std::ptrdiff_t>(i));
            });
    }
    drop(demand.early, "early", [](Rule& rule) { rule.demand.early = false; });
    drop(demand.in_order, "in-order", [](Rule& rule) { rule.demand.in_order = false; });
    drop(!demand.distinct.empty(), "distinct", [](Rule& rule) { rule.demand.distinct.clear(); });
    drop(demand.one_to_one, "matching", [](Rule& rule) { rule.demand.one_to_one = false; });
    drop(demand.until.has_value(), "until", [](Rule& rule) { rule.demand.until.reset(); });
    if (demand.until)
      pattern(
          *demand.until, "until", [](Rule & rule) -> auto& { return *rule.demand.until; });
    for (std::size_t i = 0; i < demand.required.size(); ++i)
      add(text::phrase("without requiring {}", "不再要求填写 {}", demand.required[i]), [&](Rule& rule) {
        rule.demand.required.erase(rule.demand.required.begin() + static_cast<std::ptrdiff_t>(i));
      });
    for (const int by : {1, -1}) {
      const auto moved = [by](const char* word, std::int64_t bound) {
        return text::phrase("'{}' {} → {}", "“{}” {} → {}", std::string(word), bound, bound + by);
      };
      if (demand.bounds.at_least && *demand.bounds.at_least + by >= 0)
        add(moved("at-least", *demand.bounds.at_least), [by](Rule& rule) { *rule.demand.bounds.at_least += by; });
      if (demand.bounds.at_most && *demand.bounds.at_most + by >= 0)
        add(moved("at-most", *demand.bounds.at_most), [by](Rule& rule) { *rule.demand.bounds.at_most += by; });
    }
    if (demand.gap)
      shift(
          *demand.gap, "gap", [](Rule & rule) -> auto& { return *rule.demand.gap; });
  }

  void figures() {
    using Relation = rule::Reconciliation::Relation;
    const auto& demand = rule_.demand;
    if (demand.reconcile) {
      for (const auto relation : {Relation::equals, Relation::at_most, Relation::at_least})
        if (relation != demand.reconcile->relation)
          add({"another relation between the figures", "数字之间换一种关系"},
              [relation](Rule& rule) { rule.demand.reconcile->relation = relation; });
      drop(demand.reconcile->as_shown, "rounding", [](Rule& rule) { rule.demand.reconcile->as_shown = false; });
      pattern(
          demand.reconcile->with.events, "reconcile",
          [](Rule & rule) -> auto& { return rule.demand.reconcile->with.events; });
    }
    if (!demand.ratio) return;
    using IfNone = rule::Ratio::IfNone;
    for (const auto if_none : {IfNone::met, IfNone::breached, IfNone::undetermined})
      if (if_none != demand.ratio->if_none)
        add({"another meaning of an empty denominator", "分母为零时换一种结论"},
            [if_none](Rule& rule) { rule.demand.ratio->if_none = if_none; });
    pattern(
        demand.ratio->of.events, "of", [](Rule & rule) -> auto& { return rule.demand.ratio->of.events; });
    pattern(
        demand.ratio->to.events, "to", [](Rule & rule) -> auto& { return rule.demand.ratio->to.events; });
    for (const int by : {1, -1}) {
      if (demand.ratio->at_least)
        add({fmt::format("'at-least' moved by {} in its last digit", by), fmt::format("“at-least”末位移动 {}", by)},
            [by](Rule& rule) { rule.demand.ratio->at_least->value += by; });
      if (demand.ratio->at_most)
        add({fmt::format("'at-most' moved by {} in its last digit", by), fmt::format("“at-most”末位移动 {}", by)},
            [by](Rule& rule) { rule.demand.ratio->at_most->value += by; });
    }
  }

  void limits() {
    const auto& clock = rule_.clock;
    for (std::size_t i = 0; i < clock.within.size(); ++i) {
      if (clock.within[i].period)
        shift(
            *clock.within[i].period, "within", [i](Rule & rule) -> auto& { return *rule.clock.within[i].period; });
      if (clock.within.size() > 1)
        add(text::phrase("'within' without row {}", "“within”去掉第 {} 行", i + 1),
            [i](Rule& rule) { rule.clock.within.erase(rule.clock.within.begin() + static_cast<std::ptrdiff_t>(i)); });
    }
    if (clock.no_sooner_than)
      shift(
          *clock.no_sooner_than, "no-sooner-than", [](Rule & rule) -> auto& { return *rule.clock.no_sooner_than; });
    if (clock.ahead)
      shift(
          *clock.ahead, "ahead", [](Rule & rule) -> auto& { return *rule.clock.ahead; });
    if (clock.by && clock.by->date)
      for (const int by : {1, -1})
        add(text::phrase("'by' {} day later", "“by”推后 {} 日", by),
            [by](Rule& rule) { *rule.clock.by->date += std::chrono::days{by}; });
    if (clock.by && !clock.by->date && clock.by->day > 1)
      add({"'by' a day earlier", "“by”提前一日"}, [](Rule& rule) { --rule.clock.by->day; });
    if (clock.by && !clock.by->date && clock.by->day > 0 && clock.by->day < 28)
      add({"'by' a day later", "“by”推后一日"}, [](Rule& rule) { ++rule.clock.by->day; });
    if (clock.roll != time::Roll::by_regime)
      add({"the other 'roll'", "“roll”换成另一种"}, [](Rule& rule) {
        auto& roll = rule.clock.roll;
        roll = roll == time::Roll::none ? time::Roll::next_working_day : time::Roll::none;
      });
    drop(clock.by_day, "by-day", [](Rule& rule) { rule.clock.by_day = false; });
    drop(clock.each_step, "chain", [](Rule& rule) { rule.clock.each_step = false; });
    drop(clock.start.has_value(), "start", [](Rule& rule) { rule.clock.start.reset(); });
  }

  template <class T>
  void drop_each(std::vector<T> rule::Clock::*list, const char* word) {
    for (std::size_t i = 0; i < (rule_.clock.*list).size(); ++i)
      add(text::phrase("without '{}' {}", "去掉“{}”第 {} 项", std::string(word), i + 1), [&](Rule& rule) {
        auto& all = rule.clock.*list;
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
      });
  }

  void changes() {
    const auto& clock = rule_.clock;
    drop_each<rule::PauseRule>(&rule::Clock::pauses, "pause");
    for (std::size_t i = 0; i < clock.pauses.size(); ++i) {
      drop(!clock.pauses[i].same.empty(), "pause same", [i](Rule& rule) { rule.clock.pauses[i].same.clear(); });
      if (clock.pauses[i].at_most)
        shift(
            *clock.pauses[i].at_most,
            "pause at-most", [i](Rule & rule) -> auto& { return *rule.clock.pauses[i].at_most; });
    }
    drop_each<rule::RestartRule>(&rule::Clock::restarts, "restart");
    drop_each<rule::ExtensionRule>(&rule::Clock::extensions, "extend");
    drop_each<rule::DeemedRule>(&rule::Clock::deemed, "deemed");
    drop_each<rule::Excuse>(&rule::Clock::excuses, "excuse");
    for (std::size_t i = 0; i < clock.restarts.size(); ++i) {
      drop(clock.restarts[i].condition.has_value(), "if", [i](Rule& rule) {
        rule.clock.restarts[i].condition.reset();
        rule.clock.restarts[i].within.reset();
      });
      if (clock.restarts[i].within)
        shift(
            *clock.restarts[i].within,
            "restart within", [i](Rule & rule) -> auto& { return *rule.clock.restarts[i].within; });
    }
    for (std::size_t i = 0; i < clock.excuses.size(); ++i)
      if (clock.excuses[i].within)
        shift(
            *clock.excuses[i].within,
            "excuse within", [i](Rule & rule) -> auto& { return *rule.clock.excuses[i].within; });
    for (std::size_t i = 0; i < clock.extensions.size(); ++i) {
      add({"'extend' once more", "“extend”多一次"}, [i](Rule& rule) { ++rule.clock.extensions[i].times; });
      shift(
          clock.extensions[i].by, "extend by", [i](Rule & rule) -> auto& { return rule.clock.extensions[i].by; });
      for (std::size_t j = 0; clock.extensions[i].on.size() > 1 && j < clock.extensions[i].on.size(); ++j)
        add(text::phrase("'extend' without its event {}", "“extend”去掉第 {} 个事件", j + 1), [i, j](Rule& rule) {
          auto& on = rule.clock.extensions[i].on;
          on.erase(on.begin() + static_cast<std::ptrdiff_t>(j));
        });
    }
    for (std::size_t i = 0; i < clock.deemed.size(); ++i)
      shift(
          clock.deemed[i].within, "deemed within", [i](Rule & rule) -> auto& { return rule.clock.deemed[i].within; });
  }

  const Rule& rule_;
  std::vector<Mutant> made_;
};

}  // namespace

std::vector<Mutant> mutants_of(const Rule& rule) { return Mutants(rule).all(); }

}  // namespace shixian::check
