#include "time/written.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support.hpp"

namespace shixian::time {
namespace {

using namespace std::chrono_literals;

const Zone& shanghai() {
  static const auto zone = time::zone("Asia/Shanghai");
  return zone;
}

/// How it was read, at its precision, or why not.
std::string read(std::string_view written, const WrittenOptions& options = {}, const Zone& zone = shanghai()) {
  text::Phrase why;
  const auto moment = read_time(written, zone, options, why);
  return moment ? iso(*moment) : "refused: " + why.english;
}

struct Case {
  const char* written;
  const char* expected;
};

void expect_all(const std::vector<Case>& cases, const WrittenOptions& options = {}) {
  for (const auto& [written, expected] : cases) EXPECT_EQ(read(written, options), expected) << written;
}

TEST(Written, Iso) {
  expect_all({{"2020-06-18", "2020-06-18"},
              {"2020-06-18T14:05", "2020-06-18T14:05+08:00"},
              {"2020-06-18 14:05", "2020-06-18T14:05+08:00"},
              {"2020-06-18  14:05", "2020-06-18T14:05+08:00"},
              {"2020-06-18t14:05:09z", "2020-06-18T14:05:09+00:00"},
              {"2020-06-18T14:05:09", "2020-06-18T14:05:09+08:00"},
              {"2020-06-18T14:05:09.5", "2020-06-18T14:05:09.5+08:00"},
              {"2020-06-18T14:05:09,123456789", "2020-06-18T14:05:09.123456+08:00"},
              {"2020-06-18T14:05:09.000000999", "2020-06-18T14:05:09+08:00"},
              {"2020-06-18T14:05:09.999999999Z", "2020-06-18T14:05:09.999999+00:00"},
              {"2020-06-18T14:05Z", "2020-06-18T14:05+00:00"},
              {"2020-06-18 14:05+08:00", "2020-06-18T14:05+08:00"},
              {"2020-06-18 14:05 +0530", "2020-06-18T14:05+05:30"},
              {"2020-06-18T14:05-08", "2020-06-18T14:05-08:00"},
              {"2020-06-18T14:05:00 UTC", "2020-06-18T14:05:00+00:00"},
              {"2020-06-18T14", "2020-06-18T14+08:00"},
              {"2020-06-18T14+08:00", "2020-06-18T14+08:00"},
              {"2020-6-8 9:05", "2020-06-08T09:05+08:00"},
              {"20200618T1405", "2020-06-18T14:05+08:00"},
              {"20200618T140509Z", "2020-06-18T14:05:09+00:00"},
              {"20200618T140509.25+0800", "2020-06-18T14:05:09.25+08:00"},
              {"0001-01-01", "0001-01-01"},
              {"9999-12-31", "9999-12-31"},
              {"2020-02-29", "2020-02-29"},
              {"2000-02-29", "2000-02-29"},
              {" \t2020-06-18\n", "2020-06-18"},
              {"\xE3\x80\x80\xC2\xA0"
               "2020-06-18\xE3\x80\x80",
               "2020-06-18"},
              {"\xEF\xBB\xBF"
               "2020-06-18",
               "2020-06-18"}});
}

TEST(Written, OtherSeparators) {
  expect_all({{"2020/6/18", "2020-06-18"},
              {"2020/6/18 9:05", "2020-06-18T09:05+08:00"},
              {"2020/06/18 09:05:59", "2020-06-18T09:05:59+08:00"},
              {"2020.6.18", "2020-06-18"},
              {"2020.06.18 14:05", "2020-06-18T14:05+08:00"},
              {"20200618", "2020-06-18"},
              {"20200618090500", "2020-06-18T09:05:00+08:00"},
              {"202006180905", "2020-06-18T09:05+08:00"},
              {"20200618 090500", "2020-06-18T09:05:00+08:00"},
              {"20200618 09:05", "2020-06-18T09:05+08:00"},
              {"2020/6/18 2:05 PM", "2020-06-18T14:05+08:00"},
              {"2020/6/18 12:05:07 am", "2020-06-18T00:05:07+08:00"},
              {"2020/6/18 12:05PM", "2020-06-18T12:05+08:00"},
              {"2020/6/18 下午 2:05", "2020-06-18T14:05+08:00"},
              {"2020/6/18 上午 9:05:30", "2020-06-18T09:05:30+08:00"}});
}

TEST(Written, Chinese) {
  expect_all({{"2020年6月18日", "2020-06-18"},
              {"2020年06月18号", "2020-06-18"},
              {"2020年6月18日 14时05分", "2020-06-18T14:05+08:00"},
              {"2020年6月18日14时5分9秒", "2020-06-18T14:05:09+08:00"},
              {"2020年6月18日14:05", "2020-06-18T14:05+08:00"},
              {"2020 年 6 月 18 日 14 时 05 分", "2020-06-18T14:05+08:00"},
              {"2020年6月18日14时", "2020-06-18T14+08:00"},
              {"2020年6月18日14点", "2020-06-18T14+08:00"},
              {"2020年6月18日14点半", "2020-06-18T14:30+08:00"},
              {"2020年6月18日14时整", "2020-06-18T14:00+08:00"},
              {"2020年6月18日下午3点20分", "2020-06-18T15:20+08:00"},
              {"2020年6月18日下午3点20", "2020-06-18T15:20+08:00"},
              {"2020年6月18日上午9时", "2020-06-18T09+08:00"},
              {"2020年6月18日中午12点", "2020-06-18T12+08:00"},
              {"2020年6月18日中午1点", "2020-06-18T13+08:00"},
              {"2020年6月18日晚上8点10分", "2020-06-18T20:10+08:00"},
              {"2020年6月18日下午15:30", "2020-06-18T15:30+08:00"},
              {"2020年6月18日凌晨2:05", "2020-06-18T02:05+08:00"},
              {"２０２０年６月１８日　１４：０５", "2020-06-18T14:05+08:00"},
              {"２０２０－０６－１８", "2020-06-18"},
              {"2020／6／18", "2020-06-18"},
              {"二〇二〇年六月十八日", "2020-06-18"},
              {"二零二零年六月十八日", "2020-06-18"},
              {"二○二○年十二月三十一日", "2020-12-31"},
              {"二〇二〇年六月廿八日", "2020-06-28"},
              {"二〇二〇年六月十八日下午三时二十分", "2020-06-18T15:20+08:00"},
              {"二〇二〇年六月十八日十四时五分", "2020-06-18T14:05+08:00"},
              {"二〇二〇年六月十八日十四时〇五分", "2020-06-18T14:05+08:00"}});
}

TEST(Written, WeekdaysAreChecked) {
  expect_all({{"2020-06-18 周四", "2020-06-18"},
              {"2020-06-18（星期四）", "2020-06-18"},
              {"2020年6月18日星期四", "2020-06-18"},
              {"2020年6月18日（周四）14:05", "2020-06-18T14:05+08:00"},
              {"2020年6月18日 14:05 星期四", "2020-06-18T14:05+08:00"},
              {"2020年6月21日星期日", "2020-06-21"},
              {"2020年6月21日星期天", "2020-06-21"},
              {"2020-06-21 周日 9:05", "2020-06-21T09:05+08:00"},
              {"2020-06-18 (Thu)", "2020-06-18"},
              {"2020-06-18 Thursday", "2020-06-18"},
              {"2020-06-18, Thu", "2020-06-18"},
              {"2020-06-18 Thu 14:05", "2020-06-18T14:05+08:00"},
              {"2020-06-18 周五", "refused: 2020-06-18 is a Thursday, not a Friday"},
              {"2020-06-18 (Wed)", "refused: 2020-06-18 is a Thursday, not a Wednesday"}});
  text::Phrase why;
  EXPECT_FALSE(read_time("2020年6月18日星期五", shanghai(), {}, why));
  EXPECT_EQ(why.chinese, "2020-06-18 是星期四，不是星期五");
}

TEST(Written, TwentyFourIsTheEndOfItsDay) {
  expect_all({{"2020-06-18 24:00", "2020-06-18T24:00:00+08:00"},
              {"2020-12-31T24:00:00", "2020-12-31T24:00:00+08:00"},
              {"2020年6月18日24时", "2020-06-18T24:00:00+08:00"},
              {"2020-06-18 00:00", "2020-06-18T00:00+08:00"},
              {"2020-06-18 24:01", "refused: a day ends at 24:00; write a later time under the next day"},
              {"9999-12-31 24:00", "9999-12-31T24:00:00+08:00"}});
  text::Phrase why;
  const auto end = read_time("2020-06-18 24:00", shanghai(), {}, why);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->first, end->last);
  EXPECT_EQ(end->last, shanghai().end_of(Day{std::chrono::year{2020} / 6 / 18}));
  EXPECT_EQ(readable(*end), "2020-06-18 24:00");
}

constexpr const char* unreadable =
    "refused: this is not a time that can be read; write it like 2020-06-18 14:05 or 2020年6月18日14时05分";

TEST(Written, FractionsAreCutAndMoveNoTimeOverABoundary) {
  expect_all(
      {{"2020-06-18T23:59:59.999999999", "2020-06-18T24:00:00+08:00"},  // so the last instant of a day is shown

       {"2020-06-18 14:59:59.9999999", "2020-06-18T14:59:59.999999+08:00"},
       {"2020-06-18 14:05:09.1234565", "2020-06-18T14:05:09.123456+08:00"},
       {"2020-06-18 14:05:09.000000001", "2020-06-18T14:05:09+08:00"},
       {"1969-12-31T23:59:58.9999999Z", "1969-12-31T23:59:58.999999+00:00"},
       {"9999-12-31T23:59:59.999999999", "9999-12-31T24:00:00+08:00"},
       {"20200618T140509.123456789Z", "2020-06-18T14:05:09.123456+00:00"},
       {"2020-06-18 14:05:09.1234567891", "refused: fractions of a second are read to 9 digits; leave the others out"},
       {"2020-06-18 14:05:09.", unreadable}});
  text::Phrase why;
  const auto last = read_time("2020-06-18T23:59:59.999999999", shanghai(), {}, why);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->first, last->last) << "an instant";
  EXPECT_EQ(last->last, shanghai().end_of(day(2020, 6, 18))) << "of its own day";
}

