#include "reference/worlds.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace shixian::reference {

namespace {

using check::Finding;
using check::Verdict;
using Kind = rule::Demand::Kind;

std::string at(const std::optional<time::Instant>& instant) {
  return instant ? time::iso(time::Zone::utc().at(*instant)) : "-";
}

/// What tells obligations apart.
std::string key_of(std::size_t rule, std::optional<std::size_t> row, const std::string& entity,
                   const std::string& period) {
  return fmt::format("r{} row {} {} {}", rule, row ? std::to_string(*row + 2) : "-", entity, period);
}

class Sides {
 public:
  Sides(const Scenario& scenario, const Checked& checked) : scenario_(scenario), checked_(checked) {}

  const rule::Pack& pack() const { return *checked_.packs[0]; }
  const rule::Rule& rule(std::size_t number) const { return pack().rules[number]; }

  /// When a rule was broken is told by what is certain to break it, whatever else there may have been before.
  bool begins_vaguely(std::size_t number) const {
    return !rule(number).scope.violations_of.empty() &&
           (rule(0).demand.kind == Kind::count || rule(0).clock.no_sooner_than);
  }

  /// Where an event does not say whose it is, a world may name another.
  bool finds_its_entities(std::size_t number) const {
    const auto& of = rule(number).scope.of;
    return of && of->roster.empty();
  }

  std::string key(const Finding& finding) const {
    const auto& context = checked_.findings.rules[finding.rule];
    const auto row =
        finding.trigger == check::none ? std::optional<std::size_t>() : std::optional<std::size_t>(finding.trigger);
    return key_of(number(finding), alike(number(finding), row),
                  finding.entity == check::none ? "" : context.entities[finding.entity],
                  finding.period == check::none ? "" : time::label(context.periods[finding.period]));
  }
  std::string key(const Ruling& ruling) const {
    return key_of(ruling.rule, alike(ruling.rule, ruling.trigger), ruling.entity.value_or(""), ruling.period);
  }
  std::size_t number(const Finding& finding) const {
    const auto& context = checked_.findings.rules[finding.rule];
    return static_cast<std::size_t>(context.rule - context.pack->rules.data());
  }

  std::string said(const Finding& finding) const {
    const auto& demand = rule(number(finding)).demand;
    std::optional<time::Instant> due, response;
    if (has_deadline(demand) && finding.reckoning != check::none)
      due = checked_.findings.reckonings[finding.reckoning].deadline;
    if (tells_response(demand, finding.verdict) && finding.response != check::none)
      response = checked_.log.events.moment(finding.response).first;
    return fmt::format("{}: {}, deadline {}, response {}", key(finding), check::name(finding.verdict), at(due),
                       at(response));
  }
  std::string said(const Ruling& ruling) const {
    const auto& demand = rule(ruling.rule).demand;
    return fmt::format("{}: {}, deadline {}, response {}", key(ruling), check::name(ruling.verdict),
                       at(has_deadline(demand) ? ruling.deadline : std::nullopt),
                       at(tells_response(demand, ruling.verdict) ? ruling.response : std::nullopt));
  }

 private:
  /// Which of several events of one instant gets the one response, or stands before a gap, is all the same.
  std::optional<std::size_t> alike(std::size_t number, std::optional<std::size_t> row) const {
    const auto& demand = rule(number).demand;
    if (!row || (!demand.one_to_one && demand.kind != Kind::gap)) return row;
    for (std::size_t other = 0; other < *row; ++other)
      if (scenario_.rows[other].at == scenario_.rows[*row].at) return other;
    return row;
  }
  static bool has_deadline(const rule::Demand& demand) { return demand.kind == Kind::expect && !demand.all; }
  static bool tells_response(const rule::Demand& demand, Verdict verdict) {
    if (demand.kind == Kind::forbid) return verdict == Verdict::breached;
    return demand.kind == Kind::expect && !demand.all &&
           (verdict == Verdict::met || verdict == Verdict::late || verdict == Verdict::breached);
  }

  const Scenario& scenario_;
  const Checked& checked_;
};

/// Late or missing: a late answer may be another's.
bool same_class(Verdict in_world, Verdict verdict) {
  const auto unanswered = [](Verdict one) { return one == Verdict::late || one == Verdict::missing; };
  return in_world == verdict || (unanswered(in_world) && unanswered(verdict));
}

/// One-to-one: which of several like triggers is answered is all the same, how many are is not.
std::string too_sure_of_number(const Sides& sides, const std::vector<Finding>& findings,
                               const std::map<std::string, std::vector<Ruling>>& rulings) {
  std::map<std::pair<std::size_t, bool>, int> sure, in_world;
  const auto counts = [&](std::size_t rule, Verdict verdict) {
    return sides.rule(rule).demand.one_to_one && !sides.begins_vaguely(rule) && !sides.finds_its_entities(rule) &&
           (verdict == Verdict::met || check::is_violation(verdict));
  };
  for (const auto& finding : findings)
    if (counts(sides.number(finding), finding.verdict))
      ++sure[{sides.number(finding), finding.verdict == Verdict::met}];
  for (const auto& [key, all] : rulings)
    for (const auto& ruling : all)
      if (counts(ruling.rule, ruling.verdict)) ++in_world[{ruling.rule, ruling.verdict == Verdict::met}];
  for (const auto& [what, number] : sure)
    if (number > in_world[what])
      return fmt::format("rule {}: the engine is sure of {} {}, in this world there are {}", what.first, number,
                         what.second ? "met" : "violated", in_world[what]);
  return {};
}

/// Whether a rule follows what was left to choice: which of several triggers that may be of one instant is answered.
bool follows_a_choice(const rule::Pack& pack, std::size_t number, const Scenario& scenario) {
  if (pack.rules[number].scope.violations_of.empty() || !pack.rules.front().demand.one_to_one) return false;
  for (std::size_t i = 0; i < scenario.rows.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const auto &a = scenario.rows[i].at, &b = scenario.rows[j].at;
      if (scenario.rows[i].type == scenario.rows[j].type && a.first <= b.last && b.first <= a.last) return true;
    }
  return false;
}

/// Whether what ends a pause may lie at the very time at which another begins: then it is left open which it ends.
bool ends_where_another_begins(const rule::Rule& rule, const Scenario& scenario) {
  const auto is_of = [](const rule::EventPattern& pattern, const Row& row) {
    return std::count(pattern.types.begin(), pattern.types.end(), row.type) > 0;
  };
  for (const auto& pause : rule.clock.pauses)
    for (const auto& end : scenario.rows)
      for (const auto& begin : scenario.rows)
        if (is_of(pause.to, end) && is_of(pause.from, begin) && end.at.first <= begin.at.last &&
            begin.at.first <= end.at.last)
          return true;
  return false;
}

}  // namespace

