// Time zones (IANA names through ICU).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/phrase.hpp"
#include "time/moment.hpp"

namespace shixian::time {

/// A time zone as a table of its transitions from 1900 to 2200: immutable, shared between threads, no calls into ICU
/// after it is found. Offsets are whole minutes (local mean times, mostly before 1930, are rounded). Before 1900 and
/// after 2200 the nearest offset of the table holds.
class Zone {
 public:
  /// `Asia/Shanghai`, `UTC`, `+08:00`, `UTC+8`. nullopt when there is no such zone (ICU would silently give GMT:
  /// refused), and for three letters with several meanings (CST is Chicago to ICU, China to a Chinese ledger).
  static std::optional<Zone> find(std::string_view name);
  /// What to write instead of a name that was not found.
  static text::Phrase suggestion(std::string_view name);
  static Zone utc();

  const std::string& name() const { return name_; }
  std::chrono::seconds offset_at(Instant instant) const;
  LocalTime local(Instant instant) const;
  Day day_of(Instant instant) const { return std::chrono::floor<std::chrono::days>(local(instant)); }

  /// The instants a clock reading can mean: one, two where the clock was put back, none where it was put forward.
  struct Readings {
    std::optional<Instant> first;
    std::optional<Instant> last;  ///< equal to `first` unless the reading is repeated
  };
  Readings instants(LocalTime local) const;

  /// The first instant at which the clock shows `local`, or where it never does, the instant at which it jumps over it.
  Instant first_at_or_after(LocalTime local) const;

  /// The first instant of a day (where midnight is skipped: the first instant that belongs to it).
  Instant start_of(Day day) const { return first_at_or_after(day); }
  /// The last microsecond of a day: 24:00 exclusive, as microseconds are counted.
  Instant end_of(Day day) const { return start_of(day + std::chrono::days{1}) - std::chrono::microseconds{1}; }

  /// A whole day as a moment.
  Moment whole(Day day) const;
  /// The same moment with the offset of this zone, so that it prints in its clock. A day that is not a whole day of
  /// this zone, and an unknown moment, stay as they are.
  Moment shown(Moment moment) const;
  /// An instant as a moment printed in this zone.
  Moment at(Instant instant) const;
  /// The offset as a Moment keeps it.
  std::int16_t offset_in_minutes(Instant instant) const;

 private:
  struct Transition {
    Instant from;
    std::chrono::seconds offset;
  };
  Zone(std::string name, std::vector<Transition> transitions);

  std::string name_;
  std::shared_ptr<const std::vector<Transition>> transitions_;  // never empty; the first one holds from the beginning
};

}  // namespace shixian::time
