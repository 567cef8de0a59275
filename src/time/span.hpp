// Stretches of the civil calendar that duties recur in: days, weeks, months, quarters, half-years, years.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/phrase.hpp"
#include "time/moment.hpp"

namespace shixian::time {

/// `log` is the whole time that a log is judged for.
enum class SpanUnit : std::uint8_t { day, week, month, quarter, half_year, year, log };

/// Days from first to last, both included.
struct Span {
  SpanUnit unit = SpanUnit::year;
  Day first;
  Day last;
  bool operator==(const Span&) const = default;
};

/// `day`, `week`, `month`, `quarter`, `half-year`, `year`, `log`, or 日, 周, 月, 季度, 半年, 年, 全部. nullopt: not one
/// of them.
std::optional<SpanUnit> read_span_unit(std::string_view written);
/// The words above, for suggestions.
std::vector<std::string> span_unit_words();

/// The span of a unit that holds a day; weeks run from Monday to Sunday (ISO 8601). Not for `log`.
Span span_of(SpanUnit unit, Day day);
/// The span after one. Not for `log`.
Span next(const Span& span);
/// `2020-06-17`, `2020-W25`, `2020-06`, `2020-Q2`, `2020-H1`, `2020`; for `log` its days `2020-06-17/2020-12-31`.
std::string label(const Span& span);
/// What `label` writes, back to the span; also `2020年`, `2020年6月`, `2020年第二季度`, `2020年上半年`. nullopt when it
/// is none of these.
std::optional<Span> read_span(std::string_view written);

}  // namespace shixian::time
