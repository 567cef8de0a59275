#include "time/reckoning.hpp"

#include <algorithm>
#include <utility>

#include "time/walk.hpp"

namespace shixian::time {

namespace {

using std::chrono::days;

constexpr Day first_day = std::chrono::local_days{std::chrono::year{1} / 1 / 1};
constexpr Day last_day = std::chrono::local_days{std::chrono::year{9999} / 12 / 31};
/// More minutes than the years 1 to 9999 have.
constexpr std::int64_t too_many = 6'000'000'000;

bool within_years(Day day) { return first_day <= day && day <= last_day; }

/// The corresponding day so many months on, or the month's last day where there is none.
std::optional<Day> months_after(Day day, std::int64_t months, bool& corresponds) {
  if (months > 12 * 10'000 || months < -12 * 10'000) return std::nullopt;
  const std::chrono::year_month_day date{day};
  const auto month = std::chrono::year_month{date.year(), date.month()} + std::chrono::months{months};
  if (month.year() > std::chrono::year{9999}) return std::nullopt;
  const std::chrono::year_month_day same{month.year(), month.month(), date.day()};
  corresponds = same.ok();
  if (corresponds) return Day{same};
  return Day{month / std::chrono::last};
}

/// The last day of a period before any roll; periods of zero end on the day of their start.
std::optional<Day> unrolled(Day start, const Period& period, const Regime& regime, const Calendar& calendar) {
  if (period.count == 0) return start;
  if (period.count > too_many) return std::nullopt;
  const auto before = start - days{regime.counts_first_day ? 1 : 0};  // the day before day 1
  bool corresponds = false;
  std::optional<Day> last;
  switch (period.unit) {
    case Unit::working_days:
      return calendar.add_working_days(before, period.count);
    case Unit::days:
      last = before + days{period.count};
      break;
    case Unit::weeks:
      last = before + days{7 * period.count};
      break;
    case Unit::months:
    case Unit::years:
      last = months_after(start, period.count * (period.unit == Unit::years ? 12 : 1), corresponds);
      if (last && corresponds && regime.counts_first_day) *last -= days{1};
      break;
    case Unit::minutes:
    case Unit::hours:
    case Unit::working_hours:
      break;
  }
  if (!last || !within_years(*last)) return std::nullopt;
  return last;
}

/// The earliest day on which a period of working days can end when every uncovered day may have been worked.
Day earliest_end(Day after, std::int64_t count, const Calendar& calendar) {
  auto at = after;
  auto left = count;
  const auto from = calendar.covered_from(), to = calendar.covered_to();
  if (at < from) {
    const auto uncovered = (from - days{1} - at).count();
    if (left <= uncovered) return at + days{left};
    left -= uncovered, at = from - days{1};
  }
  if (at < to) {
    const auto worked = calendar.working_days_between(at, to);
    if (left <= worked) return calendar.add_working_days(at, left).value_or(to);
    left -= worked, at = to;
  }
  return at + days{left};
}

bool all_covered(Day after, Day last, const Calendar& calendar) {
  return calendar.covers(after + days{1}) && calendar.covers(last);
}

std::optional<Instant> instant_after(Instant start, const Period& period) {
  const std::int64_t minutes = period.unit == Unit::hours ? 60 : 1;
  if (period.count > too_many / minutes) return std::nullopt;
  return start + std::chrono::minutes{period.count * minutes};
}

}  // namespace

std::optional<Reckoning> reckon(Instant start, const Period& period, const Regime& regime, Roll roll,
                                const Calendar& calendar, const Zone& zone, std::shared_ptr<const Changes> changes) {
  const auto start_day = zone.day_of(start);
  if (!within_years(start_day) || period.count < 0) return std::nullopt;
  Reckoning result;
  result.start = result.deadline = result.no_earlier_than = start;
  result.start_day = start_day;
  result.period = period;
  result.regime = &regime;
  result.roll = roll;
  result.changes = std::move(changes);
  const bool is_changed = result.changes && (!result.changes->pauses.empty() || !result.changes->extensions.empty());
  if (is_changed || period.unit == Unit::working_hours) return walk(std::move(result), calendar, zone);

  if (!counts_days(period.unit)) {
    const auto end = instant_after(start, period);
    if (!end || !within_years(zone.day_of(*end))) return std::nullopt;
    result.deadline = result.no_earlier_than = *end;
    return result;
  }

  auto last = unrolled(start_day, period, regime, calendar);
  if (!last) return std::nullopt;
  auto earliest_last = *last;
  if (period.count > 0 && period.unit == Unit::working_days) {
    const auto before = start_day - days{regime.counts_first_day ? 1 : 0};
    result.provisional = !all_covered(before, *last, calendar);
    if (result.provisional) earliest_last = earliest_end(before, period.count, calendar);
  } else if (period.count > 0 && rolls(roll, regime)) {
    const auto moved = calendar.next_working_day(*last);
    result.provisional = !calendar.covers(*last) || !calendar.covers(moved);
    if (calendar.covers(*last) && result.provisional) earliest_last = calendar.covered_to() + days{1};
    if (moved != *last) result.rolled_from = last;
    last = moved;
  }
  if (!within_years(*last)) return std::nullopt;
  result.last_day = last;
  result.deadline = zone.end_of(*last);
  result.no_earlier_than = result.provisional ? zone.end_of(earliest_last) : result.deadline;
  return result;
}

std::optional<Reckoning> reckon_back(Instant event, const Period& period, const Regime& regime,
                                     const Calendar& calendar, const Zone& zone) {
  Reckoning result;
  result.start = event;
  result.start_day = zone.day_of(event);
  result.period = period;
  result.regime = &regime;
  result.roll = Roll::none;
  result.back = true;
  if (!within_years(result.start_day) || period.count < 0) return std::nullopt;
  if (period.unit == Unit::hours || period.unit == Unit::minutes) {
    const std::int64_t minutes = period.unit == Unit::hours ? 60 : 1;
    if (period.count > too_many / minutes) return std::nullopt;
    result.deadline = result.no_earlier_than = event - std::chrono::minutes{period.count * minutes};
    if (!within_years(zone.day_of(result.deadline))) return std::nullopt;
    return result;
  }
  std::optional<Day> last;
  bool corresponds = false;
  switch (period.unit) {
    case Unit::working_days:
      last = calendar.add_working_days(result.start_day, -period.count);
      result.provisional = last && (!calendar.covers(*last) || !calendar.covers(result.start_day));
      break;
    case Unit::days:
      last = result.start_day - days{period.count};
      break;
    case Unit::weeks:
      last = result.start_day - days{7 * period.count};
      break;
    case Unit::months:
    case Unit::years:
      last = months_after(result.start_day, -period.count * (period.unit == Unit::years ? 12 : 1), corresponds);
      break;
    case Unit::minutes:
    case Unit::hours:
    case Unit::working_hours:
      break;
  }
  if (!last || !within_years(*last)) return std::nullopt;
  result.last_day = last;
  result.deadline = result.no_earlier_than = zone.end_of(*last);
  return result;
}

Moment as_moment(const Reckoning& reckoning, const Zone& zone) {
  return reckoning.last_day ? zone.whole(*reckoning.last_day) : zone.at(reckoning.deadline);
}

}  // namespace shixian::time
