// A table of figures, as a report states them, in any format of a ledger.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/phrase.hpp"

namespace shixian::log {

struct Figures {
  struct Row {
    text::Phrase place;                ///< `report.xlsx!Sheet1!7`, `report.csv row 7`
    std::vector<std::string> labels;   ///< the tidy texts of the cells that stand under none of the columns
    std::vector<std::string> figures;  ///< the tidy texts under the columns, in their order
  };
  std::vector<Row> rows;  ///< those with content, in order
};

/// The rows below the header that names the columns, each of which may have several names. A cell that holds no text
/// (a formula that failed) is an error. nullopt ⇔ errors were added.
std::optional<Figures> read_figures(const std::string& path, const std::vector<text::Phrase>& columns,
                                    text::Diagnostics& out);

}  // namespace shixian::log
