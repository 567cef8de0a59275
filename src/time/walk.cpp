#include "time/walk.hpp"

#include <algorithm>

namespace shixian::time {

namespace {

using std::chrono::days;
using std::chrono::microseconds;

constexpr Day last_of_all = std::chrono::local_days{std::chrono::year{9999} / 12 / 31};

std::int64_t months_of(const Period& period) { return period.unit == Unit::years ? period.count * 12 : period.count; }

Day months_after(Day day, std::int64_t months) {
  const std::chrono::year_month_day date{day};
  const auto month = std::chrono::year_month{date.year(), date.month()} + std::chrono::months{months};
  const std::chrono::year_month_day same{month.year(), month.month(), date.day()};
  return same.ok() ? Day{same} : Day{month / std::chrono::last};
}

/// One walk; `all_worked` takes every day outside the calendar's years as worked.
class Walk {
 public:
  Walk(const Reckoning& reckoning, const Calendar& calendar, const Zone& zone, bool all_worked)
      : reckoning_(reckoning), calendar_(calendar), zone_(zone), all_worked_(all_worked) {
    if (reckoning.changes) changes_ = *reckoning.changes;
    std::sort(changes_.pauses.begin(), changes_.pauses.end(),
              [](const Pause& a, const Pause& b) { return a.from < b.from; });
  }

  bool provisional() const { return provisional_; }

  std::optional<Day> last_day(std::optional<Day>& rolled_from) {
    auto last = advance(reckoning_.start_day, reckoning_.period,
                        reckoning_.regime->counts_first_day && reckoning_.period.count > 0);
    auto unit = reckoning_.period.unit;
    for (const auto& extension : changes_.extensions) {
      if (!last || !counts_days(extension.by.unit)) return std::nullopt;
      last = advance(*last, extension.by, false);
      unit = extension.by.unit;
    }
    const bool moves = unit != Unit::working_days && rolls(reckoning_.roll, *reckoning_.regime);
    if (!last || !moves) return last;
    auto moved = *last;
    while (!is_working(moved) && moved < last_of_all) moved += days{1};
    if (moved != *last) rolled_from = last;
    return moved;
  }

  std::optional<Instant> end_of_hours() {
    auto length = length_of(reckoning_.period);
    for (const auto& extension : changes_.extensions) {
      const bool in_office = extension.by.unit == Unit::working_hours;
      if (counts_days(extension.by.unit) || in_office != (reckoning_.period.unit == Unit::working_hours))
        return std::nullopt;
      length += length_of(extension.by);
    }
    return reckoning_.period.unit == Unit::working_hours ? end_in_office(length) : end_of_run(length);
  }

 private:
  bool is_working(Day day) {
    if (calendar_.covers(day)) return calendar_.is_working(day);
    provisional_ = true;
    return all_worked_ || calendar_.is_working(day);
  }
  bool is_paused(Day day) const {
    return std::any_of(changes_.pauses.begin(), changes_.pauses.end(),
                       [&](const Pause& pause) { return time::is_paused(day, pause, *reckoning_.regime, zone_); });
  }

  /// So many counted days on.
  std::optional<Day> advance(Day from, const Period& period, bool counts_first) {
    auto day = counts_first ? from - days{1} : from;
    if (period.unit == Unit::months || period.unit == Unit::years) {
      if (months_of(period) > 12 * 8000) return std::nullopt;
      const auto end = months_after(from, months_of(period));
      auto left = std::int64_t{0};
      for (auto at = from + days{1}; at <= end; at += days{1}) left += is_paused(at);
      day = end;
      while (left > 0 && day < last_of_all)
        if (!is_paused(day += days{1})) --left;
      return day < last_of_all ? std::optional(day) : std::nullopt;
    }
    auto left = period.unit == Unit::weeks ? period.count * 7 : period.count;
    while (left > 0) {
      day += days{1};
      if (day > last_of_all) return std::nullopt;
      if (!is_paused(day) && (period.unit != Unit::working_days || is_working(day))) --left;
    }
    return day;
  }

  static microseconds length_of(const Period& period) {
    return period.unit == Unit::minutes ? microseconds(std::chrono::minutes{period.count})
                                        : microseconds(std::chrono::hours{period.count});
  }

  Instant end_of_run(microseconds length) const {
    auto end = reckoning_.start + length;
    auto counted_to = reckoning_.start;
    for (const auto& pause : changes_.pauses) {
      const auto from = std::max(pause.from, counted_to);
      if (pause.to <= from) continue;
      if (from >= end) break;
      end += pause.to - from;
      counted_to = pause.to;
    }
    return end;
  }

  std::optional<Instant> end_in_office(microseconds left) {
    const auto& hours = calendar_.office_hours();
    if (hours.empty()) return std::nullopt;
    for (auto day = reckoning_.start_day; day <= last_of_all; day += days{1}) {
      if (!is_working(day)) continue;
      for (const auto& open : hours) {
        auto from = std::max(zone_.first_at_or_after(day + std::chrono::minutes{open.from}), reckoning_.start);
        const auto to = zone_.first_at_or_after(day + std::chrono::minutes{open.to});
        for (const auto& pause : changes_.pauses) {
          if (pause.to <= from || pause.from >= to) continue;
          if (pause.from > from) {
            if (pause.from - from >= left) return from + left;
            left -= pause.from - from;
          }
          from = std::max(from, pause.to);
        }
        if (from >= to) continue;
        if (to - from >= left) return from + left;
        left -= to - from;
      }
    }
    return std::nullopt;
  }

  const Reckoning& reckoning_;
  const Calendar& calendar_;
  const Zone& zone_;
  bool all_worked_;
  bool provisional_ = false;
  Changes changes_;
};

}  // namespace

bool is_paused(Day day, const Pause& pause, const Regime& regime, const Zone& zone) {
  const auto from = zone.day_of(pause.from), to = zone.day_of(pause.to);
  if (day < from || day > to) return false;
  if (day == from && !regime.pauses_first_day) return false;
  return day != to || regime.pauses_last_day;
}

std::optional<Reckoning> walk(Reckoning reckoning, const Calendar& calendar, const Zone& zone) {
  Walk by_weekends(reckoning, calendar, zone, false), all_worked(reckoning, calendar, zone, true);
  if (!counts_days(reckoning.period.unit)) {
    const auto end = by_weekends.end_of_hours(), first_end = all_worked.end_of_hours();
    if (!end || !first_end || zone.day_of(*end) > last_of_all) return std::nullopt;
    reckoning.deadline = *end;
    reckoning.no_earlier_than = *first_end;
  } else {
    std::optional<Day> ignored;
    const auto last = by_weekends.last_day(reckoning.rolled_from), first_end = all_worked.last_day(ignored);
    if (!last || !first_end) return std::nullopt;
    reckoning.last_day = last;
    reckoning.deadline = zone.end_of(*last);
    reckoning.no_earlier_than = zone.end_of(*first_end);
  }
  reckoning.provisional = by_weekends.provisional() || all_worked.provisional();
  return reckoning;
}

}  // namespace shixian::time
