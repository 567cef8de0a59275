#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support.hpp"
#include "time/reckoning.hpp"

namespace shixian::time {
namespace {

using namespace std::chrono_literals;

std::string explained(const std::string& start, const Period& period, text::Language language,
                      Roll roll = Roll::by_regime, const Calendar& calendar = shipped("china")) {
  const auto shanghai = zone("Asia/Shanghai");
  const auto result = reckon(shanghai.start_of(day(start)) + 10h, period, cn_civil_code(), roll, calendar, shanghai);
  std::string out;
  for (const auto& [when, number, text] : steps(result.value(), calendar, shanghai))
    out += fmt::format("{} {} {}\n", iso(when), number, text.in(language));
  return out;
}

constexpr auto english = text::Language::english;
constexpr auto chinese = text::Language::chinese;

TEST(Steps, WorkingDays) {
  EXPECT_EQ(explained("2020-06-24", {4, Unit::working_days}, english), R"(2020-06-24 0 day of the start, not counted
2020-06-25 0 端午节 (国办发明电〔2019〕16号)
2020-06-26 0 端午节 (国办发明电〔2019〕16号)
2020-06-27 0 端午节 (国办发明电〔2019〕16号)
2020-06-28 1 worked weekend (国办发明电〔2019〕16号)
2020-06-29 2 working day
2020-06-30 3 working day
2020-07-01 4 working day; the last day, until 24:00
)");
  EXPECT_EQ(explained("2020-06-24", {4, Unit::working_days}, chinese), R"(2020-06-24 0 起算日，不计入
2020-06-25 0 端午节（国办发明电〔2019〕16号）
2020-06-26 0 端午节（国办发明电〔2019〕16号）
2020-06-27 0 端午节（国办发明电〔2019〕16号）
2020-06-28 1 调休上班（国办发明电〔2019〕16号）
2020-06-29 2 工作日
2020-06-30 3 工作日
2020-07-01 4 工作日；期限最后一日，至24时届满
)");
}

TEST(Steps, DaysAndTheRoll) {
  EXPECT_EQ(explained("2020-09-18", {15, Unit::days}, english), R"(2020-09-18 0 day of the start, not counted
2020-10-03 15 day 15: 国庆节、中秋节 (国办发明电〔2019〕16号); moved to the next working day
2020-10-04 0 国庆节、中秋节 (国办发明电〔2019〕16号)
2020-10-05 0 国庆节、中秋节 (国办发明电〔2019〕16号)
2020-10-06 0 国庆节、中秋节 (国办发明电〔2019〕16号)
2020-10-07 0 国庆节、中秋节 (国办发明电〔2019〕16号)
2020-10-08 0 国庆节、中秋节 (国办发明电〔2019〕16号)
2020-10-09 0 working day; the last day, until 24:00
)");
  EXPECT_EQ(explained("2020-09-18", {15, Unit::days}, chinese), R"(2020-09-18 0 起算日，不计入
2020-10-03 15 第15日：国庆节、中秋节（国办发明电〔2019〕16号）；顺延至下一个工作日
2020-10-04 0 国庆节、中秋节（国办发明电〔2019〕16号）
2020-10-05 0 国庆节、中秋节（国办发明电〔2019〕16号）
2020-10-06 0 国庆节、中秋节（国办发明电〔2019〕16号）
2020-10-07 0 国庆节、中秋节（国办发明电〔2019〕16号）
2020-10-08 0 国庆节、中秋节（国办发明电〔2019〕16号）
2020-10-09 0 工作日；期限最后一日，至24时届满
)");
  EXPECT_EQ(explained("2020-09-18", {15, Unit::days}, english, Roll::none),
            R"(2020-09-18 0 day of the start, not counted
2020-10-03 15 day 15; the last day, until 24:00
)");
  EXPECT_EQ(explained("2020-06-13", {15, Unit::days}, english), R"(2020-06-13 0 day of the start, not counted
2020-06-28 15 day 15: worked weekend (国办发明电〔2019〕16号); the last day, until 24:00
)");
  EXPECT_EQ(explained("2020-06-13", {0, Unit::days}, english),
            R"(2020-06-13 0 day of the start; a period of zero ends with it
)");
  EXPECT_EQ(explained("2020-06-17", {2, Unit::weeks}, english), R"(2020-06-17 0 day of the start, not counted
2020-07-01 14 2 weeks, day 14: working day; the last day, until 24:00
)");
  EXPECT_EQ(explained("2020-06-17", {2, Unit::weeks}, chinese), R"(2020-06-17 0 起算日，不计入
2020-07-01 14 2周，第14日：工作日；期限最后一日，至24时届满
)");
}

TEST(Steps, Months) {
  EXPECT_EQ(explained("2020-06-17", {1, Unit::months}, english), R"(2020-06-17 0 day of the start, not counted
2020-07-17 30 the corresponding day after 1 month: working day; the last day, until 24:00
)");
  EXPECT_EQ(explained("2020-06-17", {1, Unit::months}, chinese), R"(2020-06-17 0 起算日，不计入
2020-07-17 30 1个月后的对应日：工作日；期限最后一日，至24时届满
)");
  EXPECT_EQ(explained("2020-05-31", {1, Unit::months}, english), R"(2020-05-31 0 day of the start, not counted
2020-06-30 30 the last day of the month, for 2020-06 has no day 31: working day; the last day, until 24:00
)");
  EXPECT_EQ(explained("2020-05-31", {1, Unit::months}, chinese), R"(2020-05-31 0 起算日，不计入
2020-06-30 30 月末日（2020年6月没有31日）：工作日；期限最后一日，至24时届满
)");
  EXPECT_EQ(explained("2020-02-29", {1, Unit::years}, english), R"(2020-02-29 0 day of the start, not counted
2021-02-28 365 the last day of the month, for 2021-02 has no day 29: weekend; moved to the next working day
2021-03-01 0 working day; the last day, until 24:00
)");
}

TEST(Steps, Hours) {
  EXPECT_EQ(explained("2020-10-01", {24, Unit::hours}, english),
            R"(2020-10-01 0 starts at 2020-10-01 10:00:00, from the moment on
2020-10-02 0 + 24 hours: until 2020-10-02 10:00:00, nights and days off included
)");
  EXPECT_EQ(explained("2020-10-01", {24, Unit::hours}, chinese), R"(2020-10-01 0 自 2020-10-01 10:00:00 起连续计算
2020-10-02 0 加 24小时：至 2020-10-02 10:00:00 届满，夜间和节假日不扣除
)");
}

TEST(Steps, Provisional) {
  EXPECT_EQ(explained("2026-12-30", {4, Unit::working_days}, english), R"(2026-12-30 0 day of the start, not counted
2026-12-31 1 working day
2027-01-01 2 working day; outside the calendar 2004–2026: by weekends alone
2027-01-02 0 weekend; outside the calendar 2004–2026: by weekends alone
2027-01-03 0 weekend; outside the calendar 2004–2026: by weekends alone
2027-01-04 3 working day; outside the calendar 2004–2026: by weekends alone
2027-01-05 4 working day; outside the calendar 2004–2026: by weekends alone; the last day, until 24:00
)");
  EXPECT_EQ(explained("2026-12-30", {4, Unit::working_days}, chinese), R"(2026-12-30 0 起算日，不计入
2026-12-31 1 工作日
2027-01-01 2 工作日；超出日历 2004–2026：只按周末推算
2027-01-02 0 周末；超出日历 2004–2026：只按周末推算
2027-01-03 0 周末；超出日历 2004–2026：只按周末推算
2027-01-04 3 工作日；超出日历 2004–2026：只按周末推算
2027-01-05 4 工作日；超出日历 2004–2026：只按周末推算；期限最后一日，至24时届满
)");
  EXPECT_EQ(explained("2026-12-30", {10, Unit::days}, english), R"(2026-12-30 0 day of the start, not counted
2027-01-09 10 day 10: weekend; outside the calendar 2004–2026: by weekends alone; moved to the next working day
2027-01-10 0 weekend; outside the calendar 2004–2026: by weekends alone
2027-01-11 0 working day; outside the calendar 2004–2026: by weekends alone; the last day, until 24:00
)");
  EXPECT_EQ(explained("2020-06-17", {1, Unit::working_days}, english, Roll::by_regime, Calendar::weekends_only()),
            R"(2020-06-17 0 day of the start, not counted
2020-06-18 1 working day; no calendar: by weekends alone; the last day, until 24:00
)");
}

TEST(Steps, TheNumberOfCountedDaysIsThePeriod) {
  const auto shanghai = zone("Asia/Shanghai");
  for (int n = 1; n < 300; n += 7) {
    const auto start = shanghai.start_of(day("2019-11-29")) + std::chrono::days{n};
    const auto result =
        reckon(start, {n, Unit::working_days}, cn_civil_code(), Roll::by_regime, shipped("china"), shanghai);
    const auto all = steps(*result, shipped("china"), shanghai);
    EXPECT_EQ(all.front().day, result->start_day);
    EXPECT_EQ(all.back().day, *result->last_day);
    EXPECT_EQ(all.back().number, n);
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_EQ(all[i].day, all[i - 1].day + std::chrono::days{1});
  }
}

}  // namespace
}  // namespace shixian::time
