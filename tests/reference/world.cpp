// The obligations of a world, one by one.
#include "reference/world.hpp"

#include <algorithm>
#include <set>

#include "reference/exact.hpp"

namespace shixian::reference {

namespace {

using check::Verdict;
using time::Instant;

/// The first row of the table that applies; nothing when the rule asks nothing of such an event.
std::optional<std::size_t> limit_row(const Matter& matter) {
  const auto& rows = matter.rule->clock.within;
  if (rows.empty()) return 0;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (holds_in(rows[i].where, *matter.pack, *matter.trigger)) return rows[i].period ? std::optional(i) : std::nullopt;
  return rows.size();  // no row: undetermined
}

std::size_t limit_of(const Matter& matter) {
  return matter.rule->scope.kind == rule::Scope::Kind::event ? *limit_row(matter) : 0;
}

class Bench {
 public:
  Bench(const rule::Pack& pack, const World& world) : pack_(pack), world_(world), done_(pack.rules.size()) {}

  std::vector<Ruling> judge() {
    std::vector<Ruling> all;
    for (std::size_t number = 0; number < pack_.rules.size(); ++number)
      for (const auto& ruling : of(number)) all.push_back(ruling);
    return all;
  }

 private:
  const std::vector<Ruling>& of(std::size_t number) {
    if (done_[number]) return *done_[number];
    const auto& rule = pack_.rules[number];
    std::vector<Ruling> rulings;
    std::vector<Matter> matters;
    switch (rule.scope.kind) {
      case rule::Scope::Kind::event:
        matters = of_triggers(number, rulings);
        break;
      case rule::Scope::Kind::period:
        matters = of_periods(rule);
        break;
      case rule::Scope::Kind::violation:
        matters = of_violations(rule);
        break;
    }
    for (auto& ruling : judge(rule, matters)) rulings.push_back(std::move(ruling));
    for (auto& ruling : rulings) ruling.rule = number;
    done_[number] = std::move(rulings);
    return *done_[number];
  }

  /// A rule that another replaces ends the day before.
  rule::InForce force_of(const rule::Rule& rule) const {
    auto force = rule.in_force;
    for (const auto& other : pack_.rules)
      if (other.replaces == rule.id) {
        const auto last = *other.in_force.from - std::chrono::days{1};
        force.to = force.to ? std::min(*force.to, last) : last;
      }
    return force;
  }
  bool in_force(const rule::Rule& rule, Instant at) const {
    const auto day = pack_.zone.day_of(at);
    const auto force = force_of(rule);
    return (!force.from || *force.from <= day) && (!force.to || day <= *force.to);
  }

  /// Whose obligations there are: those of the roster, or those that the events of the rule name.
  std::vector<std::string> entities_of(const rule::Rule& rule) const {
    if (!rule.scope.of) return {""};
    if (!rule.scope.of->roster.empty()) return world_.roster;
    std::set<std::string> names;
    const auto look = [&](const rule::EventPattern& pattern) {
      for (const auto& event : world_.events) {
        const bool of_type = pattern.any() || std::count(pattern.types.begin(), pattern.types.end(), event.type) > 0;
        if (of_type && event.at <= world_.asked && event.attributes.contains(rule.scope.of->attribute))
          names.insert(event.attributes.at(rule.scope.of->attribute));
      }
    };
    for (const auto& pattern : rule.demand.events) look(pattern);
    if (rule.demand.ratio) look(rule.demand.ratio->of.events), look(rule.demand.ratio->to.events);
    if (rule.scope.kind == rule::Scope::Kind::event) look(rule.scope.trigger);
    return {names.begin(), names.end()};
  }

  Matter matter(const rule::Rule& rule) const {
    Matter made;
    made.pack = &pack_;
    made.rule = &rule;
    made.world = &world_;
    return made;
  }

  std::vector<Matter> of_triggers(std::size_t number, std::vector<Ruling>& undecided) const {
    const auto& rule = pack_.rules[number];
    std::vector<Matter> matters;
    for (const auto& event : world_.events) {
      if (event.at > world_.asked || !fits_in(rule.scope.trigger, pack_, event) || !in_force(rule, event.at) ||
          !holds_in(rule.scope.where, pack_, event))
        continue;
      auto made = matter(rule);
      made.trigger = &event;
      made.at = event.at;
      for (const auto& key : rule.same)
        if (const auto found = event.attributes.find(key); found != event.attributes.end())
          made.keys[key] = found->second;
      const auto row = limit_row(made);
      if (!row) continue;
      for (const auto& entity : entities_of(rule)) {
        if (rule.scope.of) made.keys[rule.scope.of->attribute] = *(made.entity = entity);
        if (!rule.clock.within.empty() && *row == rule.clock.within.size()) {
          Ruling open;
          open.trigger = event.row;
          open.entity = made.entity;
          undecided.push_back(open);
        } else {
          matters.push_back(made);
        }
      }
    }
    return matters;
  }

