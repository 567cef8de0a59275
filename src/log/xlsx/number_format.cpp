#include "log/xlsx/number_format.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

namespace shixian::log {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_any_case(std::string_view text, std::string_view lower_case) {
  if (text.size() < lower_case.size()) return false;
  for (std::size_t i = 0; i < lower_case.size(); ++i)
    if (lower(text[i]) != lower_case[i]) return false;
  return true;
}

/// The letters of a code's first section that stand for parts of a number; [h], [m] and [s] as one `[`.
std::string letters(std::string_view code) {
  std::string parts;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    const auto c = lower(code[at]);
    if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '"') {
      at = code.find('"', at + 1);
      if (at == code.npos) break;
    } else if (c == '[') {
      const auto end = code.find(']', at);
      if (end == code.npos) break;
      const auto inside = code.substr(at + 1, end - at - 1);
      if (!inside.empty() && inside.find_first_not_of(lower(inside[0]) == 'h'   ? "hH"
                                                      : lower(inside[0]) == 'm' ? "mM"
                                                                                : "sS") == inside.npos)
        parts.push_back('[');
      at = end;
    } else if (starts_with_any_case(code.substr(at), "general")) {
      at += 6;
    } else if (code.substr(at).starts_with("G/通用格式")) {
      at += std::string_view("G/通用格式").size() - 1;
    } else if (code.substr(at).starts_with("AM/PM") || code.substr(at).starts_with("am/pm")) {
      parts.push_back('h');
      at += 4;
    } else {
      parts.push_back(c);
    }
  }
  return parts;
}

constexpr NumberFormat a_date{.date = true}, a_month{.date = true, .month_only = true}, a_time{.time = true},
    a_time_to_the_second{.time = true, .seconds = true}, a_duration{.time = true, .seconds = true, .duration = true};

}  // namespace

NumberFormat number_format(std::string_view code) {
  NumberFormat format;
  const auto parts = letters(code);
  const auto has = [&](char c) { return parts.find(c) != parts.npos; };
  if (!parts.empty() && parts.find_first_not_of('0') == parts.npos) {
    format.zeros = static_cast<std::uint32_t>(parts.size());
    return format;
  }
  const bool fraction_of_a_second = has('s') && has('0');
  if (has('#') || has('?') || has('%') || has('@') || (has('0') && !fraction_of_a_second)) return format;
  format.duration = has('[');
  format.seconds = has('s');
  format.time = has('h') || format.seconds || format.duration;
  // An m beside hours or seconds is a minute; beside a year or a day, or alone, it is a month. The e or g of a year of
  // an era stands beside a month or a day.
  format.date = has('y') || has('m') || has('d') || has('a');
  if (format.time && !has('y') && !has('d')) format.date = false;
  format.month_only = format.date && !format.time && !has('d') && !has('a');
  return format;
}

NumberFormat built_in_number_format(std::uint32_t id) {
  if (id == 17 || id == 27 || id == 36 || id == 50 || id == 52 || id == 57) return a_month;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36) return a_date;
  if (id == 50 || id == 51 || (id >= 52 && id <= 54) || id == 57 || id == 58) return a_date;
  if (id == 18 || id == 20 || id == 32 || id == 34 || id == 55) return a_time;
  if (id == 19 || id == 21 || id == 33 || id == 35 || id == 56) return a_time_to_the_second;
  if (id == 22) return {.date = true, .time = true};
  if (id >= 45 && id <= 47) return a_duration;
  return {};
}

std::string serial_text(double serial, bool date1904, const NumberFormat& format) {
  constexpr std::int64_t seconds_a_day = 86'400, after_9999 = 2'958'466, days_to_1904 = 1'462;
  if (!(serial >= 0) || serial >= static_cast<double>(after_9999)) return {};
  auto seconds = static_cast<std::int64_t>(std::llround(serial * static_cast<double>(seconds_a_day)));
  // A whole number is a day; one that a double loses by is whole too. What lies before midnight stays before it.
  constexpr double lost = 1e-10;
  const bool whole = std::abs(serial - std::round(serial)) <= lost;
  if (!whole && seconds % seconds_a_day == 0 && static_cast<double>(seconds / seconds_a_day) > serial) --seconds;
  const auto whole_days = seconds / seconds_a_day;
  const auto day = date1904 ? whole_days + days_to_1904 : whole_days;
  const auto second = seconds % seconds_a_day;
  if (day >= after_9999) return {};
  std::string time;
  if (!whole || !format.date) {
    time = fmt::format("{:02}:{:02}", second / 3600, second / 60 % 60);
    if (format.seconds || second % 60 != 0) time += fmt::format(":{:02}", second % 60);
  }
  if (whole_days == 0 && (!whole || !format.date)) return time;
  if (day == 0) return "1900-01-00";
  constexpr std::int64_t leap_day_too_many = 60;
  if (day == leap_day_too_many) return "1900-02-29" + (time.empty() ? "" : " " + time);
  using namespace std::chrono;
  const year_month_day date{sys_days{1899y / 12 / 31} + days{day < leap_day_too_many ? day : day - 1}};
  if (whole && format.month_only && date.day() == 1d)
    return fmt::format("{:04}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
  const auto text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                static_cast<unsigned>(date.day()));
  return whole ? text : text + " " + time;
}

}  // namespace shixian::log
