// Dates by which something is due: once, every year, or relative to a stretch of the calendar.
#pragma once

#include <optional>
#include <string_view>

#include "text/phrase.hpp"
#include "time/calendar.hpp"
#include "time/moment.hpp"
#include "time/reckoning.hpp"
#include "time/span.hpp"

namespace shixian::time {

/// A date on its own, or a day of the span that holds a day (or of one after it).
struct DueDate {
  std::optional<Day> date;         ///< `2020-06-20`; then nothing below counts
  SpanUnit unit = SpanUnit::year;  ///< the span whose day it is; `log`: the period of the obligation itself
  int ahead = 0;                   ///< 0 the span itself, 1 the next
  unsigned month = 0;              ///< 1–12 within a year; 0: not said
  unsigned day = 0;                ///< 1–31 within the month; 0: the last day of the span
  bool operator==(const DueDate&) const = default;
};

/// `2020-06-20`, `01-31`, `01-31 of the next year`, `day 10 of the month`, `day 10 of the next month`,
/// `the end of the year` (day, week, month, quarter, half-year, year, `period`), `the end of the next month`;
/// 2020年6月20日, 1月31日, 次年1月31日, 当月10日, 次月10日, 年底, 月底, 季度末, 次月底, 期末. nullopt ⇔ refused; `why`
/// says what is expected.
std::optional<DueDate> read_due_date(std::string_view written, text::Phrase& why);

/// `01-31 of the next year` and 次年1月31日.
text::Phrase describe(const DueDate& due);

/// The day on which it falls due, for an obligation that begins on a day, or one that has a period (whose first day is
/// given, and the span itself). A day that its month has not is the month's last. nullopt beyond the year 9999.
std::optional<Day> due_day(const DueDate& due, Day from, const std::optional<Span>& period);

/// The reckoning of a due date: ends at 24:00 of its day; with `roll` a day off moves to the next working day.
std::optional<Reckoning> reckon(Instant start, const DueDate& due, const std::optional<Span>& period, bool roll,
                                const Regime& regime, const Calendar& calendar, const Zone& zone);

}  // namespace shixian::time
