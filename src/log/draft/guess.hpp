// What the columns of a ledger seem to hold → what each would be in a first mapping.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "log/draft/survey.hpp"

namespace shixian::log {

enum class Role : std::uint8_t {
  attribute,
  time,       ///< of an event
  recorded,   ///< when the row was entered
  type,       ///< of the event that a row is
  left_out,   ///< long texts
  no_name,    ///< cannot be named: its header is empty
  same_name,  ///< cannot be named: another has the same name
};

struct ColumnGuess {
  Role role = Role::attribute;
  std::optional<Way> way;       ///< in which nearly all its cells are times
  bool two_orders = false;      ///< times that are read in either order of day and month
  bool digits = false;          ///< times or numbers
  bool maybe_recorded = false;  ///< a time that may be the one at which rows were entered
  std::string event;            ///< of a time: the type of the event, in wide form
};

struct Guess {
  std::vector<ColumnGuess> columns;
  std::optional<Way> order;  ///< of days and months
  bool serials = false, epoch = false;
  bool is_long = false;             ///< a row is one event; else each time of a row is
  std::optional<std::size_t> type;  ///< the columns of the long form, where it is likely or possible
  std::optional<std::size_t> time;
  bool maybe_wide = false;  ///< in long form: the other is possible too

  /// Whether some column holds the times of events.
  bool has_times() const { return is_long || any(Role::time); }
  bool any(Role role) const;
};

Guess guess(const Survey& survey);

}  // namespace shixian::log
