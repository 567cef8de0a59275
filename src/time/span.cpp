#include "time/span.hpp"

#include <fmt/format.h>

#include <array>

#include "time/numerals.hpp"

namespace shixian::time {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month_day;

struct Word {
  SpanUnit unit;
  std::string_view english;
  std::string_view chinese;
};

constexpr std::array<Word, 7> words{{{SpanUnit::day, "day", "日"},
                                     {SpanUnit::week, "week", "周"},
                                     {SpanUnit::month, "month", "月"},
                                     {SpanUnit::quarter, "quarter", "季度"},
                                     {SpanUnit::half_year, "half-year", "半年"},
                                     {SpanUnit::year, "year", "年"},
                                     {SpanUnit::log, "log", "全部"}}};

int months_of(SpanUnit unit) {
  switch (unit) {
    case SpanUnit::month:
      return 1;
    case SpanUnit::quarter:
      return 3;
    case SpanUnit::half_year:
      return 6;
    case SpanUnit::year:
      return 12;
    case SpanUnit::day:
    case SpanUnit::week:
    case SpanUnit::log:
      break;
  }
  return 0;
}

Span months_from(SpanUnit unit, year_month_day first) {
  const auto last = first.year() / first.month() + months{months_of(unit) - 1};
  return {unit, Day{first}, Day{last / std::chrono::last}};
}

/// Monday of the week that holds a day.
Day monday(Day day) { return day - days{(std::chrono::weekday{day}.iso_encoding() - 1)}; }

}  // namespace

std::optional<SpanUnit> read_span_unit(std::string_view written) {
  for (const auto& word : words)
    if (word.english == written || word.chinese == written) return word.unit;
  return std::nullopt;
}

std::vector<std::string> span_unit_words() {
  std::vector<std::string> all;
  for (const auto& word : words) all.emplace_back(word.english);
  for (const auto& word : words) all.emplace_back(word.chinese);
  return all;
}

Span span_of(SpanUnit unit, Day day) {
  if (unit == SpanUnit::day) return {unit, day, day};
  if (unit == SpanUnit::week) return {unit, monday(day), monday(day) + days{6}};
  const auto length = static_cast<unsigned>(months_of(unit));
  if (length == 0) return {unit, day, day};
  const year_month_day date{day};
  const auto month = (static_cast<unsigned>(date.month()) - 1) / length * length + 1;
  return months_from(unit, date.year() / std::chrono::month{month} / 1);
}

Span next(const Span& span) { return span_of(span.unit, span.last + days{1}); }

std::string label(const Span& span) {
  const year_month_day first{span.first};
  const auto in_year = static_cast<int>(first.year());
  const auto month = static_cast<unsigned>(first.month());
  switch (span.unit) {
    case SpanUnit::day:
      return iso(span.first);
    case SpanUnit::week: {
      const auto thursday = span.first + days{3};
      const auto of_year = year_month_day{thursday}.year();
      const auto week = (thursday - Day{of_year / 1 / 1}).count() / 7 + 1;
      return fmt::format("{:04}-W{:02}", static_cast<int>(of_year), week);
    }
    case SpanUnit::month:
      return fmt::format("{:04}-{:02}", in_year, month);
    case SpanUnit::quarter:
      return fmt::format("{:04}-Q{}", in_year, (month - 1) / 3 + 1);
    case SpanUnit::half_year:
      return fmt::format("{:04}-H{}", in_year, month < 7 ? 1 : 2);
    case SpanUnit::year:
      return fmt::format("{:04}", in_year);
    case SpanUnit::log:
      break;
  }
  return iso(span.first) + "/" + iso(span.last);
}

namespace {

/// A label from left to right.
class Reader {
 public:
  explicit Reader(std::string_view written) {
    for (std::size_t at = 0; at < written.size();) {
      const auto character = half_width(next_character(written, at));
      if (character != U' ') text_ += character;
    }
  }

