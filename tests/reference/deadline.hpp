// Deadlines found by walking day by day.
#pragma once

#include <optional>

#include "reference/days_off.hpp"
#include "time/period.hpp"
#include "time/reckoning.hpp"
#include "time/zone.hpp"

namespace shixian::reference {

struct Deadline {
  time::Instant by_weekends;      ///< days outside the calendar's years taken by weekends alone
  time::Instant no_earlier_than;  ///< and all taken as worked
  time::Instant no_later_than;    ///< the end of time where such a day was met
  std::optional<time::Day> last_day;
};

/// Whether an instant lies before the as-of. The last microsecond of a second stands for the second's end, so what ends
/// at 24:00 is over as of 24:00.
bool over(time::Instant instant, time::Instant as_of);

/// Counted as the Civil Code of China does.
Deadline walk(time::Instant start, const time::Period& period, time::Roll roll, const DaysOff& days,
              const time::Zone& zone);

}  // namespace shixian::reference
