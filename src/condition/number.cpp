#include "condition/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace shixian::condition {
namespace {

constexpr double two_to_63 = 9223372036854775808.0;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits with at most one point, at least one digit, and perhaps an exponent.
bool looks_decimal(std::string_view text) {
  std::size_t at = 0, digits = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) ++digits;
  if (at < text.size() && text[at] == '.')
    for (++at; at < text.size() && is_digit(text[at]); ++at) ++digits;
  if (digits == 0) return false;
  if (at == text.size()) return true;
  if (text[at] != 'e' && text[at] != 'E') return false;
  ++at;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  if (at == text.size()) return false;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at == text.size();
}

/// Whether a number that is not in the range of doubles is too small rather than too large.
bool vanishes(std::string_view text) {
  const auto mark = text.find_first_of("eE");
  const auto digits = text.substr(0, mark);
  const auto first = digits.find_first_of("123456789");
  if (first == std::string_view::npos) return true;
  const auto point = std::min(digits.find('.'), digits.size());
  const auto order = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  std::int64_t exponent = 0;
  if (mark != std::string_view::npos) {
    auto written = text.substr(mark + 1);
    const bool negative = written.front() == '-';
    if (negative || written.front() == '+') written.remove_prefix(1);
    const auto read = read_int(written);
    exponent = read ? *read : INT64_C(1) << 40;
    if (negative) exponent = -exponent;
    exponent = std::clamp<std::int64_t>(exponent, -(INT64_C(1) << 40), INT64_C(1) << 40);
  }
  return order + exponent < 0;
}

}  // namespace

std::optional<std::int64_t> read_int(std::string_view digits) {
  if (digits.starts_with('+')) {
    digits.remove_prefix(1);
    if (digits.starts_with('-')) return std::nullopt;
  }
  std::int64_t value = 0;
  const auto end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  if (digits.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return value;
}

std::optional<std::int64_t> read_hex(std::string_view literal, bool negative) {
  const auto digits = literal.substr(2);
  std::uint64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  constexpr std::uint64_t limit = UINT64_C(1) << 63;
  if (read.ec != std::errc{} || value > limit || (value == limit && !negative)) return std::nullopt;
  return static_cast<std::int64_t>(negative ? ~value + 1 : value);
}

std::optional<double> read_double(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (!looks_decimal(text)) return std::nullopt;
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec == std::errc::result_out_of_range) {
    if (!vanishes(text)) return std::nullopt;
    value = 0;
  } else if (read.ec != std::errc{} || std::isinf(value)) {
    return std::nullopt;
  }
  return negative ? -value : value;
}

std::string written(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "+Inf" : "-Inf";
  return fmt::format("{}", number);
}

std::partial_ordering compare(std::int64_t left, double right) {
  if (std::isnan(right)) return std::partial_ordering::unordered;
  if (right >= two_to_63) return std::partial_ordering::less;
  if (right < -two_to_63) return std::partial_ordering::greater;
  const auto whole = static_cast<std::int64_t>(right);
  if (left != whole) return left <=> whole;
  return 0.0 <=> right - static_cast<double>(whole);
}

std::optional<std::int64_t> truncated(double number) {
  if (!(number > -two_to_63 && number < two_to_63)) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

}  // namespace shixian::condition
