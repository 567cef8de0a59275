#include "time/walk.hpp"

#include <gtest/gtest.h>

#include "support.hpp"

namespace shixian::time {
namespace {

using namespace std::chrono_literals;

const Zone& shanghai() {
  static const auto zone = time::zone("Asia/Shanghai");
  return zone;
}

Pause pause(const std::string& from, const std::string& to) {
  return {shanghai().start_of(day(from)), shanghai().start_of(day(to)), {}};
}

Reckoning reckoned(const std::string& start, const Period& period, Changes changes,
                   const Regime& regime = cn_civil_code(), Roll roll = Roll::by_regime) {
  return reckon(shanghai().start_of(day(start)), period, regime, roll, shipped("china"), shanghai(),
                std::make_shared<const Changes>(std::move(changes)))
      .value();
}

std::string last(const std::string& start, const Period& period, Changes changes,
                 const Regime& regime = cn_civil_code(), Roll roll = Roll::by_regime) {
  return iso(*reckoned(start, period, std::move(changes), regime, roll).last_day);
}

constexpr auto working_days = Unit::working_days;

TEST(Walk, AgreesWithTheFormulaWhereNothingChanges) {
  for (auto at = day("2020-01-01"); at < day("2021-01-10"); at += std::chrono::days{3})
    for (const auto unit : {Unit::days, Unit::working_days, Unit::weeks, Unit::months, Unit::years})
      for (const int count : {0, 1, 7, 20}) {
        const auto start = shanghai().start_of(at) + 9h;
        const auto plain = reckon(start, {count, unit}, cn_civil_code(), Roll::by_regime, shipped("china"), shanghai());
        Reckoning seed;
        seed.start = start;
        seed.start_day = at;
        seed.period = {count, unit};
        seed.regime = &cn_civil_code();
        const auto walked = walk(seed, shipped("china"), shanghai());
        if (count == 0) continue;  // a period of zero ends with its day and does not roll
        ASSERT_EQ(plain->last_day, walked->last_day) << iso(at) << " + " << describe({count, unit}).english;
        ASSERT_EQ(plain->deadline, walked->deadline);
        ASSERT_EQ(plain->rolled_from, walked->rolled_from);
        ASSERT_EQ(plain->provisional, walked->provisional) << iso(at) << " + " << describe({count, unit}).english;
      }
}

TEST(Walk, PausedDaysDoNotCount) {
  EXPECT_EQ(last("2020-06-01", {20, working_days}, {{pause("2020-06-03", "2020-06-08")}, {}, {}}), "2020-07-03");
  EXPECT_EQ(last("2020-06-01", {20, working_days}, {{pause("2020-06-03", "2020-06-03")}, {}, {}}), "2020-06-30");
  EXPECT_EQ(last("2020-06-01", {20, working_days}, {{pause("2020-06-13", "2020-06-14")}, {}, {}}), "2020-06-30");
  // Over the Dragon Boat holiday and the worked Sunday after it.
  EXPECT_EQ(last("2020-06-01", {20, working_days}, {{pause("2020-06-24", "2020-06-28")}, {}, {}}), "2020-07-01");
  EXPECT_EQ(last("2020-06-01", {10, Unit::days}, {{pause("2020-06-03", "2020-06-05")}, {}, {}}), "2020-06-15");
}

TEST(Walk, OverlappingPausesDropOutOnce) {
  EXPECT_EQ(last("2020-06-01", {20, working_days},
                 {{pause("2020-06-03", "2020-06-08"), pause("2020-06-04", "2020-06-09")}, {}, {}}),
            "2020-07-06");
  EXPECT_EQ(last("2020-06-01", {20, working_days},
                 {{pause("2020-06-03", "2020-06-09"), pause("2020-06-04", "2020-06-05")}, {}, {}}),
            "2020-07-06");
}

TEST(Walk, TheRegimeSaysWhichEndsOfAPauseDropOut) {
  const Changes changes{{pause("2020-06-03", "2020-06-05")}, {}, {}};
  EXPECT_EQ(last("2020-06-01", {3, working_days}, changes), "2020-06-08");
  EXPECT_EQ(last("2020-06-01", {3, working_days}, changes, *find_regime("uk-foia")), "2020-06-09");
}

TEST(Walk, ExtensionsCountOnBeforeTheRoll) {
  EXPECT_EQ(last("2020-06-01", {20, working_days}, {{}, {{{20, working_days}, {}}}, {}}), "2020-07-28");
  // Day 20 is Sunday 2020-06-21; ten more days end on Wednesday 2020-07-01, not ten days after the Monday.
  EXPECT_EQ(last("2020-06-01", {20, Unit::days}, {{}, {{{10, Unit::days}, {}}}, {}}), "2020-07-01");
  EXPECT_EQ(last("2020-06-01", {20, Unit::days}, {{}, {{{9, working_days}, {}}}, {}}), "2020-07-03");
}

TEST(Walk, HoursStandStillWhilePaused) {
  const auto start = shanghai().start_of(day("2020-06-01"));
  const auto at = [&](int hour) { return start + std::chrono::hours{hour}; };
  const auto deadline = [&](std::vector<Pause> pauses) {
    const auto changes = std::make_shared<const Changes>(Changes{std::move(pauses), {}, {}});
    return reckon(start, {5, Unit::hours}, cn_civil_code(), Roll::by_regime, shipped("china"), shanghai(), changes)
        ->deadline;
  };
  EXPECT_EQ(deadline({{at(1), at(3), {}}}), at(7));
  EXPECT_EQ(deadline({{at(1), at(3), {}}, {at(2), at(4), {}}}), at(8));
  EXPECT_EQ(deadline({{at(5), at(9), {}}}), at(5));
  EXPECT_EQ(deadline({{at(-4), at(1), {}}}), at(6));
}

TEST(Walk, IsProvisionalOutsideTheCalendar) {
  const auto result = reckoned("2026-12-20", {20, working_days}, {{pause("2026-12-21", "2026-12-22")}, {}, {}});
  EXPECT_TRUE(result.provisional);
  EXPECT_LT(result.no_earlier_than, result.deadline);
}

Calendar with_hours() {
  text::Diagnostics problems;
  return *calendar_of(R"(shixian-calendar: 1
calendar: office
weekend: [saturday, sunday]
hours: [09:00-12:00, 13:00-17:00]
covers: {from: 2020-01-01, to: 2020-12-31}
years:
- {year: 2020, off: [{name: 端午节, days: 2020-06-25}]}
)",
                      problems);
}

TEST(Walk, WorkingHoursRunWhileTheOfficeIsOpen) {
  const auto calendar = with_hours();
  const auto at = [](const std::string& on, int hour, int minute = 0) {
    return shanghai().start_of(day(on)) + std::chrono::hours{hour} + std::chrono::minutes{minute};
  };
  const auto deadline = [&](Instant start, int hours) {
    return reckon(start, {hours, Unit::working_hours}, cn_civil_code(), Roll::by_regime, calendar, shanghai())
        ->deadline;
  };
  EXPECT_EQ(deadline(at("2020-06-22", 10), 2), at("2020-06-22", 12));
  EXPECT_EQ(deadline(at("2020-06-22", 10), 3), at("2020-06-22", 14));
  EXPECT_EQ(deadline(at("2020-06-22", 12, 30), 4), at("2020-06-22", 17));
  EXPECT_EQ(deadline(at("2020-06-24", 16), 2), at("2020-06-26", 10));
  EXPECT_EQ(deadline(at("2020-06-26", 18), 1), at("2020-06-29", 10));
  EXPECT_FALSE(reckon(at("2020-06-22", 10), {1, Unit::working_hours}, cn_civil_code(), Roll::by_regime,
                      shipped("china"), shanghai()));
}

TEST(ReckonBack, CountsFromTheEventAndNeverRolls) {
  const auto back = [](const std::string& event, const Period& period) {
    return iso(*reckon_back(shanghai().start_of(day(event)) + 9h, period, cn_civil_code(), shipped("china"), shanghai())
                    ->last_day);
  };
  EXPECT_EQ(back("2020-06-15", {7, Unit::days}), "2020-06-08");
  EXPECT_EQ(back("2020-06-29", {1, working_days}), "2020-06-28");
  EXPECT_EQ(back("2020-06-28", {1, working_days}), "2020-06-24");
  EXPECT_EQ(back("2020-03-31", {1, Unit::months}), "2020-02-29");
  EXPECT_EQ(back("2020-06-21", {2, Unit::weeks}), "2020-06-07");
  const auto event = shanghai().start_of(day("2020-06-15")) + 9h;
  EXPECT_EQ(reckon_back(event, {5, Unit::hours}, cn_civil_code(), shipped("china"), shanghai())->deadline, event - 5h);
}

}  // namespace
}  // namespace shixian::time
