// One mistake each in one rule, with everything that is printed about it.
#include <gtest/gtest.h>

#include "pack_fixture.hpp"
#include "text/width.hpp"

namespace shixian::rule {
namespace {

using text::Language;

TEST(RuleProblem, NoId) {
  const auto pack = least_pack_with("- id: r\n  for-each: a\n", "- for-each: a\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:3: error: a rule needs 'id' [missing-key]
    5 | - for-each: a
      |   ^~~~~~~~~~~
)");
}

TEST(RuleProblem, EmptyId) {
  const auto pack = least_pack_with("- id: r\n", "- id:\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:3: error: a rule needs 'id', but it is empty here [missing-key]
    5 | - id:
      |   ^~
)");
}

TEST(RuleProblem, BlankId) {
  const auto pack = least_pack_with("- id: r\n", "- id: \" \"\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:7: error: 'id' must not be an empty text [bad-value]
    5 | - id: " "
      |       ^~~
)");
}

TEST(RuleProblem, IdIsAList) {
  const auto pack = least_pack_with("- id: r\n", "- id: [r]\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:7: error: 'id' must be a text [wrong-shape]
    5 | - id: [r]
      |       ^~~
)");
}

TEST(RuleProblem, NoForEach) {
  const auto pack = least_pack_with("  for-each: a\n", "");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:3: error: a rule needs 'for-each' or 'for-every' [missing-key]
    5 | - id: r
      |   ^~~~~
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:5:3: 错误: 规则缺少“for-each”或“for-every” [missing-key]
    5 | - id: r
      |   ^~~~~
)");
}

TEST(RuleProblem, ForEachIsAnEmptyList) {
  const auto pack = least_pack_with("  for-each: a\n", "  for-each: []\n");
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:6:13: error: 'for-each' must be an event type, a list of them, 'any', or {event: …, where: …} [wrong-shape]
    6 |   for-each: []
      |             ^~
)");
}

TEST(RuleProblem, ForEachWithAny) {
  const auto pack = least_pack_with("  for-each: a\n", "  for-each: [a, any]\n");
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:6:17: error: 'any' means every event type already: it stands alone [bad-value]
    6 |   for-each: [a, any]
      |                 ^~~
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:6:17: 错误: any 已指任何事件类型，应单独写 [bad-value]
    6 |   for-each: [a, any]
      |                 ^~~
)");
}

TEST(RuleProblem, ForEachOfLists) {
  const auto pack = least_pack_with("  for-each: a\n", "  for-each: [[a]]\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:6:14: error: 'for-each' must be a list of texts only [wrong-shape]
    6 |   for-each: [[a]]
      |              ^~~
)");
}

TEST(RuleProblem, ForEachWithoutEvent) {
  const auto pack = least_pack_with("  for-each: a\n", "  for-each: {where: x}\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:6:13: error: 'for-each' needs 'event' [missing-key]
    6 |   for-each: {where: x}
      |             ^~~~~~~~~~
)");
}

TEST(RuleProblem, ForEachOfNoEvent) {
  const auto pack = least_pack_with("  for-each: a\n", "  for-each: {event: []}\n");
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:6:21: error: 'event' must be an event type, a list of at least one, or 'any' [wrong-shape]
    6 |   for-each: {event: []}
      |                     ^~
)");
}

TEST(RuleProblem, ForEachMisspelt) {
  const auto pack = least_pack_with("  for-each: a\n", "  for-each: {event: a, were: x}\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:6:24: error: 'for-each' has no key 'were' [unknown-key]
    6 |   for-each: {event: a, were: x}
      |                        ^~~~
      = help: did you mean 'where'?
)");
}

TEST(RuleProblem, NoExpect) {
  const auto pack = least_pack_with("  expect: b\n", "");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:5:3: error: the rule demands nothing [missing-key]
    5 | - id: r
      |   ^~~~~
      = help: write one of: expect, expect-before, forbid, assert, count, ratio, reconcile, require-attributes
)");
}

TEST(RuleProblem, ExpectIsEmpty) {
  const auto pack = least_pack_with("  expect: b\n", "  expect: \"\"\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:7:11: error: an event type cannot be an empty text [bad-value]
    7 |   expect: ""
      |           ^~
)");
}

TEST(RuleProblem, BadCondition) {
  const auto pack = least_pack_with("  expect: b\n", "  where: level = 1\n  expect: b\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:7:16: error: expected '==' but found '=' [bad-condition]
    7 |   where: level = 1
      |                ^
      = help: '==' compares two values
)");
}

TEST(RuleProblem, ConditionIsAList) {
  const auto pack = least_pack_with("  expect: b\n", "  where: [x]\n  expect: b\n");
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:7:10: error: 'where' must be a condition, such as 'level == "重大"' [wrong-shape]
    7 |   where: [x]
      |          ^~~
)");
}

TEST(RuleProblem, ConditionIsEmpty) {
  const auto pack = least_pack_with("  expect: b\n", "  where:\n  expect: b\n");
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:7:3: error: 'where' must be a condition, such as 'level == "重大"', but it is empty [wrong-shape]
    7 |   where:
      |   ^~~~~
)");
  EXPECT_EQ(problems_in(pack, Language::chinese),
            R"(pack.yaml:7:3: 错误: “where”应是条件，如 'level == "重大"'，这里是空的 [wrong-shape]
    7 |   where:
      |   ^~~~~
)");
}

