// One mistake each in the examples of a rule, with everything that is printed about it.
#include <gtest/gtest.h>

#include "pack_fixture.hpp"

namespace shixian::rule {
namespace {

using text::Language;

TEST(ExampleProblem, ExamplesAreAMapping) {
  const auto pack = least_pack() + "  examples: {log: x}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:10:13: error: 'examples' must be a list of examples [wrong-shape]
   10 |   examples: {log: x}
      |             ^~~~~~~~
)");
}

TEST(ExampleProblem, ExampleOfNothing) {
  const auto pack = least_pack() + "  examples:\n  - {}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:11:5: error: an example needs 'log' [missing-key]
   11 |   - {}
      |     ^~
pack.yaml:11:5: error: an example needs 'as-of' [missing-key]
   11 |   - {}
      |     ^~
pack.yaml:11:5: error: an example needs 'verdicts' [missing-key]
   11 |   - {}
      |     ^~
)");
}

TEST(ExampleProblem, ExampleMisspelt) {
  const auto pack = least_pack() + "  examples:\n  - {log: x, as-of: 2020-06-30, verdict: met, nmae: x}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:11:47: error: an example has no key 'nmae' [unknown-key]
   11 |   - {log: x, as-of: 2020-06-30, verdict: met, nmae: x}
      |                                               ^~~~
      = help: did you mean 'name'?
)");
}

TEST(ExampleProblem, ExampleVerdict) {
  const auto pack = least_pack() + "  examples:\n  - {log: x, as-of: 2020-06-30, verdict: mett}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:11:42: error: 'mett' is not a value of 'verdict' [bad-value]
   11 |   - {log: x, as-of: 2020-06-30, verdict: mett}
      |                                          ^~~~
      = help: did you mean 'met'?
)");
  EXPECT_EQ(problems_in(pack, Language::chinese), R"(pack.yaml:11:42: 错误: “verdict”不能取“mett” [bad-value]
   11 |   - {log: x, as-of: 2020-06-30, verdict: mett}
      |                                          ^~~~
      = 办法：是否想写“met”？
)");
}

TEST(ExampleProblem, ExampleVerdicts) {
  const auto pack = least_pack() + "  examples:\n  - {log: x, as-of: 2020-06-30, verdicts: [met, waived, [late]]}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:11:49: error: 'waived' is not a value of 'verdict' [bad-value]
   11 |   - {log: x, as-of: 2020-06-30, verdicts: [met, waived, [late]]}
      |                                                 ^~~~~~
      = help: possible here: met, late, missing, breached, pending, undetermined
pack.yaml:11:57: error: 'verdict' must be one word [wrong-shape]
   11 |   - {log: x, as-of: 2020-06-30, verdicts: [met, waived, [late]]}
      |                                                         ^~~~~~
)");
}

TEST(ExampleProblem, ExampleBothVerdicts) {
  const auto pack = least_pack() + "  examples:\n  - {log: x, as-of: 2020-06-30, verdict: met, verdicts: [late]}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:11:47: error: an example has either 'verdict' or 'verdicts' [unclear-rule]
   11 |   - {log: x, as-of: 2020-06-30, verdict: met, verdicts: [late]}
      |                                               ^~~~~~~~
)");
}

TEST(ExampleProblem, ExampleVerdictsIsAText) {
  const auto pack = least_pack() + "  examples:\n  - {log: x, as-of: 2020-06-30, verdicts: met}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:11:43: error: 'verdicts' must be a list of verdicts [wrong-shape]
   11 |   - {log: x, as-of: 2020-06-30, verdicts: met}
      |                                           ^~~
)");
}

TEST(ExampleProblem, ExampleShapes) {
  const auto pack = least_pack() + "  examples:\n  - {log: [x], as-of: {}, verdict: met, rosters: [u]}\n";
  EXPECT_EQ(problems_in(pack),
            R"(pack.yaml:11:11: error: 'log' must be lines of 'TIME  event-type  key=value …' [wrong-shape]
   11 |   - {log: [x], as-of: {}, verdict: met, rosters: [u]}
      |           ^~~
pack.yaml:11:23: error: 'as-of' must be a date or time such as 2020-06-30 [wrong-shape]
   11 |   - {log: [x], as-of: {}, verdict: met, rosters: [u]}
      |                       ^~
pack.yaml:11:50: error: 'rosters' must be a mapping of roster names to lists [wrong-shape]
   11 |   - {log: [x], as-of: {}, verdict: met, rosters: [u]}
      |                                                  ^~~
)");
}

TEST(ExampleProblem, ExampleRosters) {
  const auto pack =
      least_pack() + "  examples:\n  - {log: x, as-of: 2020-06-30, verdict: met, rosters: {units: {a: b}}}\n";
  EXPECT_EQ(problems_in(pack), R"(pack.yaml:11:64: error: 'units' must be a text or a list of texts [wrong-shape]
   11 |   - {log: x, as-of: 2020-06-30, verdict: met, rosters: {units: {a: b}}}
      |                                                                ^~~~~~
)");
}

}  // namespace
}  // namespace shixian::rule
