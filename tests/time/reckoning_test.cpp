#include "time/reckoning.hpp"

#include <gtest/gtest.h>

#include <random>

#include "support.hpp"

namespace shixian::time {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

const Zone& shanghai() {
  static const auto zone = time::zone("Asia/Shanghai");
  return zone;
}

Reckoning reckoned(const std::string& start, const Period& period, Roll roll = Roll::by_regime,
                   const Calendar& calendar = shipped("china")) {
  return reckon(shanghai().start_of(day(start)) + 10h, period, cn_civil_code(), roll, calendar, shanghai()).value();
}

std::string last(const std::string& start, const Period& period, Roll roll = Roll::by_regime) {
  const auto result = reckoned(start, period, roll);
  EXPECT_EQ(result.deadline, shanghai().end_of(*result.last_day));
  return iso(*result.last_day);
}

constexpr auto working_days = Unit::working_days;

TEST(Reckoning, WorkingDaysDoNotCountTheStart) {
  EXPECT_EQ(last("2020-06-17", {20, working_days}), "2020-07-16");
  EXPECT_EQ(last("2025-09-30", {3, working_days}), "2025-10-11");
  EXPECT_EQ(last("2020-06-17", {0, working_days}), "2020-06-17");
  EXPECT_EQ(last("2020-10-01", {0, working_days}), "2020-10-01");
  EXPECT_EQ(last("2020-10-03", {1, working_days}), "2020-10-09");
}

TEST(Reckoning, CalendarDaysRollOverDaysOff) {
  EXPECT_EQ(last("2020-09-16", {15, Unit::days}), "2020-10-09");  // 10-01, National Day
  EXPECT_EQ(last("2020-09-16", {15, Unit::days}, Roll::none), "2020-10-01");
  EXPECT_EQ(last("2020-06-05", {15, Unit::days}), "2020-06-22");  // a Saturday
  EXPECT_EQ(last("2020-06-13", {15, Unit::days}), "2020-06-28");  // a worked Sunday
  EXPECT_EQ(last("2020-10-01", {0, Unit::days}), "2020-10-01");
  EXPECT_EQ(last("2020-12-31", {1, Unit::days}), "2021-01-04");  // over the year's end
  EXPECT_EQ(last("2020-02-28", {1, Unit::days}, Roll::none), "2020-02-29");
  EXPECT_EQ(last("2019-02-28", {1, Unit::days}, Roll::none), "2019-03-01");
  EXPECT_EQ(last("2020-06-17", {2, Unit::weeks}), "2020-07-01");
  const auto result = reckoned("2020-09-16", {15, Unit::days});
  EXPECT_EQ(iso(*result.rolled_from), "2020-10-01");
  EXPECT_FALSE(reckoned("2020-06-13", {15, Unit::days}).rolled_from);
}

TEST(Reckoning, MonthsAndYearsEndOnTheCorrespondingDay) {
  EXPECT_EQ(last("2020-01-31", {1, Unit::months}, Roll::none), "2020-02-29");
  EXPECT_EQ(last("2019-01-31", {1, Unit::months}, Roll::none), "2019-02-28");
  EXPECT_EQ(last("2020-01-30", {1, Unit::months}, Roll::none), "2020-02-29");
  EXPECT_EQ(last("2020-01-29", {1, Unit::months}, Roll::none), "2020-02-29");
  EXPECT_EQ(last("2020-03-31", {1, Unit::months}, Roll::none), "2020-04-30");
  EXPECT_EQ(last("2020-05-31", {1, Unit::months}, Roll::none), "2020-06-30");
  EXPECT_EQ(last("2020-12-31", {2, Unit::months}, Roll::none), "2021-02-28");
  EXPECT_EQ(last("2020-11-30", {3, Unit::months}, Roll::none), "2021-02-28");
  EXPECT_EQ(last("2020-02-29", {1, Unit::years}, Roll::none), "2021-02-28");
  EXPECT_EQ(last("2020-02-29", {4, Unit::years}, Roll::none), "2024-02-29");
  EXPECT_EQ(last("2020-06-17", {12, Unit::months}, Roll::none), "2021-06-17");
  EXPECT_EQ(last("2020-09-01", {1, Unit::months}), "2020-10-09");
  EXPECT_EQ(last("2019-01-31", {1, Unit::months}), "2019-02-28");
  EXPECT_EQ(last("2020-01-31", {1, Unit::months}), "2020-03-02");  // 02-29 is a Saturday
}

TEST(Reckoning, HoursRunFromTheMoment) {
  const auto start = shanghai().start_of(day("2020-10-01")) + 22h + 30min;
  const auto result = reckon(start, {5, Unit::hours}, cn_civil_code(), Roll::by_regime, shipped("china"), shanghai());
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->last_day);
  EXPECT_FALSE(result->provisional);
  EXPECT_EQ(result->deadline, start + 5h);
  EXPECT_EQ(result->no_earlier_than, start + 5h);
  EXPECT_EQ(iso(as_moment(*result, shanghai())), "2020-10-02T03:30:00+08:00");
  const auto minutes =
      reckon(start, {90, Unit::minutes}, cn_civil_code(), Roll::by_regime, shipped("china"), shanghai());
  EXPECT_EQ(minutes->deadline, start + 90min);
}