TEST(RuleProblem, NothingTiesThem) {
  const auto pack = least_pack_with("  same: [doc]\n", "");
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:5:7: error: the rule does not say what ties a response to its trigger [unclear-rule]
    5 | - id: r
      |       ^
      = help: name the attributes that both carry: same: [doc_no]; or same: [] when any response will do
)");
  EXPECT_EQ(problems_in(pack, Language::chinese),
            R"(pack.yaml:5:7: 错误: 规则没有说明回应与触发事件凭什么对应 [unclear-rule]
    5 | - id: r
      |       ^
      = 办法：请写出两者共有的属性：same: [doc_no]；任何回应都可以时写 same: []
)");
}

TEST(RuleProblem, SameIsAMapping) {
  const auto pack = least_pack_with("  same: [doc]\n", "  same: {doc: x}\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:8:9: error: 'same' must be a text or a list of texts [wrong-shape]
    8 |   same: {doc: x}
      |         ^~~~~~~~
)");
}

TEST(RuleProblem, SameIsBlank) {
  const auto pack = least_pack_with("  same: [doc]\n", "  same: [\"\"]\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:8:9: error: 'same' must be names of attributes [wrong-shape]
    8 |   same: [""]
      |         ^~~~
)");
}

TEST(RuleProblem, EarlyYes) {
  const auto pack = least_pack() + "  early: yes\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:10: error: 'yes' is not a value of 'early' [bad-value]
   10 |   early: yes
      |          ^~~
      = help: possible here: allowed
)");
}

TEST(RuleProblem, RollUp) {
  const auto pack = least_pack() + "  roll: up\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:9: error: 'up' is not a value of 'roll' [bad-value]
   10 |   roll: up
      |         ^~
      = help: possible here: none, next-working-day
)");
}

TEST(RuleProblem, BadSeverity) {
  const auto pack = least_pack() + "  severity: hihg\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:13: error: 'hihg' is not a value of 'severity' [bad-value]
   10 |   severity: hihg
      |             ^~~~
      = help: did you mean 'high'?
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:10:13: 错误: “severity”不能取“hihg” [bad-value]
   10 |   severity: hihg
      |             ^~~~
      = 办法：是否想写“high”？
)");
}

TEST(RuleProblem, OwnerIsAList) {
  const auto pack = least_pack() + "  owner: [a, b]\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:10: error: 'owner' must be a text [wrong-shape]
   10 |   owner: [a, b]
      |          ^~~~~~
)");
}

TEST(RuleProblem, CiteIsAText) {
  const auto pack = least_pack() + "  cite: 第10项\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:9: error: 'cite' must be a mapping of keys to values [wrong-shape]
   10 |   cite: 第10项
      |         ^~~~~~
)");
}

TEST(RuleProblem, CiteMisspelt) {
  const auto pack = least_pack() + "  cite: {itme: 1}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:10: error: 'cite' has no key 'itme' [unknown-key]
   10 |   cite: {itme: 1}
      |          ^~~~
      = help: did you mean 'item'?
)");
}

TEST(RuleProblem, OfIsAText) {
  const auto pack = least_pack() + "  of: units\n";
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:10:7: error: 'of' must be one attribute and its roster, such as {unit: roster.units} [wrong-shape]
   10 |   of: units
      |       ^~~~~
)");
}

TEST(RuleProblem, OfIsNoRoster) {
  const auto pack = least_pack() + "  of: {unit: units}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:14: error: 'units' is not a roster [bad-value]
   10 |   of: {unit: units}
      |              ^~~~~
      = help: write roster.units; the mapping says which file it is; or from-log for those that the log names
)");
}

TEST(RuleProblem, OfTwo) {
  const auto pack = least_pack() + "  of: {unit: roster.units, column: roster.columns}\n";
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:10:7: error: 'of' must be one attribute and its roster, such as {unit: roster.units} [wrong-shape]
   10 |   of: {unit: roster.units, column: roster.columns}
      |       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
)");
}

TEST(RuleProblem, InForceOfARule) {
  const auto pack = least_pack() + "  in-force: {from: 2021-01-01, to: 2020-12-31}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:13: error: 'in-force' ends before it begins [bad-value]
   10 |   in-force: {from: 2021-01-01, to: 2020-12-31}
      |             ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
)");
}

TEST(RuleProblem, RuleIsAText) {
  const auto pack = least_pack() + "- s\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:3: error: a rule must be a mapping of keys to values [wrong-shape]
   10 | - s
      |   ^
)");
}

TEST(RuleProblem, EmptyRule) {
  const auto pack = least_pack() + "-\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:1: error: a rule must be a mapping of keys to values [wrong-shape]
   10 | -
      | ^
)");
}

/// Words that other rule languages have, or that this one may have later: refused, never passed over.
TEST(RuleProblem, WordsThatAreNotRead) {
  for (const char* word : {"always", "sla", "penalty"}) {
    const auto line = "  " + std::string(word) + ": x";
    const auto marks = "^" + std::string(text::display_width(word) - 1, '~');
    EXPECT_EQ(problems_in(least_pack() + line + "\n"), "pack.yaml:10:3: error: a rule has no key '" +
                                                           std::string(word) + "' [unknown-key]\n   10 | " + line +
                                                           "\n      |   " + marks + "\n");
  }
  EXPECT_EQ(problems_in(least_pack() + "  期线: x\n"),
            R"(pack.yaml:10:3: error: there is no key '期线' here [unknown-key]
   10 |   期线: x
      |   ^~~~
      = help: did you mean '期限'?
)");
  EXPECT_EQ(problems_in(least_pack() + "  always: x\n", Language::chinese),
            R"(pack.yaml:10:3: 错误: 规则没有“always”这个键 [unknown-key]
   10 |   always: x
      |   ^~~~~~
)");
}

}  // namespace
}  // namespace shixian::rule
