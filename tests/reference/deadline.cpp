#include "reference/deadline.hpp"

namespace shixian::reference {

namespace {

using time::Day;
using time::Unit;
constexpr std::chrono::days a_day{1};

struct Walk {
  Day by_weekends;
  Day earliest;
  bool sure;
};

Walk working_days(Day start, std::int64_t count, const DaysOff& days) {
  Walk walk{start, start, true};
  for (auto left = count; left > 0;) {
    walk.by_weekends += a_day;
    if (!days.covers(walk.by_weekends)) walk.sure = false;
    if (!days.is_off(walk.by_weekends)) --left;
  }
  for (auto left = count; left > 0;) {
    walk.earliest += a_day;
    if (!days.covers(walk.earliest) || !days.is_off(walk.earliest)) --left;
  }
  return walk;
}

/// The same day of a later month, or that month's last.
Day months_later(Day start, std::int64_t count) {
  const std::chrono::year_month_day date{start};
  auto year = static_cast<int>(date.year());
  auto month = static_cast<unsigned>(date.month());
  for (auto left = count; left > 0; --left) {
    if (++month > 12) {
      month = 1;
      ++year;
    }
  }
  auto day = static_cast<unsigned>(date.day());
  while (!(std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)).ok()) --day;
  return Day{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

Day counted(Day start, const time::Period& period) {
  switch (period.unit) {
    case Unit::days:
      return start + std::chrono::days{period.count};
    case Unit::weeks:
      return start + std::chrono::days{7 * period.count};
    case Unit::months:
      return months_later(start, period.count);
    case Unit::years:
      return months_later(start, 12 * period.count);
    case Unit::working_days:
    case Unit::hours:
    case Unit::working_hours:
    case Unit::minutes:
      break;
  }
  return start;
}

Walk calendar_days(Day start, const time::Period& period, time::Roll roll, const DaysOff& days) {
  const auto last = counted(start, period);
  Walk walk{last, last, true};
  if (roll == time::Roll::none || period.count == 0) return walk;
  while (true) {
    if (!days.covers(walk.by_weekends)) walk.sure = false;
    if (!days.is_off(walk.by_weekends)) break;
    walk.by_weekends += a_day;
  }
  while (days.covers(walk.earliest) && days.is_off(walk.earliest)) walk.earliest += a_day;
  return walk;
}

}  // namespace

bool over(time::Instant instant, time::Instant as_of) {
  const auto of_second = (instant - std::chrono::floor<std::chrono::seconds>(instant)).count();
  return of_second == 999'999 ? instant <= as_of : instant < as_of;
}

Deadline walk(time::Instant start, const time::Period& period, time::Roll roll, const DaysOff& days,
              const time::Zone& zone) {
  if (!time::counts_days(period.unit)) {
    const auto end = period.unit == Unit::hours ? start + std::chrono::hours{period.count}
                                                : start + std::chrono::minutes{period.count};
    return {end, end, end, std::nullopt};
  }
  const auto day = zone.day_of(start);
  const auto found = period.unit == Unit::working_days ? working_days(day, period.count, days)
                                                       : calendar_days(day, period, roll, days);
  const auto end = zone.end_of(found.by_weekends);
  if (found.sure) return {end, end, end, found.by_weekends};
  return {end, zone.end_of(found.earliest), time::latest, found.by_weekends};
}

}  // namespace shixian::reference
