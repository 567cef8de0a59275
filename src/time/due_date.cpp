#include "time/due_date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "time/numerals.hpp"
#include "time/written.hpp"

namespace shixian::time {

namespace {

using std::chrono::year_month_day;

/// Full-width characters folded, runs of blanks made one, and none at the ends.
std::string tidied(std::string_view written) {
  std::string text;
  for (std::size_t at = 0; at < written.size();) {
    const auto from = at;
    const auto character = half_width(next_character(written, at));
    if (character == U' ') {
      if (!text.empty() && text.back() != ' ') text += ' ';
    } else if (character < 0x80) {
      text += static_cast<char>(character);
    } else {
      text += written.substr(from, at - from);
    }
  }
  if (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

class Words {
 public:
  explicit Words(std::string_view text) : left_(text) {}
  bool take(std::string_view wanted) {
    if (!left_.starts_with(wanted)) return false;
    left_.remove_prefix(wanted.size());
    return true;
  }
  /// One or two digits; 0 when there are none.
  unsigned number() {
    unsigned value = 0;
    for (int i = 0; i < 2 && !left_.empty() && left_.front() >= '0' && left_.front() <= '9'; ++i) {
      value = value * 10 + static_cast<unsigned>(left_.front() - '0');
      left_.remove_prefix(1);
    }
    return value;
  }
  bool at_end() const { return left_.empty(); }
  std::string_view left() const { return left_; }

 private:
  std::string_view left_;
};

constexpr std::array<unsigned, 13> longest{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool is_date(unsigned month, unsigned day) { return month >= 1 && month <= 12 && day >= 1 && day <= longest[month]; }

std::optional<DueDate> english(std::string_view text) {
  DueDate due;
  Words words(text);
  if (words.take("day ")) {
    due.unit = SpanUnit::month;
    due.day = words.number();
    if (due.day < 1 || due.day > 31) return std::nullopt;
    if (words.take(" of the next month"))
      due.ahead = 1;
    else if (!words.take(" of the month"))
      return std::nullopt;
    return words.at_end() ? std::optional(due) : std::nullopt;
  }
  if (words.take("the end of the ") || words.take("end of the ")) {
    if (words.take("next ")) due.ahead = 1;
    if (words.left() == "period") {
      due.unit = SpanUnit::log;
      return due;
    }
    const auto unit = read_span_unit(words.left());
    if (!unit || *unit == SpanUnit::log) return std::nullopt;
    due.unit = *unit;
    return due;
  }
  due.month = words.number();
  if (due.month == 0 || !words.take("-")) return std::nullopt;
  due.day = words.number();
  if (!is_date(due.month, due.day)) return std::nullopt;
  if (words.take(" of the next year"))
    due.ahead = 1;
  else
    words.take(" of the year");
  return words.at_end() ? std::optional(due) : std::nullopt;
}

std::optional<DueDate> chinese(std::string_view text) {
  struct Fixed {
    std::string_view text;
    SpanUnit unit;
  };
  static constexpr Fixed ends[]{
      {"年底", SpanUnit::year},        {"年末", SpanUnit::year},      {"月底", SpanUnit::month},
      {"月末", SpanUnit::month},       {"季度末", SpanUnit::quarter}, {"季末", SpanUnit::quarter},
      {"半年末", SpanUnit::half_year}, {"周日", SpanUnit::week},      {"日终", SpanUnit::day}};
  DueDate due;
  if (text == "期末") {
    due.unit = SpanUnit::log;
    return due;
  }
  if (text == "当日") {
    due.unit = SpanUnit::day;
    return due;
  }
  Words words(text);
  const bool next = words.take("次") || words.take("翌") || words.take("下");
  if (!next && !words.take("当")) words.take("本");
  due.ahead = next ? 1 : 0;
  for (const auto& end : ends) {
    if (words.left() != end.text) continue;
    due.unit = end.unit;
    return due;
  }
  if (words.take("年")) {
    due.unit = SpanUnit::year;
  } else if (words.take("月")) {
    due.unit = SpanUnit::month;
    due.day = words.number();
    if (due.day < 1 || due.day > 31 || !(words.take("日") || words.take("号"))) return std::nullopt;
    return words.at_end() ? std::optional(due) : std::nullopt;
  } else if (next) {
    return std::nullopt;
  }
  due.month = words.number();
  if (!words.take("月")) return std::nullopt;
  due.day = words.number();
  if (!(words.take("日") || words.take("号")) || !words.at_end() || !is_date(due.month, due.day)) return std::nullopt;
  return due;
}

}  // namespace

std::optional<DueDate> read_due_date(std::string_view written, text::Phrase& why) {
  const auto text = tidied(written.substr(0, 100));
  if (auto due = english(text)) return due;
  if (auto due = chinese(text)) return due;
  text::Phrase not_a_day;
  if (const auto day = read_day(text, not_a_day)) {
    DueDate due;
    due.date = *day;
    return due;
  }
  why = {fmt::format("'{}' is not a date by which something is due: write 2020-06-20, 01-31, 01-31 of the next year, "
                     "day 10 of the next month, or the end of the year",
                     text),
         fmt::format("“{}”不是到期日：请写 2020年6月20日、1月31日、次年1月31日、次月10日或年底", text)};
  return std::nullopt;
}

namespace {

text::Phrase end_of(SpanUnit unit, int ahead) {
  static const std::array<text::Phrase, 7> names{{{"day", "日终"},
                                                  {"week", "周日"},
                                                  {"month", "月底"},
                                                  {"quarter", "季度末"},
                                                  {"half-year", "半年末"},
                                                  {"year", "年底"},
                                                  {"period", "期末"}}};
  const auto& name = names[static_cast<std::size_t>(unit)];
  return {fmt::format("the end of the {}{}", ahead ? "next " : "", name.english),
          unit == SpanUnit::log ? name.chinese : (ahead ? "次" : "") + name.chinese};
}

}  // namespace

text::Phrase describe(const DueDate& due) {
  if (due.date) {
    const year_month_day date{*due.date};
    return {iso(*due.date), fmt::format("{}年{}月{}日", static_cast<int>(date.year()),
                                        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()))};
  }
  if (due.day == 0) return end_of(due.unit, due.ahead);
  if (due.unit == SpanUnit::month)
    return {fmt::format("day {} of the {}month", due.day, due.ahead ? "next " : ""),
            fmt::format("{}月{}日", due.ahead ? "次" : "当", due.day)};
  return {fmt::format("{:02}-{:02}{}", due.month, due.day, due.ahead ? " of the next year" : ""),
          fmt::format("{}{}月{}日", due.ahead ? "次年" : "", due.month, due.day)};
}

std::optional<Day> due_day(const DueDate& due, Day from, const std::optional<Span>& period) {
  if (due.date) return due.date;
  if (due.unit == SpanUnit::log) return period ? std::optional(period->last) : std::nullopt;
  auto span = span_of(due.unit, period ? period->first : from);
  for (int i = 0; i < due.ahead; ++i) span = next(span);
  if (year_month_day{span.last}.year() > std::chrono::year{9999}) return std::nullopt;
  if (due.day == 0) return span.last;
  const auto year = year_month_day{span.first}.year();
  const auto month = due.unit == SpanUnit::month ? year_month_day{span.first}.month() : std::chrono::month{due.month};
  const year_month_day date{year, month, std::chrono::day{due.day}};
  return date.ok() ? Day{date} : Day{year / month / std::chrono::last};
}

std::optional<Reckoning> reckon(Instant start, const DueDate& due, const std::optional<Span>& period, bool roll,
                                const Regime& regime, const Calendar& calendar, const Zone& zone) {
  const auto start_day = zone.day_of(start);
  auto last = due_day(due, start_day, period);
  if (!last) return std::nullopt;
  Reckoning result;
  result.start = start;
  result.start_day = start_day;
  result.regime = &regime;
  result.roll = Roll::none;
  result.due = describe(due);
  auto first_end = *last;
  if (roll) {
    const auto moved = calendar.next_working_day(*last);
    result.provisional = !calendar.covers(*last) || !calendar.covers(moved);
    if (result.provisional && calendar.covers(*last)) first_end = calendar.covered_to() + std::chrono::days{1};
    if (moved != *last) result.rolled_from = last;
    last = moved;
  }
  result.last_day = last;
  result.deadline = zone.end_of(*last);
  result.no_earlier_than = result.provisional ? zone.end_of(first_end) : result.deadline;
  return result;
}

}  // namespace shixian::time
