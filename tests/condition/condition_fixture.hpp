// Shared by the tests of conditions.
#pragma once

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "condition/condition.hpp"

namespace shixian::condition {

using Bound = std::vector<std::pair<std::string, Value>>;

inline Value untyped(std::string text) { return {Untyped{std::move(text)}}; }
inline Value text_value(std::string text) { return {std::move(text)}; }

/// Every diagnostic of a condition that stands alone in its file, as it is printed.
inline std::string problems_of(const std::string& text, text::Language language = text::Language::english) {
  const auto source = std::make_shared<const text::Source>("c", text);
  text::Diagnostics problems;
  const auto condition = Condition::parse(text, {source, {0, text.size()}}, problems);
  EXPECT_NE(condition.has_value(), problems.has_errors());
  std::ostringstream out;
  text::print(out, problems, language);
  return out.str();
}

inline Outcome outcome_of(const std::string& text, const Bound& bound = {}) {
  text::Diagnostics problems;
  const auto condition = Condition::parse(text, {}, problems);
  if (!condition) return {std::nullopt, problems.all().at(0).message};
  std::vector<Binding> bindings;
  for (const auto& name : condition->names()) {
    Binding binding{std::nullopt, text::phrase("no '{}'", "没有“{}”", name)};
    for (const auto& [key, value] : bound)
      if (key == name) binding = {value, {}};
    bindings.push_back(std::move(binding));
  }
  return condition->evaluate(bindings);
}

/// The value as JSON, or the error.
inline std::string result_of(const std::string& text, const Bound& bound = {},
                             text::Language language = text::Language::english) {
  const auto outcome = outcome_of(text, bound);
  return outcome.value ? to_json(*outcome.value) : "error: " + outcome.error.in(language);
}

}  // namespace shixian::condition
