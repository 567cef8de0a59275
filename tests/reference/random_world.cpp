#include <algorithm>

#include "reference/random_words.hpp"

namespace shixian::reference {

namespace {

using time::Instant;
using namespace std::chrono_literals;

time::Day date(int year, int month, int day) { return time::Day{std::chrono::year{year} / month / day}; }

class Case {
 public:
  Case(Dice& dice, const DaysOff& china, bool exact)
      : dice_(dice), china_(china), exact_(exact), around_(somewhere(dice)) {}

  Scenario build() {
    scenario_.packs = {random_words(dice_, around_)};
    pack_ = read(scenario_.packs[0]);
    scenario_.ledgers = {{pack_->zone, {}, {}, {}}};
    scenario_.roster = {"u1", "u2"};
    for (int count = dice_.between(2, 12); count > 0; --count)
      add(dice_.pick({"a", "a", "b", "b", "c", "d", "e"}), instant());
    scenario_.as_of = pack_->zone.end_of(
        around_ + std::chrono::days{dice_.chance(60) ? dice_.between(20, 500) : dice_.between(0, 20)});
    if (dice_.chance(15)) scenario_.ledgers[0].covers_from = around_ + std::chrono::days{dice_.between(-12, 8)};
    if (dice_.chance(15)) scenario_.ledgers[0].covers_to = around_ + std::chrono::days{dice_.between(9, 90)};
    if (!exact_) blur();
    if (exact_) crowd_deadlines();
    return std::move(scenario_);
  }

 private:
  static time::Day somewhere(Dice& dice) {
    static const std::vector<time::Day> days{date(2020, 1, 1),   date(2019, 12, 31), date(2020, 1, 20),
                                             date(2020, 6, 24),  date(2020, 9, 28),  date(2020, 2, 28),
                                             date(2024, 2, 29),  date(2021, 1, 31),  date(2020, 3, 7),
                                             date(2020, 10, 31), date(2020, 7, 6)};
    return dice.pick(days);
  }

  Instant instant() {
    if (!scenario_.rows.empty() && dice_.chance(15)) return dice_.pick(scenario_.rows).at.first;
    static const std::vector<std::chrono::microseconds> times{0us, 9h, 12h, 12h, 23h + 59min + 59s, 24h - 1us};
    return pack_->zone.start_of(around_ + std::chrono::days{dice_.between(-12, 25)}) + dice_.pick(times);
  }

  void add(const std::string& type, Instant at) {
    Row row;
    row.type = type;
    row.at = pack_->zone.at(at);
    row.attributes = {{"case", dice_.pick({"x", "x", "x", "y"})},
                      {"doc", dice_.pick({"1", "2", "3"})},
                      {"unit", dice_.pick({"u1", "u1", "u2"})},
                      {"level", dice_.pick({"high", "low"})},
                      {"flag", dice_.pick({"true", "true", "false"})},
                      {"weight", dice_.pick({"1", "2", "3.0", "2.5"})},
                      {"figure", dice_.pick({"1", "2", "3", "4.5", "6.0"})},
                      {"when", time::iso(around_ + std::chrono::days{dice_.between(-3, 9)})},
                      {"month", dice_.pick({"2020-01", "2020-06", "2020", "2019-12", "2020-Q3"})}};
    if (dice_.chance(50)) row.attributes["note"] = "n";
    scenario_.rows.push_back(std::move(row));
  }

  /// Answers at, just before and just after the deadlines there are.
  void crowd_deadlines() {
    for (int times = dice_.between(0, 2); times > 0; --times) {
      std::vector<Instant> deadlines;
      for (const auto& ruling : rule_on(*pack_, world_of(scenario_, china_)))
        if (ruling.deadline) deadlines.push_back(*ruling.deadline);
      if (deadlines.empty()) return;
      static const std::vector<std::chrono::microseconds> shifts{0us, 0us, 1us, 1us, -1us, -1h, 24h};
      add(dice_.pick({"b", "b", "c", "d", "e"}), dice_.pick(deadlines) + dice_.pick(shifts));
    }
  }

