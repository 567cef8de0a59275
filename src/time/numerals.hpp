// Numbers as Chinese texts write them: 三, 十五, 一百零五, 二〇二〇, 廿三, 叁拾.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace shixian::time {

/// One numeral: a digit (0 to 9) or a unit (10, 100, 1000, 10000); 廿 and 卅 are the tens 20 and 30.
struct Numeral {
  std::int32_t value = 0;
  bool is_unit = false;
};

/// ASCII and full-width digits are not numerals here.
std::optional<Numeral> numeral(char32_t character);

/// The number that numerals spell: digits in their places (二〇二〇) or with units (二千零二十). nullopt for what is no
/// number and for what can be read in two ways (一百二 is 120 to a speaker and 102 to a clerk).
std::optional<std::int64_t> spelled_number(std::span<const Numeral> numerals);

/// The code point at `at`, which moves past it; U+FFFD for a byte that is not UTF-8.
char32_t next_character(std::string_view text, std::size_t& at);

/// '０' → '0', '：' → ':', U+3000 and NBSP → ' '; other characters stay as they are.
char32_t half_width(char32_t character);

}  // namespace shixian::time
