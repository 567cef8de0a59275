// Text whose kind nobody declared takes the kind of what it meets.
#include <gtest/gtest.h>

#include "condition/condition_fixture.hpp"

namespace shixian::condition {
namespace {

struct Case {
  std::string text, yields;
};

Bound some_row() {
  return {{"等级", untyped("重大")},
          {"n", untyped(" 12 ")},
          {"f", untyped("0.04")},
          {"flag", untyped("TRUE")},
          {"at", untyped("2020-06-18T09:00:00+08:00")},
          {"d", untyped("36h")},
          {"w", untyped("约5%")},
          {"empty", untyped("")},
          {"code", untyped("007")},
          {"big", untyped("99999999999999999999")},
          {"grouped", untyped("1,200")},
          {"percent", untyped("４％")},
          {"t", {Timestamp{1592442000, 0}}},
          {"i", {std::int64_t{5}}}};
}

TEST(Untyped, TakesTheKindOfWhatItMeets) {
  const Case cases[] = {
      {"等级 == '重大'", "true"},
      {"'一般' != 等级", "true"},
      {"等级 in ['特别重大', '重大']", "true"},
      {"n in [1, 12]", "true"},
      {"w in ['约5%', 1]", "true"},
      {"[n] == [12]", "true"},
      {"{'k': n} == {'k': 12.0}", "true"},
      {"{'重大': 5}[等级]", "5"},
      {"{12: 'a'}[n]", "\"a\""},
      {"[0, 1, 2][1] == 1 && ['a'][int(n) - 12] == 'a'", "true"},
      {"f >= 0.04", "true"},
      {"grouped > 1000 && grouped == 1200 && grouped + 1 == 1201", "true"},
      {"percent == 0.04 && percent < 0.05", "true"},
      {"grouped == '1,200' && percent == '４％'", "true"},
      {"f == 0.04 && 0.04 == f", "true"},
      {"n == 12 && n == 12.0 && n != 12.5", "true"},
      {"code == 7 && code == '007' && code != '7'", "true"},
      {"big > 9223372036854775807", "true"},
      {"'1' < code", "false"},
      {"n + 1", "13"},
      {"1 - n", "-11"},
      {"f * 100.0", "4.0"},
      {"n * 2.0", "24.0"},
      {"n % 5", "2"},
      {"-n", "-12"},
      {"-f", "-0.04"},
      {"等级 + '事故'", "\"重大事故\""},
      {"'甲' + 等级", "\"甲重大\""},
      {"flag && true", "true"},
      {"!flag", "false"},
      {"flag ? 1 : 2", "1"},
      {"flag == true", "true"},
      {"[1].all(x, flag)", "true"},
      {"at == t", "true"},
      {"at >= t && t <= at", "true"},
      {"at - t == duration('0')", "true"},
      {"t - at", "\"0s\""},
      {"t + d", "\"2020-06-19T13:00:00Z\""},
      {"t - d", "\"2020-06-16T13:00:00Z\""},
      {"d > duration('24h')", "true"},
      {"duration('1h') + d", "\"133200s\""},
      {"duration('1h') + at", "\"2020-06-18T02:00:00Z\""},
      {"at - duration('1h')", "\"2020-06-18T00:00:00Z\""},
      {"at.getHours('Asia/Shanghai')", "9"},
      {"d.getHours()", "36"},
      {"size(等级) + 等级.size()", "4"},
      {"等级.startsWith('重') && 等级.endsWith('大') && 等级.contains('重大') && 等级.matches('^重')", "true"},
      {"'重大事故'.startsWith(等级)", "true"},
      {"int(n) + int(code)", "19"},
      {"double(f)", "0.04"},
      {"string(n)", "\" 12 \""},
      {"bool(flag)", "true"},
      {"timestamp(at) == t", "true"},
      {"duration(d) == duration('36h')", "true"},
      {"dyn(n)", "\" 12 \""},
      {"{等级: 1}", "{\"重大\":1}"},
      {"n == f", "false"},
      {"n == n", "true"},
      {"等级 == null || 等级 == [] || {} == 等级", "false"},
      {"empty == ''", "true"},
      {"flag", "\"TRUE\""},
  };
  for (const auto& [text, yields] : cases) EXPECT_EQ(result_of(text, some_row()), yields) << text;
}

struct Failure {
  std::string text, english, chinese;
};

TEST(Untyped, SaysWhatWasNeededAndHowToMendIt) {
  const std::string mend = "; correct it, or declare the attribute's type in the mapping";
  const std::string mend_zh = "；请更正，或在映射中声明该属性的类型";
  const Failure failures[] = {
      {"w >= 0.04", "a number is needed here, but the text is '约5%'" + mend + " (in: w >= 0.04)",
       "此处需要数值，却是文本“约5%”" + mend_zh + "（见：w >= 0.04）"},
      {"w == 5", "a number is needed here, but the text is '约5%'" + mend + " (in: w == 5)",
       "此处需要数值，却是文本“约5%”" + mend_zh + "（见：w == 5）"},
      {"w != 5", "a number is needed here, but the text is '约5%'" + mend + " (in: w != 5)",
       "此处需要数值，却是文本“约5%”" + mend_zh + "（见：w != 5）"},
      {"empty < 5", "a number is needed here, but the text is ''" + mend + " (in: empty < 5)",
       "此处需要数值，却是文本“”" + mend_zh + "（见：empty < 5）"},
      {"w in [1, 2]", "a number is needed here, but the text is '约5%'" + mend + " (in: w in [1, 2])",
       "此处需要数值，却是文本“约5%”" + mend_zh + "（见：w in [1, 2]）"},
      {"等级 && true", "true or false is needed here, but the text is '重大'" + mend + " (in: 等级 && true)",
       "此处需要 true 或 false，却是文本“重大”" + mend_zh + "（见：等级 && true）"},
      {"等级 == true", "true or false is needed here, but the text is '重大'" + mend + " (in: 等级 == true)",
       "此处需要 true 或 false，却是文本“重大”" + mend_zh + "（见：等级 == true）"},
      {"n > t",
       "a time such as 2020-06-18T09:00:00+08:00 is needed here, but the text is ' 12 '" + mend + " (in: n > t)",
       "此处需要形如 2020-06-18T09:00:00+08:00 的时间，却是文本“ 12 ”" + mend_zh + "（见：n > t）"},
      {"t + n", "a duration such as 36h or 90s is needed here, but the text is ' 12 '" + mend + " (in: t + n)",
       "此处需要形如 36h、90s 的时长，却是文本“ 12 ”" + mend_zh + "（见：t + n）"},
      {"t - n",
       "a time such as 2020-06-18T09:00:00+08:00 or a duration such as 36h is needed here, but the text is ' 12 '" +
           mend + " (in: t - n)",
       "此处需要形如 2020-06-18T09:00:00+08:00 的时间或形如 36h 的时长，却是文本“ 12 ”" + mend_zh + "（见：t - n）"},
      {"f * 100",
       "a whole number is needed beside a whole number, but the text is '0.04'; write the other one as a decimal (2.0 "
       "for 2), "
       "or declare the attribute's type in the mapping (in: f * 100)",
       "整数旁边需要整数，却是文本“0.04”；请把另一个数写成小数（2 写作 2.0），或在映射中声明该属性的类型（见：f * "
       "100）"},
      {"w * 100", "a whole number is needed here, but the text is '约5%'" + mend + " (in: w * 100)",
       "此处需要整数，却是文本“约5%”" + mend_zh + "（见：w * 100）"},
      {"n < f",
       "the type of neither ' 12 ' nor '0.04' is declared, so '<' could mean numbers, times or texts; declare it in "
       "the "
       "mapping (in: n < f)",
       "“ 12 ”和“0.04”都未声明类型，无法确定“<”所指的是数值、时间还是文本；请在映射中声明（见：n < f）"},
      {"n + f",
       "the type of neither ' 12 ' nor '0.04' is declared, so '+' could mean numbers, times or texts; declare it in "
       "the "
       "mapping (in: n + f)",
       "“ 12 ”和“0.04”都未声明类型，无法确定“+”所指的是数值、时间还是文本；请在映射中声明（见：n + f）"},
      {"等级 > [1]", "'>' does not work between the text '重大' and a list of 1 (in: 等级 > [1])",
       "“>”不能用于文本“重大”与含 1 项的列表之间（见：等级 > [1]）"},
      {"等级.all(x, true)", "'all' goes through a list or a map, not the text '重大' (in: 等级.all(x, true))",
       "“all”用于列表或映射表，不能用于文本“重大”（见：等级.all(x, true)）"},
      {"int(f)", "'0.04' is not a whole number of 64 bits (in: int(f))", "“0.04”不是 64 位整数（见：int(f)）"},
      {"timestamp(d)",
       "'36h' is not a time such as 2020-06-18T09:00:00+08:00, between the years 1 and 9999 (in: timestamp(d))",
       "“36h”不是形如 2020-06-18T09:00:00+08:00、在公元 1 年至 9999 年之间的时间（见：timestamp(d)）"},
  };
  for (const auto& failure : failures) {
    EXPECT_EQ(result_of(failure.text, some_row()), "error: " + failure.english);
    EXPECT_EQ(result_of(failure.text, some_row(), text::Language::chinese), "error: " + failure.chinese);
  }
}

TEST(Untyped, WhatCannotBeReadIsNeverSilentlyFalse) {
  const Case cases[] = {
      {"w > 5 && false", "false"},
      {"w > 5 || true", "true"},
      {"[w, 1] == [5, 2]", "false"},
      {"[1, w] == [2, 5]", "false"},
      {"{'a': w, 'b': 1} == {'a': 5, 'b': 2}", "false"},
  };
  for (const auto& [text, yields] : cases) EXPECT_EQ(result_of(text, some_row()), yields) << text;
  for (const auto* text :
       {"w > 5 && true", "w > 5 || false", "!(w > 5)", "!(w == 5)", "[w] == [5]", "{'a': w} == {'a': 5}"})
    EXPECT_FALSE(outcome_of(text, some_row()).value) << text;
}

}  // namespace
}  // namespace shixian::condition
