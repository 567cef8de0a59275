// The table of cases against worlds whose figures are known: exact where the log says all, and never without the truth
// inside where it says less.
#include "check/case_count.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "reference/dice.hpp"
#include "rule/yaml.hpp"

namespace shixian::check {
namespace {

using reference::Dice;
using std::chrono::days;
using std::chrono::microseconds;

constexpr const char* form = R"(shixian-table: 1
title: cases
time-zone: Asia/Shanghai
same: [case]
opened-by: opened
closed-by: [answered, withdrawn]
attributes: {kind: {one-of: [a, b, c]}, outcome: {one-of: [x, y]}}
columns:
- {title: a, where: kind == "a"}
- {title: b, where: kind == "b"}
- {title: c, where: kind == "c"}
all-columns: all
received: received
carried-over: carried over
outcomes:
- {title: x, event: answered, where: outcome == "x"}
- {title: y, event: answered, where: outcome == "y"}
- {title: withdrawn, event: withdrawn}
total: total
carried-forward: carried forward
)";

rule::CaseTable table() {
  text::Diagnostics problems;
  const auto document = rule::parse_yaml(std::make_shared<text::Source>("table.yaml", form), problems);
  return *rule::read_case_table(*document, problems);
}

/// What happened, of which a log says all or less.
struct Case {
  time::Instant opened;
  std::optional<time::Instant> closed;
  std::size_t kind = 0, outcome = 0;  ///< outcome 2: withdrawn
};

constexpr std::size_t columns = 3, lines = 7;
using Figures = std::array<std::array<std::uint64_t, columns + 1>, lines>;

/// The figures of a year, counted as the form says.
Figures truth_of(const std::vector<Case>& world, time::Instant start, time::Instant end) {
  Figures made{};
  for (const auto& one : world) {
    if (one.opened >= end || (one.closed && *one.closed < start)) continue;
    std::vector<std::size_t> stands{one.opened < start ? 1u : 0u};
    if (one.closed && *one.closed < end) {
      stands.push_back(2 + one.outcome);
      stands.push_back(5);
    } else {
      stands.push_back(6);
    }
    for (const auto line : stands) ++made[line][one.kind], ++made[line][columns];
  }
  return made;
}

struct Blur {
  bool times = false, kinds = false, outcomes = false, unreadable = false;
  bool exact() const { return !times && !kinds && !outcomes && !unreadable; }
};

class Writing {
 public:
  Writing(Dice& dice, Blur blur) : dice_(dice), blur_(blur) {
    log::Origin origin;
    origin.file = "log";
    origin.long_form = true;
    log_.events.add_origin(std::move(origin));
    log_.coverage.emplace_back();
    log_.may_hold.emplace_back();
    case_ = log_.events.add_attribute("case");
    kind_ = log_.events.add_attribute("kind");
    outcome_ = log_.events.add_attribute("outcome");
  }

  log::Log write(const std::vector<Case>& world) {
    struct Row {
      std::size_t number;
      bool opening;
    };
    std::vector<Row> rows;
    for (std::size_t i = 0; i < world.size(); ++i) {
      rows.push_back({i, true});
      if (world[i].closed) rows.push_back({i, false});
      if (world[i].closed && one_in(12)) rows.push_back({i, false});  // the same closing twice changes nothing
    }
    dice_.shuffle(rows);
    for (const auto& [number, opening] : rows) add(world[number], number, opening);
    return std::move(log_);
  }

 private:
  bool one_in(int n) { return dice_.below(static_cast<std::size_t>(n)) == 0; }

  time::Moment moment_of(time::Instant instant) {
    if (blur_.unreadable && one_in(8)) return {};
    if (!blur_.times || one_in(3)) return {instant, instant, time::Precision::instant, 480};
    // A day of some other place, an hour, or a minute, around the instant.
    const auto length = one_in(2) ? microseconds(days{1}) : one_in(2) ? std::chrono::hours{1} : std::chrono::minutes{1};
    const auto shift = std::chrono::hours{dice_.between(-10, 10)};
    const auto first = time::Instant{((instant.time_since_epoch() + shift) / length) * length - shift};
    return {first, first + length - microseconds{1}, time::Precision::day, 0};
  }

