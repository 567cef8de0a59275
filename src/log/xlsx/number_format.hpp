// How Excel shows a number → what the number is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace shixian::log {

struct NumberFormat {
  bool date = false;        ///< shows a year, month or day
  bool time = false;        ///< shows an hour, or minutes and seconds
  bool seconds = false;     ///< shows seconds
  bool duration = false;    ///< shows hours past 24, as in [h]:mm
  bool month_only = false;  ///< shows a date without its day
  std::uint32_t zeros = 0;  ///< shows whole numbers with at least so many digits, as 000123

  bool is_moment() const { return (date || time) && !duration; }
};

/// Of a format code, such as `yyyy"年"m"月"d"日"`: its first section, without what is quoted, escaped or in brackets.
/// ECMA-376 part 1, 18.8.31.
NumberFormat number_format(std::string_view code);

/// Of a built-in format, whose code no file carries: ECMA-376 part 1, 18.8.30, with the Chinese date formats 27 to 36
/// and 50 to 58.
NumberFormat built_in_number_format(std::uint32_t id);

/// A serial number of the 1900 (or 1904) date system as it is shown, to the second: `2020-06-18`, `2020-06-18 14:54`
/// where neither the format nor the number has seconds, `2020-06-18 14:54:09`; `14:54` for a number below 1, which is a
/// time without a date. A whole number is a day, whether or not the format shows a time; but the first of a month of
/// which the format shows no day is what `2020年6月` was entered as, and stays `2020-06`. The day that the 1900 system
/// has too many is 1900-02-29, its day 0 is 1900-01-00. Empty for what is no date: negative, past 9999.
std::string serial_text(double serial, bool date1904, const NumberFormat& format);

}  // namespace shixian::log
