#include "time/due_date.hpp"

#include <gtest/gtest.h>

#include "support.hpp"

namespace shixian::time {
namespace {

DueDate due(const std::string& written) {
  text::Phrase why;
  const auto read = read_due_date(written, why);
  EXPECT_TRUE(read) << written << ": " << why.english;
  return read.value_or(DueDate{});
}

std::string falls_on(const std::string& written, const std::string& from) {
  const auto on = due_day(due(written), day(from), std::nullopt);
  return on ? iso(*on) : "-";
}

TEST(DueDate, FallsOnADayOfTheYearOrMonth) {
  EXPECT_EQ(falls_on("2020-06-20", "2019-01-01"), "2020-06-20");
  EXPECT_EQ(falls_on("01-31", "2020-06-17"), "2020-01-31");
  EXPECT_EQ(falls_on("01-31 of the next year", "2020-06-17"), "2021-01-31");
  EXPECT_EQ(falls_on("02-29", "2021-06-17"), "2021-02-28");
  EXPECT_EQ(falls_on("02-29", "2020-06-17"), "2020-02-29");
  EXPECT_EQ(falls_on("day 10 of the next month", "2020-12-31"), "2021-01-10");
  EXPECT_EQ(falls_on("day 31 of the month", "2020-06-17"), "2020-06-30");
  EXPECT_EQ(falls_on("the end of the year", "2020-06-17"), "2020-12-31");
  EXPECT_EQ(falls_on("the end of the next month", "2020-01-31"), "2020-02-29");
  EXPECT_EQ(falls_on("the end of the week", "2020-06-17"), "2020-06-21");
  EXPECT_EQ(falls_on("the end of the day", "2020-06-17"), "2020-06-17");
  EXPECT_EQ(falls_on("the end of the period", "2020-06-17"), "-");
}

TEST(DueDate, IsReadInBothLanguages) {
  const std::pair<const char*, const char*> pairs[]{
      {"2020-06-20", "2020年6月20日"},           {"01-31", "1月31日"},
      {"01-31 of the next year", "次年1月31日"}, {"day 10 of the month", "当月10日"},
      {"day 10 of the next month", "次月10日"},  {"the end of the year", "年底"},
      {"the end of the month", "月底"},          {"the end of the quarter", "季度末"},
      {"the end of the half-year", "半年末"},    {"the end of the next month", "次月底"},
      {"the end of the period", "期末"},         {"the end of the week", "周日"}};
  for (const auto& [english, chinese] : pairs) {
    EXPECT_EQ(due(english), due(chinese)) << english;
    EXPECT_EQ(describe(due(english)).english, english);
    EXPECT_EQ(describe(due(english)).chinese, chinese);
  }
}

TEST(DueDate, OfAPeriodIsReckonedFromThePeriod) {
  const auto year = span_of(SpanUnit::year, day("2020-06-17"));
  EXPECT_EQ(iso(*due_day(due("the end of the period"), day("2021-03-01"), year)), "2020-12-31");
  EXPECT_EQ(iso(*due_day(due("01-31 of the next year"), day("2021-03-01"), year)), "2021-01-31");
}

TEST(DueDate, RefusesWhatIsNoDate) {
  for (const auto* text : {"", "13-01", "02-30", "01-00", "day 0 of the month", "day 32 of the month", "soon",
                           "the end of the decade", "次日", "1月32日"}) {
    text::Phrase why;
    EXPECT_FALSE(read_due_date(text, why)) << text;
    EXPECT_FALSE(why.empty());
  }
  text::Phrase why;
  read_due_date("soon", why);
  EXPECT_EQ(
      why.english,
      "'soon' is not a date by which something is due: write 2020-06-20, 01-31, 01-31 of the next year, day 10 of "
      "the next month, or the end of the year");
  EXPECT_EQ(why.chinese, "“soon”不是到期日：请写 2020年6月20日、1月31日、次年1月31日、次月10日或年底");
}

/// 31 January 2021 is a Sunday; a fixed date moves only when the rule says so.
TEST(DueDate, RollsOnlyWhenAsked) {
  const auto zone = time::zone("Asia/Shanghai");
  const auto reckoned = [&](bool roll) {
    return *reckon(zone.start_of(day("2020-06-17")), due("01-31 of the next year"), std::nullopt, roll, cn_civil_code(),
                   shipped("china"), zone);
  };
  EXPECT_EQ(iso(*reckoned(false).last_day), "2021-01-31");
  EXPECT_FALSE(reckoned(false).rolled_from);
  EXPECT_EQ(iso(*reckoned(true).last_day), "2021-02-01");
  EXPECT_EQ(reckoned(true).rolled_from, day("2021-01-31"));
  EXPECT_EQ(reckoned(true).deadline, zone.end_of(day("2021-02-01")));
}

}  // namespace
}  // namespace shixian::time
