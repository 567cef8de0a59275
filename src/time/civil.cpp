#include "time/civil.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "time/numerals.hpp"
#include "time/symbols.hpp"

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

constexpr bool digit(Symbol here) { return here >= '0' && here <= '9'; }
constexpr bool letter(Symbol here) { return here >= 'A' && here <= 'Z'; }
constexpr bool chinese_numeral(Symbol here) { return here >= symbol::zero && here <= symbol::thirty; }
constexpr bool separator(Symbol here) { return here == '-' || here == '/' || here == '.'; }
constexpr bool part_of_day(Symbol here) { return here >= symbol::forenoon && here <= symbol::evening; }

Numeral numeral_of(Symbol here) {
  if (here == symbol::ten) return {10, true};
  if (here == symbol::twenty) return {20, true};
  if (here == symbol::thirty) return {30, true};
  return {here - symbol::zero, false};
}

/// The hour of 24 that a written hour means beside 上午, 下午, AM …; nullopt where the two do not go together, and for
/// twelve o'clock where it can be noon or midnight.
std::optional<int> hour_in(Symbol part, int hour) {
  const auto between = [&](int low, int high) { return hour >= low && hour <= high; };
  const auto later = [&](int low, int high) -> std::optional<int> {
    if (between(low, high)) return hour + 12;
    if (between(low + 12, high + 12)) return hour;
    return std::nullopt;
  };
  const auto same = [&](int low, int high) -> std::optional<int> {
    if (between(low, high)) return hour;
    return std::nullopt;
  };
  switch (part) {
    case symbol::forenoon:
      return same(0, 11);
    case symbol::dawn:
      return same(0, 6);
    case symbol::early:
      return same(4, 11);
    case symbol::noon:
      return between(1, 2) ? std::optional(hour + 12) : same(11, 14);
    case symbol::afternoon:
      return hour == 12 ? std::optional(12) : later(1, 11);
    case symbol::dusk:
      return later(4, 8);
    case symbol::evening:
      return later(5, 11);
    case 'A':
      return hour == 12 ? std::optional(0) : same(1, 11);
    case 'P':
      return hour == 12 ? std::optional(12) : between(1, 11) ? std::optional(hour + 12) : std::nullopt;
    default:
      return std::nullopt;
  }
}

class Parser {
 public:
  Parser(const Symbols& symbols, const WrittenOptions& options, text::Phrase& why)
      : at_(symbols.items.data()), end_(at_ + symbols.size), options_(options), why_(why) {}

