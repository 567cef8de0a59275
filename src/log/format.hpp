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

#include "log/mapping.hpp"
#include "text/diagnostic.hpp"

namespace shixian::log {

/// Where a sheet's rows go. Cells are valid during the call only.
class RowSink {
 public:
  virtual ~RowSink() = default;
  /// A row below the header, with its number as a spreadsheet shows it (the header is row 1 when it is the first).
  virtual void row(std::uint64_t number, std::span<const std::string_view> cells) = 0;
  /// A row that is no row of cells, and why.
  virtual void reject(std::uint64_t number, std::string_view text, const text::Phrase& reason) = 0;
  /// The sheet cannot be read further; what it gave before stands.
  virtual void fail(const text::Phrase& reason) = 0;
  /// That many bytes of the file are done. false: stop reading.
  virtual bool advance(std::uint64_t bytes) = 0;
};

/// A table of a ledger: a header and rows. Read from any number of threads.
class Sheet {
 public:
  virtual ~Sheet() = default;

  std::string name;                 ///< empty for formats without sheets
  text::Phrase description;         ///< "CSV, GB18030, ';'"
  std::vector<std::string> header;  ///< tidy; without the empty cells at its end
  std::uint64_t bad_bytes = 0;

  /// Divides the rows into at most `wanted` parts, in order; how many there are. Called once, before `read`.
  virtual std::size_t divide(std::size_t wanted) = 0;
  virtual void read(std::size_t part, RowSink& sink) const = 0;
};

/// A file to open: its name and all its bytes, which outlive the sheets.
struct LedgerFile {
  const std::string& name;
  std::string_view bytes;
};

/// One format is one file in formats/ that defines one of these, and one line in formats.def.
struct Format {
  std::string_view id;
  bool (*recognises)(const LedgerFile& file);
  /// The sheets of the file that the mapping means. Empty ⇔ errors were added.
  std::vector<std::unique_ptr<Sheet>> (*open)(const LedgerFile& file, const Mapping& mapping, text::Diagnostics& out);
};

/// The format that recognises the file, the first in the order of formats.def; nullptr ⇔ an error was added, which says
/// what the file is when it is known not to be a ledger. The last format takes anything else.
const Format* format_of(const LedgerFile& file, text::Diagnostics& out);

}  // namespace shixian::log