TEST(Written, PartsOfTheDay) {
  expect_all({{"2020-06-18 上午12:05",
               "refused: hour 12 does not go with the part of the day beside it, or has two meanings there; write the "
               "hour from 0 to 23"},
              {"2020-06-18 下午12:05", "2020-06-18T12:05+08:00"},
              {"2020年6月18日下午5时", "2020-06-18T17+08:00"},
              {"2020/6/18 下午 5:00:07", "2020-06-18T17:00:07+08:00"},
              {"２０２０／６／１８　下午５：０７", "2020-06-18T17:07+08:00"},
              {"2020年6月18日下午11点59分", "2020-06-18T23:59+08:00"},
              {"2020年6月18日下午24:00",
               "refused: hour 24 does not go with the part of the day beside it, or has two meanings there; write the "
               "hour from 0 to 23"},
              {"2020年6月18日24:00", "2020-06-18T24:00:00+08:00"},
              {"2020年6月18日二十四时", "2020-06-18T24:00:00+08:00"},
              {"2020-06-18 24:00:01", "refused: a day ends at 24:00; write a later time under the next day"}});
}

TEST(Written, OffsetsMayDifferFromRowToRow) {
  text::Phrase why;
  const auto here = read_time("2020-06-18 14:05", shanghai(), {}, why);
  for (const auto* written : {"2020-06-18T06:05Z", "2020-06-18T02:05-04:00", "2020-06-18T11:35+05:30"}) {
    const auto there = read_time(written, shanghai(), {}, why);
    ASSERT_TRUE(here && there) << written;
    EXPECT_EQ(there->first, here->first) << written;
    EXPECT_EQ(there->last, here->last) << written;
  }
  EXPECT_EQ(read("2020-06-18T23:30-04:00"), "2020-06-18T23:30-04:00") << "the next day in Shanghai";
}