  bool read(Civil& civil) {
    if (at_ == end_) return no("nothing is written here", "这里没有内容");
    const auto run = digits_ahead();
    if (run > 0 && at_ + run == end_) return bare_number(run, civil);
    if (run > 0 && options_.excel_serials && run <= 7 && decimal(run)) return excel_serial(civil);
    if (!date(run) || !tail()) return false;
    civil.at = LocalTime{day_} + time_;
    civil.precision = precision_;
    civil.offset = offset_;
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
  bool unreadable() {
    return no("this is not a time that can be read; write it like 2020-06-18 14:05 or 2020年6月18日14时05分",
              "无法读成时间；请写成 2020-06-18 14:05 或 2020年6月18日14时05分 的样子");
  }
  bool short_year() { return no("the year needs four digits, such as 2020", "年份须写四位，如 2020"); }
  bool no_year() { return no("the year is missing", "缺少年份"); }

  Symbol peek(std::size_t ahead = 0) const { return at_ + ahead < end_ ? at_[ahead] : Symbol{0}; }
  bool take(Symbol wanted) {
    if (peek() != wanted) return false;
    ++at_;
    return true;
  }
  std::size_t digits_ahead() const {
    std::size_t run = 0;
    while (digit(peek(run))) ++run;
    return run;
  }
  int take_digits(std::size_t count) {
    int value = 0;
    for (; count > 0; --count) value = value * 10 + (*at_++ - '0');
    return value;
  }

  /// A number of one or two digits, or in Chinese numerals; −1 when there is none. `width_` is the number of its
  /// digits.
  int number() {
    width_ = digits_ahead();
    if (width_ > 0) return width_ <= 2 ? take_digits(width_) : -1;
    std::array<Numeral, 4> numerals;
    std::size_t size = 0;
    while (size < numerals.size() && chinese_numeral(peek())) numerals[size++] = numeral_of(*at_++);
    if (size == 0 || chinese_numeral(peek())) return -1;
    const auto value = spelled_number(std::span(numerals).first(size));
    width_ = 2;
    return value && *value < 100 ? static_cast<int>(*value) : -1;
  }

  // --- bare numbers

  bool decimal(std::size_t run) const {
    if (peek(run) != '.') return false;
    auto at = at_ + run + 1;
    if (at == end_) return false;
    for (; at != end_; ++at)
      if (!digit(*at)) return false;
    return true;
  }

  bool bare_number(std::size_t run, Civil& civil) {
    if (run == 8 || run == 12 || run == 14) {
      if (!date(run)) return false;
      if (run > 8 && !compact_time()) return false;
      civil.at = LocalTime{day_} + time_;
      civil.precision = precision_;
      return true;
    }
    if (run == 10 || run == 13 || run == 16) {
      if (!options_.epoch)
        return no("a bare number of 10, 13 or 16 digits is a Unix time only where the mapping says epoch: true",
                  "10、13或16位的数字只有在映射中写明 epoch: true 时才读作 Unix 时间");
      std::int64_t value = 0;
      while (at_ != end_) value = value * 10 + (*at_++ - '0');
      civil.instant = Instant{microseconds{value * (run == 10 ? 1'000'000 : run == 13 ? 1'000 : 1)}};
      return true;
    }
    if (run <= 7 && options_.excel_serials) return excel_serial(civil);
    if (run == 4) return no("a year alone is not a day", "只有年份，不成日期");
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
    std::size_t size = 0;
    bool whole = true;
    for (; at_ != end_; ++at_) {
      whole = whole && *at_ != '.';
      text[size++] = static_cast<char>(*at_);
    }
    double serial = 0;
    std::from_chars(text.data(), text.data() + size, serial, std::chars_format::fixed);
    if (serial < 1 || serial >= 2'958'466)
      return no("Excel dates run from 1 to 2958465", "Excel 日期的范围是 1 至 2958465");
    if (serial >= 1900 && serial < 2101)
      return no("this may be a year or an Excel date of 1905", "这可能是年份，也可能是1905年的 Excel 日期");
    if (serial >= 60 && serial < 61)
      return no("Excel date 60 is 1900-02-29, a day that never was", "Excel 日期 60 是不存在的 1900-02-29");
    constexpr Day origin = std::chrono::local_days{std::chrono::year{1899} / 12 / 30};
    const auto day = std::floor(serial);
    const auto second = static_cast<std::int64_t>(std::llround((serial - day) * 86'400));
    civil.at = LocalTime{origin + days{static_cast<int>(day) + (serial < 60 ? 1 : 0)}} + seconds{second};
    civil.precision = whole ? Precision::day : second % 60 == 0 ? Precision::minute : Precision::instant;
    return true;
  }

  // --- dates

  bool date(std::size_t run) {
    if (run == 0) return chinese_numeral(peek()) ? spelled_date() : unreadable();
    const auto next = peek(run);
    if (run == 8 || run == 12 || run == 14) {
      if (run == 8 && at_ + run != end_ && next != ' ' && next != 'T') return unreadable();
      compact_ = true;
      const int year = take_digits(4), month = take_digits(2), day = take_digits(2);
      return set_day(year, month, day);
    }
    if (next != symbol::year && next != symbol::month && !separator(next)) return unreadable();
    if (next == symbol::month) return no_year();
    if (run == 4) {
      const int year = take_digits(4);
      ++at_;
      return next == symbol::year ? month_and_day(year) : separated_date(year, next);
    }
    if (run <= 2 && separator(next)) return year_last();
    return short_year();
  }

  /// 二〇二〇年六月十八日
  bool spelled_date() {
    std::size_t run = 0;
    while (chinese_numeral(peek(run))) ++run;
    if (peek(run) == symbol::month) return no_year();
    if (peek(run) != symbol::year) return unreadable();
    if (run != 4) return short_year();
    int year = 0;
    for (; run > 0; --run, ++at_) {
      if (*at_ > symbol::zero + 9) return short_year();
      year = year * 10 + (*at_ - symbol::zero);
    }
    ++at_;
    return month_and_day(year);
  }

  /// What stands after 年.
  bool month_and_day(int year) {
    take(' ');
    const int month = number();
    take(' ');
    if (month < 0) return at_ == end_ ? no("a year alone is not a day", "只有年份，不成日期") : unreadable();
    if (!take(symbol::month)) return no("月 is missing after the month", "月份后缺少“月”");
    take(' ');
    if (at_ == end_) return no("the day is missing", "缺少日");
    const int day = number();
    take(' ');
    if (day < 0) return unreadable();
    if (!take(symbol::day)) return no("日 is missing after the day", "日期后缺少“日”");
    return set_day(year, month, day);
  }

  bool separated_date(int year, Symbol between) {
    const int month = number();
    if (month < 0 || width_ == 0) return unreadable();
    if (at_ == end_) return no("the day is missing", "缺少日");
    if (!take(between))
      return separator(peek()) ? no("the separators differ; write 2020-06-18", "分隔符不一致；请写成 2020-06-18")
                               : unreadable();
    const int day = number();
    if (day < 0) return unreadable();
    if (separator(peek()) && peek() != '-' && peek() != '.') return unreadable();
    return set_day(year, month, day);
  }

  /// 18/6/2020 and 6/18/2020, where the mapping says which.
  bool year_last() {
    const int first = number();
    const auto between = *at_++;
    const int second = number();
    if (second < 0) return unreadable();
    if (separator(peek()) && peek() != between)
      return no("the separators differ; write 2020-06-18", "分隔符不一致；请写成 2020-06-18");
    if (!take(between)) return no_year();
    const auto run = digits_ahead();
    if (run == 0) return unreadable();
    if (run != 4) return short_year();
    const int year = take_digits(4);
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
    while (at_ != end_) {
      if (!timed && peek() == 'T' && (digit(peek(1)) || chinese_numeral(peek(1)))) {
        ++at_;
        if (!time_of_day(true)) return false;
        timed = true;
        continue;
      }
      const bool spaced = take(' ') || at_[-1] == symbol::day || at_[-1] == ')';
      if (take(',')) take(' ');
      const auto here = peek();
      if (!named && (here == '(' || here == symbol::week || letter(here))) {
        if (!weekday()) return false;
        named = true;
      } else if (!timed && (spaced || named || part_of_day(here)) &&
                 (digit(here) || chinese_numeral(here) || part_of_day(here))) {
        if (!time_of_day(false)) return false;
        timed = true;
      } else {
        return unreadable();
      }
    }
    return true;
  }

  bool weekday() {
    const bool bracket = take('(');
    int found = -1;
    if (take(symbol::week)) {
      const auto here = peek();
      if (here == symbol::day || here == symbol::heaven)
        found = 0;
      else if (here >= symbol::zero + 1 && here <= symbol::zero + 6)
        found = here - symbol::zero;
      else if (here >= '1' && here <= '7')
        found = (here - '0') % 7;
      if (found >= 0) ++at_;
    } else {
      std::string_view word(reinterpret_cast<const char*>(at_), 0);
      while (letter(peek(word.size()))) word = {word.data(), word.size() + 1};
      for (int i = 0; i < 7; ++i)
        if (word.size() >= 3 && (word == weekday_names[i] || word == weekday_names[i].substr(0, 3))) found = i;
      at_ += word.size();
    }
    if (found < 0 || (bracket && !take(')'))) return unreadable();
    const auto real = std::chrono::weekday{day_}.c_encoding();
    if (real == static_cast<unsigned>(found)) return true;
    return no({fmt::format("{} is a {}, not a {}", iso(day_), weekday_titles[real], weekday_titles[found]),
               fmt::format("{} 是{}，不是{}", iso(day_), weekday_chinese[real], weekday_chinese[found])});
  }

  // --- times of day

  bool time_of_day(bool iso_form) {
    Symbol part = 0;
    if (part_of_day(peek())) {
      part = *at_++;
      take(' ');
    }
    const auto run = digits_ahead();
    if ((iso_form || compact_) && (run == 4 || run == 6)) return compact_time() && zone_offset();
    const int hour = number();
    if (hour < 0) return unreadable();
    if (take(':')) return clock_form(hour, part);
    take(' ');
    if (take(symbol::hour)) return chinese_form(hour, part);
    if (iso_form && at_[-1] != ' ') return set_time(hour, part, Precision::hour) && zone_offset();
    return no("the minutes are missing; write 14:05 or 14时", "缺少分钟；请写成 14:05 或 14时");
  }

  bool compact_time() {
    const auto run = digits_ahead();
    const int hour = take_digits(2);
    minute_ = take_digits(2);
    if (run == 6) second_ = take_digits(2);
    if (run == 6 && !fraction()) return false;
    return set_time(hour, 0, run == 6 ? Precision::instant : Precision::minute);
  }

  bool clock_form(int hour, Symbol part) {
    if (digits_ahead() != 2) return no("the minutes need two digits", "分钟须写两位");
    minute_ = take_digits(2);
    auto precision = Precision::minute;
    if (take(':')) {
      if (digits_ahead() != 2) return no("the seconds need two digits", "秒须写两位");
      second_ = take_digits(2);
      if (!fraction()) return false;
      precision = Precision::instant;
    }
    const auto after = peek() == ' ' ? 1u : 0u;
    if (!part && (peek(after) == 'A' || peek(after) == 'P') && peek(after + 1) == 'M') {
      part = peek(after);
      at_ += after + 2;
    }
    return set_time(hour, part, precision) && zone_offset();
  }

  /// What stands after 时 or 点.
  bool chinese_form(int hour, Symbol part) {
    if (take(symbol::half)) {
      minute_ = 30;
      return set_time(hour, part, Precision::minute);
    }
    if (take(symbol::whole)) return set_time(hour, part, Precision::minute);
    const auto before = at_;
    take(' ');
    if (!digit(peek()) && !chinese_numeral(peek())) {
      at_ = before;
      return set_time(hour, part, Precision::hour);
    }
    minute_ = number();
    if (minute_ < 0) return unreadable();
    take(' ');
    if (!take(symbol::minute))
      return width_ == 2 && at_ == end_ ? set_time(hour, part, Precision::minute)
                                        : no("分 is missing after the minutes", "分钟后缺少“分”");
    take(symbol::whole);
    const auto whole_minutes = at_;
    take(' ');
    if (!digit(peek()) && !chinese_numeral(peek())) {
      at_ = whole_minutes;
      return set_time(hour, part, Precision::minute);
    }
    second_ = number();
    if (second_ < 0) return unreadable();
    if (!take(symbol::second)) return no("秒 is missing after the seconds", "秒数后缺少“秒”");
    return set_time(hour, part, Precision::instant);
  }

  bool fraction() {
    if (peek() != '.' && peek() != ',') return true;
    if (!digit(peek(1))) return true;
    ++at_;
    const auto run = digits_ahead();
    if (run > 9) return no("fractions of a second are read to 9 digits", "秒的小数最多读9位");
    int scale = 100'000;
    for (std::size_t i = 0; i < run; ++i, scale /= 10) micro_ += (*at_++ - '0') * scale;
    return true;
  }

  bool set_time(int hour, Symbol part, Precision precision) {
    if (part) {
      const auto meant = hour_in(part, hour);
      if (!meant)
        return no(
            text::phrase("hour {} does not go with the part of the day beside it, or has two meanings there; write the "
                         "hour from 0 to 23",
                         "{}时与所写的时段不符，或有两种含义；请写 0 至 23 时", hour));
      hour = *meant;
    }
    if (hour > 24 || (hour == 24 && (minute_ > 0 || second_ > 0 || micro_ > 0)))
      return no(text::phrase("there is no time {}:{:02}", "没有{}时{:02}分", hour, minute_));
    if (minute_ > 59) return no(text::phrase("there is no minute {}", "没有{}分", minute_));
    if (second_ == 60) return no("leap seconds are not read; write second 59", "不读闰秒；请写59秒");
    if (second_ > 59) return no(text::phrase("there is no second {}", "没有{}秒", second_));
    if (hour == 24 && precision == Precision::hour) precision = Precision::minute;
    time_ = hours{hour} + minutes{minute_} + seconds{second_} + microseconds{micro_};
    precision_ = precision;
    return true;
  }

  bool zone_offset() {
    const auto after = peek() == ' ' ? 1u : 0u;
    const auto here = peek(after);
    if (here == 'Z') {
      at_ += after + 1;
      offset_ = minutes{0};
      return true;
    }
    const bool utc = here == 'U' && peek(after + 1) == 'T' && peek(after + 2) == 'C';
    const bool gmt = here == 'G' && peek(after + 1) == 'M' && peek(after + 2) == 'T';
    if (utc || gmt) {
      at_ += after + 3;
      offset_ = minutes{0};
      return true;
    }
    if (here != '+' && here != '-') return true;
    at_ += after + 1;
    const auto run = digits_ahead();
    if (run != 2 && run != 4) return no("an offset is written like +08:00", "时差请写成 +08:00 的样子");
    const int hour = take_digits(2);
    int rest = 0;
    if (run == 4) {
      rest = take_digits(2);
    } else if (take(':')) {
      if (digits_ahead() != 2) return no("an offset is written like +08:00", "时差请写成 +08:00 的样子");
      rest = take_digits(2);
    }
    if (rest > 59 || hour * 60 + rest > 18 * 60)
      return no(text::phrase("there is no offset {:02}:{:02}", "没有 {:02}:{:02} 的时差", hour, rest));
    offset_ = minutes{hour * 60 + rest} * (here == '-' ? -1 : 1);
    return true;
  }

  const Symbol* at_;
  const Symbol* end_;
  const WrittenOptions& options_;
  text::Phrase& why_;
  std::size_t width_ = 0;
  bool compact_ = false;
  Day day_{};
  int minute_ = 0, second_ = 0, micro_ = 0;
  microseconds time_{0};
  Precision precision_ = Precision::day;
  std::optional<minutes> offset_;
};

}  // namespace

std::optional<Civil> read_civil(std::string_view written, const WrittenOptions& options, text::Phrase& why) {
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
