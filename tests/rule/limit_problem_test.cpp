// One mistake each in the time limits of a rule, with everything that is printed about it.
#include <gtest/gtest.h>

#include "pack_fixture.hpp"

namespace shixian::rule {
namespace {

using text::Language;

TEST(LimitProblem, NoWithin) {
  const auto pack = least_pack_with("  within: 3 working days\n", "");
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:5:3: error: 'expect' with 'for-each' needs 'within', 'by' or 'no-sooner-than' [missing-key]
    5 | - id: r
      |   ^~~~~
)");
}

TEST(LimitProblem, EmptyWithin) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within:\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:9:3: error: a rule needs 'within', but it is empty here [missing-key]
    9 |   within:
      |   ^~~~~~
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:9:3: 错误: 规则缺少“within”的值 [missing-key]
    9 |   within:
      |   ^~~~~~
)");
}

TEST(LimitProblem, BadPeriod) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: 3 fortnights\n");
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:9:11: error: '3 fortnights' is not a period: 'fortnights' is not a unit; possible here: minutes, hours, working hours, days, working days, weeks, months, years [bad-period]
    9 |   within: 3 fortnights
      |           ^~~~~~~~~~~~
)");
  EXPECT_EQ(
      problems_in(pack, Language::chinese),
      R"(pack.yaml:9:11: 错误: “3 fortnights”不是期限：没有“fortnights”这个单位；此处可以写：minutes、hours、working hours、days、working days、weeks、months、years [bad-period]
    9 |   within: 3 fortnights
      |           ^~~~~~~~~~~~
)");
}

TEST(LimitProblem, MisspeltUnit) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: 3 workng days\n");
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:9:11: error: '3 workng days' is not a period: 'workng days' is not a unit; did you mean 'working days'? [bad-period]
    9 |   within: 3 workng days
      |           ^~~~~~~~~~~~~
)");
}

TEST(LimitProblem, NoUnit) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: 3\n");
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:9:11: error: '3' is not a period: the unit is missing: minutes, hours, working hours, days, working days, weeks, months or years [bad-period]
    9 |   within: 3
      |           ^
)");
}

TEST(LimitProblem, Halves) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: 半年\n");
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:9:11: error: '半年' is not a period: halves are not read; write 6 months, 30 minutes or 12 hours [bad-period]
    9 |   within: 半年
      |           ^~~~
)");
}

TEST(LimitProblem, ZeroHours) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: 0 hours\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:9:11: error: a limit of no time at all cannot be met [bad-period]
    9 |   within: 0 hours
      |           ^~~~~~~
)");
}

TEST(LimitProblem, WithinIsAMapping) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: {limit: 3 days}\n");
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:9:11: error: 'within' must be a period such as '3 working days', or a table of {where, limit} [wrong-shape]
    9 |   within: {limit: 3 days}
      |           ^~~~~~~~~~~~~~~
)");
}

TEST(LimitProblem, WithinIsAnEmptyList) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: []\n");
  EXPECT_EQ(
      problems_in(pack),
      R"(pack.yaml:9:11: error: 'within' must be a period such as '3 working days', or a table of {where, limit} [wrong-shape]
    9 |   within: []
      |           ^~
)");
}

TEST(LimitProblem, WithinOfTexts) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: [3 days, 5 days]\n");
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:9:12: error: a row of the limit table must be a mapping of keys to values [wrong-shape]
    9 |   within: [3 days, 5 days]
      |            ^~~~~~
pack.yaml:9:20: error: a row of the limit table must be a mapping of keys to values [wrong-shape]
    9 |   within: [3 days, 5 days]
      |                    ^~~~~~
)");
}

TEST(LimitProblem, RowWithoutLimit) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: [{where: x}]\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:9:12: error: a row of the limit table needs 'limit' [missing-key]
    9 |   within: [{where: x}]
      |            ^~~~~~~~~~
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:9:12: 错误: 期限表的一行缺少“limit” [missing-key]
    9 |   within: [{where: x}]
      |            ^~~~~~~~~~
)");
}

TEST(LimitProblem, RowMisspelt) {
  const auto pack =
      least_pack_with("  within: 3 working days\n", "  within: [{where: x, limits: 3 days, limit: 3 days}]\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:9:23: error: a row of the limit table has no key 'limits' [unknown-key]
    9 |   within: [{where: x, limits: 3 days, limit: 3 days}]
      |                       ^~~~~~
      = help: did you mean 'limit'?
)");
}

TEST(LimitProblem, LimitIsAList) {
  const auto pack = least_pack_with("  within: 3 working days\n", "  within: [{limit: [3 days]}]\n");
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:9:20: error: 'limit' must be a period, or none [wrong-shape]
    9 |   within: [{limit: [3 days]}]
      |                    ^~~~~~~~
)");
}

TEST(LimitProblem, UnreachableRow) {
  const auto pack =
      least_pack_with("  within: 3 working days\n",
                      "  within: \n  - {limit: 5 hours}\n  - {where: x, limit: 48 hours}\n  - {limit: none}\n");
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:11:5: error: this row is never reached: the one before it applies to everything [unclear-rule]
   11 |   - {where: x, limit: 48 hours}
      |     ^~~~~~~~~~~~~~~~~~~~~~~~~~~
pack.yaml:10:5: note: this row has no 'where'
   10 |   - {limit: 5 hours}
      |     ^~~~~~~~~~~~~~~~
pack.yaml:12:5: error: this row is never reached: the one before it applies to everything [unclear-rule]
   12 |   - {limit: none}
      |     ^~~~~~~~~~~~~
pack.yaml:10:5: note: this row has no 'where'
   10 |   - {limit: 5 hours}
      |     ^~~~~~~~~~~~~~~~
)");
  EXPECT_EQ(problems_in(pack, Language::chinese),
            R"(pack.yaml:11:5: 错误: 这一行永远用不到：它前面的一行适用于一切情形 [unclear-rule]
   11 |   - {where: x, limit: 48 hours}
      |     ^~~~~~~~~~~~~~~~~~~~~~~~~~~
pack.yaml:10:5: 说明: 这一行没有“where”
   10 |   - {limit: 5 hours}
      |     ^~~~~~~~~~~~~~~~
pack.yaml:12:5: 错误: 这一行永远用不到：它前面的一行适用于一切情形 [unclear-rule]
   12 |   - {limit: none}
      |     ^~~~~~~~~~~~~
pack.yaml:10:5: 说明: 这一行没有“where”
   10 |   - {limit: 5 hours}
      |     ^~~~~~~~~~~~~~~~
)");
}

}  // namespace
}  // namespace shixian::rule
