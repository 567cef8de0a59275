#include "condition/call.hpp"

#include <re2/re2.h>

#include "condition/comparison.hpp"
#include "condition/conversion.hpp"
#include "condition/describe.hpp"
#include "condition/selector.hpp"
#include "text/width.hpp"

namespace shixian::condition {
namespace {

constexpr std::size_t longest_pattern = 1000;
constexpr std::int64_t pattern_memory = 4 << 20;
constexpr std::size_t price_of_a_pattern = 5000;
constexpr std::size_t bytes_a_step = 16;

/// Declared or undeclared, a text; nullptr for other kinds.
const std::string* text_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.of)) return text;
  if (const auto* untyped = std::get_if<Untyped>(&value.of)) return &untyped->text;
  return nullptr;
}

std::optional<Value> size_of(const Value& value, Work& work) {
  if (const auto* list = std::get_if<List>(&value.of)) return Value{static_cast<std::int64_t>(list->size())};
  if (const auto* map = std::get_if<Map>(&value.of)) return Value{static_cast<std::int64_t>(map->size())};
  const auto* text = text_of(value);
  if (!text || !work.spend(text->size() / bytes_a_step)) return std::nullopt;
  return Value{static_cast<std::int64_t>(text::code_points(*text))};
}

std::optional<Value> matches(const Node& node, const std::string& text, const std::string& expression, Work& work) {
  if (!work.spend(text.size() / bytes_a_step)) return std::nullopt;
  auto pattern = node.pattern;
  if (!pattern) {
    if (!work.spend(price_of_a_pattern)) return std::nullopt;
    text::Phrase why;
    pattern = compile_pattern(expression, why);
    if (!pattern) return work.fail(std::move(why));
  }
  return Value{RE2::PartialMatch(text, *pattern)};
}

std::optional<Value> call_on_texts(const Node& node, const Value& left, const Value& right, Work& work) {
  const auto* text = text_of(left);
  const auto* part = text_of(right);
  if (!text || !part) return std::nullopt;
  switch (node.function) {
    case Function::starts_with:
      return Value{text->starts_with(*part)};
    case Function::ends_with:
      return Value{text->ends_with(*part)};
    case Function::contains:
      if (!work.spend(text->size() / bytes_a_step)) return std::nullopt;
      return Value{text->find(*part) != std::string::npos};
    default:
      return matches(node, *text, *part, work);
  }
}

std::string_view name_of(const Node& node, std::span<const Value* const>) {
  for (const auto& name : function_names())
    if (const auto* signature = find_function(name); signature && signature->function == node.function)
      return signature->name;
  return {};
}

text::Phrase mismatch(const Node& node, std::span<const Value* const> arguments) {
  const auto name = name_of(node, arguments);
  const auto first = describe(*arguments.front());
  if (arguments.size() == 1)
    return text::Phrase{fmt::format("'{}' does not work on {}", name, first.english),
                        fmt::format("“{}”不能用于{}", name, first.chinese)};
  const auto second = describe(*arguments[1]);
  return {fmt::format("'{}' does not work on {} with {}", name, first.english, second.english),
          fmt::format("“{}”不能用于{}与{}", name, first.chinese, second.chinese)};
}

}  // namespace

std::optional<Value> call(const Node& node, std::span<const Value* const> arguments, Work& work) {
  work.why = {};
  std::optional<Value> result;
  switch (node.function) {
    case Function::size:
      result = size_of(*arguments[0], work);
      break;
    case Function::starts_with:
    case Function::ends_with:
    case Function::contains:
    case Function::matches:
      result = call_on_texts(node, *arguments[0], *arguments[1], work);
      break;
    case Function::to_int:
    case Function::to_double:
    case Function::to_string:
    case Function::to_bool:
    case Function::to_timestamp:
    case Function::to_duration:
    case Function::to_dyn:
      if (!work.spend(weight(*arguments[0]))) return std::nullopt;
      result = convert(node.function, *arguments[0], work);
      break;
    case Function::full_year:
    case Function::month:
    case Function::date:
    case Function::day_of_month:
    case Function::day_of_week:
    case Function::day_of_year:
    case Function::hours:
    case Function::minutes:
    case Function::seconds:
    case Function::milliseconds:
      result = select_part(node, *arguments[0], arguments.size() > 1 ? arguments[1] : nullptr, work);
      break;
  }
  if (!result && work.why.empty()) return work.fail(mismatch(node, arguments));
  return result;
}

std::shared_ptr<const re2::RE2> compile_pattern(const std::string& expression, text::Phrase& why) {
  if (expression.size() > longest_pattern) {
    why = text::phrase("the regular expression is longer than {} bytes", "正则表达式超过 {} 字节", longest_pattern);
    return nullptr;
  }
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(pattern_memory);
  auto pattern = std::make_shared<const RE2>(expression, options);
  if (pattern->ok()) return pattern;
  why = text::phrase("the regular expression '{}' is wrong: {}", "正则表达式“{}”有误：{}",
                     text::shorten(text::plain(expression), 60), text::plain(pattern->error()));
  return nullptr;
}

std::shared_ptr<const time::Zone> find_zone(std::string_view name) {
  std::string wanted(name);
  const bool bare_offset = wanted.size() == 5 && wanted[0] >= '0' && wanted[0] <= '9' && wanted[2] == ':';
  if (bare_offset) wanted.insert(0, 1, '+');
  auto zone = time::Zone::find(wanted);
  return zone ? std::make_shared<const time::Zone>(std::move(*zone)) : nullptr;
}

text::Phrase unknown_zone(std::string_view name) {
  return text::phrase("there is no time zone '{}'; write a name such as Asia/Shanghai, or an offset such as +08:00",
                      "没有时区“{}”；请写 Asia/Shanghai 这样的名称或 +08:00 这样的时差",
                      text::shorten(text::plain(name), 60));
}

text::Phrase unconvertible(Function function, std::string_view text) {
  const auto shown = text::shorten(text::plain(text), 60);
  switch (function) {
    case Function::to_int:
      return text::phrase("'{}' is not a whole number of 64 bits", "“{}”不是 64 位整数", shown);
    case Function::to_double:
      return text::phrase("'{}' is not a number", "“{}”不是数值", shown);
    case Function::to_bool:
      return text::phrase("'{}' is neither true nor false", "“{}”既不是 true 也不是 false", shown);
    case Function::to_timestamp:
      return text::phrase("'{}' is not a time such as 2020-06-18T09:00:00+08:00, between the years 1 and 9999",
                          "“{}”不是形如 2020-06-18T09:00:00+08:00、在公元 1 年至 9999 年之间的时间", shown);
    default:
      return text::phrase("'{}' is not a duration such as 36h, 1h30m or 90s, of at most 292 years",
                          "“{}”不是形如 36h、1h30m、90s 且不超过 292 年的时长", shown);
  }
}

}  // namespace shixian::condition
