// The mapping file: how the columns of a ledger become events.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "condition/condition.hpp"
#include "log/table.hpp"
#include "text/diagnostic.hpp"
#include "text/document.hpp"
#include "text/shape.hpp"
#include "time/written.hpp"
#include "time/zone.hpp"

namespace shixian::log {

/// A text of the mapping with its place, so that a column the ledger lacks is reported where the mapping names it.
struct Named {
  std::string text;
  text::Place place;
};

/// Where the text of an attribute is from.
enum class Source : std::uint8_t {
  column,     ///< a cell of the row
  constant,   ///< the mapping itself
  condition,  ///< worked out from cells of the row
  group,      ///< the name that the mapping gives to the ledger's group of files
  file,       ///< the ledger's name, without its folder
  sheet,      ///< the sheet's name
};

/// Cells, and what is meant by each. What is not listed is rejected, unless `*` is listed.
using ValueTable = std::map<std::string, std::string>;

struct AttributeMapping {
  std::string name;
  Source source = Source::column;
  Named column;                                   ///< or the constant text
  std::optional<condition::Condition> condition;  ///< its names are columns
  AttributeType type = AttributeType::untyped;
  ValueTable values;  ///< applied to the text; empty: as it is
};

/// Wide: one event of each row whose time cell is not empty, where `when` holds.
struct EventMapping {
  std::string type;
  Named time;
  std::optional<Named> clock;                ///< the column of the time of day, where it has one of its own
  std::vector<AttributeMapping> attributes;  ///< of this event only
  std::optional<condition::Condition> when;
};

/// Long: each row where `when` holds is one event, its type in a column. Without `values` the cell itself is the type;
/// a cell that `values` does not list is rejected.
struct TypeColumn {
  Named column;
  ValueTable values;
  std::optional<condition::Condition> when;
};

/// Where the header of a table stands, when it is not to be looked for.
struct HeaderRows {
  std::uint32_t first = 0;  ///< 1-based; 0: look for it
  std::uint32_t lines = 1;
};

/// A ledger that the mapping names, and the group it belongs to.
struct LedgerName {
  Named file;         ///< relative to the mapping's folder; `*`, `?` and `[…]` may stand for several
  std::string group;  ///< empty: none
};

struct RosterMapping {
  std::string name;
  Named file;          ///< relative to the mapping's folder
  std::string column;  ///< empty: the file's first column
  text::Place column_place;
  std::vector<Named> sheets;
  HeaderRows header;
};

enum class Encoding { detect, utf8, utf16le, utf16be, gb18030, gbk };

/// The words of a mapping for encodings and separators.
inline constexpr std::array<std::string_view, 5> encoding_words{"utf-8", "utf-16le", "utf-16be", "gb18030", "gbk"};
inline constexpr std::array<std::string_view, 4> separator_words{"comma", "semicolon", "tab", "bar"};
std::optional<Encoding> encoding_of(std::string_view word);
std::optional<char> separator_of(std::string_view word);

struct Mapping {
  text::SourcePtr source;  ///< nullptr for the built-in mapping of a log with the columns case, event, time
  std::vector<LedgerName> files;
  std::vector<Named> sheets;  ///< names, numbers from 1 or patterns with `*` and `?`; empty: the only one there is
  HeaderRows header;
  std::vector<std::string> skip_rows;  ///< patterns of the first cell that is not empty in rows to leave out
  std::vector<Named> fill_down;        ///< columns whose empty cells mean what stands above
  std::vector<std::string> empty;      ///< texts of cells that mean nothing, such as `--`
  Named database;                      ///< how a PostgreSQL server is reached, without a password; empty: none
  Named query;                         ///< of a database
  Encoding encoding = Encoding::detect;
  std::optional<char> separator;                    ///< , ; tab | — sniffed when absent
  std::optional<time::Zone> zone;                   ///< of times without an offset; the pack's when absent
  std::optional<time::Day> covers_from, covers_to;  ///< whole days of that zone
  time::WrittenOptions times;
  std::vector<AttributeMapping> attributes;
  std::vector<EventMapping> events;  ///< wide; empty in a long mapping
  std::optional<TypeColumn> type;    ///< long
  Named time;                        ///< long
  std::optional<Named> clock;        ///< long: the column of the time of day, where it has one of its own
  std::optional<Named> recorded_at;  ///< the column that says when the row was entered
  std::vector<RosterMapping> rosters;
};

/// A mapping file → a mapping. nullopt ⇔ errors were added: unknown or missing keys, both shapes or neither, bad zones
/// and dates, the same attribute twice.
std::optional<Mapping> read_mapping(const text::Document& document, text::Diagnostics& out);

/// The table of its keys and words that reading, `translate` and `schema` follow.
const text::Shape& mapping_shape();

/// Where a file that the mapping names lies: relative to the folder of the mapping.
std::string resolve(const Mapping& mapping, const std::string& file);

/// The mapping's own ledgers, resolved: patterns give the files that match, by name. A pattern that matches nothing is
/// an error.
inline constexpr std::string_view connection = "postgresql:";  ///< the path of a database starts so
struct OwnLedger {
  std::string path;
  std::string group;
};
std::vector<OwnLedger> files_of(const Mapping& mapping, text::Diagnostics& out);

/// Every column that the mapping names, each as often as it does.
std::vector<Named> columns_named(const Mapping& mapping);

/// For a log that needs no mapping: long, columns `case`, `event`, `time` (or 案件/事件/时间, or XES's
/// `case:concept:name`, `concept:name`, `time:timestamp`); every other column is an attribute of its own name.
Mapping default_mapping();

}  // namespace shixian::log
