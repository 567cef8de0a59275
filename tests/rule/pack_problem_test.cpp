// One mistake each in the head of a pack, with everything that is printed about it.
#include <gtest/gtest.h>

#include "pack_fixture.hpp"

namespace shixian::rule {
namespace {

using text::Language;

TEST(PackProblem, NoVersion) {
  const auto pack = least_pack_with("shixian: 1\n", "");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:1:1: error: a rule pack needs 'shixian' [missing-key]
    1 | pack: p
      | ^~~~~~~
)");
}

TEST(PackProblem, OtherVersion) {
  const auto pack = least_pack_with("shixian: 1\n", "shixian: 2\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:1:10: error: this program reads version 1 of 'shixian' files [bad-version]
    1 | shixian: 2
      |          ^
)");
}

TEST(PackProblem, NoPack) {
  const auto pack = least_pack_with("pack: p\n", "");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:1:1: error: a rule pack needs 'pack' [missing-key]
    1 | shixian: 1
      | ^~~~~~~~~~
)");
}

TEST(PackProblem, EmptyPack) {
  const auto pack = least_pack_with("pack: p\n", "pack: \"\"\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:2:7: error: 'pack' must not be an empty text [bad-value]
    2 | pack: ""
      |       ^~
)");
}

TEST(PackProblem, PackIsAList) {
  const auto pack = least_pack_with("pack: p\n", "pack: [p]\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:2:7: error: 'pack' must be a text [wrong-shape]
    2 | pack: [p]
      |       ^~~
)");
}

TEST(PackProblem, NoTimeZone) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:1:1: error: a rule pack needs 'time-zone' [missing-key]
    1 | shixian: 1
      | ^~~~~~~~~~
)");
}

TEST(PackProblem, MisspeltZone) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "time-zone: Asia/Shangai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:12: error: there is no time zone 'Asia/Shangai' [bad-zone]
    3 | time-zone: Asia/Shangai
      |            ^~~~~~~~~~~~
      = help: did you mean 'Asia/Shanghai'?
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:3:12: 错误: 没有“Asia/Shangai”这个时区 [bad-zone]
    3 | time-zone: Asia/Shangai
      |            ^~~~~~~~~~~~
      = 办法：是否想写“Asia/Shanghai”？
)");
}

TEST(PackProblem, AmbiguousZone) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "time-zone: CST\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:12: error: there is no time zone 'CST' [bad-zone]
    3 | time-zone: CST
      |            ^~~
      = help: CST has several meanings: write Asia/Shanghai or America/Chicago
)");
}

TEST(PackProblem, ZoneIsAMapping) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "time-zone: {name: x}\n");
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:3:12: error: 'time-zone' must be a time zone such as Asia/Shanghai [wrong-shape]
    3 | time-zone: {name: x}
      |            ^~~~~~~~~
)");
}

TEST(PackProblem, NoRules) {
  const auto pack =
      least_pack_with("rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n", "");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:1:1: error: a rule pack needs 'rules' [missing-key]
    1 | shixian: 1
      | ^~~~~~~~~~
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:1:1: 错误: 规则包缺少“rules” [missing-key]
    1 | shixian: 1
      | ^~~~~~~~~~
)");
}

TEST(PackProblem, EmptyRules) {
  const auto pack =
      least_pack_with("- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n", "");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:4:1: error: a rule pack needs 'rules', but it is empty here [missing-key]
    4 | rules:
      | ^~~~~
)");
}

TEST(PackProblem, RulesAreAnEmptyList) {
  const auto pack = least_pack_with(
      "rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n", "rules: []\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:4:8: error: 'rules' must be a list of at least one rule [wrong-shape]
    4 | rules: []
      |        ^~
)");
}

TEST(PackProblem, RulesAreAMapping) {
  const auto pack = least_pack_with(
      "rules:\n- id: r\n  for-each: a\n  expect: b\n  same: [doc]\n  within: 3 working days\n", "rules: {a: b}\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:4:8: error: 'rules' must be a list of at least one rule [wrong-shape]
    4 | rules: {a: b}
      |        ^~~~~~
)");
}

TEST(PackProblem, UnknownKeyOfThePack) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "calender: china\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:1: error: a rule pack has no key 'calender' [unknown-key]
    3 | calender: china
      | ^~~~~~~~
      = help: did you mean 'calendar'?
)");
}

TEST(PackProblem, FutureKeyOfThePack) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "extends: q\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:10: error: there is no pack 'q' [unreadable-file]
    3 | extends: q
      |          ^
)");
}

TEST(PackProblem, DuplicateKeyOfThePack) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "pack: q\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:1: error: the key 'pack' stands twice [duplicate-key]
    3 | pack: q
      | ^~~~
      = help: keep one of the two