TEST(Written, WhatIsNotCertainIsRefusedWithTheRemedyInBothLanguages) {
  const auto why_not = [](std::string_view written) {
    text::Phrase why;
    EXPECT_FALSE(read_time(written, shanghai(), {}, why)) << written;
    return why;
  };
  EXPECT_EQ(why_not("20/6/18"), (text::Phrase{"the year needs four digits, such as 2020", "年份须写四位，如 2020"}));
  EXPECT_EQ(why_not("6月18日"),
            (text::Phrase{"the year is missing; write it, as in 2020-06-18", "缺少年份；请写明，如 2020-06-18"}));
  EXPECT_EQ(why_not("03/04/2020"),
            (text::Phrase{
                "the order of day and month is not known: say date-order: day-month-year or month-day-year in the "
                "mapping, or write 2020-06-18",
                "日与月的先后不明：请在映射中写明 date-order: day-month-year 或 month-day-year，或写成 2020-06-18"}));
  EXPECT_EQ(why_not("2020年6月"),
            (text::Phrase{"the day is missing; write it, as in 2020-06-18", "缺少日；请写明，如 2020-06-18"}));
  EXPECT_EQ(why_not("2020"),
            (text::Phrase{"a year alone is not a day; write the month and the day too, as in 2020-06-18",
                          "只有年份，不成日期；请写明月和日，如 2020-06-18"}));
  EXPECT_EQ(why_not("2020-06-18 14:05:09.1234567890"),
            (text::Phrase{"fractions of a second are read to 9 digits; leave the others out",
                          "秒的小数最多读9位；请去掉多余的位数"}));
  EXPECT_EQ(why_not("43999"),
            (text::Phrase{"a bare number is an Excel date only where the mapping says excel-serials: true",
                          "单独的数字只有在映射中写明 excel-serials: true 时才读作 Excel 日期"}));
  EXPECT_EQ(why_not("1592460300"),
            (text::Phrase{"a bare number of 10, 13 or 16 digits is a Unix time only where the mapping says epoch: true",
                          "10、13或16位的数字只有在映射中写明 epoch: true 时才读作 Unix 时间"}));
}

