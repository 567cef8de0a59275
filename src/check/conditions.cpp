#include "check/conditions.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "text/width.hpp"

namespace shixian::check {

namespace {

using condition::Binding;
using condition::Value;
using time::Truth;

constexpr std::uint32_t unreadable = log::no_value - 1;  // no attribute has so many values

Binding number(const std::string& text) {
  std::int64_t whole = 0;
  const auto* end = text.data() + text.size();
  if (const auto [at, error] = std::from_chars(text.data(), end, whole); error == std::errc() && at == end)
    return {Value{whole}, {}};
  double real = 0;
  if (const auto [at, error] = std::from_chars(text.data(), end, real); error == std::errc() && at == end)
    return {Value{real}, {}};
  return {std::nullopt, text::phrase("'{}' is not a number", "“{}”不是数字", text), true};
}

Binding typed(const log::Attribute& attribute, const std::string& text) {
  switch (attribute.type) {
    case log::AttributeType::string:
      return {Value{text}, {}};
    case log::AttributeType::number:
      return number(text);
    case log::AttributeType::boolean:
      return {Value{text == "true"}, {}};
    case log::AttributeType::time:
    case log::AttributeType::untyped:
      break;
  }
  return {Value{condition::Untyped{text}}, {}};
}

}  // namespace

ConditionColumn::ConditionColumn(const condition::Condition* condition, const log::EventTable& events,
                                 const std::vector<rule::Domain>& domains)
    : condition_(condition), events_(events) {
  if (!condition) return;
  for (const auto& name : condition->names()) {
    attributes_.push_back(events.attribute(name));
    const auto domain =
        std::find_if(domains.begin(), domains.end(), [&](const auto& one) { return one.attribute == name; });
    domains_.push_back(domain == domains.end() ? nullptr : &*domain);
  }
  codes_.resize(attributes_.size());
  bindings_.resize(attributes_.size());
}

Answer ConditionColumn::at(std::uint32_t event) {
  if (!condition_) return {};
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    const auto* attribute = attributes_[i];
    codes_[i] = attribute ? attribute->codes[event] : log::no_value;
    if (attribute && codes_[i] == log::no_value && events_.unreadable(event, events_.number_of(*attribute)))
      codes_[i] = unreadable;
  }
  std::string key(reinterpret_cast<const char*>(codes_.data()), codes_.size() * sizeof(std::uint32_t));
  const auto [entry, fresh] = known_.try_emplace(std::move(key));
  if (fresh) entry->second = evaluate(codes_);
  return entry->second;
}

Binding ConditionColumn::bind(std::size_t name, std::uint32_t code) const {
  const auto& word = condition_->names()[name];
  if (code == unreadable)
    return {
        std::nullopt,
        text::phrase("the cell that says '{}' could not be read; correct it", "写有“{}”的单元格无法读取；请更正", word),
        false, true};
  if (code == log::no_value)
    return {std::nullopt, text::phrase("the event does not say '{}'", "事件没有“{}”的值", word)};
  const auto& text = attributes_[name]->values.at(code);
  if (const auto* domain = domains_[name];
      domain && std::find(domain->one_of.begin(), domain->one_of.end(), text) == domain->one_of.end())
    return {std::nullopt,
            {fmt::format("'{}' is '{}', which is none of {}", word, text, fmt::join(domain->one_of, ", ")),
             fmt::format("“{}”写作“{}”，不属于{}", word, text, fmt::join(domain->one_of, "、"))},
            true};
  return typed(*attributes_[name], text);
}

Answer ConditionColumn::evaluate(std::span<const std::uint32_t> codes) {
  for (std::size_t i = 0; i < codes.size(); ++i) bindings_[i] = bind(i, codes[i]);
  const auto outcome = condition_->holds(bindings_);
  if (outcome.value) return {std::get<bool>(outcome.value->of) ? Truth::yes : Truth::no, nullptr};
  reasons_.push_back(outcome.error);
  return {Truth::unknown, &reasons_.back()};
}

text::Phrase what_it_read(const condition::Condition& condition, const log::EventTable& events, std::uint32_t event) {
  std::vector<std::string> parts;
  for (const auto& name : condition.names()) {
    const auto* attribute = events.attribute(name);
    if (attribute && attribute->codes[event] != log::no_value)
      parts.push_back(fmt::format("{}={}", name, attribute->values.at(attribute->codes[event])));
  }
  return text::verbatim(fmt::format("{}", fmt::join(parts, ", ")));
}

}  // namespace shixian::check