TEST(Reckoning, HoursOutsideTheCalendarAreNotProvisional) {
  const auto start = shanghai().start_of(day("2030-01-01"));
  EXPECT_FALSE(
      reckon(start, {48, Unit::hours}, cn_civil_code(), Roll::by_regime, shipped("china"), shanghai())->provisional);
}

TEST(Reckoning, DaysOf23And25HoursEndAtTheirOwnMidnight) {
  const auto berlin = zone("Europe/Berlin");
  const auto& plain = Calendar::weekends_only();
  const auto spring =
      reckon(berlin.start_of(day("2020-03-28")) + 12h, {1, Unit::days}, cn_civil_code(), Roll::none, plain, berlin);
  EXPECT_EQ(spring->deadline - berlin.start_of(day("2020-03-29")), 23h - 1us);
  const auto autumn =
      reckon(berlin.start_of(day("2020-10-24")) + 12h, {1, Unit::days}, cn_civil_code(), Roll::none, plain, berlin);
  EXPECT_EQ(autumn->deadline - berlin.start_of(day("2020-10-25")), 25h - 1us);
  const auto day_hours =
      reckon(berlin.start_of(day("2020-03-28")) + 12h, {24, Unit::hours}, cn_civil_code(), Roll::none, plain, berlin);
  EXPECT_EQ(readable(as_moment(*day_hours, berlin)), "2020-03-29 13:00:00");
  const auto summer = reckon(shanghai().start_of(day("1986-05-03")) + 12h, {24, Unit::hours}, cn_civil_code(),
                             Roll::none, plain, shanghai());
  EXPECT_EQ(iso(as_moment(*summer, shanghai())), "1986-05-04T13:00:00+09:00");
}

TEST(Reckoning, BeyondTheCoverageIsProvisional) {
  const auto end = [](const char* date) { return shanghai().end_of(day(date)); };
  // The last covered day is still sure.
  auto result = reckoned("2026-12-30", {1, working_days});
  EXPECT_EQ(iso(*result.last_day), "2026-12-31");
  EXPECT_FALSE(result.provisional);
  EXPECT_EQ(result.no_earlier_than, result.deadline);
  // By weekends alone Friday 01-01; every uncovered day may be worked, so not before it.
  result = reckoned("2026-12-31", {1, working_days});
  EXPECT_EQ(iso(*result.last_day), "2027-01-01");
  EXPECT_TRUE(result.provisional);
  EXPECT_EQ(result.no_earlier_than, end("2027-01-01"));
  result = reckoned("2026-12-30", {5, working_days});
  EXPECT_EQ(iso(*result.last_day), "2027-01-06");
  EXPECT_EQ(result.no_earlier_than, end("2027-01-04"));
  // A last day outside: whether it rolls is unknown.
  result = reckoned("2026-12-20", {20, Unit::days});
  EXPECT_EQ(iso(*result.last_day), "2027-01-11");
  EXPECT_EQ(iso(*result.rolled_from), "2027-01-09");
  EXPECT_TRUE(result.provisional);
  EXPECT_EQ(result.no_earlier_than, end("2027-01-09"));
  EXPECT_FALSE(reckoned("2026-12-20", {20, Unit::days}, Roll::none).provisional);
  // A start before the coverage.
  result = reckoned("2003-12-24", {8, working_days});
  EXPECT_TRUE(result.provisional);
  EXPECT_EQ(iso(*result.last_day), "2004-01-06");
  EXPECT_EQ(result.no_earlier_than, end("2004-01-02"));  // seven uncovered days, 01-01 is off
  EXPECT_FALSE(reckoned("2003-12-31", {1, working_days}).provisional);
  EXPECT_EQ(iso(*reckoned("2003-12-31", {1, working_days}).last_day), "2004-01-02");
  EXPECT_FALSE(reckoned("2003-12-24", {9, Unit::days}).provisional);  // only its last day matters
  EXPECT_TRUE(reckoned("2003-12-24", {5, Unit::days}).provisional);
  EXPECT_FALSE(reckoned("2030-01-01", {0, working_days}).provisional);
  EXPECT_TRUE(reckoned("2020-06-17", {3, working_days}, Roll::by_regime, Calendar::weekends_only()).provisional);
}

