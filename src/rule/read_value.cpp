#include "rule/read_value.hpp"

#include "time/written.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "rule/parameters.hpp"

namespace shixian::rule {

namespace {

using text::Code;

const text::Phrase a_period{"a period such as '3 working days'", "期限，如“3个工作日”"};
const text::Phrase a_share{"a number such as 100% or 0.04", "数字，如 100% 或 0.04"};

constexpr std::size_t most_digits = 15;

std::optional<std::int64_t> whole_number(std::string_view written) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), number);
  if (error != std::errc{} || end != written.data() + written.size()) return std::nullopt;
  return number;
}

std::optional<Decimal> decimal(std::string_view written) {
  Decimal decimal;
  decimal.written = written;
  if (written.ends_with('%')) {
    written.remove_suffix(1);
    decimal.scale = 2;
  }
  const auto point = written.find('.');
  std::string digits(written.substr(0, point));
  if (point != std::string_view::npos) {
    const auto fraction = written.substr(point + 1);
    if (fraction.empty()) return std::nullopt;
    digits += fraction;
    decimal.scale += static_cast<int>(fraction.size());
  }
  if (point == 0 || digits.empty() || digits.size() > most_digits ||
      digits.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  decimal.value = *whole_number(digits);
  return decimal;
}

}  // namespace

text::Phrase quoted(std::string_view key) { return {fmt::format("'{}'", key), fmt::format("“{}”", key)}; }

std::optional<time::Period> read_period(text::Fields& fields, const text::Node& node, std::string_view key, Zero zero) {
  if (is_unresolved(node)) return std::nullopt;
  if (!node.is_scalar()) {
    fields.wrong_shape(node, key, a_period);
    return std::nullopt;
  }
  text::Phrase why;
  auto period = time::read_period(node.value, why);
  if (!period)
    fields.out().error(Code::bad_period, fields.place(node), why);
  else if (period->count == 0 && (zero == Zero::refused || !time::counts_days(period->unit)))
    fields.out().error(Code::bad_period, fields.place(node),
                       {"a limit of no time at all cannot be met", "期限为零，无法履行"});
  return period;
}

std::optional<time::Period> period_at(text::Fields& fields, std::string_view key, Zero zero) {
  const auto* node = fields.take(key);
  return node ? read_period(fields, *node, key, zero) : std::nullopt;
}

time::Period need_period(text::Fields& fields, std::string_view key, Zero zero) {
  const auto* node = fields.need(key);
  return (node ? read_period(fields, *node, key, zero) : std::nullopt).value_or(time::Period{});
}

std::optional<std::int64_t> number_at(text::Fields& fields, std::string_view key, std::int64_t least) {
  const auto* node = fields.take(key);
  if (!node || is_unresolved(*node)) return std::nullopt;
  const auto number = node->is_scalar() ? whole_number(node->value) : std::nullopt;
  if (number && *number >= least) return number;
  fields.wrong_shape(*node, key, text::phrase("a whole number from {} on", "不小于 {} 的整数", least));
  return std::nullopt;
}

std::optional<Decimal> decimal_at(text::Fields& fields, std::string_view key) {
  const auto* node = fields.take(key);
  if (!node || is_unresolved(*node)) return std::nullopt;
  auto number = node->is_scalar() ? decimal(node->value) : std::nullopt;
  if (!number) fields.wrong_shape(*node, key, a_share);
  return number;
}

std::string attribute_at(text::Fields& fields, std::string_view key) {
  if (!fields.has(key)) {
    fields.take(key);
    return {};
  }
  return fields.need_text(key).value_or("");
}

std::vector<std::string> names_at(text::Fields& fields, std::string_view key, const text::Phrase& expected) {
  auto names = fields.texts(key);
  const auto* node = fields.take(key);
  if (std::find(names.begin(), names.end(), "") != names.end()) fields.wrong_shape(*node, key, expected);
  std::set<std::string_view> seen;
  for (const auto& name : names)
    if (!name.empty() && !seen.insert(name).second)
      fields.out().error(Code::bad_value, fields.place(*node),
                         text::phrase("'{}' names '{}' twice", "“{}”中“{}”重复", key, name));
  return names;
}

std::vector<std::string> attributes_at(text::Fields& fields, std::string_view key) {
  return names_at(fields, key, {"names of attributes", "属性的名称"});
}

std::vector<const text::Node*> items_of(text::Fields& fields, const text::Node& node, std::string_view key,
                                        const text::Phrase& expected) {
  std::vector<const text::Node*> items;
  if (node.kind == text::Node::Kind::null || (node.is_sequence() && node.items.empty())) {
    fields.wrong_shape(node, key, expected);
  } else if (node.is_sequence()) {
    for (const auto& item : node.items) items.push_back(&item);
  } else {
    items.push_back(&node);
  }
  return items;
}

std::optional<time::Day> date_at(text::Fields& fields, std::string_view key) {
  const auto* node = fields.take(key);
  if (!node) return std::nullopt;
  text::Phrase why;
  if (node->is_scalar()) {
    if (auto day = time::read_day(node->value, why)) return day;
    fields.out().error(Code::bad_time, fields.place(*node), why);
  } else {
    fields.wrong_shape(*node, key, {"a date such as 2020-06-17", "日期，如 2020-06-17"});
  }
  return std::nullopt;
}

}  // namespace shixian::rule
