#include "time/civil.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "time/clock.hpp"

namespace shixian::time {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view weekday_names[] = {"SUNDAY",   "MONDAY", "TUESDAY", "WEDNESDAY",
                                              "THURSDAY", "FRIDAY", "SATURDAY"};
constexpr std::string_view weekday_titles[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                               "Thursday", "Friday", "Saturday"};
constexpr std::string_view weekday_chinese[] = {"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"};

class Parser {
 public:
  Parser(const Symbols& symbols, const WrittenOptions& options, text::Phrase& why)
      : row_(symbols), options_(options), why_(why) {}

  bool read(Civil& civil) {
    if (row_.at_end()) return no("nothing is written here", "这里没有内容");
    const auto run = row_.digits_ahead();
    if (run > 0 && run == row_.left()) return bare_number(run, civil);
    if (run > 0 && options_.excel_serials && run <= 7 && decimal(run)) return excel_serial(civil);
    if (!date(run) || !tail()) return false;
    civil.at = LocalTime{day_} + clock_.time;
    civil.precision = clock_.precision;
    civil.offset = clock_.offset;
    return true;
  }

 private:
  bool no(const char* english, const char* chinese) {
    why_ = {english, chinese};
    return false;
  }
  bool no(text::Phrase why) {
    why_ = std::move(why);
    return false;
  }
  bool unreadable() { return no(unreadable_time()); }
  bool short_year() { return no("the year needs four digits, such as 2020", "年份须写四位，如 2020"); }
  bool no_year() { return no("the year is missing; write it, as in 2020-06-18", "缺少年份；请写明，如 2020-06-18"); }

  // --- bare numbers

  bool decimal(std::size_t run) const {
    if (row_.peek(run) != '.') return false;
    if (run + 1 == row_.left()) return false;
    for (auto i = run + 1; i < row_.left(); ++i)
      if (!is_digit(row_.peek(i))) return false;
    return true;
  }

