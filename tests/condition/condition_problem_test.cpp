// What is said of a condition that cannot be read.
#include <gtest/gtest.h>

#include "condition/condition_fixture.hpp"

namespace shixian::condition {
namespace {

constexpr auto english = text::Language::english;
constexpr auto chinese = text::Language::chinese;

struct Printed {
  std::string text, english, chinese;
};

TEST(ConditionProblem, IsPrintedWithItsPlaceAndAWayOut) {
  const Printed all[] = {
      {"等级 = '重大'",
       R"(c:1:4: error: expected '==' but found '=' [bad-condition]
    1 | 等级 = '重大'
      |      ^
      = help: '==' compares two values
)",
       R"(c:1:4: 错误: 此处应为“==”，却是“=” [bad-condition]
    1 | 等级 = '重大'
      |      ^
      = 办法：比较两个值写作“==”
)"},
      {"等级 == '重大' 且 单位 == '甲'",
       R"(c:1:12: error: expected an operator or the end of the condition but found '且' [bad-condition]
    1 | 等级 == '重大' 且 单位 == '甲'
      |                ^~
      = help: write '&&' for '且'
)",
       R"(c:1:12: 错误: 此处应为运算符或条件的结尾，却是“且” [bad-condition]
    1 | 等级 == '重大' 且 单位 == '甲'
      |                ^~
      = 办法：“且”写作“&&”
)"},
      {"not x",
       R"(c:1:5: error: expected an operator or the end of the condition but found 'x' [bad-condition]
    1 | not x
      |     ^
      = help: write '!' for 'not'
)",
       R"(c:1:5: 错误: 此处应为运算符或条件的结尾，却是“x” [bad-condition]
    1 | not x
      |     ^
      = 办法：“not”写作“!”
)"},
      {"等级 == “重大”",
       R"(c:1:7: error: expected '"' but found '“' [bad-condition]
    1 | 等级 == “重大”
      |         ^
      = help: signs are written half-width: "
)",
       R"(c:1:7: 错误: 此处应为“"”，却是““” [bad-condition]
    1 | 等级 == “重大”
      |         ^
      = 办法：符号请用半角："
)"},
      {"(等级 == '重大' && (重量 > 5",
       R"(c:1:23: error: expected ')' but the condition ends here [bad-condition]
    1 | (等级 == '重大' && (重量 > 5
      |                             ^
)",
       R"(c:1:23: 错误: 此处应为“)”，但条件到此结束 [bad-condition]
    1 | (等级 == '重大' && (重量 > 5
      |                             ^
)"},
      {"等级 == '重大",
       R"(c:1:7: error: the text that begins here is not closed [bad-condition]
    1 | 等级 == '重大
      |         ^~~~~
      = help: end it with '
)",
       R"(c:1:7: 错误: 从这里开始的文本没有结束 [bad-condition]
    1 | 等级 == '重大
      |         ^~~~~
      = 办法：请用 ' 结束
)"},
      {"文号.startWith('国办')",
       R"(c:1:4: error: there is no function 'startWith' [bad-condition]
    1 | 文号.startWith('国办')
      |      ^~~~~~~~~
      = help: did you mean 'startsWith'?
)",
       R"(c:1:4: 错误: 没有函数“startWith” [bad-condition]
    1 | 文号.startWith('国办')
      |      ^~~~~~~~~
      = 办法：是否想写“startsWith”？
)"},
      {"文号.matches('国办(发')",
       R"(c:1:12: error: the regular expression '国办(发' is wrong: missing ): 国办(发 [bad-condition]
    1 | 文号.matches('国办(发')
      |              ^~~~~~~~~
)",
       R"(c:1:12: 错误: 正则表达式“国办(发”有误：missing ): 国办(发 [bad-condition]
    1 | 文号.matches('国办(发')
      |              ^~~~~~~~~
)"},
      {"比重 >= 4%",
       R"(c:1:9: error: expected a value but the condition ends here [bad-condition]
    1 | 比重 >= 4%
      |           ^
      = help: a percentage is written as a decimal: 0.05 for 5%
)",
       R"(c:1:9: 错误: 此处应为一个值，但条件到此结束 [bad-condition]
    1 | 比重 >= 4%
      |           ^
      = 办法：百分数写成小数：5% 写作 0.05
)"},
      {"等级 == '重大' &&\n  数量 => 5",
       R"(c:2:6: error: expected '>=' but found '=>' [bad-condition]
    2 |   数量 => 5
      |        ^~
      = help: '>=' means at least
)",
       R"(c:2:6: 错误: 此处应为“>=”，却是“=>” [bad-condition]
    2 |   数量 => 5
      |        ^~
      = 办法：大于等于写作“>=”
)"},
      {"",
       R"(c:1:1: error: the condition is empty [bad-condition]
      = help: write what must hold, such as level == "重大"
)",
       R"(c:1:1: 错误: 条件是空的 [bad-condition]
      = 办法：请写明须成立的内容，例如 等级 == "重大"
)"},
  };
  for (const auto& one : all) {
    EXPECT_EQ(problems_of(one.text, english), one.english);
    EXPECT_EQ(problems_of(one.text, chinese), one.chinese);
  }
}

