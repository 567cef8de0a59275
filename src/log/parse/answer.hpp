// The answer of a database to a query → rows of cells.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "log/formats/format.hpp"

namespace shixian::log {

/// Gathers the cells of one row after another, each from the left, and numbers the rows 1, 2, … in the order of the
/// answer.
class AnswerRow {
 public:
  explicit AnswerRow(std::size_t columns);

  /// NULL: nothing stands there.
  void add_nothing() { ++column_; }
  /// A text that outlives the row. What is not UTF-8 or longer than a cell may be is a fault of the cell.
  void add(std::string_view text);
  /// A text of the row's own.
  void add_copy(std::string_view text);
  /// What is no text at all: always a fault.
  void add_bytes(std::string_view bytes);
  void give(RowSink& sink);

  /// What the rows given take in memory, about.
  std::uint64_t bytes() const { return bytes_; }
  std::uint64_t number() const { return number_; }  ///< of the row whose cells are being gathered

 private:
  void keep(std::string text);
  void fault(text::Phrase reason);

  std::vector<std::string_view> cells_;
  std::vector<std::string> kept_;
  std::vector<CellFault> faults_;
  std::uint32_t column_ = 0;
  std::uint64_t number_ = 1, bytes_ = 0;
};

}  // namespace shixian::log
