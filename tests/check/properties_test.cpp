// What must hold for all packs and logs: the engine and the reference agree, and order, threads and strangers change
// nothing.
#include <gtest/gtest.h>

#include <iostream>
#include <numeric>

#include "check/evidence.hpp"
#include "reference/compare.hpp"
#include "reference/matching.hpp"
#include "reference/random_scenario.hpp"
#include "reference/setting.hpp"
#include "reference/shrink.hpp"

namespace shixian::reference {
namespace {

/// Verdict and deadline of each obligation, by fingerprint.
using Verdicts = std::map<std::string, std::string>;

Verdicts verdicts(const Checked& checked) {
  Verdicts all;
  for (const auto& finding : checked.findings.all) {
    const auto deadline = check::deadline(finding, checked.findings, checked.log);
    all.emplace(check::fingerprint(finding, checked.findings, checked.log),
                fmt::format("{} {}", check::name(finding.verdict), deadline ? time::iso(*deadline) : "-"));
  }
  return all;
}

/// All that a report could print of the findings, in their order.
std::string whole(const Checked& checked) {
  std::string text;
  for (const auto& finding : checked.findings.all)
    text += fmt::format("{} {} {} {} {} {} {} {} {}\n", finding.rule, finding.trigger, finding.response, finding.entity,
                        finding.ordinal, finding.limit, check::name(finding.verdict), finding.provisional,
                        finding.reason == check::none ? "" : checked.findings.reasons[finding.reason].english);
  for (const auto& [fingerprint, verdict] : verdicts(checked)) text += fingerprint + " " + verdict + "\n";
  return text;
}

/// The documented order: rule, trigger time, keys, entity, ordinal.
auto place(const check::Finding& finding, const Checked& checked) {
  const auto moment = checked.log.events.moment(finding.trigger);
  const auto entity = finding.entity == check::none ? 0 : finding.entity + 1;
  std::vector<std::string> keys;
  for (const auto& name : checked.findings.rules[finding.rule].rule->same)
    keys.push_back(value(checked.log.events, finding.trigger, name).value_or(""));
  return std::tuple(finding.rule, moment.first, moment.last, keys, entity, finding.ordinal);
}

/// Runs a property over random scenarios; the first that breaks it is shrunk and printed.
/// `broken` says what is wrong, or nothing.
void for_all(const char* name, std::uint64_t percent, const std::function<std::string(const Scenario&)>& broken) {
  const auto seed = number_from("SHIXIAN_SEED", 20200617);
  const auto pairs = std::max<std::uint64_t>(1, number_from("SHIXIAN_PAIRS", 1000) * percent / 100);
  std::cout << name << ": " << pairs << " pairs, SHIXIAN_SEED=" << seed << '\n';
  for (std::uint64_t i = 0; i < pairs; ++i) {
    Dice dice(seed + i);
    const auto scenario = random_scenario(dice, china().reference);
    if (broken(scenario).empty()) continue;
    const auto smallest = shrink(scenario, [&](const Scenario& one) { return !broken(one).empty(); });
    FAIL() << name << ", SHIXIAN_SEED=" << seed + i << '\n' << broken(smallest) << print(smallest);
  }
}

TEST(Properties, TheReferenceAgrees) {
  for_all("reference", 100, [](const Scenario& scenario) { return differences(scenario, china()); });
}

/// Agreement says little where one verdict fills the pairs.
TEST(Properties, EveryVerdictIsCommon) {
  std::array<std::size_t, check::verdict_count> counts{};
  for_all("verdicts", 20, [&](const Scenario& scenario) -> std::string {
    const auto totals = check::totals(check_scenario(scenario, china())->findings.all);
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += totals[i];
    return {};
  });
  const auto all = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  if (all < 500) GTEST_SKIP() << "too few findings to tell: " << all;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (const auto verdict = static_cast<check::Verdict>(i);  // the random rules only expect, and no waivers are given
        verdict != check::Verdict::breached && verdict != check::Verdict::waived)
    {
      EXPECT_GT(counts[i] * 40, all) << check::name(static_cast<check::Verdict>(i)) << ": " << counts[i] << " of "
                                     << all;
    }
}

TEST(Properties, FingerprintsAreUnique) {
  for_all("fingerprints", 30, [](const Scenario& scenario) -> std::string {
    const auto checked = check_scenario(scenario, china());
    const auto distinct = verdicts(*checked).size();
    if (distinct == checked->findings.all.size()) return {};
    return fmt::format("{} findings, {} fingerprints\n", checked->findings.all.size(), distinct);
  });
}

TEST(Properties, FindingsComeInTheDocumentedOrder) {
  for_all("order", 30, [](const Scenario& scenario) -> std::string {
    const auto checked = check_scenario(scenario, china());
    const auto& all = checked->findings.all;
    for (std::size_t i = 1; i < all.size(); ++i)
      if (place(all[i], *checked) < place(all[i - 1], *checked))
        return fmt::format("finding {} stands before finding {}\n", i, i + 1);
    return {};
  });
}

std::string changed_by_threads(const Scenario& scenario) {
  const auto one = whole(*check_scenario(scenario, china(), 1));
  for (const auto threads : {2U, 7U})
    if (const auto many = whole(*check_scenario(scenario, china(), threads)); many != one)
      return fmt::format("one thread:\n{}{} threads:\n{}", one, threads, many);
  return {};
}

TEST(Properties, ThreadsChangeNothing) { for_all("threads", 4, changed_by_threads); }

/// More cases than one thread takes at a time.
TEST(Properties, ThreadsChangeNothingInALargeLog) {
  Dice dice(number_from("SHIXIAN_SEED", 20200617));
  auto scenario = random_scenario(dice, china().reference);
  scenario.packs.resize(1);
  scenario.packs[0].rules = {"- {id: r, for-each: a, expect: b, same: [case], within: 3 working days}\n"};
  for (auto& ledger : scenario.ledgers) ledger.may_hold.clear();
  const auto some = scenario.rows;
  scenario.rows.clear();
  for (int number = 0; number < 17'000; ++number)
    for (const auto* type : {"a", "b"}) {
      auto row = dice.pick(some);
      row.type = type;
      if (!dice.chance(1)) row.attributes["case"] = std::to_string(number);
      scenario.rows.push_back(std::move(row));
    }
  EXPECT_EQ(changed_by_threads(scenario).substr(0, 1000), "");
}

TEST(Properties, TheOrderOfRowsChangesNoVerdict) {
  for_all("shuffled", 30, [](const Scenario& scenario) -> std::string {
    const auto before = verdicts(*check_scenario(scenario, china()));
    Dice dice(1);
    for (int times = 0; times < 3; ++times) {
      auto shuffled = scenario;
      dice.shuffle(shuffled.rows);
      const auto after = verdicts(*check_scenario(shuffled, china()));
      if (before == after) continue;
      std::string said;
      for (const auto& [fingerprint, verdict] : before) said += "as written  " + fingerprint + " " + verdict + "\n";
      for (const auto& [fingerprint, verdict] : after) said += "shuffled    " + fingerprint + " " + verdict + "\n";
      return said;
    }
    return {};
  });
}

/// Every rule ties responses to triggers by something that strangers carry.
Scenario tied(Scenario scenario) {
  for (const std::string untied : {"same: []", "same: [doc]"})
    for (auto& pack : scenario.packs)
      for (auto& rule : pack.rules)
        if (const auto at = rule.find(untied); at != std::string::npos)
          rule.replace(at, untied.size(), "same: [case, doc]");
  return scenario;
}

/// Adds cases that share no key, no unit and no instant with the scenario's own.
Scenario with_strangers(Scenario scenario) {
  Dice dice(2);
  const auto own = scenario.rows;
  for (const auto& row : own) {
    auto stranger = row;
    for (const auto* key : {"case", "unit"}) stranger.attributes[key] = "stranger";
    const auto at = row.at.known() ? row.at.first : scenario.as_of;
    stranger.at =
        time::Zone::utc().at(at - std::chrono::microseconds{1000 + static_cast<std::int64_t>(scenario.rows.size())});
    scenario.rows.insert(scenario.rows.begin() + static_cast<std::ptrdiff_t>(dice.below(scenario.rows.size() + 1)),
                         stranger);
  }
  return scenario;
}

TEST(Properties, UnrelatedCasesChangeNoVerdict) {
  for_all("strangers", 30, [](const Scenario& random) -> std::string {
    const auto scenario = tied(random);
    const auto after = verdicts(*check_scenario(with_strangers(scenario), china()));
    std::string said;
    for (const auto& [fingerprint, verdict] : verdicts(*check_scenario(scenario, china()))) {
      const auto found = after.find(fingerprint);
      const auto got = found == after.end() ? "absent" : found->second;
      if (got != verdict) said += fmt::format("{}: {}, with strangers {}\n", fingerprint, verdict, got);
    }
    return said;
  });
}

}  // namespace
}  // namespace shixian::reference