pack.yaml:2:1: note: first written here
    2 | pack: p
      | ^~~~
)");
}

TEST(PackProblem, CalendarIsAList) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "calendar: [china]\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:11: error: 'calendar' must be a text [wrong-shape]
    3 | calendar: [china]
      |           ^~~~~~~
)");
}

TEST(PackProblem, UnknownRegime) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "regime: cn-civil\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:9: error: 'cn-civil' is not a value of 'regime' [bad-value]
    3 | regime: cn-civil
      |         ^~~~~~~~
      = help: possible here: cn-civil-code, eu-1182-71, us-foia, uk-foia
)");
}

TEST(PackProblem, UnknownKeyOfTheSource) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "source: {isuer: x}\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:10: error: 'source' has no key 'isuer' [unknown-key]
    3 | source: {isuer: x}
      |          ^~~~~
      = help: did you mean 'issuer'?
)");
}

TEST(PackProblem, BadDateOfTheSource) {
  const auto pack =
      least_pack_with("time-zone: Asia/Shanghai\n", "source: {issued: 2020-06-31}\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:18: error: 2020-06 has no day 31 [bad-time]
    3 | source: {issued: 2020-06-31}
      |                  ^~~~~~~~~~
)");
}

TEST(PackProblem, SourceIsAText) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "source: x\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:9: error: 'source' must be a mapping of keys to values [wrong-shape]
    3 | source: x
      |         ^
)");
}

TEST(PackProblem, InForceReversed) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n",
                                    "in-force: {from: 2020-12-31, to: 2020-06-17}\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:11: error: 'in-force' ends before it begins [bad-value]
    3 | in-force: {from: 2020-12-31, to: 2020-06-17}
      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:3:11: 错误: “in-force”的终止日早于起始日 [bad-value]
    3 | in-force: {from: 2020-12-31, to: 2020-06-17}
      |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
)");
}

TEST(PackProblem, InForceUnknownKey) {
  const auto pack =
      least_pack_with("time-zone: Asia/Shanghai\n", "in-force: {form: 2020-12-31}\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:12: error: 'in-force' has no key 'form' [unknown-key]
    3 | in-force: {form: 2020-12-31}
      |            ^~~~
      = help: did you mean 'from'?
)");
}

TEST(PackProblem, InForceIsADate) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "in-force: 2020\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:11: error: 'in-force' must be a mapping of keys to values [wrong-shape]
    3 | in-force: 2020
      |           ^~~~
)");
}

TEST(PackProblem, InForceOfAList) {
  const auto pack =
      least_pack_with("time-zone: Asia/Shanghai\n", "in-force: {from: [2020-01-01]}\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:18: error: 'from' must be a date such as 2020-06-17 [wrong-shape]
    3 | in-force: {from: [2020-01-01]}
      |                  ^~~~~~~~~~~~
)");
}

TEST(PackProblem, TitleInFrench) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "title: {fr: x}\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:9: error: 'title' has no key 'fr' [unknown-key]
    3 | title: {fr: x}
      |         ^~
      = help: possible here: zh, en
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:3:9: 错误: “title”没有“fr”这个键 [unknown-key]
    3 | title: {fr: x}
      |         ^~
      = 办法：此处可以写：zh、en
)");
}

TEST(PackProblem, AttributesAreAList) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n", "attributes: [level]\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:13: error: 'attributes' must be a mapping of attribute names [wrong-shape]
    3 | attributes: [level]
      |             ^~~~~~~
)");
}

TEST(PackProblem, AttributeWithoutValues) {
  const auto pack =
      least_pack_with("time-zone: Asia/Shanghai\n", "attributes: {level: {}}\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:21: error: an attribute needs 'one-of' [missing-key]
    3 | attributes: {level: {}}
      |                     ^~
)");
}

TEST(PackProblem, AttributeWithNoValue) {
  const auto pack =
      least_pack_with("time-zone: Asia/Shanghai\n", "attributes: {level: {one-of: []}}\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:30: error: 'one-of' must be a list of at least one value [wrong-shape]
    3 | attributes: {level: {one-of: []}}
      |                              ^~
)");
}

TEST(PackProblem, AttributeMisspelt) {
  const auto pack = least_pack_with("time-zone: Asia/Shanghai\n",
                                    "attributes: {level: {one-of: [a], type: text}}\ntime-zone: Asia/Shanghai\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:3:35: error: an attribute has no key 'type' [unknown-key]
    3 | attributes: {level: {one-of: [a], type: text}}
      |                                   ^~~~
      = help: possible here: one-of
)");
}

}  // namespace
}  // namespace shixian::rule