  void add(const Case& one, std::size_t number, bool opening) {
    auto& events = log_.events;
    const auto* type = opening ? "opened" : one.outcome == 2 ? "withdrawn" : "answered";
    const auto event = events.add(events.intern_type(type), moment_of(opening ? one.opened : *one.closed),
                                  {0, static_cast<std::uint32_t>(events.size() + 2), 1});
    events.set(event, case_, events.intern_value(case_, std::to_string(number)));
    constexpr std::array kinds{"a", "b", "c"}, outcomes{"x", "y", ""};
    if (opening && !(blur_.kinds && one_in(5)))
      events.set(event, kind_, events.intern_value(kind_, blur_.kinds && one_in(5) ? "?" : kinds[one.kind]));
    if (!opening && one.outcome < 2 && !(blur_.outcomes && one_in(5)))
      events.set(event, outcome_, events.intern_value(outcome_, outcomes[one.outcome]));
  }

  Dice& dice_;
  Blur blur_;
  log::Log log_;
  std::uint32_t case_ = 0, kind_ = 0, outcome_ = 0;
};

/// Cases around two year ends, many of them within the hour of midnight.
std::vector<Case> world(Dice& dice, const time::Zone& zone) {
  const auto year = [&](int number) {
    return zone.start_of(time::Day{std::chrono::year{number} / std::chrono::January / 1});
  };
  const auto instant = [&] {
    if (!dice.chance(33))
      return year(2023) + microseconds{static_cast<std::int64_t>(dice.below(3ULL * 365 * 86'400'000'000))};
    const auto edge = year(2024 + dice.between(0, 1));
    return edge + microseconds{static_cast<std::int64_t>(dice.below(7'200'000'000)) - 3'600'000'000};
  };
  std::vector<Case> made(dice.below(13));
  for (auto& one : made) {
    one.opened = instant();
    one.kind = dice.below(3);
    one.outcome = dice.below(3);
    const auto closed = instant();
    if (closed > one.opened + days{2}) one.closed = closed;  // so that no blurred time turns them round
  }
  return made;
}

void hold(const Blur& blur) {
  const auto form_read = table();
  Dice dice(20241231);
  for (int round = 0; round < 400; ++round) {
    const auto happened = world(dice, form_read.zone);
    auto log = Writing(dice, blur).write(happened);
    const auto start = form_read.zone.start_of(time::Day{std::chrono::year{2024} / std::chrono::January / 1});
    const auto year_end = form_read.zone.start_of(time::Day{std::chrono::year{2025} / std::chrono::January / 1});
    const auto as_of = round % 3 == 0 ? start + days{200} : time::latest;
    const auto end = std::min(year_end, as_of == time::latest ? as_of : as_of + microseconds{1});
    const auto truth = truth_of(happened, start, end);
    const auto counts = count_cases(form_read, log, 2024, as_of);
    if (blur.exact() && happened.empty()) continue;
    for (std::size_t line = 0; line < lines; ++line)
      for (std::size_t column = 0; column <= columns; ++column) {
        const auto& count = counts.lines[line][column];
        const auto told =
            "round " + std::to_string(round) + " line " + std::to_string(line) + " column " + std::to_string(column);
        if (blur.exact()) {
          EXPECT_TRUE(count.exact()) << told;
          EXPECT_EQ(count.certain, truth[line][column]) << told;
        } else {
          EXPECT_LE(count.certain, truth[line][column]) << told;
          EXPECT_GE(count.possible, truth[line][column]) << told;
        }
      }
    if (testing::Test::HasFailure()) return;
  }
}

TEST(CaseCount, IsExactWhereTheLogSaysAll) { hold({}); }
TEST(CaseCount, HoldsTheTruthWhereTimesAreCoarse) { hold({true, false, false, false}); }
TEST(CaseCount, HoldsTheTruthWhereKindsOrOutcomesAreNotSaid) { hold({false, true, true, false}); }
TEST(CaseCount, HoldsTheTruthWhereTimesCannotBeRead) { hold({false, false, false, true}); }
TEST(CaseCount, HoldsTheTruthWhereMuchIsNotSaid) { hold({true, true, true, true}); }

}  // namespace
}  // namespace shixian::check
