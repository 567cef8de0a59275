// A place in a row of symbols, and what can be taken from there.
#pragma once

#include <array>
#include <span>

#include "time/numerals.hpp"
#include "time/symbols.hpp"

namespace shixian::time {

constexpr bool is_digit(Symbol here) { return here >= '0' && here <= '9'; }
constexpr bool is_letter(Symbol here) { return here >= 'A' && here <= 'Z'; }
constexpr bool is_spelled_digit(Symbol here) { return here >= symbol::zero && here <= symbol::thirty; }
constexpr bool is_separator(Symbol here) { return here == '-' || here == '/' || here == '.'; }
constexpr bool is_part_of_day(Symbol here) { return here >= symbol::forenoon && here <= symbol::evening; }

class Cursor {
 public:
  explicit Cursor(const Symbols& symbols) : at_(symbols.items.data()), end_(at_ + symbols.size) {}

  bool at_end() const { return at_ == end_; }
  /// 0 past the end.
  Symbol peek(std::size_t ahead = 0) const { return ahead < left() ? at_[ahead] : Symbol{0}; }
  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  void skip(std::size_t count = 1) { at_ += count; }
  Symbol next() { return *at_++; }
  /// The symbol before this place; there must be one.
  Symbol last() const { return at_[-1]; }
  bool take(Symbol wanted) {
    if (at_end() || *at_ != wanted) return false;
    ++at_;
    return true;
  }

  /// How many ASCII digits stand here.
  std::size_t digits_ahead() const {
    std::size_t run = 0;
    while (is_digit(peek(run))) ++run;
    return run;
  }
  /// The next so many digits, which must stand here.
  int take_digits(std::size_t count) {
    int value = 0;
    for (; count > 0; --count) value = value * 10 + (*at_++ - '0');
    return value;
  }

  /// A number of one or two digits, or in Chinese numerals; −1 when there is none. `width` becomes the number of its
  /// digits, 2 for one in numerals.
  int number(std::size_t& width) {
    width = digits_ahead();
    if (width > 0) return width <= 2 ? take_digits(width) : -1;
    std::array<Numeral, 4> numerals;
    std::size_t size = 0;
    while (size < numerals.size() && is_spelled_digit(peek())) numerals[size++] = numeral_of(next());
    if (size == 0 || is_spelled_digit(peek())) return -1;
    width = 2;
    const auto value = spelled_number(std::span(numerals).first(size));
    return value && *value < 100 ? static_cast<int>(*value) : -1;
  }

 private:
  static Numeral numeral_of(Symbol here) {
    if (here == symbol::ten) return {10, true};
    if (here == symbol::twenty) return {20, true};
    if (here == symbol::thirty) return {30, true};
    return {here - symbol::zero, false};
  }

  const Symbol* at_;
  const Symbol* end_;
};

}  // namespace shixian::time
