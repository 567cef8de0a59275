// What was read from one or more ledgers: the events, what the mapping declares, and what could not be read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "log/table.hpp"
#include "time/zone.hpp"

namespace shixian::log {

/// A cell or row that could not be read. When only a time was unreadable the event stays in the table with an unknown
/// time, so that no verdict is guessed from its absence (`event_kept`).
struct Rejection {
  std::uint32_t origin = 0;
  std::uint32_t row = 0;
  std::string column;  ///< the header's name; empty when the whole row is meant
  std::string text;    ///< what stands there, shortened to 80 characters
  text::Phrase reason;
  bool event_kept = false;
  std::uint32_t column_number = 0;  ///< 1-based; 0 when the whole row is meant

  Where where() const { return {origin, row, static_cast<std::uint16_t>(column_number)}; }
};

/// The entities a duty applies to, with the place they were named.
struct Roster {
  std::vector<std::string> entities;  ///< in the order of the file, each once
  std::string file;
  std::vector<std::uint32_t> rows;  ///< 1-based row of each, in `file`
};

/// The period some events are declared to be complete for, as instants [from, to].
struct Coverage {
  time::Instant from = time::earliest;
  time::Instant to = time::latest;
};

struct Log {
  EventTable events;
  std::vector<Rejection> rejections;  ///< by origin, row, column
  std::map<std::string, Roster> rosters;
  /// What each origin declares, by its number; an origin that declares nothing covers all time.
  std::vector<Coverage> coverage;
  /// The event types an origin can hold, by its number; empty: any.
  std::vector<std::vector<std::string>> may_hold;

  /// Ledgers that were not read, or not to their end, and the event types that they could hold; none: any.
  struct Unread {
    std::string file;
    std::vector<std::string> may_hold;
  };
  std::vector<Unread> unread;

  bool can_hold(std::uint32_t origin, const std::string& type) const;

  /// The period for which the log claims to hold every event of a type that could answer an event of `origin`. An
  /// origin that can hold the type speaks for its own events; else all origins that can hold it do, for what they have
  /// in common. Periods that follow one another without a gap (a ledger a year) are one. All time when nobody declares
  /// less.
  Coverage covers(const std::string& type, std::uint32_t origin) const;
};

}  // namespace shixian::log