  std::optional<Span> read() {
    if (const auto slash = text_.find(U'/'); slash != std::u32string::npos) return read_days(slash);
    const auto in_year = digits(4, 4);
    if (!in_year || *in_year == 0) return std::nullopt;
    const auto first = [&](int month) { return Day{year{*in_year} / month / 1}; };
    if (take(U"年")) return read_chinese(first);
    if (at_end()) return span_of(SpanUnit::year, first(1));
    if (!take(U"-")) return std::nullopt;
    if (take(U"W")) return week(*in_year, digits(2, 2));
    if (take(U"Q")) return part(SpanUnit::quarter, digits(1, 1), 4, 3, first);
    if (take(U"H")) return part(SpanUnit::half_year, digits(1, 1), 2, 6, first);
    const auto month = digits(2, 2);
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    if (at_end()) return span_of(SpanUnit::month, first(*month));
    if (!take(U"-")) return std::nullopt;
    const auto day = digits(2, 2);
    const year_month_day date{year{*in_year}, std::chrono::month{static_cast<unsigned>(*month)},
                              std::chrono::day{static_cast<unsigned>(day.value_or(0))}};
    if (!at_end() || !date.ok()) return std::nullopt;
    return span_of(SpanUnit::day, Day{date});
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  bool take(std::u32string_view wanted) {
    if (text_.compare(at_, wanted.size(), wanted) != 0) return false;
    at_ += wanted.size();
    return true;
  }
  std::optional<int> digits(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t count = 0;
    while (at_ < text_.size() && count < most && text_[at_] >= U'0' && text_[at_] <= U'9') {
      value = value * 10 + static_cast<int>(text_[at_++] - U'0');
      ++count;
    }
    if (count < least) return std::nullopt;
    return value;
  }
  /// 一 to 四, or a digit.
  std::optional<int> ordinal() {
    for (int i = 0; i < 4; ++i)
      if (take(std::u32string_view(U"一二三四").substr(static_cast<std::size_t>(i), 1))) return i + 1;
    return digits(1, 1);
  }
  template <class First>
  std::optional<Span> part(SpanUnit unit, std::optional<int> number, int count, int length, const First& first) {
    if (!at_end() || !number || *number < 1 || *number > count) return std::nullopt;
    return span_of(unit, first((*number - 1) * length + 1));
  }
  template <class First>
  std::optional<Span> read_chinese(const First& first) {
    if (at_end() || (take(U"度") && at_end())) return span_of(SpanUnit::year, first(1));
    if (take(U"上半年")) return part(SpanUnit::half_year, 1, 2, 6, first);
    if (take(U"下半年")) return part(SpanUnit::half_year, 2, 2, 6, first);
    if (take(U"第")) {
      const auto number = ordinal();
      return take(U"季度") ? part(SpanUnit::quarter, number, 4, 3, first) : std::nullopt;
    }
    const auto month = digits(1, 2);
    if (!month || *month < 1 || *month > 12 || !(take(U"月份") || take(U"月")) || !at_end()) return std::nullopt;
    return span_of(SpanUnit::month, first(*month));
  }
  std::optional<Span> week(int in_year, std::optional<int> number) {
    if (!at_end() || !number || *number < 1) return std::nullopt;
    const auto first = monday(Day{year{in_year} / 1 / 4});
    const auto span = span_of(SpanUnit::week, first + days{7 * (*number - 1)});
    if (year_month_day{span.first + days{3}}.year() != year{in_year}) return std::nullopt;
    return span;
  }
  std::optional<Span> read_days(std::size_t slash) {
    const auto whole = text_;
    const auto one = [&](std::u32string text) {
      text_ = std::move(text);
      at_ = 0;
      return read();
    };
    const auto from = one(whole.substr(0, slash)), to = one(whole.substr(slash + 1));
    if (!from || !to || from->unit != SpanUnit::day || to->unit != SpanUnit::day || to->first < from->first)
      return std::nullopt;
    return Span{SpanUnit::log, from->first, to->first};
  }

  std::u32string text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Span> read_span(std::string_view written) {
  if (written.size() > 60) return std::nullopt;
  return Reader(written).read();
}

}  // namespace shixian::time
