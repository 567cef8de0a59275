#include "time/moment.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace shixian::time {

namespace {

using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::minutes;

constexpr LocalTime first_reading = std::chrono::local_days{std::chrono::year{1} / 1 / 1};
constexpr LocalTime last_reading =
    std::chrono::local_days{std::chrono::year{9999} / 12 / 31} + days{1} - microseconds{1};

/// The clock reading of an instant, kept within the years 1 to 9999 so that it can be printed.
LocalTime reading(Instant instant, std::int16_t offset) {
  const auto shifted = std::clamp(instant.time_since_epoch(), first_reading.time_since_epoch() - days{2},
                                  last_reading.time_since_epoch() + days{2}) +
                       minutes{offset};
  return std::clamp(LocalTime{shifted}, first_reading, last_reading);
}

std::string clock(LocalTime local, bool seconds) {
  const std::chrono::hh_mm_ss time{local - std::chrono::floor<days>(local)};
  auto text = fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
  if (!seconds) return text;
  text += fmt::format(":{:02}", time.seconds().count());
  if (time.subseconds().count() != 0) {
    text += fmt::format(".{:06}", time.subseconds().count());
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text;
}

std::string offset_text(std::int16_t offset) {
  const int size = std::abs(static_cast<int>(offset));
  return fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', size / 60, size % 60);
}

}  // namespace

Truth certainly_before(const Moment& a, const Moment& b) {
  if (a.last < b.first) return Truth::yes;
  if (a.known() && b.known() && a.first >= b.last) return Truth::no;
  return Truth::unknown;
}

std::string iso(Day day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

namespace {

/// 24:00 is kept as the last microsecond of its day.
bool ends_a_day(LocalTime local) { return std::chrono::ceil<days>(local) - local == std::chrono::microseconds{1}; }

}  // namespace

std::string iso(const Moment& moment) {
  if (!moment.known()) return "unknown";
  const auto local = reading(moment.first, moment.offset);
  const auto date = iso(std::chrono::floor<days>(local));
  const auto offset = offset_text(moment.offset);
  switch (moment.precision) {
    case Precision::day:
      return date;
    case Precision::hour:
      return date + "T" + clock(local, false).substr(0, 2) + offset;
    case Precision::minute:
      return date + "T" + clock(local, false) + offset;
    case Precision::instant:
    case Precision::unknown:
      break;
  }
  if (ends_a_day(local)) return date + "T24:00:00" + offset;
  return date + "T" + clock(local, true) + offset;
}

std::string readable(const Moment& moment) {
  if (!moment.known()) return "unknown";
  const auto local = reading(moment.first, moment.offset);
  const auto date = iso(std::chrono::floor<days>(local));
  switch (moment.precision) {
    case Precision::day:
      return date;
    case Precision::hour: {
      const auto hour = clock(local, false).substr(0, 2);
      return date + " " + hour + ":00–" + hour + ":59";
    }
    case Precision::minute:
      return date + " " + clock(local, false);
    case Precision::instant:
    case Precision::unknown:
      break;
  }
  return date + " " + (ends_a_day(local) ? "24:00" : clock(local, true));
}

}  // namespace shixian::time
