#include "reference/matching.hpp"

#include <algorithm>

namespace shixian::reference {

namespace {

const text::Phrase no_value{"no value", "没有值"};

bool allows(const rule::Pack& pack, const std::string& attribute, const std::string& text) {
  for (const auto& domain : pack.domains)
    if (domain.attribute == attribute)
      return std::find(domain.one_of.begin(), domain.one_of.end(), text) != domain.one_of.end();
  return true;
}

condition::Binding bind(const std::string& name, const rule::Pack& pack, const log::EventTable& events,
                        log::EventTable::Event event) {
  const auto text = value(events, event, name);
  if (!text || !allows(pack, name, *text)) return {std::nullopt, no_value};
  switch (events.attribute(name)->type) {
    case log::AttributeType::string:
      return {condition::Value{*text}, {}};
    case log::AttributeType::number:
      return {condition::Value{std::stod(*text)}, {}};
    case log::AttributeType::boolean:
      return {condition::Value{*text == "true"}, {}};
    case log::AttributeType::untyped:
    case log::AttributeType::time:
      break;
  }
  return {condition::Value{condition::Untyped{*text}}, {}};
}

}  // namespace

Truth both(Truth left, Truth right) {
  if (left == Truth::no || right == Truth::no) return Truth::no;
  return left == Truth::yes && right == Truth::yes ? Truth::yes : Truth::unknown;
}

std::optional<std::string> value(const log::EventTable& events, log::EventTable::Event event,
                                 const std::string& attribute) {
  const auto* column = events.attribute(attribute);
  if (!column || column->codes[event] == log::no_value) return std::nullopt;
  return column->values.at(column->codes[event]);
}

Truth holds(const std::optional<condition::Condition>& condition, const rule::Pack& pack, const log::EventTable& events,
            log::EventTable::Event event) {
  if (!condition) return Truth::yes;
  std::vector<condition::Binding> bindings;
  for (const auto& name : condition->names()) bindings.push_back(bind(name, pack, events, event));
  const auto outcome = condition->evaluate(bindings);
  if (!outcome.value) return Truth::unknown;
  if (const auto* truth = std::get_if<bool>(&outcome.value->of)) return *truth ? Truth::yes : Truth::no;
  if (const auto* text = std::get_if<condition::Untyped>(&outcome.value->of)) {
    if (text->text == "true") return Truth::yes;
    if (text->text == "false") return Truth::no;
  }
  return Truth::unknown;
}

Truth fits(const rule::EventPattern& pattern, const rule::Pack& pack, const log::EventTable& events,
           log::EventTable::Event event) {
  const auto& type = events.types().at(events.type(event));
  if (!pattern.any() && std::find(pattern.types.begin(), pattern.types.end(), type) == pattern.types.end())
    return Truth::no;
  return holds(pattern.where, pack, events, event);
}

}  // namespace shixian::reference
