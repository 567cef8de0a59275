// The event table: every event of a log, by columns, with texts as numbers.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "log/dictionary.hpp"
#include "text/phrase.hpp"
#include "time/moment.hpp"

namespace shixian::log {

/// How the mapping says an attribute is to be read; `untyped` takes the kind of what it meets.
enum class AttributeType : std::uint8_t { untyped, string, number, boolean, time };

/// The attribute that says when an event was entered into its ledger, where a mapping names the column.
inline constexpr std::string_view recorded_at = "recorded-at";

/// One attribute over all events: a code into its dictionary an event, or no_value where the event does not carry it.
struct Attribute {
  std::string name;
  AttributeType type = AttributeType::untyped;
  Dictionary values;
  std::vector<std::uint32_t> codes;  ///< as many as events
};

/// What the row numbers of a ledger count: rows of a table (the header is row 1; of a database's answer row 1 is its
/// first row), rows whose cells have names such as F23, or lines of a text.
enum class Counting : std::uint8_t { rows, cells, lines };

/// One event's place: origin, 1-based row as the origin counts them, 1-based column of its time.
struct Where {
  std::uint32_t origin = 0;
  std::uint32_t row = 0;
  std::uint16_t column = 0;
};

/// Where events were read, and what there was.
struct Origin {
  std::string file;
  std::string sheet;                 ///< empty for formats without sheets
  std::vector<std::string> columns;  ///< the header, for naming a cell; column numbers below count from 1
  text::Phrase description;          ///< "CSV, GB18030, ';'" for the report
  Counting counting = Counting::rows;
  std::uint64_t rows = 0;  ///< data rows read, rejected ones included
  std::uint64_t events = 0;
  std::uint64_t eventless = 0;  ///< rows with content and no event: every time cell is empty, or no condition holds
  std::uint64_t skipped = 0;    ///< rows that the mapping's `skip-rows` leaves out, such as totals; not in `rows`
  std::uint64_t hidden = 0;     ///< rows that the spreadsheet hides; they are read like the others
  std::uint64_t stray = 0;      ///< rows with content under no header, which is left out
  Where first_stray{};          ///< the first such cell
  std::uint64_t bad_bytes = 0;  ///< bytes replaced by U+FFFD
  std::uint64_t first_bad_line = 0;  ///< where the first of them stands
  std::uint64_t lost_rows = 0;       ///< rows rejected as a whole, or whose events could not be told from their cells
  bool long_form = false;            ///< each row is one event
};

/// The events that fit into one table, and the columns that a ledger can have.
inline constexpr std::uint64_t most_events = 0xFFFFFFFE;
inline constexpr std::size_t most_columns = 65535;

/// Columnar and dictionary-encoded; an event is an index. Events stand in the order they were read.
class EventTable {
 public:
  using Event = std::uint32_t;

  Event size() const { return static_cast<Event>(type_.size()); }
  const Dictionary& types() const { return types_; }
  std::uint32_t type(Event event) const { return type_[event]; }
  time::Moment moment(Event event) const;
  const Where& where(Event event) const { return where_[event]; }
  const std::vector<Origin>& origins() const { return origins_; }
  const std::vector<Attribute>& attributes() const { return attributes_; }
  /// nullptr when no event carries an attribute of that name, and none may.
  const Attribute* attribute(std::string_view name) const;
  /// Whether some ledger can say an attribute, though perhaps no event does.
  bool has_column(std::string_view name) const { return attribute_numbers_.contains(std::string(name)); }
  /// The number of an attribute of this table.
  std::uint32_t number_of(const Attribute& attribute) const {
    return static_cast<std::uint32_t>(&attribute - attributes_.data());
  }

  std::uint32_t add_origin(Origin origin);
  Origin& origin(std::uint32_t index) { return origins_[index]; }
  std::uint32_t intern_type(std::string_view type) { return types_.intern(type); }
  /// The number of the attribute with that name, made when new. A second type for the same name makes it untyped.
  std::uint32_t add_attribute(std::string_view name, AttributeType type = AttributeType::untyped);
  /// The code of a text among an attribute's values.
  std::uint32_t intern_value(std::uint32_t attribute, std::string_view text) {
    return attributes_[attribute].values.intern(text);
  }
  /// A text on its way to be the value of an attribute.
  struct Value {
    std::uint32_t attribute = 0;
    std::uint32_t code = no_value;
    std::string_view text;
    std::uint32_t hash = 0;
  };
  /// Gives each of the texts that are not empty its code. The same as interning one after the other, but it waits for
  /// memory once.
  void intern_values(std::span<Value> values);
  Event add(std::uint32_t type, const time::Moment& moment, const Where& where);
  void set(Event event, std::uint32_t attribute, std::uint32_t code) { attributes_[attribute].codes[event] = code; }
  /// The cell of an attribute was rejected: what the event says of it is not known, not even that it says nothing.
  void mark_unreadable(Event event, std::uint32_t attribute) { unreadable_.insert(std::pair(event, attribute)); }
  bool unreadable(Event event, std::uint32_t attribute) const {
    return !unreadable_.empty() && unreadable_.contains(std::pair(event, attribute));
  }
  /// Adds the events of a table without origins of its own behind these: its events name the origins of this one.
  void append(EventTable&& part);

 private:
  Dictionary types_;
  std::vector<std::uint32_t> type_;
  std::vector<std::int64_t> first_;     // µs UTC
  std::vector<std::uint16_t> minutes_;  // length: 0 an instant, 1 a minute, 60 an hour, about 1440 a day, or a mark
  std::vector<std::int16_t> offset_;    // minutes east of UTC as written
  std::unordered_map<Event, time::Moment> odd_;  // moments of another length, as where a clock is put back
  std::vector<Where> where_;
  std::vector<Origin> origins_;
  std::vector<Attribute> attributes_;
  std::unordered_map<std::string, std::uint32_t> attribute_numbers_;
  std::set<std::pair<Event, std::uint32_t>> unreadable_;
};

}  // namespace shixian::log