TEST(Reckoning, ARollThatLeavesTheCoverageIsProvisional) {
  text::Diagnostics problems;
  const auto small = calendar_of(R"(shixian-calendar: 1
calendar: small
weekend: [saturday, sunday]
covers: {from: 2022-01-01, to: 2022-12-31}
years: [{year: 2022, off: []}]
)",
                                 problems);
  ASSERT_TRUE(small) << printed(problems);
  const auto result = reckoned("2022-12-30", {1, Unit::days}, Roll::by_regime, *small);  // Saturday 12-31
  EXPECT_EQ(iso(*result.last_day), "2023-01-02");
  EXPECT_TRUE(result.provisional);
  EXPECT_EQ(result.no_earlier_than, shanghai().end_of(day("2023-01-01")));
}

/// Working days one after another, uncovered days all worked: the earliest possible end.
Day walked(Day start, std::int64_t count, const Calendar& calendar) {
  for (; count > 0;) {
    start += days{1};
    if (!calendar.covers(start) || calendar.is_working(start)) --count;
  }
  return start;
}

TEST(Reckoning, NoEarlierThanEqualsAWalk) {
  std::mt19937 random(1);
  const auto& china = shipped("china");
  for (int i = 0; i < 5000; ++i) {
    const auto start = day(std::string(i % 2 ? "2003-06-01" : "2026-06-01")) +
                       days{std::uniform_int_distribution<int>(0, 400)(random)};
    const Period period{std::uniform_int_distribution<int>(1, i % 10 ? 60 : 7000)(random), working_days};
    const auto result = reckon(shanghai().start_of(start), period, cn_civil_code(), Roll::by_regime, china, shanghai());
    ASSERT_TRUE(result);
    const auto earliest_day = walked(start, period.count, china);
    if (result->provisional)
      ASSERT_EQ(result->no_earlier_than, shanghai().end_of(earliest_day)) << iso(start) << ' ' << period.count;
    else
      ASSERT_EQ(*result->last_day, earliest_day) << iso(start) << ' ' << period.count;
    ASSERT_LE(result->no_earlier_than, result->deadline);
  }
}

TEST(Reckoning, LeavesNoYearsBefore1OrAfter9999) {
  const auto start = shanghai().start_of(day("2020-06-17"));
  const auto fails = [&](Instant from, Period period) {
    return !reckon(from, period, cn_civil_code(), Roll::by_regime, shipped("china"), shanghai());
  };
  for (const auto unit :
       {Unit::minutes, Unit::hours, Unit::days, Unit::working_days, Unit::weeks, Unit::months, Unit::years}) {
    EXPECT_TRUE(fails(start, {INT64_MAX, unit}));
    EXPECT_TRUE(fails(start, {-1, unit}));
    EXPECT_TRUE(fails(earliest, {1, unit}));
    EXPECT_TRUE(fails(latest, {1, unit}));
  }
  EXPECT_TRUE(fails(start, {7980, Unit::years}));
  EXPECT_FALSE(fails(start, {7979, Unit::years}));
  EXPECT_TRUE(fails(start, {100'000'000, Unit::hours}));
}

TEST(Regimes, AreATable) {
  EXPECT_EQ(regime_ids(), (std::vector<std::string>{"cn-civil-code", "eu-1182-71", "us-foia", "uk-foia"}));
  EXPECT_EQ(find_regime("cn-civil-code"), &cn_civil_code());
  EXPECT_EQ(find_regime("eu-1182-71")->title.english, "European Union");
  EXPECT_EQ(find_regime("roman-law"), nullptr);
  EXPECT_EQ(cn_civil_code().source.chinese, "民法典第二百条至第二百零四条、第一千二百五十九条");
}

TEST(Regimes, OneThatCountsTheFirstDayIsOnlyAnotherRow) {
  const Regime other{"test", {}, {}, true, false, false, true};
  const auto counted = [&](const char* start, Period period) {
    const auto result =
        reckon(shanghai().start_of(day(start)), period, other, Roll::by_regime, shipped("china"), shanghai());
    return iso(*result->last_day);
  };
  EXPECT_EQ(counted("2020-06-17", {3, working_days}), "2020-06-19");
  EXPECT_EQ(counted("2020-06-20", {1, working_days}), "2020-06-22");
  EXPECT_EQ(counted("2020-06-17", {15, Unit::days}), "2020-07-01");
  EXPECT_EQ(counted("2020-03-01", {1, Unit::months}), "2020-03-31");
  EXPECT_EQ(counted("2020-01-31", {1, Unit::months}), "2020-02-29");
}

}  // namespace
}  // namespace shixian::time
