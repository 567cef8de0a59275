#include <simdjson.h>

#include <algorithm>

#include "app/command.hpp"
#include "condition/condition.hpp"

namespace shixian::app {

namespace {

using condition::Value;

Value from_json(const simdjson::dom::element& element) {
  using Type = simdjson::dom::element_type;
  switch (element.type()) {
    case Type::NULL_VALUE:
      return {nullptr};
    case Type::BOOL:
      return {bool(element)};
    case Type::INT64:
      return {std::int64_t(element)};
    case Type::UINT64:
      return {static_cast<double>(std::uint64_t(element))};
    case Type::DOUBLE:
      return {double(element)};
    case Type::STRING:
      return {std::string(std::string_view(element))};
    case Type::ARRAY: {
      condition::List list;
      for (const auto item : simdjson::dom::array(element)) list.push_back(from_json(item));
      return {std::move(list)};
    }
    case Type::OBJECT:
      break;
  }
  condition::Map map;
  for (const auto& field : simdjson::dom::object(element))
    map.emplace_back(Value{std::string(field.key)}, from_json(field.value));
  return {std::move(map)};
}

struct Options {
  std::string expression;
  std::vector<std::string> values;
  std::string json;
};

int evaluate(const Options& options, const Context& context) {
  std::vector<std::pair<std::string, Value>> bound;
  if (!options.json.empty()) {
    simdjson::dom::parser parser;
    simdjson::dom::object object;
    if (const auto error = parser.parse(options.json).get(object))
      return context.usage_error(text::phrase("--json must be one JSON object: {}", "--json 应是一个 JSON 对象：{}",
                                              simdjson::error_message(error)));
    for (const auto& field : object) bound.emplace_back(std::string(field.key), from_json(field.value));
  }
  for (const auto& pair : options.values) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0)
      return context.usage_error(text::phrase("'{}' is not name=value", "“{}”不是 名称=值", pair));
    bound.emplace_back(pair.substr(0, equals), Value{condition::Untyped{pair.substr(equals + 1)}});
  }

  text::Diagnostics problems;
  const auto source = std::make_shared<const text::Source>(context.say({"condition", "条件"}), options.expression);
  const auto condition =
      condition::Condition::parse(options.expression, {source, {0, options.expression.size()}}, problems);
  if (!condition) {
    context.print(problems);
    return wrong_input;
  }
  std::vector<condition::Binding> bindings;
  for (const auto& name : condition->names()) {
    const auto found = std::find_if(bound.rbegin(), bound.rend(), [&](const auto& one) { return one.first == name; });
    if (found != bound.rend())
      bindings.push_back({found->second, {}});
    else
      bindings.push_back({std::nullopt, text::phrase("there is no value for '{}'", "没有给出“{}”的值", name)});
  }
  const auto outcome = condition->evaluate(bindings);
  if (outcome.value)
    context.surroundings.out << condition::to_json(*outcome.value) << '\n';
  else
    context.surroundings.out << context.say({"undetermined: ", "无法判定："}) << context.say(outcome.error) << '\n';
  return compliant;
}

}  // namespace

Action declare_eval(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  take.text("EXPR", options->expression, {"the condition", "条件"}).required();
  take.texts("NAME=VALUE", options->values,
             {"values of its attributes, read as a ledger's text is", "属性的值，按台账文字读取"});
  take.text("--json", options->json, {"values as a JSON object", "以 JSON 对象给出的值"});
  return [options, &context] { return evaluate(*options, context); };
}

}  // namespace shixian::app
