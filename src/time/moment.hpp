// When something happened, as precisely as it was written down.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace shixian::time {

/// An instant: microseconds UTC since 1970-01-01.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
/// A day of the civil calendar, in a zone that the context names.
using Day = std::chrono::local_days;
/// A clock reading in a zone that the context names.
using LocalTime = std::chrono::local_time<std::chrono::microseconds>;

inline constexpr Instant earliest = Instant::min();
inline constexpr Instant latest = Instant::max();

enum class Precision : std::uint8_t { instant, minute, hour, day, unknown };

/// A time with its precision (design 5.1): it lies somewhere in the closed interval [first, last]. A full timestamp has
/// first == last; `2020-06-18` is the whole day in the zone it was read in; an unreadable time is [earliest, latest].
struct Moment {
  Instant first = earliest;
  Instant last = latest;
  Precision precision = Precision::unknown;
  std::int16_t offset = 0;  ///< minutes east of UTC in which it was written, for printing

  bool known() const { return precision != Precision::unknown; }
  bool operator==(const Moment&) const = default;
};

enum class Truth : std::uint8_t { no, yes, unknown };

/// Whether `a` lies before `b` in every case, in none, or perhaps. Equal instants: no (equal counts as before and as
/// after).
Truth certainly_before(const Moment& a, const Moment& b);

/// ISO 8601 in the offset it was written in, at its precision: `2020-06-18`, `2020-06-18T14:05+08:00`,
/// `2020-06-18T14:05:09+08:00` (fraction only when there is one; the last microsecond of a day is its 24:00),
/// `unknown`.
std::string iso(const Moment& moment);

/// For people: `2020-06-18`, `2020-06-18 14:05`, `2020-06-18 14:05:09`, in the offset it was written in.
std::string readable(const Moment& moment);

std::string iso(Day day);

}  // namespace shixian::time