TEST(Written, ASpanOfTimesIsNoOffset) {
  constexpr const char* span =
      "refused: this looks like a span of times; write one time (a time with an offset is written "
      "2020-06-18T14:05:00-05:00)";
  expect_all({{"2020-07-22 14:00-15:30", span},
              {"2020-07-03 10:00–11:30", span},
              {"2020-07-22 14:00－16:00", span},
              {"2020-07-22 上午9:00-11:00", span},
              {"2020-07-22 9:05-10", span},
              {"2020-07-22 9:05-0530", span},
              {"2020-07-22T14:00:00-05:00", "2020-07-22T14:00:00-05:00"},
              {"2020-07-22T14:00-05:00", "2020-07-22T14:00-05:00"},
              {"2020-07-22 14:00:00-05:00", "2020-07-22T14:00:00-05:00"},
              {"2020-07-22 14:00:00-15:30", "refused: there is no offset 15:30"},
              {"2020-07-22 14:00+05:30", "2020-07-22T14:00+05:30"},
              {"2020-07-22T14:00+14:01", "refused: there is no offset 14:01"}});
}

TEST(Written, Refusals) {
  expect_all(
      {{"", "refused: nothing is written here"},
       {" \xE3\x80\x80", "refused: nothing is written here"},
       {"2020年6月31日", "refused: 2020-06 has no day 31"},
       {"2019-02-29", "refused: 2019-02 has no day 29"},
       {"1900-02-29", "refused: 1900-02 has no day 29"},
       {"2020-13-01", "refused: there is no month 13"},
       {"2020-00-01", "refused: there is no month 0"},
       {"2020-06-00", "refused: 2020-06 has no day 0"},
       {"0000-01-01", "refused: the years 1 to 9999 are read"},
       {"20-06-18", "refused: the year needs four digits, such as 2020"},
       {"20年6月18日", "refused: the year needs four digits, such as 2020"},
       {"二〇年六月十八日", "refused: the year needs four digits, such as 2020"},
       {"3/4/20", "refused: the year needs four digits, such as 2020"},
       {"12020-06-18", "refused: the year needs four digits, such as 2020"},
       {"6月18日", "refused: the year is missing; write it, as in 2020-06-18"},
       {"六月十八日", "refused: the year is missing; write it, as in 2020-06-18"},
       {"6/18", "refused: the year is missing; write it, as in 2020-06-18"},
       {"6-18 14:05", "refused: the year is missing; write it, as in 2020-06-18"},
       {"2020", "refused: a year alone is not a day; write the month and the day too, as in 2020-06-18"},
       {"2020年", "refused: a year alone is not a day; write the month and the day too, as in 2020-06-18"},
       {"2020-06", "refused: the day is missing; write it, as in 2020-06-18"},
       {"2020年6月", "refused: the day is missing; write it, as in 2020-06-18"},
       {"2020年6月18", "refused: 日 is missing after the day"},
       {"2020-06/18", "refused: the separators differ; write 2020-06-18"},
       {"2020/06-18 14:05", "refused: the separators differ; write 2020-06-18"},
       {"2020-06-18 25:00", "refused: there is no time 25:00"},
       {"2020-06-18 14:60", "refused: there is no minute 60"},
       {"2020-06-18 14:05:60", "refused: leap seconds are not read; write second 59"},
       {"2020-06-18 14:05:61", "refused: there is no second 61"},
       {"2020-06-18T9:5", "refused: the minutes need two digits"},
       {"2020-06-18T9:05:7", "refused: the seconds need two digits"},
       {"2020-06-18 14", "refused: the minutes are missing; write 14:05 or 14时"},
       {"2020-06-18 14:05:09.1234567890", "refused: fractions of a second are read to 9 digits; leave the others out"},
       {"2020-06-18 14:05+25:00", "refused: there is no offset 25:00"},
       {"2020-06-18 14:05+8", "refused: an offset is written like +08:00"},
       {"2020-06-18 上午14:05",
        "refused: hour 14 does not go with the part of the day beside it, or has two meanings "
        "there; write the hour from 0 to 23"},
       {"2020-06-18 晚上12:00",
        "refused: hour 12 does not go with the part of the day beside it, or has two meanings "
        "there; write the hour from 0 to 23"},
       {"2020-06-18 13:05 PM",
        "refused: hour 13 does not go with the part of the day beside it, or has two meanings "
        "there; write the hour from 0 to 23"},
       {"200618", "refused: the year needs four digits and the day is needed too, such as 20200618"},
       {"43999", "refused: a bare number is an Excel date only where the mapping says excel-serials: true"},
       {"1592460300",
        "refused: a bare number of 10, 13 or 16 digits is a Unix time only where the mapping says epoch: true"},
       {"123456789", unreadable},
       {"yesterday", unreadable},
       {"昨天", unreadable},
       {"2020-06-18X", unreadable},
       {"2020-06-18 14:05 x", unreadable},
       {"2020-06-18 14:05 14:06", unreadable},
       {"2020-06-1814:05", unreadable},
       {"2020-06-18Z", unreadable},
       {"2020-06-180", unreadable},
       {"2020-06-18-", unreadable},
       {"-2020-06-18", unreadable},
       {"2020-W25-4", unreadable},
       {"2020-170", unreadable},
       {"18-Jun-2020", unreadable},
       {"2020-06-18 14:05:", "refused: the seconds need two digits"},
       {"2020-06-18 周八", unreadable},
       {"\xff\xfe", unreadable},
       {"2020-06-18 14:05 and then a long story of what was said, by whom, and why",
        "refused: this is too long for a time"}});
}