std::string differences_in_words(const Scenario& scenario, const CalendarPair& china) {
  const auto checked = check_scenario(scenario, china);
  const Sides sides(scenario, *checked);
  std::multiset<std::string> expected, got;
  const auto& pack = *checked->packs[0];
  const auto rulings = rule_on(pack, world_of(scenario, china.reference));
  // What is undetermined may be a violation, and claim what follows another.
  const bool may_claim = std::any_of(rulings.begin(), rulings.end(), [](const Ruling& one) {
    return one.rule == 0 && one.verdict == Verdict::undetermined;
  });
  const auto left_open = [&](std::size_t number) {
    const auto& rule = pack.rules[number];
    return follows_a_choice(pack, number, scenario) || ends_where_another_begins(rule, scenario) ||
           (may_claim && rule.demand.one_to_one && !rule.scope.violations_of.empty());
  };
  for (const auto& ruling : rulings)
    if (!left_open(ruling.rule)) expected.insert(sides.said(ruling));
  for (const auto& finding : checked->findings.all)
    if (!left_open(sides.number(finding))) got.insert(sides.said(finding));
  std::string text;
  for (const auto& line : expected)
    if (!got.contains(line)) text += "reference: " + line + "\n";
  for (const auto& line : got)
    if (!expected.contains(line)) text += "engine:    " + line + "\n";
  if (text.empty() && expected != got) text = "the same lines, in other numbers\n";
  return text;
}

std::string unsound_verdicts(const Scenario& scenario, const CalendarPair& china, std::uint64_t seed) {
  const auto checked = check_scenario(scenario, china);
  const Sides sides(scenario, *checked);
  std::map<std::string, std::vector<const Finding*>> findings;
  for (const auto& finding : checked->findings.all) findings[sides.key(finding)].push_back(&finding);
  const auto straddles = [&](const std::optional<std::size_t>& row) {
    if (!row) return false;
    const auto& moment = scenario.rows[*row].at;
    return !moment.known() || (moment.first <= scenario.as_of && scenario.as_of < moment.last);
  };
  Dice dice(seed);
  for (int world = 0; world < 4; ++world) {
    const auto one = random_world(dice, scenario, china.reference);
    std::map<std::string, std::vector<Ruling>> rulings;
    for (auto& ruling : rule_on(*checked->packs[0], one)) {
      if (straddles(ruling.trigger) || sides.rule(ruling.rule).demand.kind == Kind::gap ||
          sides.finds_its_entities(ruling.rule))
        continue;
      rulings[sides.key(ruling)].push_back(std::move(ruling));
    }
    const auto told = [&](const std::string& what) {
      std::string text = what + "\n";
      for (const auto& event : one.events) {
        text += fmt::format("  row {}: {} {}", event.row + 2, event.type, at(event.at));
        for (const auto& [name, value] : event.attributes) text += " " + name + "=" + value;
        text += "\n";
      }
      return text;
    };
    for (const auto& [key, all] : rulings)
      // Nothing follows what is not a violation for certain.
      if (!findings.contains(key) && sides.rule(all.front().rule).scope.kind != rule::Scope::Kind::violation)
        return told("no finding, but in this world: " + sides.said(all.front()));
    if (const auto rule = too_sure_of_number(sides, checked->findings.all, rulings); !rule.empty()) return told(rule);
    for (const auto& [key, all] : findings)
      for (const auto* finding : all) {
        const auto& demand = sides.rule(sides.number(*finding)).demand;
        const auto number = sides.number(*finding);
        if (sides.begins_vaguely(number) || sides.finds_its_entities(number) ||
            follows_a_choice(sides.pack(), number, scenario))
          continue;
        if (finding->verdict == Verdict::undetermined || finding->provisional || demand.kind == Kind::gap ||
            demand.one_to_one ||
            straddles(finding->trigger == check::none ? std::nullopt : std::optional<std::size_t>(finding->trigger)))
          continue;
        const auto& in_world = rulings[key];
        const bool borne_out = std::any_of(in_world.begin(), in_world.end(), [&](const Ruling& ruling) {
          return same_class(ruling.verdict, finding->verdict) &&
                 (!ruling.offender || *ruling.offender == finding->response);
        });
        if (!borne_out)
          return told("engine: " + sides.said(*finding) +
                      "\nbut in this world: " + (in_world.empty() ? "no obligation" : sides.said(in_world.front())));
      }
  }
  return {};
}

}  // namespace shixian::reference