  std::vector<time::Span> periods_of(const rule::Rule& rule) const {
    const auto& zone = pack_.zone;
    auto beginning = world_.beginning;
    const auto force = force_of(rule);
    if (force.from) {
      const auto from = zone.start_of(*force.from);
      beginning = world_.covered_from ? std::max(beginning, from) : from;
    }
    const auto begin = zone.day_of(beginning), end = zone.day_of(world_.as_of);
    std::vector<time::Span> spans;
    if (rule.scope.every == time::SpanUnit::log) {
      const auto last = force.to ? std::min(*force.to, end) : end;
      const auto first = force.from ? std::min(begin, *force.from) : begin;
      if (begin <= last) spans.push_back({time::SpanUnit::log, first, last});
      return spans;
    }
    for (auto span = time::span_of(rule.scope.every, begin); span.first <= end; span = time::next(span))
      if ((!force.from || *force.from <= span.last) && (!force.to || span.last <= *force.to)) spans.push_back(span);
    return spans;
  }

  std::vector<Matter> of_periods(const rule::Rule& rule) const {
    std::vector<Matter> matters;
    for (const auto& entity : entities_of(rule))
      for (const auto& span : periods_of(rule)) {
        auto made = matter(rule);
        made.at = pack_.zone.start_of(span.first);
        made.period = span;
        if (rule.scope.of) made.keys[rule.scope.of->attribute] = *(made.entity = entity);
        matters.push_back(made);
      }
    return matters;
  }

  std::vector<Matter> of_violations(const rule::Rule& rule) {
    std::vector<Matter> matters;
    for (const auto& id : rule.scope.violations_of) {
      const auto at =
          std::find_if(pack_.rules.begin(), pack_.rules.end(), [&](const auto& one) { return one.id == id; });
      for (const auto& violation : of(static_cast<std::size_t>(at - pack_.rules.begin()))) {
        if (!check::is_violation(violation.verdict)) continue;
        auto made = matter(rule);
        made.trigger = &*std::find_if(world_.events.begin(), world_.events.end(),
                                      [&](const Happening& one) { return one.row == *violation.trigger; });
        made.at = *violation.of_the_violation;
        for (const auto& event : world_.events)
          if (violation.offender == event.row && event.seen.known()) made.begins = event.seen.first;
        made.entity = violation.entity;
        if (!in_force(rule, made.at) || !holds_in(rule.scope.where, pack_, *made.trigger)) continue;
        for (const auto& key : rule.same) made.keys[key] = made.trigger->attributes.at(key);
        matters.push_back(made);
      }
    }
    return matters;
  }

  /// From when a deadline is missed: 24:00 is the next day.
  static std::optional<Instant> missed(const std::optional<Instant>& deadline) {
    const bool ends_a_second =
        deadline && (*deadline + std::chrono::microseconds{1}).time_since_epoch() % std::chrono::seconds{1} ==
                        std::chrono::microseconds{0};
    return ends_a_second ? std::optional(*deadline + std::chrono::microseconds{1}) : deadline;
  }

  /// The moment of a violation: when the deadline is missed, or the event that breaks the rule.
  static void date(const Matter& matter, Ruling& ruling) {
    if (ruling.verdict == Verdict::breached)
      ruling.of_the_violation = ruling.response   ? ruling.response
                                : ruling.deadline ? missed(ruling.deadline)
                                                  : std::optional(matter.at);
    else
      ruling.of_the_violation = missed(ruling.deadline);
  }

  std::vector<Ruling> judge(const rule::Rule& rule, const std::vector<Matter>& matters) const {
    std::vector<Ruling> rulings;
    const auto add = [&](const Matter& matter, Ruling ruling) {
      if (matter.trigger && !ruling.trigger) ruling.trigger = matter.trigger->row;
      ruling.entity = matter.entity;
      if (matter.period) ruling.period = time::label(*matter.period);
      date(matter, ruling);
      rulings.push_back(std::move(ruling));
    };
    if (rule.demand.kind == rule::Demand::Kind::expect) {
      const auto made = judge_expect(matters, limit_of);
      for (std::size_t i = 0; i < made.size(); ++i) add(matters[i], made[i]);
      return rulings;
    }
    for (const auto& matter : matters) switch (rule.demand.kind) {
        case rule::Demand::Kind::expect:
          break;
        case rule::Demand::Kind::expect_before:
          add(matter, judge_before(matter, limit_of(matter)));
          break;
        case rule::Demand::Kind::forbid:
          for (auto& one : judge_forbid(matter, matter.period ? 0 : limit_of(matter))) add(matter, one);
          break;
        case rule::Demand::Kind::assert_that:
          add(matter, judge_assert(matter));
          break;
        case rule::Demand::Kind::count:
          add(matter, judge_count(matter, matter.period ? 0 : limit_of(matter)));
          break;
        case rule::Demand::Kind::gap:
          for (auto& one : judge_gap(matter)) add(matter, one);
          break;
        case rule::Demand::Kind::ratio:
          add(matter, judge_ratio(matter));
          break;
        case rule::Demand::Kind::reconcile:
          add(matter, judge_reconcile(matter));
          break;
        case rule::Demand::Kind::require_attributes:
          add(matter, judge_required(matter));
          break;
      }
    return rulings;
  }

  const rule::Pack& pack_;
  const World& world_;
  std::vector<std::optional<std::vector<Ruling>>> done_;
};

}  // namespace

std::vector<Ruling> rule_on(const rule::Pack& pack, const World& world) { return Bench(pack, world).judge(); }

}  // namespace shixian::reference
