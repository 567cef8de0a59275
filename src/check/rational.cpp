#include "check/rational.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/cell.hpp"

namespace shixian::check {

namespace {

Wide greatest_common_divisor(Wide a, Wide b) {
  if (a < 0) a = -a;
  while (b != 0) {
    const auto rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

std::optional<Wide> times(Wide a, Wide b) {
  Wide product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return product;
}

std::optional<Wide> sum(Wide a, Wide b) {
  Wide total = 0;
  if (__builtin_add_overflow(a, b, &total)) return std::nullopt;
  return total;
}

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

}  // namespace

std::optional<Rational> Rational::of(Wide numerator, Wide denominator) {
  if (denominator == 0) return std::nullopt;
  if (denominator < 0) numerator = -numerator, denominator = -denominator;
  const auto common = std::max<Wide>(1, greatest_common_divisor(numerator, denominator));
  return Rational{numerator / common, denominator / common};
}

std::optional<Rational> Rational::of(const rule::Decimal& decimal) {
  return of(decimal.value, power_of_ten(decimal.scale));
}

std::optional<Rational> add(const Rational& a, const Rational& b) {
  const auto left = times(a.numerator, b.denominator), right = times(b.numerator, a.denominator);
  const auto below = times(a.denominator, b.denominator);
  if (!left || !right || !below) return std::nullopt;
  const auto above = sum(*left, *right);
  return above ? Rational::of(*above, *below) : std::nullopt;
}

std::optional<Rational> divide(const Rational& a, const Rational& b) {
  const auto above = times(a.numerator, b.denominator), below = times(a.denominator, b.numerator);
  return above && below ? Rational::of(*above, *below) : std::nullopt;
}

std::optional<std::strong_ordering> compare(const Rational& a, const Rational& b) {
  const auto left = times(a.numerator, b.denominator), right = times(b.numerator, a.denominator);
  if (!left || !right) return std::nullopt;
  return *left < *right   ? std::strong_ordering::less
         : *left > *right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

std::optional<Range> figure(std::string_view written, bool as_shown) {
  const auto plain = text::folded(written);
  std::string_view text = plain;
  bool negative = false, percent = false;
  if (!text.empty() && text.front() == '-') negative = true, text.remove_prefix(1);
  if (!text.empty() && text.back() == '%') percent = true, text.remove_suffix(1);
  Wide value = 0;
  int digits = 0, decimals = -1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ',' && decimals < 0 && digits > 0) {
      const auto group = text.substr(i + 1, 3);
      const bool whole = group.size() == 3 && group.find_first_not_of("0123456789") == std::string_view::npos &&
                         (i + 4 == text.size() || text[i + 4] == ',' || text[i + 4] == '.');
      if (!whole) return std::nullopt;
      continue;
    }
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9' || ++digits > 18) return std::nullopt;
    value = value * 10 + (c - '0');
    if (decimals >= 0) ++decimals;
  }
  if (digits == 0 || decimals == 0) return std::nullopt;
  if (negative) value = -value;
  const auto below = power_of_ten(std::max(decimals, 0) + (percent ? 2 : 0));
  const auto exact = *Rational::of(value, below);
  if (!as_shown) return Range{exact, exact};
  return Range{*Rational::of(2 * value - 1, 2 * below), *Rational::of(2 * value + 1, 2 * below)};
}

std::string readable(const Rational& value) {
  const auto whole = value.numerator / value.denominator;
  if (value.denominator == 1) return fmt::format("{}", whole);
  return fmt::format("{:.4f}", static_cast<double>(value.numerator) / static_cast<double>(value.denominator));
}

}  // namespace shixian::check
