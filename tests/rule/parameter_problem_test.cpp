// One mistake each in parameters and ids, with everything that is printed about it.
#include <gtest/gtest.h>

#include "pack_fixture.hpp"

namespace shixian::rule {
namespace {

using text::Language;

TEST(ParameterProblem, UnknownParameter) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: $start\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:9:11: error: the pack has no parameter 'start' [unknown-parameter]
    9 |   within: $start
      |           ^~~~~~
      = help: put a text that begins with '$' in quotes
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:9:11: 错误: 规则包没有“start”这个参数 [unknown-parameter]
    9 |   within: $start
      |           ^~~~~~
      = 办法：以“$”开头的文字请加引号
)");
}

TEST(ParameterProblem, MisspeltParameter) {
  const auto pack =
      least_pack_with("rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n",
                      "parameters:\n  start: {choices: [{value: 5 hours}], default: 5 hours}\nrules:\n- id: r\n  "
                      "for-each: a\n  expect: b\n  same: [doc]\n  within: $strat\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:11:11: error: the pack has no parameter 'strat' [unknown-parameter]
   11 |   within: $strat
      |           ^~~~~~
      = help: did you mean 'start'?
)");
}

TEST(ParameterProblem, ParametersAreAList) {
  const auto pack = least_pack_with("rules:\n", "parameters:\n- start\nrules:\n");
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:5:1: error: 'parameters' must be a mapping of names to parameters [wrong-shape]
    5 | - start
      | ^~~~~~~
)");
}

TEST(ParameterProblem, ParameterIsAText) {
  const auto pack = least_pack_with(
      "rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n",
      "parameters:\n  start: 5 hours\nrules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: $start\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:10: error: a parameter must be a mapping of keys to values [wrong-shape]
    5 |   start: 5 hours
      |          ^~~~~~~
)");
}

TEST(ParameterProblem, ParameterWithoutChoices) {
  const auto pack = least_pack_with("rules:\n", "parameters:\n  start: {default: 5 hours}\nrules:\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:10: error: a parameter needs 'choices' [missing-key]
    5 |   start: {default: 5 hours}
      |          ^~~~~~~~~~~~~~~~~~
)");
}

TEST(ParameterProblem, ParameterWithNoChoice) {
  const auto pack = least_pack_with("rules:\n", "parameters:\n  start: {choices: [], default: 5 hours}\nrules:\n");
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:5:20: error: 'choices' must be a list of at least one {value, title} [wrong-shape]
    5 |   start: {choices: [], default: 5 hours}
      |                    ^~
)");
}

TEST(ParameterProblem, ParameterWithoutDefault) {
  const auto pack =
      least_pack_with("rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n",
                      "parameters:\n  start: {choices: [{value: 5 hours}]}\nrules:\n- id: r\n  for-each: a\n  expect: "
                      "b\n  same: [doc]\n  within: $start\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:10: error: a parameter needs 'default' [missing-key]
    5 |   start: {choices: [{value: 5 hours}]}
      |          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
)");
}

TEST(ParameterProblem, ParameterWithAnotherDefault) {
  const auto pack =
      least_pack_with("rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n",
                      "parameters:\n  start: {choices: [{value: 5 hours}, {value: 24 hours}], default: 6 "
                      "hours}\nrules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: $start\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:68: error: '6 hours' is not a choice of the parameter 'start' [bad-value]
    5 |   start: {choices: [{value: 5 hours}, {value: 24 hours}], default: 6 hours}
      |                                                                    ^~~~~~~
      = help: did you mean '5 hours'?
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:5:68: 错误: 参数“start”没有“6 hours”这一选项 [bad-value]
    5 |   start: {choices: [{value: 5 hours}, {value: 24 hours}], default: 6 hours}
      |                                                                    ^~~~~~~
      = 办法：是否想写“5 hours”？
)");
}

TEST(ParameterProblem, ParameterDefaultIsAList) {
  const auto pack =
      least_pack_with("rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n",
                      "parameters:\n  start: {choices: [{value: 5 hours}], default: [5 hours]}\nrules:\n- id: r\n  "
                      "for-each: a\n  expect: b\n  same: [doc]\n  within: $start\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:49: error: 'default' must be one of the values of 'choices' [wrong-shape]
    5 |   start: {choices: [{value: 5 hours}], default: [5 hours]}
      |                                                 ^~~~~~~~~
)");
}

TEST(ParameterProblem, ParameterMisspelt) {
  const auto pack =
      least_pack_with("rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n",
                      "parameters:\n  start: {choices: [{value: 5 hours, titel: x}], default: 5 hours, becuase: "
                      "x}\nrules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: $start\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:38: error: a choice has no key 'titel' [unknown-key]
    5 |   start: {choices: [{value: 5 hours, titel: x}], default: 5 hours, becuase: x}
      |                                      ^~~~~
      = help: did you mean 'title'?
pack.yaml:5:68: error: a parameter has no key 'becuase' [unknown-key]
    5 |   start: {choices: [{value: 5 hours, titel: x}], default: 5 hours, becuase: x}
      |                                                                    ^~~~~~~
      = help: did you mean 'because'?
)");
}

TEST(ParameterProblem, ParameterChoiceTwice) {
  const auto pack =
      least_pack_with("rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n",
                      "parameters:\n  start: {choices: [{value: 5 hours}, {value: 5 hours}], default: 5 "
                      "hours}\nrules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: $start\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:47: error: the choice '5 hours' stands twice [bad-value]
    5 |   start: {choices: [{value: 5 hours}, {value: 5 hours}], default: 5 hours}
      |                                               ^~~~~~~
)");
}

TEST(ParameterProblem, ChoiceIsNoPeriod) {
  const auto pack =
      least_pack_with("rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n",
                      "parameters:\n  start: {choices: [{value: 5 hour}, {value: soon}], default: soon}\nrules:\n- id: "
                      "r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: $start\n");
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:11:11: error: 'soon' is not a period: write a whole number and a unit, such as 3 working days [bad-period]
   11 |   within: $start
      |           ^~~~~~
)");
}

TEST(ParameterProblem, SameIdTwice) {
  const auto pack = least_pack() + "- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:7: error: the rule id 'r' stands twice [duplicate-rule]
   10 | - id: r
      |       ^
pack.yaml:5:7: note: first used here
    5 | - id: r
      |       ^
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:10:7: 错误: 规则标识“r”重复 [duplicate-rule]
   10 | - id: r
      |       ^
pack.yaml:5:7: 说明: 第一次用在这里
    5 | - id: r
      |       ^
)");
}

TEST(ParameterProblem, SameIdTwiceWithOtherMistakes) {
  const auto pack = least_pack() + "- id: r\n  severity: x\n  for-each: a\n  expect: b\n  same: []\n  within: 1 day\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:7: error: the rule id 'r' stands twice [duplicate-rule]
   10 | - id: r
      |       ^
pack.yaml:5:7: note: first used here
    5 | - id: r
      |       ^
pack.yaml:11:13: error: 'x' is not a value of 'severity' [bad-value]
   11 |   severity: x
      |             ^
      = help: possible here: high, medium, low
)");
}

}  // namespace
}  // namespace shixian::rule
