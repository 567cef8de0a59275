// The public conformance cases of CEL for the subset that conditions use.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "condition/condition.hpp"

namespace shixian::condition {
namespace {

using nlohmann::json;

Value value_from(const json& described) {
  const auto kind = described.begin().key();
  const auto& held = described.begin().value();
  if (kind == "null") return {nullptr};
  if (kind == "bool") return {held.get<bool>()};
  if (kind == "int") return {held.get<std::int64_t>()};
  if (kind == "double") return {std::strtod(held.get<std::string>().c_str(), nullptr)};
  if (kind == "string") return {held.get<std::string>()};
  EXPECT_EQ(kind, "list");
  List items;
  for (const auto& item : held) items.push_back(value_from(item));
  return {std::move(items)};
}

bool same(const Value& left, const Value& right) {
  if (left.of.index() != right.of.index()) return false;
  if (const auto* number = std::get_if<double>(&left.of)) {
    const auto other = std::get<double>(right.of);
    return *number == other && std::signbit(*number) == std::signbit(other);
  }
  if (const auto* items = std::get_if<List>(&left.of)) {
    const auto& others = std::get<List>(right.of);
    return std::equal(items->begin(), items->end(), others.begin(), others.end(), same);
  }
  return to_json(left) == to_json(right);
}

enum class Verdict { passed, refused, wrong };

Verdict judge(const json& one, std::string& detail) {
  const auto expression = one["expr"].get<std::string>();
  const auto source = std::make_shared<const text::Source>("case", expression);
  text::Diagnostics problems;
  const auto condition = Condition::parse(expression, {source, {0, expression.size()}}, problems);
  const bool fails = one["expect"].contains("error");
  if (!condition) {
    detail = problems.all().at(0).message.english;
    return fails ? Verdict::passed : Verdict::refused;
  }
  std::vector<Binding> bindings;
  for (const auto& name : condition->names()) {
    if (one["bindings"].contains(name))
      bindings.push_back({value_from(one["bindings"][name]), {}});
    else
      bindings.push_back({std::nullopt, text::verbatim("no value for " + name)});
  }
  const auto outcome = condition->evaluate(bindings);
  detail = outcome.value ? to_json(*outcome.value) : "error: " + outcome.error.english;
  if (!outcome.value) return fails && !outcome.error.empty() ? Verdict::passed : Verdict::wrong;
  return !fails && same(*outcome.value, value_from(one["expect"])) ? Verdict::passed : Verdict::wrong;
}

TEST(Conformance, EveryCaseGivesItsValueOrIsRefusedAsOutsideTheSubset) {
  std::ifstream file(SHIXIAN_SHARED "/cel/cases.jsonl");
  if (!file) GTEST_SKIP() << "the conformance cases of CEL are not beside this project";
  std::map<Verdict, std::vector<std::string>> verdicts;
  for (std::string line; std::getline(file, line);) {
    const auto one = json::parse(line);
    std::string detail;
    const auto verdict = judge(one, detail);
    verdicts[verdict].push_back(one["file"].get<std::string>() + "/" + one["section"].get<std::string>() + "/" +
                                one["name"].get<std::string>() + ": " + one["expr"].get<std::string>() + " → " +
                                detail);
  }
  std::ostringstream refused;
  for (const auto& name : verdicts[Verdict::refused]) refused << name << '\n';
  RecordProperty("passed", static_cast<int>(verdicts[Verdict::passed].size()));
  RecordProperty("refused", refused.str());
  EXPECT_EQ(verdicts[Verdict::passed].size() + verdicts[Verdict::refused].size(), 337U);
  EXPECT_LE(verdicts[Verdict::refused].size(), 40U) << refused.str();
  EXPECT_THAT(verdicts[Verdict::wrong], testing::IsEmpty());
  std::cout << verdicts[Verdict::passed].size() << " passed, " << verdicts[Verdict::refused].size() << " refused:\n"
            << refused.str();
}

}  // namespace
}  // namespace shixian::condition