std::string message_of(const std::string& text) {
  text::Diagnostics problems;
  if (Condition::parse(text, {}, problems)) return "";
  const auto& problem = problems.all().at(0);
  EXPECT_FALSE(problem.message.chinese.empty()) << text;
  EXPECT_EQ(problem.help.english.empty(), problem.help.chinese.empty()) << text;
  return problem.message.english + (problem.help.empty() ? "" : "; " + problem.help.english);
}

struct Message {
  std::string text, says;
};

TEST(ConditionProblem, SaysWhatWasExpected) {
  const std::string operator_or_end = "expected an operator or the end of the condition but found ";
  const std::string subset = " outside the subset of CEL that conditions use";
  const Message messages[] = {
      {"x == 1 and y", operator_or_end + "'and'; write '&&' for 'and'"},
      {"x OR y", operator_or_end + "'OR'; write '||' for 'OR'"},
      {"x 等于 1", operator_or_end + "'等于'; write '==' for '等于'"},
      {"not(x)", "there is no function 'not'; write '!' for 'not'"},
      {"x <> 1", "expected '!=' but found '<>'; '!=' means unequal"},
      {"x === 1", "expected '==' but found '==='; '==' compares two values"},
      {"x =< 1", "expected '<=' but found '=<'; '<=' means at most"},
      {"x & y", "expected '&&' but found '&'; '&&' joins two conditions that must both hold"},
      {"x | y", "expected '||' but found '|'; '||' joins two conditions of which one must hold"},
      {"x ＝＝ 1", "expected '==' but found '＝'; signs are written half-width: =="},
      {"x ≥ 1", "expected '>=' but found '≥'; signs are written half-width: >="},
      {"（x)", "expected '(' but found '（'; signs are written half-width: ("},
      {"x　== 1", "a full-width or non-breaking blank stands here; write an ordinary blank"},
      {"x @ y", "'@' has no meaning in a condition; a name with such characters goes between backquotes: `任何 文字`"},
      {"x == 1)", operator_or_end + "')'"},
      {"a b", operator_or_end + "'b'"},
      {"a b @", operator_or_end + "'b'"},
      {"x.1", operator_or_end + "'.1'"},
      {"[1, 2", "expected ',' or ']' but the condition ends here"},
      {"{1 2}", "expected ':' but found '2'"},
      {"{1: 2", "expected ',' or '}' but the condition ends here"},
      {"size(x", "expected ',' or ')' but the condition ends here"},
      {"x ? 1", "expected ':' but the condition ends here"},
      {"x == == 1", "expected a value but found '=='"},
      {"in [1]", "expected a value but found 'in'"},
      {"!-x", "expected a value but found '-'"},
      {"x.", "expected a field or a function but the condition ends here"},
      {"x.in", "'in' is a reserved word of CEL; put the name between backquotes: `in`"},
      {"for > 1", "'for' is a reserved word of CEL; put the name between backquotes: `for`"},
      {"12abc",
       "'12abc' is neither a number nor a name; put a name that begins with a digit between backquotes: `12abc`"},
      {"9223372036854775808", "9223372036854775808 is outside the whole numbers of 64 bits"},
      {"-0x8000000000000001", "-0x8000000000000001 is outside the whole numbers of 64 bits"},
      {"1e400", "1e400 is too large for a decimal number"},
      {"'\\d'", "'\\d' is not an escape; write '\\\\d' for a backslash, or put r before the opening quote"},
      {"'\\x4'", "'\\x4' is not an escape; write '\\\\x4' for a backslash, or put r before the opening quote"},
      {"'\\ud800'", "'\\ud800' is not a character of Unicode"},
      {"'\\U00110000'", "'\\U00110000' is not a character of Unicode"},
      {"'a\nb'", "the text that begins here is not closed; end it with '"},
      {"'''a'", "the text that begins here is not closed; end it with '''"},
      {"'\\", "'\\' is not an escape; write '\\\\' for a backslash, or put r before the opening quote"},
      {"`x", "the name that begins here is not closed; end it with a backquote `"},
      {"``", "there is no name between the backquotes; write the name as the log has it: `任何 文字`"},
      {"1u", "unsigned integers such as '1u' are" + subset + "; leave out the u"},
      {"rb'x'", "bytes such as b'…' are" + subset + "; write a text without the b"},
      {"type(x)", "'type' is" + subset},
      {"Foo{a: 1}", "messages such as Name{…} are" + subset},
      {".a", "names that begin with a dot are" + subset + "; leave out the dot"},
      {"a.?b", "optional values ('?') are" + subset + "; has(x) asks whether there is a value"},
      {"a[?0]", "optional values ('?') are" + subset + "; has(x) asks whether there is a value"},
      {"f(x)", "there is no function 'f'"},
      {"duraton('1h')", "there is no function 'duraton'; did you mean 'duration'?"},
      {"size()", "'size' takes 1 argument, not 0"},
      {"x.startsWith('a', 'b')", "'startsWith' takes 1 argument, not 2"},
      {"x.getHours('UTC', 1)", "'getHours' takes 0 or 1 arguments, not 2"},
      {"contains(x, 'a')", "'contains' is written after what it works on; write x.contains(…)"},
      {"x.int()", "'int' is written before what it works on; write int(x)"},
      {"all(x, y)", "'all' is written after what it works on; write list.all(x, …)"},
      {"x.all(1, true)", "'all' takes a name for each item first, then what is asked of it; write list.all(x, …)"},
      {"x.all(y)", "'all' takes a name for each item first, then what is asked of it; write list.all(x, …)"},
      {"x.filter(y, 1, 2)", "'filter' takes 2 arguments, not 3"},
      {"x.map(y, 1, 2, 3)", "'map' takes 2 or 3 arguments, not 4"},
      {"has(1)", "has() asks for one attribute or one field; write has(x) or has(x.y)"},
      {"has(a, b)", "has() asks for one attribute or one field; write has(x) or has(x.y)"},
      {"[1].all(x, has(x))", "has() asks for one attribute or one field; write has(x) or has(x.y)"},
      {"timestamp('2020-06-18')",
       "'2020-06-18' is not a time such as 2020-06-18T09:00:00+08:00, between the years 1 and 9999"},
      {"duration('1d')", "'1d' is not a duration such as 36h, 1h30m or 90s, of at most 292 years"},
      {"x.getHours('Asia/Shanghi')",
       "there is no time zone 'Asia/Shanghi'; write a name such as Asia/Shanghai, or an offset such as +08:00"},
      {"x.matches('" + std::string(1001, 'a') + "')", "the regular expression is longer than 1000 bytes"},
      {"x == '\xff'", "the condition is not valid UTF-8"},
      {std::string(256 * 1024 + 1, ' '), "the condition is longer than 256 KiB"},
  };
  for (const auto& [text, says] : messages) EXPECT_EQ(message_of(text), says) << text.substr(0, 100);
}

