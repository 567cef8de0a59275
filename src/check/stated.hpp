// The figures that a report states for a table of cases, against those that the log gives and against each other.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "check/case_count.hpp"
#include "log/figures.hpp"
#include "text/diagnostic.hpp"

namespace shixian::check {

struct StatedFigure {
  std::uint64_t figure = 0;
  text::Phrase place;
};
/// By line and by column, as in `CaseCounts`; absent: the report does not have the line.
using StatedFigures = std::vector<std::vector<std::optional<StatedFigure>>>;

/// The columns as `read_figures` is to find them: those of the table, and the one for all.
std::vector<text::Phrase> columns_of(const rule::CaseTable& table);
/// A line's title, with what it stands under.
text::Phrase line_title(const rule::CaseTable& table, std::size_t line);

/// Rows are known by their labels, whatever blanks and punctuation stand in them, or by how one line alone begins; rows
/// before the first line of the table and after its last may be anything. An empty cell, `/` and `-` state 0. A row
/// between them that is no line of the table or two, one that stands twice, and what is no whole number up to 10^12 are
/// errors; nullopt ⇔ errors were added.
std::optional<StatedFigures> stated_figures(const rule::CaseTable& table, const log::Figures& figures,
                                            text::Diagnostics& out);

struct Reconciled {
  struct Difference {
    std::size_t line = 0, column = 0;
    StatedFigure stated;
    bool certain = true;  ///< false: it cannot be told whether they differ
  };
  /// Two figures of the report, or sums of some, that should be the same.
  struct Contradiction {
    text::Phrase what;
    std::uint64_t left = 0, right = 0;
  };
  std::size_t compared = 0;
  std::vector<Difference> differences;  ///< what does not agree, the certain ones first
  std::vector<Contradiction> contradictions;
  std::vector<std::size_t> not_stated;  ///< lines

  bool differs() const;
};

/// A figure differs where it is less than what is certain or more than what is possible; where it lies between, or the
/// ledgers leave doubts, it cannot be told. Inside the report: received and carried over make what was closed and
/// carried forward; the total is that of the outcomes; the last column that of the others. A sum over a line that is
/// not stated is not looked at.
Reconciled reconcile(const rule::CaseTable& table, const CaseCounts& counts, const StatedFigures& stated);

}  // namespace shixian::check
