#include "time/clock.hpp"

namespace shixian::time {

namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

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

class ClockParser {
 public:
  ClockParser(Cursor& row, Clock& clock, text::Phrase& why) : row_(row), clock_(clock), why_(why) {}

  bool read(ClockForm form) {
    Symbol part = 0;
    after_t_ = form == ClockForm::after_t;
    if (is_part_of_day(row_.peek())) {
      part_of_day_ = true;
      part = row_.next();
      row_.take(' ');
    }
    const auto run = row_.digits_ahead();
    if (form != ClockForm::after_blank && (run == 4 || run == 6)) return compact_time() && zone_offset();
    const int hour = row_.number(width_);
    if (hour < 0) return no(unreadable_time());
    if (row_.take(':')) return clock_form(hour, part);
    row_.take(' ');
    if (row_.take(symbol::hour)) return chinese_form(hour, part);
    if (form == ClockForm::after_t && row_.last() != ' ') return set_time(hour, part, Precision::hour) && zone_offset();
    return no("the minutes are missing; write 14:05 or 14时", "缺少分钟；请写成 14:05 或 14时");
  }

  bool compact_time() {
    const auto run = row_.digits_ahead();
    const int hour = row_.take_digits(2);
    minute_ = row_.take_digits(2);
    if (run == 6) second_ = row_.take_digits(2);
    if (run == 6 && !fraction()) return false;
    return set_time(hour, 0, run == 6 ? Precision::instant : Precision::minute);
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

  bool clock_form(int hour, Symbol part) {
    if (row_.digits_ahead() != 2) return no("the minutes need two digits", "分钟须写两位");
    minute_ = row_.take_digits(2);
    auto precision = Precision::minute;
    if (row_.take(':')) {
      if (row_.digits_ahead() != 2) return no("the seconds need two digits", "秒须写两位");
      second_ = row_.take_digits(2);
      if (!fraction()) return false;
      precision = Precision::instant;
    }
    const auto after = row_.peek() == ' ' ? 1u : 0u;
    if (!part && (row_.peek(after) == 'A' || row_.peek(after) == 'P') && row_.peek(after + 1) == 'M') {
      part = row_.peek(after);
      row_.skip(after + 2);
    }
    return set_time(hour, part, precision) && zone_offset();
  }

  /// What stands after 时 or 点.
  bool chinese_form(int hour, Symbol part) {
    if (row_.take(symbol::half)) {
      minute_ = 30;
      return set_time(hour, part, Precision::minute);
    }
    if (row_.take(symbol::whole)) return set_time(hour, part, Precision::minute);
    const auto before = row_;
    row_.take(' ');
    if (!is_digit(row_.peek()) && !is_spelled_digit(row_.peek())) {
      row_ = before;
      return set_time(hour, part, Precision::hour);
    }
    minute_ = row_.number(width_);
    if (minute_ < 0) return no(unreadable_time());
    row_.take(' ');
    if (!row_.take(symbol::minute))
      return width_ == 2 && row_.at_end() ? set_time(hour, part, Precision::minute)
                                          : no("分 is missing after the minutes", "分钟后缺少“分”");
    row_.take(symbol::whole);
    const auto whole_minutes = row_;
    row_.take(' ');
    if (!is_digit(row_.peek()) && !is_spelled_digit(row_.peek())) {
      row_ = whole_minutes;
      return set_time(hour, part, Precision::minute);
    }
    second_ = row_.number(width_);
    if (second_ < 0) return no(unreadable_time());
    if (!row_.take(symbol::second)) return no("秒 is missing after the seconds", "秒数后缺少“秒”");
    return set_time(hour, part, Precision::instant);
  }

  bool fraction() {
    if (row_.peek() != '.' && row_.peek() != ',') return true;
    if (!is_digit(row_.peek(1))) return true;
    row_.skip();
    const auto run = row_.digits_ahead();
    if (run > 9)
      return no("fractions of a second are read to 9 digits; leave the others out",
                "秒的小数最多读9位；请去掉多余的位数");
    int scale = 100'000;
    for (std::size_t i = 0; i < run; ++i, scale /= 10) micro_ += (row_.next() - '0') * scale;
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
    if (hour == 24 && (minute_ > 0 || second_ > 0 || micro_ > 0))
      return no("a day ends at 24:00; write a later time under the next day", "一天到24时为止；其后的时间请写在次日");
    if (hour > 24) return no(text::phrase("there is no time {}:{:02}", "没有{}时{:02}分", hour, minute_));
    if (minute_ > 59) return no(text::phrase("there is no minute {}", "没有{}分", minute_));
    if (second_ == 60) return no("leap seconds are not read; write second 59", "不读闰秒；请写59秒");
    if (second_ > 59) return no(text::phrase("there is no second {}", "没有{}秒", second_));
    clock_.time = hours{hour} + minutes{minute_} + seconds{second_} + microseconds{micro_};
    if (hour == 24) {  // the end of its day, which still belongs to it
      clock_.time -= microseconds{1};
      precision = Precision::instant;
    }
    clock_.precision = precision;
    return true;
  }

  bool zone_offset() {
    const auto after = row_.peek() == ' ' ? 1u : 0u;
    const auto here = row_.peek(after);
    if (here == 'Z') {
      row_.skip(after + 1);
      clock_.offset = minutes{0};
      return true;
    }
    const bool utc = here == 'U' && row_.peek(after + 1) == 'T' && row_.peek(after + 2) == 'C';
    const bool gmt = here == 'G' && row_.peek(after + 1) == 'M' && row_.peek(after + 2) == 'T';
    if (utc || gmt) {
      row_.skip(after + 3);
      clock_.offset = minutes{0};
      return true;
    }
    if (here != '+' && here != '-') return true;
    const bool in_full = after_t_ || (clock_.precision == Precision::instant && !part_of_day_);
    const bool with_colon =
        is_digit(row_.peek(after + 1)) && is_digit(row_.peek(after + 2)) && row_.peek(after + 3) == ':';
    if (here == '-' && !(in_full && (with_colon || after_t_)))
      return no(
          "this looks like a span of times; write one time (a time with an offset is written "
          "2020-06-18T14:05:00-05:00)",
          "这像是一段时间；请只写一个时刻（带时差的时刻写作 2020-06-18T14:05:00-05:00）");
    row_.skip(after + 1);
    const auto run = row_.digits_ahead();
    if (run != 2 && run != 4) return no("an offset is written like +08:00", "时差请写成 +08:00 的样子");
    const int hour = row_.take_digits(2);
    int rest = 0;
    if (run == 4) {
      rest = row_.take_digits(2);
    } else if (row_.take(':')) {
      if (row_.digits_ahead() != 2) return no("an offset is written like +08:00", "时差请写成 +08:00 的样子");
      rest = row_.take_digits(2);
    }
    if (rest > 59 || hour * 60 + rest > (here == '-' ? 12 : 14) * 60)
      return no(text::phrase("there is no offset {:02}:{:02}", "没有 {:02}:{:02} 的时差", hour, rest));
    clock_.offset = minutes{hour * 60 + rest} * (here == '-' ? -1 : 1);
    return true;
  }

  Cursor& row_;
  Clock& clock_;
  text::Phrase& why_;
  bool after_t_ = false, part_of_day_ = false;
  std::size_t width_ = 0;
  int minute_ = 0, second_ = 0, micro_ = 0;
};

}  // namespace

bool read_clock(Cursor& row, ClockForm form, Clock& clock, text::Phrase& why) {
  return ClockParser(row, clock, why).read(form);
}

bool read_compact_clock(Cursor& row, Clock& clock, text::Phrase& why) {
  return ClockParser(row, clock, why).compact_time();
}

text::Phrase unreadable_time() {
  return {"this is not a time that can be read; write it like 2020-06-18 14:05 or 2020年6月18日14时05分",
          "无法读成时间；请写成 2020-06-18 14:05 或 2020年6月18日14时05分 的样子"};
}

}  // namespace shixian::time
