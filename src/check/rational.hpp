// Exact numbers for figures: no binary rounding stands between a ledger and a verdict.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rule/rule.hpp"

namespace shixian::check {

__extension__ using Wide = __int128;

/// A fraction in lowest terms, its denominator positive. Operations that leave 127 bits give nullopt.
struct Rational {
  Wide numerator = 0;
  Wide denominator = 1;

  static std::optional<Rational> of(Wide numerator, Wide denominator);
  static std::optional<Rational> of(const rule::Decimal& decimal);
  bool operator==(const Rational&) const = default;
};

std::optional<Rational> add(const Rational& a, const Rational& b);
std::optional<Rational> divide(const Rational& a, const Rational& b);
/// nullopt: the numbers are too large to compare.
std::optional<std::strong_ordering> compare(const Rational& a, const Rational& b);

/// The values that a figure can stand for, both ends included.
struct Range {
  Rational low;
  Rational high;
};

/// A figure as people write it: `5592`, `1,234.50`, `92.3%`, `５５９２`, a minus sign before it. nullopt when it is
/// none, or has more than 18 digits. `as_shown`: all values that round to the digits shown, else the number alone.
std::optional<Range> figure(std::string_view written, bool as_shown);

/// `0.04`, with at most four decimals, as people read it: `4%` when below ten.
std::string readable(const Rational& value);

}  // namespace shixian::check