TEST(ConditionProblem, DepthIsBounded) {
  const auto repeated = [](const std::string& part, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += part;
    return all;
  };
  const std::string too_deep = "the condition nests deeper than 250 levels; split it into several conditions";
  EXPECT_EQ(message_of(repeated("(", 249) + "1" + repeated(")", 249)), "");
  EXPECT_EQ(message_of(repeated("(", 250) + "1" + repeated(")", 250)), too_deep);
  EXPECT_EQ(message_of(repeated("x + ", 250) + "x"), "");
  EXPECT_EQ(message_of(repeated("x + ", 251) + "x"), too_deep);
  for (const auto* opening : {"(", "[", "!(", "-(", "x[", "size(", "has("})
    EXPECT_NE(message_of(repeated(opening, 50'000)), "") << opening;
  EXPECT_EQ(message_of(repeated("(", 100'000)), too_deep);
  EXPECT_EQ(message_of(repeated("[", 100'000)), too_deep);
  EXPECT_EQ(message_of(repeated("{1: ", 50'000)), too_deep);
  EXPECT_EQ(message_of("x" + repeated("[0]", 50'000)), too_deep);
  EXPECT_EQ(message_of(repeated("x ? 1 : ", 20'000) + "1"), too_deep);
  EXPECT_EQ(message_of("[1]" + repeated(".map(a, " + repeated("[", 50) + "a" + repeated("]", 50) + ")", 50)), too_deep);
}

/// Where the first problem of `condition` is said to be when it stands in `content` at `span`.
std::string found_at(const std::string& content, text::Span span, const std::string& condition) {
  const auto source = std::make_shared<const text::Source>("rules.yaml", content);
  text::Diagnostics problems;
  EXPECT_FALSE(Condition::parse(condition, {source, span}, problems));
  const auto at = problems.all().at(0).place.span;
  return content.substr(at.begin, at.end - at.begin);
}

TEST(ConditionProblem, LiesInTheFileAsExactlyAsTheTextStandsThere) {
  EXPECT_EQ(found_at("where: 等级 = 1", {7, 17}, "等级 = 1"), "=");
  EXPECT_EQ(found_at("where: '等级 = 1'", {7, 19}, "等级 = 1"), "=");
  EXPECT_EQ(found_at("where: \"x = 1\"", {7, 14}, "x = 1"), "=");
  EXPECT_EQ(found_at("where: \"x = \\\"a\\\"\"", {7, 18}, "x = \"a\""), "\"x = \\\"a\\\"\"");
  EXPECT_EQ(found_at("where: >\n  x\n  = 1\n", {7, 18}, "x = 1\n"), ">\n  x\n  = 1");
  EXPECT_EQ(found_at("x = 1", {4, 5}, "x = 1"), "1");
}

TEST(ConditionProblem, HasNoPlaceWithoutASource) {
  text::Diagnostics problems;
  EXPECT_FALSE(Condition::parse("x = 1", {}, problems));
  std::ostringstream out;
  text::print(out, problems, english);
  EXPECT_EQ(out.str(),
            "shixian: error: expected '==' but found '=' [bad-condition]\n      = help: '==' compares two values\n");
}

}  // namespace
}  // namespace shixian::condition
