// A written time as a short row of one-byte symbols: full-width forms folded, blanks joined, Chinese words and numerals
// named.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace shixian::time {

/// ASCII characters stand for themselves, letters as capitals; the others for what they mean.
using Symbol = std::uint8_t;

namespace symbol {
enum : Symbol {
  year = 0x80,  ///< 年
  month,        ///< 月
  day,          ///< 日, 号
  heaven,       ///< 天, in 星期天
  hour,         ///< 时, 点
  minute,       ///< 分
  second,       ///< 秒
  whole,        ///< 整
  half,         ///< 半
  week,         ///< 周, 星期, 礼拜
  forenoon,     ///< 上午
  dawn,         ///< 凌晨
  early,        ///< 早上, 早晨
  noon,         ///< 中午
  afternoon,    ///< 下午
  dusk,         ///< 傍晚
  evening,      ///< 晚上
  zero = 0xA0,  ///< 〇 to 九 are zero to zero + 9
  ten = 0xAA,   ///< 十
  twenty,       ///< 廿
  thirty,       ///< 卅
  unknown = 0xFF
};
}  // namespace symbol

struct Symbols {
  static constexpr std::size_t capacity = 64;
  std::array<Symbol, capacity> items;
  std::size_t size = 0;
  bool too_long = false;  ///< there was more than fits
};

/// Blanks at both ends and before 年, 月, 日, 时, 分, 秒 are left out, invisible marks everywhere.
Symbols symbols_of(std::string_view text);

}  // namespace shixian::time
