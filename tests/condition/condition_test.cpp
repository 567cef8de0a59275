// What conditions yield.
#include "condition/condition.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "condition/condition_fixture.hpp"

namespace shixian::condition {
namespace {

constexpr auto english = text::Language::english;
constexpr auto chinese = text::Language::chinese;

struct Case {
  std::string text, yields;
};

Bound some_event() {
  return {{"等级", text_value("重大")},
          {"i", {std::int64_t{5}}},
          {"s", text_value("abc")},
          {"t", {Timestamp{1592442000, 0}}},
          {"units", {List{text_value("甲"), text_value("乙")}}},
          {"m", {Map{{text_value("a"), {Map{{text_value("b"), {std::int64_t{1}}}}}}}}},
          {"doc.no", text_value("7")},
          {"任何 文字", {true}}};
}

TEST(Condition, YieldsValues) {
  const Case cases[] = {
      {"等级 == '重大'", "true"},
      {"等级 in [\"特别重大\", \"重大\"] && i >= 5", "true"},
      {"`任何 文字`", "true"},
      {"`等级` == 等级", "true"},
      {"doc.no == '7'", "true"},
      {"m.a.b + 1", "2"},
      {"m['a'].b", "1"},
      {"m.`a`.b", "1"},
      {"units.all(单位, 单位 != '丙')", "true"},
      {"units.map(u, u + '局')", "[\"甲局\",\"乙局\"]"},
      {"units.map(u, u == '乙', u + '局')", "[\"乙局\"]"},
      {"units.existsOne(u, u == '乙')", "true"},
      {"units.map(u, units.filter(u, u == '甲'))", "[[\"甲\"],[\"甲\"]]"},
      {"m.exists(k, m[k].b == 1)", "true"},
      {"units[1.0]", "\"乙\""},
      {"true ? 1 : 1 / 0", "1"},
      {"i > 3 ? '多' : '少'", "\"多\""},
      {"i > 3 // 超过三个\n && true", "true"},
      {"--i", "5"},
      {"---i", "-5"},
      {"- -i", "5"},
      {"!!true", "true"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"-0x8000000000000000", "-9223372036854775808"},
      {"9007199254740993 == 9007199254740992.0", "false"},
      {"9223372036854775807 < 9223372036854775808.0", "true"},
      {"0.0 / 0.0 < 1.0 || 0.0 / 0.0 >= 1.0", "false"},
      {"1e-400", "0.0"},
      {".5 + 1.5", "2.0"},
      {"[1, 2,] == [1.0, 2]", "true"},
      {"{'a': 1,}.a", "1"},
      {"{1: 'a'}[1.0]", "\"a\""},
      {"{true: 1} == {1: 1}", "false"},
      {"[[1, 2], [3]].map(x, size(x))", "[2,1]"},
      {"dyn(1) == 1.0", "true"},
      {"'a' == 1", "false"},
      {"null == null", "true"},
      {"r'\\d' + '''it's''' + \"\"\"\"a\" \"\"\"", "\"\\\\dit's\\\"a\\\" \""},
      {"matches('2020-06-18', r'^\\d{4}-')", "true"},
      {"s.matches(s)", "true"},
      {"'重大'.matches('^[\\\\p{Han}]{1,100}$')", "true"},
      {"t.getFullYear()", "2020"},
      {"t.getHours()", "1"},
      {"t.getHours('Asia/Shanghai')", "9"},
      {"t.getHours('08:00')", "9"},
      {"t.getHours('-03:30')", "21"},
      {"t.getDate() * 100 + t.getDayOfMonth()", "1817"},
      {"t.getMonth() * 100 + t.getDayOfWeek()", "504"},
      {"t.getDayOfYear() * 100 + t.getMinutes()", "16900"},
      {"duration('-3.7s').getMilliseconds()", "-700"},
      {"duration('90m').getHours()", "1"},
      {"string(t + duration('36h'))", "\"2020-06-19T13:00:00Z\""},
      {"string(t - timestamp('2020-06-18T00:00:00Z'))", "\"3600s\""},
      {"string(2.5) + string(3) + string(true)", "\"2.53true\""},
      {"int(-1.9) + int('+5')", "4"},
      {"double('1e3')", "1000.0"},
      {"double('-Infinity')", "\"-Infinity\""},
      {"bool('T')", "true"},
      {"timestamp(0)", "\"1970-01-01T00:00:00Z\""},
  };
  for (const auto& [text, yields] : cases) EXPECT_EQ(result_of(text, some_event()), yields) << text;
}

TEST(Condition, AsksWhetherAnAttributeIsThere) {
  const Case cases[] = {
      {"has(等级)", "true"},        {"has(单位)", "false"},       {"!has(单位) || 单位 == '甲'", "true"},
      {"has(`任何 文字`)", "true"}, {"has(doc.no)", "true"},      {"has(doc.title)", "false"},
      {"has(m.a)", "true"},         {"has(m.a.b)", "true"},       {"has(m.a.c)", "false"},
      {"has(m['a'].b)", "true"},    {"has({'x': 1}.y)", "false"}, {"has(i.x)", "false"},
  };
  for (const auto& [text, yields] : cases) EXPECT_EQ(result_of(text, some_event()), yields) << text;
}

TEST(Condition, MissingAttributeIsAnErrorUnlessItDoesNotMatter) {
  const Case cases[] = {
      {"单位 == '甲'", "error: no '单位'"},
      {"单位 == '甲' && i > 3", "error: no '单位'"},
      {"i > 3 && 单位 == '甲'", "error: no '单位'"},
      {"单位 == '甲' && i > 9", "false"},
      {"i > 9 && 单位 == '甲'", "false"},
      {"单位 == '甲' || i > 3", "true"},
      {"i > 3 || 单位 == '甲'", "true"},
      {"单位 == '甲' || i > 9", "error: no '单位'"},
      {"!(单位 == '甲')", "error: no '单位'"},
      {"i > 3 ? i : 单位", "5"},
      {"单位 ? 1 : 2", "error: no '单位'"},
      {"[1, 2].exists(x, x == 2 || 单位)", "true"},
      {"[1, 2].all(x, x == 2 && 单位)", "false"},
      {"[1, 2].exists_one(x, 单位)", "error: no '单位'"},
      {"[1, 2].filter(x, 单位)", "error: no '单位'"},
      {"[1, 单位]", "error: no '单位'"},
      {"{'a': 单位}", "error: no '单位'"},
      {"a.b.c", "error: no 'a.b.c'"},
      {"1 / 0 == 1 || 单位", "error: division by zero (in: 1 / 0)"},
  };
  for (const auto& [text, yields] : cases) EXPECT_EQ(result_of(text, some_event()), yields) << text;
}

struct Failure {
  std::string text, english, chinese;
};

TEST(Condition, NamesWhatIsWrong) {
  const Failure failures[] = {
      {"i + 1.0",
       "'+' does not work between the whole number 5 and the decimal number 1.0; write a whole number as a decimal "
       "(2.0 for "
       "2), or convert it with double() (in: i + 1.0)",
       "“+”不能用于整数“5”与小数“1.0”之间；请把整数写成小数（2 写作 2.0），或用 double() 转换（见：i + 1.0）"},
      {"等级 > 3", "'>' does not work between the text '重大' and the whole number 3 (in: 等级 > 3)",
       "“>”不能用于文本“重大”与整数“3”之间（见：等级 > 3）"},
      {"1 < i < 9", "'<' does not work between true and the whole number 9 (in: 1 < i < 9)",
       "“<”不能用于真假值“true”与整数“9”之间（见：1 < i < 9）"},
      {"null < t", "'<' does not work between null and the time 2020-06-18T01:00:00Z (in: null < t)",
       "“<”不能用于空值与时间“2020-06-18T01:00:00Z”之间（见：null < t）"},
      {"[1] < {}", "'<' does not work between a list of 1 and a map of 0 (in: [1] < {})",
       "“<”不能用于含 1 项的列表与含 0 项的映射表之间（见：[1] < {}）"},
      {"i && true", "'&&' needs true or false, not the whole number 5 (in: i && true)",
       "“&&”需要 true 或 false，而不是整数“5”（见：i && true）"},
      {"!i", "'!' needs true or false, not the whole number 5 (in: !i)",
       "“!”需要 true 或 false，而不是整数“5”（见：!i）"},
      {"i.all(x, true)", "'all' goes through a list or a map, not the whole number 5 (in: i.all(x, true))",
       "“all”用于列表或映射表，不能用于整数“5”（见：i.all(x, true)）"},
      {"size(i)", "'size' does not work on the whole number 5 (in: size(i))", "“size”不能用于整数“5”（见：size(i)）"},
      {"s.contains(i)", "'contains' does not work on the text 'abc' with the whole number 5 (in: s.contains(i))",
       "“contains”不能用于文本“abc”与整数“5”（见：s.contains(i)）"},
      {"units[2]", "the list has no item 2: it has 2, counted from 0 (in: units[2])",
       "列表没有第 2 项：共 2 项，从 0 数起（见：units[2]）"},
      {"units[-1]", "the list has no item -1: it has 2, counted from 0 (in: units[-1])",
       "列表没有第 -1 项：共 2 项，从 0 数起（见：units[-1]）"},
      {"units['甲']", "the place in a list is a whole number, not the text '甲' (in: units['甲'])",
       "列表的序号应为整数，而不是文本“甲”（见：units['甲']）"},
      {"m.x", "no 'm.x'", "没有“m.x”"},
      {"m['x']", "the map has no entry for the text 'x' (in: m['x'])", "映射表中没有文本“x”这一项（见：m['x']）"},
      {"m['a'].b.c", "the whole number 1 has no field 'c' (in: m['a'].b.c)", "整数“1”没有字段“c”（见：m['a'].b.c）"},
      {"{1: 1, 1: 2}", "the map names the whole number 1 twice (in: {1: 1, 1: 2})",
       "映射表中整数“1”重复（见：{1: 1, 1: 2}）"},
      {"{0.5: 1}", "the decimal number 0.5 cannot be a key of a map (in: {0.5: 1})",
       "小数“0.5”不能作映射表的键（见：{0.5: 1}）"},
      {"i / 0", "division by zero (in: i / 0)", "除数为零（见：i / 0）"},
      {"-9223372036854775808 / -1",
       "-9223372036854775808 / -1 leaves the whole numbers of 64 bits (in: -9223372036854775808 / -1)",
       "-9223372036854775808 / -1 超出 64 位整数的范围（见：-9223372036854775808 / -1）"},
      {"int(s)", "'abc' is not a whole number of 64 bits (in: int(s))", "“abc”不是 64 位整数（见：int(s)）"},
      {"bool(s)", "'abc' is neither true nor false (in: bool(s))", "“abc”既不是 true 也不是 false（见：bool(s)）"},
      {"t + duration('2562047h') * 1",
       "'*' does not work between the duration 9223369200s and the whole number 1 (in: "
       "duration('2562047h') * 1)",
       "“*”不能用于时长“9223369200s”与整数“1”之间（见：duration('2562047h') * 1）"},
      {"timestamp(-62135596800) - duration('1ns')",
       "the time leaves the years 1 to 9999 (in: timestamp(-62135596800) - duration('1ns'))",
       "时间超出公元 1 年至 9999 年（见：timestamp(-62135596800) - duration('1ns')）"},
      {"t.getHours(s)",
       "there is no time zone 'abc'; write a name such as Asia/Shanghai, or an offset such as +08:00 (in: "
       "t.getHours(s))",
       "没有时区“abc”；请写 Asia/Shanghai 这样的名称或 +08:00 这样的时差（见：t.getHours(s)）"},
      {"s.matches('[' + s)", "the regular expression '[abc' is wrong: missing ]: [abc (in: s.matches('[' + s))",
       "正则表达式“[abc”有误：missing ]: [abc（见：s.matches('[' + s)）"},
  };
  for (const auto& failure : failures) {
    auto bound = some_event();
    if (failure.text == "m.x") bound.clear();
    EXPECT_EQ(result_of(failure.text, bound, english), "error: " + failure.english);
    EXPECT_EQ(result_of(failure.text, bound, chinese), "error: " + failure.chinese);
  }
}

TEST(Condition, ListsItsFreeNamesInOrder) {
  const auto names = [](const std::string& text) {
    text::Diagnostics problems;
    return Condition::parse(text, {}, problems).value().names();
  };
  using testing::ElementsAre;
  EXPECT_THAT(names("b && a || b && has(c)"), ElementsAre("b", "a", "c"));
  EXPECT_THAT(names("a.b.c == d.e"), ElementsAre("a.b.c", "a", "d.e", "d"));
  EXPECT_THAT(names("a.b.size() + a.b[0].c"), ElementsAre("a.b", "a"));
  EXPECT_THAT(names("xs.all(x, x.y == z) && x"), ElementsAre("xs", "z", "x"));
  EXPECT_THAT(names("`a b`.c"), ElementsAre("a b"));
  EXPECT_THAT(names("(a).b"), ElementsAre("a"));
  EXPECT_THAT(names("true && 'x' == \"y\""), ElementsAre());
}

TEST(Condition, HoldsOnlyWhenTrueOrFalse) {
  text::Diagnostics problems;
  const auto condition = Condition::parse("x", {}, problems).value();
  const auto held = [&](Value value) {
    const Binding bindings[] = {{std::move(value), {}}};
    const auto outcome = condition.holds(bindings);
    return outcome.value ? to_json(*outcome.value) : outcome.error.english + " | " + outcome.error.chinese;
  };
  EXPECT_EQ(held({true}), "true");
  EXPECT_EQ(held(untyped("FALSE")), "false");
  EXPECT_EQ(
      held({std::int64_t{1}}),
      "the condition 'x' yields the whole number 1, not true or false | 条件“x”的结果是整数“1”，而不是 true 或 false");
  EXPECT_EQ(held(untyped("是")),
            "true or false is needed here, but the text is '是'; correct it, or declare the attribute's type in the "
            "mapping | "
            "此处需要 true 或 false，却是文本“是”；请更正，或在映射中声明该属性的类型");
  const Binding missing[] = {{std::nullopt, text::verbatim("gone")}};
  EXPECT_EQ(condition.holds(missing).error, text::verbatim("gone"));
  EXPECT_EQ(condition.holds({}).error, (text::Phrase{"'x' has no value", "“x”没有值"}));
}

std::string repeated(const std::string& part, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += part;
  return all;
}

TEST(Condition, EvaluationIsBounded) {
  const std::string too_much = "error: the condition takes more than 1000000 steps";
  std::string loops = "true";
  for (int i = 0; i < 12; ++i) loops = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all(x, " + loops + ")";
  EXPECT_EQ(result_of(loops), too_much);
  EXPECT_EQ(result_of("false && " + loops), "false");
  EXPECT_EQ(result_of(loops + " || false"), too_much);
  EXPECT_EQ(result_of(loops + " || true"), too_much);
  EXPECT_EQ(result_of("[['x']]" + repeated(".map(a, [a, a, a, a])", 100)), too_much);
  EXPECT_EQ(result_of("['0123456789']" + repeated(".map(a, a + a)", 60)), too_much);
  EXPECT_EQ(result_of("size([" + repeated("1, ", 50'000) + "])"), "50000");
}

TEST(Condition, ManyRepeatedSignsAreFlat) {
  EXPECT_EQ(result_of("x" + repeated(" && x", 50'000), {{"x", {true}}}), "true");
  EXPECT_EQ(result_of("x" + repeated(" || x", 50'000), {{"x", {false}}}), "false");
  EXPECT_EQ(result_of(repeated("!", 100'001) + "x", {{"x", {true}}}), "false");
  EXPECT_EQ(result_of(repeated("-", 100'000) + "x", {{"x", {std::int64_t{1}}}}), "1");
  EXPECT_EQ(result_of("1" + repeated(" + 1", 50'000)), "50001");
}

}  // namespace
}  // namespace shixian::condition
