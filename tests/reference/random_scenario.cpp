#include "reference/random_scenario.hpp"

#include "reference/deadline.hpp"

namespace shixian::reference {

namespace {

using time::Day;
using time::Instant;
using time::Moment;
using time::Precision;
using namespace std::chrono_literals;

Day date(int year, int month, int day) { return Day{std::chrono::year{year} / month / day}; }

/// Holidays, worked weekends, year ends, leap days, changes of the clock, the edges of the calendar.
Day interesting_day(Dice& dice) {
  static const std::vector<Day> days{date(2020, 1, 1),   date(2019, 12, 31), date(2018, 12, 29), date(2020, 1, 24),
                                     date(2020, 6, 26),  date(2020, 6, 28),  date(2020, 9, 29),  date(2020, 10, 8),
                                     date(2020, 2, 28),  date(2024, 2, 29),  date(2021, 2, 27),  date(2020, 3, 29),
                                     date(2020, 3, 8),   date(2020, 10, 25), date(2020, 11, 1),  date(2003, 12, 30),
                                     date(2026, 12, 29), date(2026, 12, 10), date(2005, 12, 31), date(2020, 7, 6)};
  return dice.pick(days);
}

Moment coarsened(Instant at, Precision precision, const time::Zone& zone) {
  const auto local = zone.local(at);
  switch (precision) {
    case Precision::instant:
      return zone.at(at);
    case Precision::minute: {
      const auto first = at - (local - std::chrono::floor<std::chrono::minutes>(local));
      return {first, first + 1min - 1us, precision, zone.offset_in_minutes(first)};
    }
    case Precision::hour: {
      const auto first = at - (local - std::chrono::floor<std::chrono::hours>(local));
      return {first, first + 1h - 1us, precision, zone.offset_in_minutes(first)};
    }
    case Precision::day:
      return zone.whole(zone.day_of(at));
    case Precision::unknown:
      break;
  }
  return {};
}

/// A tidy ledger leaves no cell empty and writes only what can be read.
std::map<std::string, std::string> attributes(Dice& dice, bool tidy) {
  std::map<std::string, std::string> all;
  const auto put = [&](const char* name, std::initializer_list<const char*> values,
                       std::initializer_list<const char*> odd) {
    if (tidy || dice.chance(80))
      all[name] = dice.pick(values);
    else if (dice.chance(40) && odd.size() > 0)
      all[name] = dice.pick(odd);
  };
  put("case", {"x", "x", "y"}, {"x", "z"});
  put("doc", {"1", "1", "2"}, {"1"});
  put("unit", {"u1", "u1", "u2"}, {"elsewhere"});
  put("level", {"high", "low"}, {"odd"});
  put("flag", {"true", "true", "false"}, {"maybe"});
  put("weight", {"1", "3", "3.0", "5"}, {"heavy"});
  return all;
}

class Builder {
 public:
  Builder(Dice& dice, const DaysOff& china) : dice_(dice), china_(china), around_(interesting_day(dice)) {}

  Scenario build() {
    for (int count = dice_.chance(20) ? 2 : 1, i = 0; i < count; ++i)
      scenario_.packs.push_back(random_pack(dice_, around_, i));
    for (const auto& pack : scenario_.packs) packs_.push_back(read(pack));
    for (int count = dice_.chance(15) ? 2 : 1; count > 0; --count) scenario_.ledgers.push_back(ledger());
    scenario_.roster = {"u1", "u2", "silent"};
    for (int count = dice_.between(1, 9); count > 0; --count) scenario_.rows.push_back(row());
    const auto far = packs_[0]->zone.end_of(around_ + std::chrono::days{dice_.between(0, 500)});
    scenario_.as_of = dice_.chance(45) ? far : instant();
    return std::move(scenario_);
  }

 private:
  Ledger ledger() {
    const auto zone = dice_.chance(70)
                          ? packs_[0]->zone
                          : *time::Zone::find(dice_.pick({"Asia/Shanghai", "UTC", "Asia/Tokyo", "-03:30"}));
    Ledger ledger{zone, {}, {}, {}};
    if (dice_.chance(20)) ledger.covers_from = around_ + std::chrono::days{dice_.between(-10, 5)};
    if (dice_.chance(20)) ledger.covers_to = around_ + std::chrono::days{dice_.between(6, 60)};
    if (dice_.chance(20))
      ledger.may_hold = dice_.chance(50) ? std::vector<std::string>{"a"} : std::vector<std::string>{"a", "b"};
    return ledger;
  }

  Row row() {
    Row row;
    row.ledger = dice_.below(scenario_.ledgers.size());
    const auto& ledger = scenario_.ledgers[row.ledger];
    row.type = ledger.may_hold.empty() ? dice_.pick({"a", "a", "b", "b", "c", "d"}) : dice_.pick(ledger.may_hold);
    row.attributes = attributes(dice_, tidy_);
    row.at = !scenario_.rows.empty() && dice_.chance(10) ? dice_.pick(scenario_.rows).at
                                                         : coarsened(instant(), precision(), ledger.zone);
    return row;
  }

  Precision precision() {
    static const std::vector<Precision> all{Precision::instant, Precision::instant, Precision::minute,
                                            Precision::minute,  Precision::minute,  Precision::hour,
                                            Precision::day,     Precision::day};
    return !tidy_ && dice_.chance(5) ? Precision::unknown : dice_.pick(all);
  }

  /// Around the day; or at, next to or around a deadline or an event met before.
  Instant instant() {
    const auto somewhere = packs_[0]->zone.start_of(around_) + std::chrono::minutes{dice_.between(-5 * 1440, 8 * 1440)};
    if (scenario_.rows.empty() || dice_.chance(30)) return somewhere;
    const auto& row = dice_.pick(scenario_.rows);
    if (!row.at.known()) return somewhere;
    auto at = dice_.chance(50) ? row.at.first : row.at.last;
    if (dice_.chance(65)) at = deadline(at);
    static const std::vector<std::chrono::microseconds> shifts{0us, 0us, 0us, 1us,  -1us, 1min, -1min,
                                                               1h,  -1h, 24h, -24h, 72h,  500h};
    return at + dice_.pick(shifts);
  }

  Instant deadline(Instant start) {
    const auto which = dice_.below(packs_.size());
    const auto& rule = dice_.pick(packs_[which]->rules);
    const auto& limit = dice_.pick(rule.clock.within);
    if (!limit.period) return start;
    static const DaysOff no_days;
    const auto found = walk(start, *limit.period, rule.clock.roll,
                            scenario_.packs[which].with_calendar ? china_ : no_days, packs_[which]->zone);
    return dice_.chance(80) ? found.by_weekends : found.no_earlier_than;
  }

  Dice& dice_;
  const DaysOff& china_;
  bool tidy_ = dice_.chance(60);
  Day around_;
  Scenario scenario_;
  std::vector<std::shared_ptr<const rule::Pack>> packs_;
};

}  // namespace

Scenario random_scenario(Dice& dice, const DaysOff& china) { return Builder(dice, china).build(); }

}  // namespace shixian::reference