TEST(Written, DayMonthYearOnlyWhereTheMappingSaysSo) {
  const auto* refused =
      "refused: the order of day and month is not known: say date-order: day-month-year or month-day-year in the "
      "mapping, or write "
      "2020-06-18";
  expect_all({{"03/04/2020", refused}, {"13/04/2020", refused}, {"3.4.2020", refused}, {"03-04-2020 14:05", refused}});
  WrittenOptions options;
  options.order = DateOrder::day_month_year;
  expect_all({{"03/04/2020", "2020-04-03"},
              {"13.4.2020 9:05", "2020-04-13T09:05+08:00"},
              {"04/13/2020", "refused: there is no month 13"},
              {"03/04-2020", "refused: the separators differ; write 2020-06-18"},
              {"03/04/20", "refused: the year needs four digits, such as 2020"},
              {"2020-06-18", "2020-06-18"}},
             options);
  options.order = DateOrder::month_day_year;
  expect_all({{"03/04/2020", "2020-03-04"}, {"13/04/2020", "refused: there is no month 13"}}, options);
}

TEST(Written, ExcelSerials) {
  WrittenOptions options;
  options.excel_serials = true;
  expect_all(
      {{"44000", "2020-06-18"},
       {"1", "1900-01-01"},
       {"59", "1900-02-28"},
       {"60", "refused: Excel date 60 is 1900-02-29, a day that never was"},
       {"61", "1900-03-01"},
       {"99999", "2173-10-13"},
       {"100000", "refused: Excel dates are read from 1 to 99999 (the year 2173)"},
       {"202006", "refused: Excel dates are read from 1 to 99999 (the year 2173)"},
       {"0", "refused: Excel dates are read from 1 to 99999 (the year 2173)"},
       {"0.5", "refused: Excel dates are read from 1 to 99999 (the year 2173)"},
       {"44000.0", "2020-06-18"},
       {"44000.586805555555556", "2020-06-18T14:05+08:00"},
       {"44000.62",
        "refused: an Excel date with fewer than 5 decimals does not tell the minute; export it with more, or as text"},
       {"44000.999999999", "2020-06-19T00:00+08:00"},
       {"2020", "refused: this may be a year or an Excel date of 1905"},
       {"2020.60000", "refused: this may be a year or an Excel date of 1905"},
       {"2020.6.18", "2020-06-18"},
       {"20200618", "2020-06-18"}},
      options);
}

