// Days off and worked weekends as plain sets of dates.
#pragma once

#include <chrono>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "time/moment.hpp"

namespace shixian::reference {

/// What a calendar file says, kept as it stands there. Without a file: weekends, and no day covered.
struct DaysOff {
  std::set<time::Day> off;
  std::set<time::Day> worked;
  time::Day from{std::chrono::days{1}};
  time::Day to{std::chrono::days{0}};
  std::vector<std::pair<std::chrono::minutes, std::chrono::minutes>> office;  ///< hours of a working day, in order

  bool covers(time::Day day) const { return from <= day && day <= to; }
  bool is_off(time::Day day) const;
};

/// Reads a calendar whose weekend is Saturday and Sunday. Throws when the file is not as expected.
DaysOff read_days_off(const std::string& path);

}  // namespace shixian::reference
