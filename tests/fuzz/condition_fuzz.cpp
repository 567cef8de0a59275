// Any bytes as a condition: parsed, evaluated with bindings of every kind, and printed again.
#include <cstdint>
#include <sstream>
#include <string>

#include "condition/condition.hpp"

namespace {

namespace condition = shixian::condition;
namespace text = shixian::text;

condition::Binding binding(std::size_t kind) {
  switch (kind % 8) {
    case 0:
      return {condition::Value{condition::Untyped{"0.04"}}, {}};
    case 1:
      return {condition::Value{std::int64_t{5}}, {}};
    case 2:
      return {condition::Value{std::string("重大")}, {}};
    case 3:
      return {condition::Value{true}, {}};
    case 4:
      return {condition::Value{condition::Timestamp{1592442000, 0}}, {}};
    case 5:
      return {condition::Value{condition::List{condition::Value{condition::Untyped{"甲"}}, condition::Value{2.5}}}, {}};
    case 6:
      return {condition::Value{condition::Map{{condition::Value{std::string("a")}, condition::Value{nullptr}}}}, {}};
    default:
      return {std::nullopt, text::verbatim("absent")};
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string written(reinterpret_cast<const char*>(data), size);
  const auto source = std::make_shared<const text::Source>("condition", written);
  text::Diagnostics problems;
  const auto condition = condition::Condition::parse(written, {source, {0, written.size()}}, problems);
  if (condition.has_value() == problems.has_errors()) __builtin_trap();
  std::ostringstream out;
  text::print(out, problems, text::Language::chinese);
  if (!condition) return 0;
  std::vector<condition::Binding> bindings;
  for (std::size_t i = 0; i < condition->names().size(); ++i) bindings.push_back(binding(i + size));
  const auto outcome = condition->evaluate(bindings);
  if (outcome.value.has_value() != outcome.error.empty()) __builtin_trap();
  if (outcome.value) out << condition::to_json(*outcome.value);
  const auto truth = condition->holds(bindings);
  if (truth.value && !std::holds_alternative<bool>(truth.value->of)) __builtin_trap();
  return 0;
}
