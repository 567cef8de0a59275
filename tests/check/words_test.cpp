// Every word of the language against a naive evaluator: on exact logs the two say the same; on vague ones the engine is
// certain only of what holds in every world the log may stand for.
#include <gtest/gtest.h>

#include <iostream>

#include "reference/setting.hpp"
#include "reference/shrink.hpp"
#include "reference/worlds.hpp"

namespace shixian::reference {
namespace {

/// Runs a property over random cases; the first that breaks it is shrunk and printed.
template <class Broken>
void for_all(const char* name, bool exact, const Broken& broken) {
  const auto seed = number_from("SHIXIAN_SEED", 20200617);
  const auto pairs = std::max<std::uint64_t>(1, number_from("SHIXIAN_PAIRS", 2000));
  std::cout << name << ": " << pairs << " pairs, SHIXIAN_SEED=" << seed << '\n';
  for (auto i = seed; i < seed + pairs; ++i) {
    Dice dice(i);
    const auto scenario = random_case(dice, china().reference, exact);
    if (broken(scenario, i).empty()) continue;
    const auto smallest = shrink(
        scenario, [&](const Scenario& one) { return !broken(one, i).empty(); }, !exact);
    FAIL() << name << ", SHIXIAN_SEED=" << i << '\n' << broken(smallest, i) << print(smallest);
  }
}

TEST(Words, TheReferenceAgreesOnExactLogs) {
  for_all("exact", true,
          [](const Scenario& scenario, std::uint64_t) { return differences_in_words(scenario, china()); });
}

TEST(Words, WhatIsCertainHoldsInEveryWorld) {
  for_all("worlds", false,
          [](const Scenario& scenario, std::uint64_t seed) { return unsound_verdicts(scenario, china(), seed); });
}

/// Agreement says little where one verdict, or one demand, fills the pairs.
TEST(Words, EveryVerdictOfEveryDemandComesUp) {
  std::map<std::pair<int, check::Verdict>, int> counts;
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    Dice dice(seed);
    const auto checked = check_scenario(random_case(dice, china().reference, true), china());
    for (const auto& finding : checked->findings.all)
      ++counts[{static_cast<int>(checked->findings.rules[finding.rule].rule->demand.kind), finding.verdict}];
  }
  using check::Verdict;
  using Kind = rule::Demand::Kind;
  const auto count = [&](Kind kind, Verdict verdict) { return counts[{static_cast<int>(kind), verdict}]; };
  for (const auto verdict : {Verdict::met, Verdict::late, Verdict::missing, Verdict::pending})
    EXPECT_GT(count(Kind::expect, verdict), 50) << check::name(verdict);
  EXPECT_GT(count(Kind::expect, Verdict::breached), 5) << "too soon";
  for (const auto kind : {Kind::expect_before, Kind::forbid, Kind::assert_that, Kind::count, Kind::gap, Kind::ratio,
                          Kind::reconcile, Kind::require_attributes})
    for (const auto verdict : {Verdict::met, Verdict::breached})
      EXPECT_GT(count(kind, verdict), 10) << static_cast<int>(kind) << " " << check::name(verdict);
}

}  // namespace
}  // namespace shixian::reference