TEST(Written, UnixTimes) {
  WrittenOptions options;
  options.epoch = true;
  expect_all({{"1592460300", "2020-06-18T14:05:00+08:00"},
              {"1592460300123", "2020-06-18T14:05:00.123+08:00"},
              {"1592460300123456", "2020-06-18T14:05:00.123456+08:00"},
              {"20200618090500", "2020-06-18T09:05:00+08:00"},
              {"15924603001", unreadable}},
             options);
}

std::string interval(std::string_view written, const Zone& zone) {
  text::Phrase why;
  const auto moment = read_time(written, zone, {}, why);
  if (!moment) return "refused: " + why.english;
  const auto utc = Zone::utc();
  return iso(utc.at(moment->first)) + " … " + iso(utc.at(moment->last)) + fmt::format(" {}", moment->offset);
}

TEST(Written, IntervalsOfEachPrecision) {
  EXPECT_EQ(interval("2020-06-18", shanghai()), "2020-06-17T16:00:00+00:00 … 2020-06-18T15:59:59.999999+00:00 480");
  EXPECT_EQ(interval("2020-06-18T14", shanghai()), "2020-06-18T06:00:00+00:00 … 2020-06-18T06:59:59.999999+00:00 480");
  EXPECT_EQ(interval("2020-06-18 14:05", shanghai()),
            "2020-06-18T06:05:00+00:00 … 2020-06-18T06:05:59.999999+00:00 480");
  EXPECT_EQ(interval("2020-06-18 14:05:09", shanghai()), "2020-06-18T06:05:09+00:00 … 2020-06-18T06:05:09+00:00 480");
  EXPECT_EQ(interval("2020-06-18T14:05-03:30", shanghai()),
            "2020-06-18T17:35:00+00:00 … 2020-06-18T17:35:59.999999+00:00 -210");
}