  /// Times to the minute or the day or not at all, attributes left out or out of their range.
  void blur() {
    const auto& zone = pack_->zone;
    for (auto& row : scenario_.rows) {
      const auto at = row.at.first;
      if (dice_.chance(35)) {
        row.at = zone.whole(zone.day_of(at));
      } else if (dice_.chance(25)) {
        const auto local = zone.local(at);
        const auto first = at - (local - std::chrono::floor<std::chrono::minutes>(local));
        row.at = {first, first + 1min - 1us, time::Precision::minute, zone.offset_in_minutes(first)};
      } else if (dice_.chance(4)) {
        row.at = {};
      }
      for (const auto* name : {"case", "doc", "unit", "level", "flag", "weight", "figure"})
        if (dice_.chance(5) && !(name == std::string_view("doc") && pauses_by_doc())) row.attributes.erase(name);
    }
  }

  /// What neither end of a pause says does not tell pauses apart; in a world it might.
  bool pauses_by_doc() const {
    const auto& rules = pack_->rules;
    return std::any_of(rules.begin(), rules.end(), [](const rule::Rule& rule) {
      return std::any_of(rule.clock.pauses.begin(), rule.clock.pauses.end(),
                         [](const rule::PauseRule& pause) { return !pause.same.empty(); });
    });
  }

  Dice& dice_;
  const DaysOff& china_;
  bool exact_;
  time::Day around_;
  Scenario scenario_;
  std::shared_ptr<const rule::Pack> pack_;
};

}  // namespace

Scenario random_case(Dice& dice, const DaysOff& china, bool exact) { return Case(dice, china, exact).build(); }

World world_of(const Scenario& scenario, const DaysOff& days) {
  World world;
  world.days = days;
  world.roster = scenario.roster;
  world.asked = world.as_of = scenario.as_of;
  const auto& ledger = scenario.ledgers.front();
  if (ledger.covers_to) world.as_of = std::min(world.as_of, ledger.zone.end_of(*ledger.covers_to));
  world.log_has_ended = ledger.covers_to && ledger.zone.end_of(*ledger.covers_to) <= world.asked;
  world.beginning = scenario.as_of;
  for (std::size_t row = 0; row < scenario.rows.size(); ++row) {
    const auto& one = scenario.rows[row];
    if (one.at.known()) world.beginning = std::min(world.beginning, one.at.first);
    world.events.push_back({row, one.type, one.at.known() ? one.at.first : Instant{}, one.at, one.attributes});
  }
  world.covered_from = ledger.covers_from.has_value();
  if (ledger.covers_from) world.beginning = ledger.zone.start_of(*ledger.covers_from);
  world.sort();
  return world;
}

World random_world(Dice& dice, const Scenario& scenario, const DaysOff& days) {
  auto world = world_of(scenario, days);
  std::vector<Instant> others;
  for (const auto& row : scenario.rows)
    if (row.at.known())
      others.insert(others.end(), {row.at.first, row.at.last, row.at.first + 1us, row.at.first - 1us});
  for (auto& event : world.events) {
    const auto& row = scenario.rows[event.row];
    const auto first = row.at.known() ? row.at.first : std::min(world.beginning, scenario.as_of);
    const auto last = row.at.known() ? row.at.last : std::max(world.beginning, scenario.as_of);
    std::vector<Instant> possible{first, last, first + (last - first) / 2};
    for (const auto other : others)
      if (first <= other && other <= last) possible.push_back(other);
    event.at = dice.pick(possible);
    const std::vector<std::pair<const char*, std::vector<std::string>>> values{
        {"case", {"x", "y", "z"}},   {"doc", {"1", "2", "9"}},    {"unit", {"u1", "u2", "u9"}},
        {"level", {"high", "low"}},  {"flag", {"true", "false"}}, {"weight", {"1", "3", "7"}},
        {"figure", {"1", "2", "40"}}};
    for (const auto& [name, all] : values)
      if (!event.attributes.contains(name)) event.attributes[name] = dice.pick(all);
  }
  world.sort();
  return world;
}

}  // namespace shixian::reference
