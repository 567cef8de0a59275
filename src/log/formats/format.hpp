// The seam between the formats of ledgers and the mapping: a format turns bytes into sheets, a sheet gives rows of
// cells.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "log/file/file.hpp"
#include "log/mapping/mapping.hpp"
#include "log/table.hpp"
#include "text/diagnostic.hpp"

namespace shixian::log {

/// A cell that holds no text, such as a formula that failed.
struct CellFault {
  std::uint32_t column = 0;  ///< from 0
  text::Phrase reason;
};

/// A row below the header. Valid during the call only.
struct Row {
  std::uint64_t number = 0;  ///< as its file counts (see `Counting`), from 1
  std::span<const std::string_view> cells;
  std::span<const CellFault> faults{};  ///< by column
  bool hidden = false;
  std::uint32_t stray = 0;  ///< the column, from 1, of the first cell with content under no header; 0: there is none
};

/// Where a sheet's rows go.
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void row(const Row& row) = 0;
  /// Whether a row is left out by what stands in it, and needs not be a row of the table; then it is dealt with.
  virtual bool leaves_out(std::span<const std::string_view> cells) = 0;
  /// A row that is no row of cells, and why.
  virtual void reject(std::uint64_t number, std::string_view text, const text::Phrase& reason) = 0;
  /// The sheet cannot be read further; what it gave before stands.
  virtual void fail(const text::Phrase& reason) = 0;
  /// That many bytes of the file are done. false: stop reading.
  virtual bool advance(std::uint64_t bytes) = 0;
};

/// Cells that are shown as one, rows and columns from 1, both ends included. Only its first cell has a text.
struct Merge {
  std::uint32_t first_row = 0, last_row = 0;
  std::uint32_t first_column = 0, last_column = 0;
};

/// A table of a ledger: named columns and rows. Read from any number of threads.
class Sheet {
 public:
  virtual ~Sheet() = default;

  std::string name;          ///< empty for formats without sheets
  text::Phrase description;  ///< "CSV, GB18030, ';'"
  Counting counting = Counting::rows;
  std::vector<std::string> header;  ///< tidy; without the empty cells at its end
  std::vector<Merge> merges;        ///< below the header, by first row
  bool date1904 = false;            ///< a bare number counts days from 1904
  std::uint32_t header_row = 0;     ///< the last row of the header; 0 where rows have no numbers of that kind
  std::uint32_t header_lines = 1;   ///< how many rows it has
  std::uint32_t rival_row = 0;      ///< another row that names as many of the mapping's columns; 0: there is none
  std::uint64_t bad_bytes = 0;
  std::uint64_t first_bad_line = 0;  ///< where the first of them stands
  /// Where a column of the mapping is not there: what of the mapping may have led to a wrong header. Empty: nothing.
  text::Phrase doubt;

  /// Divides the rows into at most `wanted` parts, in order; how many there are. Called once, before `read`.
  virtual std::size_t divide(std::size_t wanted) = 0;
  virtual void read(std::size_t part, RowSink& sink) const = 0;
};

/// One format is one file in formats/ that defines one of these, and one line in formats.def.
struct Format {
  std::string_view id;
  bool (*recognises)(LedgerFile& file);
  /// The sheets of the file that the mapping means; the file outlives them. Empty ⇔ errors were added.
  std::vector<std::unique_ptr<Sheet>> (*open)(LedgerFile& file, const Mapping& mapping, text::Diagnostics& out);
  bool is_database = false;
};

/// The format that recognises the file, the first in the order of formats.def; nullptr ⇔ an error was added, which says
/// what the file is when it is known not to be a ledger. The last format takes anything else.
const Format* format_of(LedgerFile& file, text::Diagnostics& out);

}  // namespace shixian::log