TEST(Written, ClocksPutBackAndForward) {
  const auto berlin = zone("Europe/Berlin");
  EXPECT_EQ(interval("2020-10-25 02:30", berlin), "2020-10-25T00:30:00+00:00 … 2020-10-25T01:30:59.999999+00:00 120");
  EXPECT_EQ(interval("2020-10-25 02:30:15", berlin), "2020-10-25T00:30:15+00:00 … 2020-10-25T01:30:15+00:00 120");
  EXPECT_EQ(interval("2020-10-25 02:30+01:00", berlin),
            "2020-10-25T01:30:00+00:00 … 2020-10-25T01:30:59.999999+00:00 60");
  EXPECT_EQ(interval("2020-10-25", berlin), "2020-10-24T22:00:00+00:00 … 2020-10-25T22:59:59.999999+00:00 120");
  EXPECT_EQ(interval("2020-03-29 02:30", berlin),
            "refused: the clock of Europe/Berlin never showed this time: it was put forward over it");
  EXPECT_EQ(interval("2020-03-29 03:00", berlin), "2020-03-29T01:00:00+00:00 … 2020-03-29T01:00:59.999999+00:00 120");
  EXPECT_EQ(interval("2020-03-29T02", berlin),
            "refused: the clock of Europe/Berlin never showed this time: it was put forward over it");
  EXPECT_EQ(interval("1986-05-04 02:30", shanghai()),
            "refused: the clock of Asia/Shanghai never showed this time: it was put forward over it");
  EXPECT_EQ(interval("1986-09-14 01:30", shanghai()),
            "1986-09-13T16:30:00+00:00 … 1986-09-13T17:30:59.999999+00:00 540");
  EXPECT_EQ(interval("2020-10-04T02", zone("Australia/Lord_Howe")),  // 02:00 → 02:30
            "2020-10-03T15:30:00+00:00 … 2020-10-03T15:59:59.999999+00:00 660");
  EXPECT_EQ(interval("2011-12-30", zone("Pacific/Apia")),
            "refused: there was no 2011-12-30 in Pacific/Apia: the clock was put forward over it");
}

TEST(Written, DaysAlone) {
  text::Phrase why;
  EXPECT_EQ(read_day("2020年6月18日", why), day(2020, 6, 18));
  EXPECT_EQ(read_day("2020-06-18", why), day(2020, 6, 18));
  EXPECT_EQ(read_day("20200618", why), day(2020, 6, 18));
  EXPECT_FALSE(read_day("2020-06-18 14:05", why));
  EXPECT_EQ(why, (text::Phrase{"a day is expected here, without a time of day", "这里应写日期，不带时刻"}));
  EXPECT_FALSE(read_day("03/04/2020", why));
  EXPECT_FALSE(read_day("2020-06-31", why));
  EXPECT_EQ(why, (text::Phrase{"2020-06 has no day 31", "2020年6月没有31日"}));
}

TEST(Written, WhatIsPrintedIsReadBack) {
  const auto berlin = zone("Europe/Berlin");
  for (auto each = day(2019, 12, 25); each < day(2021, 1, 5); each += std::chrono::days{1})
    for (const auto& here : {shanghai(), berlin}) {
      text::Phrase why;
      ASSERT_EQ(read_time(iso(each), here, {}, why), here.whole(each));
      const auto exact = here.at(here.start_of(each) + 5h + 6min + 7s + 89us);
      ASSERT_EQ(read_time(iso(exact), here, {}, why), exact) << iso(exact);
      ASSERT_EQ(read_day(iso(each), why), each);
    }
}

}  // namespace
}  // namespace shixian::time
