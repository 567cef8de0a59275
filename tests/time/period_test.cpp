#include "time/period.hpp"

#include <gtest/gtest.h>
#include <unicode/rbnf.h>

#include <vector>

#include "time/numerals.hpp"

namespace shixian::time {
namespace {

struct Good {
  const char* written;
  std::int64_t count;
  Unit unit;
};

TEST(Period, ReadsBothLanguages) {
  for (const auto& [written, count, unit] : std::vector<Good>{{"5 hours", 5, Unit::hours},
                                                              {"1 hour", 1, Unit::hours},
                                                              {"48小时", 48, Unit::hours},
                                                              {"五小时", 5, Unit::hours},
                                                              {"5 个小时", 5, Unit::hours},
                                                              {"20 working days", 20, Unit::working_days},
                                                              {"1 working day", 1, Unit::working_days},
                                                              {"3个工作日", 3, Unit::working_days},
                                                              {"3 工作日", 3, Unit::working_days},
                                                              {"３个工作日", 3, Unit::working_days},
                                                              {"二十个工作日", 20, Unit::working_days},
                                                              {"3个工作日内", 3, Unit::working_days},
                                                              {"二十日", 20, Unit::days},
                                                              {"二十日以内", 20, Unit::days},
                                                              {"15天", 15, Unit::days},
                                                              {"十五天", 15, Unit::days},
                                                              {"15 days", 15, Unit::days},
                                                              {"15 calendar days", 15, Unit::days},
                                                              {"两个月", 2, Unit::months},
                                                              {"2 months", 2, Unit::months},
                                                              {"一百个月", 100, Unit::months},
                                                              {"1年", 1, Unit::years},
                                                              {"1 year", 1, Unit::years},
                                                              {"30分钟", 30, Unit::minutes},
                                                              {"30 minutes", 30, Unit::minutes},
                                                              {"1周", 1, Unit::weeks},
                                                              {"两星期", 2, Unit::weeks},
                                                              {"2 weeks", 2, Unit::weeks},
                                                              {"  3\xE3\x80\x80Working  Days ", 3, Unit::working_days},
                                                              {"3days", 3, Unit::days},
                                                              {"0 days", 0, Unit::days},
                                                              {"100000 hours", 100000, Unit::hours},
                                                              {"十万小时", 100000, Unit::hours},
                                                              {"廿日", 20, Unit::days},
                                                              {"007 days", 7, Unit::days}}) {
    text::Phrase why;
    const auto period = read_period(written, why);
    ASSERT_TRUE(period) << written << ": " << why.english;
    EXPECT_EQ(*period, (Period{count, unit})) << written;
  }
}

struct Bad {
  const char* written;
  const char* english;
  const char* chinese;
};

TEST(Period, SaysWhyItRefuses) {
  for (const auto& [written, english, chinese] : std::vector<Bad>{
           {"3 fortnights",
            "'3 fortnights' is not a period: 'fortnights' is not a unit; possible here: minutes, hours, working hours, "
            "days, working days, weeks, "
            "months, years",
            "“3 fortnights”不是期限：没有“fortnights”这个单位；此处可以写：minutes、hours、working "
            "hours、days、working days、weeks、months、years"},
           {"3 business days",
            "'3 business days' is not a period: 'business days' is not a unit; did you mean 'working days'?",
            "“3 business days”不是期限：没有“business days”这个单位；是否想写“工作日”？"},
           {"3个交易日", "'3个交易日' is not a period: '个交易日' is not a unit; did you mean 'working days'?",
            "“3个交易日”不是期限：没有“个交易日”这个单位；是否想写“工作日”？"},
           {"3 workin days",
            "'3 workin days' is not a period: 'workin days' is not a unit; did you mean 'working days'?",
            "“3 workin days”不是期限：没有“workin days”这个单位；是否想写“working days”？"},
           {"5 huors", "'5 huors' is not a period: 'huors' is not a unit; did you mean 'hours'?",
            "“5 huors”不是期限：没有“huors”这个单位；是否想写“hours”？"},
           {"3月", "'3月' is not a period: '3月' is the name of a month; did you mean '3个月'?",
            "“3月”不是期限：“3月”是月份；是否想写“3个月”？"},
           {"半年", "'半年' is not a period: halves are not read; write 6 months, 30 minutes or 12 hours",
            "“半年”不是期限：不能写“半”；请写 6个月、30分钟或12小时"},
           {"1.5 hours", "'1.5 hours' is not a period: only whole numbers are read; use a smaller unit",
            "“1.5 hours”不是期限：只接受整数；请改用更小的单位"},
           {"一个半月", "'一个半月' is not a period: only whole numbers are read; use a smaller unit",
            "“一个半月”不是期限：只接受整数；请改用更小的单位"},
           {"一百二天", "'一百二天' is not a period: '一百二' is not a number that can be read in only one way",
            "“一百二天”不是期限：“一百二”不是只有一种读法的数"},
           {"100001 days", "'100001 days' is not a period: at most 100,000 of a unit",
            "“100001 days”不是期限：一个单位最多 100000"},
           {"99999999999999999999 days", "'99999999999999999999 days' is not a period: at most 100,000 of a unit",
            "“99999999999999999999 days”不是期限：一个单位最多 100000"},
           {"3",
            "'3' is not a period: the unit is missing: minutes, hours, working hours, days, working days, weeks, "
            "months or years",
            "“3”不是期限：缺少单位：分钟、小时、工作小时、日、工作日、周、个月或年"},
           {"days", "'days' is not a period: write a whole number and a unit, such as 3 working days",
            "“days”不是期限：请写整数和单位，如 3个工作日"},
           {"-3 days", "'-3 days' is not a period: write a whole number and a unit, such as 3 working days",
            "“-3 days”不是期限：请写整数和单位，如 3个工作日"},
           {"", "'' is not a period: write a whole number and a unit, such as 3 working days",
            "“”不是期限：请写整数和单位，如 3个工作日"}}) {
    text::Phrase why;
    EXPECT_FALSE(read_period(written, why)) << written;
    EXPECT_EQ(why.english, english);
    EXPECT_EQ(why.chinese, chinese);
  }
  text::Phrase why;
  EXPECT_FALSE(read_period(std::string(101, '3'), why));
  EXPECT_EQ(why.english, "this is too long for a period: write a whole number and a unit, such as 3 working days");
}

TEST(Period, WhatIsDescribedIsReadBack) {
  for (const auto unit :
       {Unit::minutes, Unit::hours, Unit::days, Unit::working_days, Unit::weeks, Unit::months, Unit::years})
    for (const std::int64_t count : {0, 1, 2, 20, 100000}) {
      text::Phrase why;
      const Period period{count, unit};
      EXPECT_EQ(read_period(describe(period).english, why), period) << describe(period).english;
      EXPECT_EQ(read_period(describe(period).chinese, why), period) << describe(period).chinese;
    }
  EXPECT_EQ(describe({3, Unit::working_days}), (text::Phrase{"3 working days", "3个工作日"}));
  EXPECT_EQ(describe({1, Unit::hours}), (text::Phrase{"1 hour", "1小时"}));
}

TEST(Numerals, ReadsWhatIcuSpells) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::RuleBasedNumberFormat speller(icu::URBNF_SPELLOUT, icu::Locale("zh_CN"), status);
  ASSERT_TRUE(U_SUCCESS(status));
  for (std::int32_t number = 0; number <= 110'000; number += number < 12'000 ? 1 : 7) {
    icu::UnicodeString spelled;
    speller.format(number, spelled);
    std::vector<Numeral> numerals;
    for (std::int32_t i = 0; i < spelled.length(); ++i) {
      const auto found = numeral(static_cast<char32_t>(spelled.char32At(i)));
      ASSERT_TRUE(found);
      numerals.push_back(*found);
    }
    std::string utf8;
    ASSERT_EQ(spelled_number(numerals), number) << spelled.toUTF8String(utf8);
  }
}

TEST(Numerals, RefusesWhatIsNoNumber) {
  for (const std::u32string_view spelled : {U"十十", U"百", U"一百二", U"二十零五", U"零十", U"一万二", U"十百",
                                            U"一千一", U"五百二千", U"万", U"一百零"}) {
    std::vector<Numeral> numerals;
    for (const auto character : spelled) numerals.push_back(numeral(character).value());
    EXPECT_FALSE(spelled_number(numerals)) << static_cast<unsigned>(spelled[0]);
  }
}

}  // namespace
}  // namespace shixian::time
