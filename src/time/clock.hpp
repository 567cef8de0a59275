// The grammar of times of day: 14:05:09, 下午3点20分, 1405, with an offset from UTC.
#pragma once

#include <chrono>
#include <optional>

#include "text/phrase.hpp"
#include "time/cursor.hpp"
#include "time/moment.hpp"

namespace shixian::time {

/// A time of day; 24:00 is the start of the next day.
struct Clock {
  std::chrono::microseconds time{0};
  Precision precision = Precision::day;
  std::optional<std::chrono::minutes> offset;
};

enum class ClockForm {
  after_blank,  ///< 14:05, 14时05分
  after_t,      ///< also 1405, 140509 and 14
  compact       ///< the date was written 20200618: also 1405 and 140509
};

/// Reads a time of day at `row`, which moves past it. False ⇔ refused, and `why` says what is wrong.
bool read_clock(Cursor& row, ClockForm form, Clock& clock, text::Phrase& why);

/// The four or six digits hhmm[ss] that stand at `row`.
bool read_compact_clock(Cursor& row, Clock& clock, text::Phrase& why);

/// "this is not a time that can be read …"
text::Phrase unreadable_time();

}  // namespace shixian::time
