// The tables behind a calendar; only calendar.cpp and calendar_file.cpp know them.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "time/calendar.hpp"

namespace shixian::time {

using Weekend = std::array<bool, 7>;  ///< from Sunday, as std::chrono::weekday counts

inline bool is_weekend(const Weekend& weekend, Day day) { return weekend[std::chrono::weekday{day}.c_encoding()]; }

struct Calendar::Data {
  /// `special` are the days that a file names. An empty coverage has to < from.
  Data(std::string name, text::Phrase heading, Weekend off, Day first, Day last, std::map<Day, DayNote> special);

  std::string id;
  text::Phrase title;
  Weekend weekend;
  std::int64_t working_a_week = 0;  ///< working days of a week by weekends alone, at least 1
  Day from, to;
  std::map<Day, DayNote> notes;
  std::vector<OfficeHours> hours;
  std::vector<std::int32_t> rank;     ///< of each covered day: working days in [from, day]
  std::vector<std::int32_t> working;  ///< the covered working days, as days after `from`

  bool covers(Day day) const { return from <= day && day <= to; }
  bool is_working(Day day) const;
  std::int64_t total() const { return static_cast<std::int64_t>(working.size()); }
  /// Working days in (from − 1, day], negative before.
  std::int64_t rank_of(Day day) const;
  /// The working day of a rank.
  Day at_rank(std::int64_t wanted) const;

 private:
  std::int64_t plain_between(Day after, Day last) const;
};

}  // namespace shixian::time