  bool bare_number(std::size_t run, Civil& civil) {
    if (run == 8 || run == 12 || run == 14) {
      if (!date(run)) return false;
      if (run > 8 && !read_compact_clock(row_, clock_, why_)) return false;
      civil.at = LocalTime{day_} + clock_.time;
      civil.precision = clock_.precision;
      return true;
    }
    if (run == 10 || run == 13 || run == 16) {
      if (!options_.epoch)
        return no("a bare number of 10, 13 or 16 digits is a Unix time only where the mapping says epoch: true",
                  "10、13或16位的数字只有在映射中写明 epoch: true 时才读作 Unix 时间");
      std::int64_t value = 0;
      while (!row_.at_end()) value = value * 10 + (row_.next() - '0');
      civil.instant = Instant{microseconds{value * (run == 10 ? 1'000'000 : run == 13 ? 1'000 : 1)}};
      return true;
    }
    if (run <= 7 && options_.excel_serials) return excel_serial(civil);
    if (run == 4)
      return no("a year alone is not a day; write the month and the day too, as in 2020-06-18",
                "只有年份，不成日期；请写明月和日，如 2020-06-18");
    if (run == 6)
      return no("the year needs four digits and the day is needed too, such as 20200618",
                "年份须写四位，并写明日，如 20200618");
    if (run <= 7)
      return no("a bare number is an Excel date only where the mapping says excel-serials: true",
                "单独的数字只有在映射中写明 excel-serials: true 时才读作 Excel 日期");
    return unreadable();
  }

  bool excel_serial(Civil& civil) {
    std::array<char, Symbols::capacity> text{};
    std::size_t size = 0, decimals = 0;
    bool whole = true, after_point = false;
    while (!row_.at_end()) {
      const auto next = static_cast<char>(row_.next());
      decimals += after_point ? 1 : 0;
      whole = whole && (!after_point || next == '0');
      after_point = after_point || next == '.';
      text[size++] = next;
    }
    double serial = 0;
    std::from_chars(text.data(), text.data() + size, serial, std::chars_format::fixed);
    if (serial < (options_.from_1904 ? 0 : 1) || serial >= 100'000)
      return no("Excel dates are read from 1 to 99999 (the year 2173)", "Excel 日期只读 1 至 99999（2173年）");
    if (!whole && decimals < 5)
      return no("an Excel date with fewer than 5 decimals does not tell the minute; export it with more, or as text",
                "小数不足5位的 Excel 日期不能确定到分钟；请以更多小数位或文字导出");
    if (serial >= 1900 && serial < 2101)
      return no(text::phrase("this may be a year or an Excel date of {0}", "这可能是年份，也可能是{0}年的 Excel 日期",
                             options_.from_1904 ? 1909 : 1905));
    if (options_.from_1904)
      return after(std::chrono::local_days{std::chrono::year{1904} / 1 / 1}, serial, whole, civil);
    if (serial >= 60 && serial < 61)
      return no("Excel date 60 is 1900-02-29, a day that never was", "Excel 日期 60 是不存在的 1900-02-29");
    constexpr Day origin = std::chrono::local_days{std::chrono::year{1899} / 12 / 30};
    return after(serial < 60 ? origin + days{1} : origin, serial, whole, civil);
  }

  bool after(Day origin, double serial, bool whole, Civil& civil) {
    const auto day = std::floor(serial);
    const auto second = static_cast<std::int64_t>(std::llround((serial - day) * 86'400));
    civil.at = LocalTime{origin + days{static_cast<int>(day)}} + seconds{second};
    civil.precision = whole ? Precision::day : second % 60 == 0 ? Precision::minute : Precision::instant;
    return true;
  }

  // --- dates

  bool date(std::size_t run) {
    if (run == 0) return is_spelled_digit(row_.peek()) ? spelled_date() : unreadable();
    const auto next = row_.peek(run);
    if (run == 8 || run == 12 || run == 14) {
      if (run == 8 && run != row_.left() && next != ' ' && next != 'T') return unreadable();
      compact_ = true;
      const int year = row_.take_digits(4), month = row_.take_digits(2), day = row_.take_digits(2);
      return set_day(year, month, day);
    }
    if (next != symbol::year && next != symbol::month && !is_separator(next)) return unreadable();
    if (next == symbol::month) return no_year();
    if (run == 4) {
      const int year = row_.take_digits(4);
      row_.skip();
      return next == symbol::year ? month_and_day(year) : separated_date(year, next);
    }
    if (run <= 2 && is_separator(next)) return year_last();
    return short_year();
  }

  /// 二〇二〇年六月十八日
  bool spelled_date() {
    std::size_t run = 0;
    while (is_spelled_digit(row_.peek(run))) ++run;
    if (row_.peek(run) == symbol::month) return no_year();
    if (row_.peek(run) != symbol::year) return unreadable();
    if (run != 4) return short_year();
    int year = 0;
    for (; run > 0; --run, row_.skip()) {
      if (row_.peek() > symbol::zero + 9) return short_year();
      year = year * 10 + (row_.peek() - symbol::zero);
    }
    row_.skip();
    return month_and_day(year);
  }

  /// What stands after 年.
  bool month_and_day(int year) {
    row_.take(' ');
    const int month = row_.number(width_);
    row_.take(' ');
    if (month < 0)
      return row_.at_end() ? no("a year alone is not a day; write the month and the day too, as in 2020-06-18",
                                "只有年份，不成日期；请写明月和日，如 2020-06-18")
                           : unreadable();
    if (!row_.take(symbol::month)) return no("月 is missing after the month", "月份后缺少“月”");
    row_.take(' ');
    if (row_.at_end()) return no("the day is missing; write it, as in 2020-06-18", "缺少日；请写明，如 2020-06-18");
    const int day = row_.number(width_);
    row_.take(' ');
    if (day < 0) return unreadable();
    if (!row_.take(symbol::day)) return no("日 is missing after the day", "日期后缺少“日”");
    return set_day(year, month, day);
  }

  bool separated_date(int year, Symbol between) {
    const int month = row_.number(width_);
    if (month < 0 || width_ == 0) return unreadable();
    if (row_.at_end()) return no("the day is missing; write it, as in 2020-06-18", "缺少日；请写明，如 2020-06-18");
    if (!row_.take(between))
      return is_separator(row_.peek())
                 ? no("the separators differ; write 2020-06-18", "分隔符不一致；请写成 2020-06-18")
                 : unreadable();
    const int day = row_.number(width_);
    if (day < 0) return unreadable();
    if (is_separator(row_.peek()) && row_.peek() != '-' && row_.peek() != '.') return unreadable();
    return set_day(year, month, day);
  }

  /// 18/6/2020 and 6/18/2020, where the mapping says which.
  bool year_last() {
    const int first = row_.number(width_);
    const auto between = row_.next();
    const int second = row_.number(width_);
    if (second < 0) return unreadable();
    if (is_separator(row_.peek()) && row_.peek() != between)
      return no("the separators differ; write 2020-06-18", "分隔符不一致；请写成 2020-06-18");
    if (!row_.take(between)) return no_year();
    const auto run = row_.digits_ahead();
    if (run == 0) return unreadable();
    if (run != 4) return short_year();
    const int year = row_.take_digits(4);
    switch (options_.order) {
      case DateOrder::refuse:
        return no(
            "the order of day and month is not known: say date-order: day-month-year or month-day-year in the mapping, "
            "or "
            "write 2020-06-18",
            "日与月的先后不明：请在映射中写明 date-order: day-month-year 或 month-day-year，或写成 2020-06-18");
      case DateOrder::day_month_year:
        return set_day(year, second, first);
      case DateOrder::month_day_year:
        return set_day(year, first, second);
    }
    return false;
  }

  bool set_day(int year, int month, int day) {
    if (year == 0) return no("the years 1 to 9999 are read", "只读公元1年至9999年");
    if (month < 1 || month > 12) return no(text::phrase("there is no month {}", "没有{}月", month));
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return no(text::phrase("{:04}-{:02} has no day {}", "{}年{}月没有{}日", year, month, day));
    day_ = Day{date};
    return true;
  }

  // --- what follows a date

  bool tail() {
    bool timed = false, named = false;
    while (!row_.at_end()) {
      if (!timed && row_.peek() == 'T' && (is_digit(row_.peek(1)) || is_spelled_digit(row_.peek(1)))) {
        row_.skip();
        if (!read_clock(row_, ClockForm::after_t, clock_, why_)) return false;
        timed = true;
        continue;
      }
      const bool spaced = row_.take(' ') || row_.last() == symbol::day || row_.last() == ')';
      if (row_.take(',')) row_.take(' ');
      const auto here = row_.peek();
      if (!named && (here == '(' || here == symbol::week || is_letter(here))) {
        if (!weekday()) return false;
        named = true;
      } else if (!timed && (spaced || named || is_part_of_day(here)) &&
                 (is_digit(here) || is_spelled_digit(here) || is_part_of_day(here))) {
        if (!read_clock(row_, compact_ ? ClockForm::compact : ClockForm::after_blank, clock_, why_)) return false;
        timed = true;
      } else {
        return unreadable();
      }
    }
    return true;
  }

  bool weekday() {
    const bool bracket = row_.take('(');
    int found = -1;
    if (row_.take(symbol::week)) {
      const auto here = row_.peek();
      if (here == symbol::day || here == symbol::heaven)
        found = 0;
      else if (here >= symbol::zero + 1 && here <= symbol::zero + 6)
        found = here - symbol::zero;
      else if (here >= '1' && here <= '7')
        found = (here - '0') % 7;
      if (found >= 0) row_.skip();
    } else {
      std::array<char, Symbols::capacity> letters{};
      std::size_t size = 0;
      while (is_letter(row_.peek())) letters[size++] = static_cast<char>(row_.next());
      const std::string_view word(letters.data(), size);
      for (int i = 0; i < 7; ++i)
        if (word.size() >= 3 && (word == weekday_names[i] || word == weekday_names[i].substr(0, 3))) found = i;
    }
    if (found < 0 || (bracket && !row_.take(')'))) return unreadable();
    const auto real = std::chrono::weekday{day_}.c_encoding();
    if (real == static_cast<unsigned>(found)) return true;
    return no({fmt::format("{} is a {}, not a {}", iso(day_), weekday_titles[real], weekday_titles[found]),
               fmt::format("{} 是{}，不是{}", iso(day_), weekday_chinese[real], weekday_chinese[found])});
  }

  Cursor row_;
  const WrittenOptions& options_;
  text::Phrase& why_;
  std::size_t width_ = 0;
  bool compact_ = false;
  Day day_{};
  Clock clock_;
};

/// The commonest forms, `2020-06-18`, `2020-06-18 14:05` and `2020-06-18T14:05:09`, straight from the text. Anything
/// else, and anything wrong with these, is left to the grammar.
bool read_plain(std::string_view text, Civil& civil) {
  if (text.size() != 10 && text.size() != 16 && text.size() != 19) return false;
  bool digits = true;
  const auto two = [&](std::size_t at) {
    const auto high = static_cast<unsigned>(text[at] - '0'), low = static_cast<unsigned>(text[at + 1] - '0');
    digits = digits && high <= 9 && low <= 9;
    return high * 10 + low;
  };
  if (text[4] != '-' || text[7] != '-') return false;
  const auto year = static_cast<int>(two(0) * 100 + two(2));
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{two(5)}, std::chrono::day{two(8)}};
  if (!digits || year == 0 || !date.ok()) return false;
  civil.at = Day{date};
  if (text.size() == 10) return true;
  if ((text[10] != ' ' && text[10] != 'T') || text[13] != ':') return false;
  const auto hour = two(11), minute = two(14);
  unsigned second = 0;
  if (text.size() == 19) {
    if (text[16] != ':') return false;
    second = two(17);
  }
  if (!digits || hour > 23 || minute > 59 || second > 59) return false;
  civil.at += hours{hour} + minutes{minute} + seconds{second};
  civil.precision = text.size() == 19 ? Precision::instant : Precision::minute;
  return true;
}

}  // namespace

std::optional<Civil> read_civil(std::string_view written, const WrittenOptions& options, text::Phrase& why) {
  if (Civil plain; read_plain(written, plain)) return plain;
  const auto symbols = symbols_of(written);
  if (symbols.too_long) {
    why = {"this is too long for a time", "时间不会这么长"};
    return std::nullopt;
  }
  Civil civil;
  if (!Parser(symbols, options, why).read(civil)) return std::nullopt;
  if (!civil.instant &&
      std::chrono::floor<days>(civil.at) > std::chrono::local_days{std::chrono::year{9999} / 12 / 31}) {
    why = {"the years 1 to 9999 are read", "只读公元1年至9999年"};
    return std::nullopt;
  }
  return civil;
}

}  // namespace shixian::time
