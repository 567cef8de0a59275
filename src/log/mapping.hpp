// The mapping file: how the columns of a ledger become events.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

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

struct AttributeMapping {
  std::string name;
  Named column;
  AttributeType type = AttributeType::untyped;
};

/// Wide: one event of each row whose time cell is not empty.
struct EventMapping {
  std::string type;
  Named time;
  std::vector<AttributeMapping> attributes;  ///< of this event only
};

/// Long: each row is one event, its type in a column. Without `values` the cell itself is the type; a cell that
/// `values` does not list is rejected.
struct TypeColumn {
  Named column;
  std::map<std::string, std::string> values;
};

struct RosterMapping {
  std::string name;
  Named file;          ///< relative to the mapping's folder
  std::string column;  ///< empty: the file's first column
  text::Place column_place;
};

enum class Encoding { detect, utf8, utf16le, utf16be, gb18030, gbk };

struct Mapping {
  text::SourcePtr source;    ///< nullptr for the built-in mapping of a log with the columns case, event, time
  std::vector<Named> files;  ///< relative to the mapping's folder
  Encoding encoding = Encoding::detect;
  std::optional<char> separator;                    ///< , ; tab | — sniffed when absent
  std::optional<time::Zone> zone;                   ///< of times without an offset; the pack's when absent
  std::optional<time::Day> covers_from, covers_to;  ///< whole days of that zone
  time::WrittenOptions times;
  std::vector<AttributeMapping> attributes;
  std::vector<EventMapping> events;  ///< wide; empty in a long mapping
  std::optional<TypeColumn> type;    ///< long
  Named time;                        ///< long
  std::vector<RosterMapping> rosters;
};

/// A mapping file → a mapping. nullopt ⇔ errors were added: unknown or missing keys, both shapes or neither, bad zones
/// and dates, the same attribute twice.
std::optional<Mapping> read_mapping(const text::Document& document, text::Diagnostics& out);

/// The table of its keys and words that reading, `translate` and `schema` follow.
const text::Shape& mapping_shape();

/// Where a file that the mapping names lies: relative to the folder of the mapping.
std::string resolve(const Mapping& mapping, const std::string& file);

/// The mapping's own ledgers, resolved.
std::vector<std::string> files_of(const Mapping& mapping);

/// For a log that needs no mapping: long, columns `case`, `event`, `time` (or 案件/事件/时间); every other column is an
/// attribute of its own name.
Mapping default_mapping();

}  // namespace shixian::log
