// A table of figures, as a report states them, in any format of a ledger.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "log/table.hpp"
#include "text/diagnostic.hpp"
#include "text/phrase.hpp"

namespace shixian::log {

struct Figures {
  struct Row {
    std::uint32_t number = 0;          ///< 1-based, as the origin counts
    std::vector<std::string> labels;   ///< the tidy texts of the cells before the first of the columns
    std::vector<std::string> figures;  ///< the tidy texts under the columns, in their order
  };
  Origin origin;                       ///< where they stand
  std::vector<std::uint32_t> columns;  ///< 1-based
  std::vector<Row> rows;               ///< those with content, in order

  /// A row, or a cell of it.
  text::Phrase place_of(const Row& row) const;
  text::Phrase place_of(const Row& row, std::size_t column) const;
};

/// The rows below the header that names the columns, in one language or the other. A cell that holds no text (a formula
/// that failed), and a figure that is merged with other cells, are errors. nullopt ⇔ errors were added.
std::optional<Figures> read_figures(const std::string& path, const std::vector<text::Phrase>& columns,
                                    text::Diagnostics& out);

}  // namespace shixian::log
