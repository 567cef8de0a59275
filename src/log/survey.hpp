// A ledger that nobody has mapped yet → what its columns seem to hold.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "log/format.hpp"

namespace shixian::log {

/// What the cells of one column are. Every count is of cells that are not empty.
struct ColumnSurvey {
  std::string name;
  std::uint64_t filled = 0;
  std::uint64_t times = 0;                       ///< read as times without further ado
  std::uint64_t day_first = 0, month_first = 0;  ///< read as times in that order of day and month
  std::uint64_t digits_alone = 0;                ///< of `times`: digits without a separator, which may be numbers
  std::uint64_t serials = 0;                     ///< may be days that a spreadsheet counts, from 1954 to 2119
  std::uint64_t numbers = 0, truths = 0;
  std::uint64_t characters = 0;                ///< of all cells together
  std::unordered_set<std::string> values;      ///< different ones, at most `most_values`
  std::map<std::string, std::uint64_t> marks;  ///< short texts without a digit, and how often
  std::string first;                           ///< the first cell
  std::string first_unread;                    ///< the first that is no time in either order

  /// Whether no two rows have the same and nearly all have one.
  bool tells_rows_apart(std::uint64_t rows) const;
};

struct Survey {
  text::Phrase description;
  std::string sheet;
  std::vector<std::string> other_sheets;
  std::uint64_t rows = 0;
  bool sampled = false;  ///< the ledger has more rows than were looked at
  std::vector<ColumnSurvey> columns;
};

inline constexpr std::uint64_t rows_surveyed = 20'000;
inline constexpr std::size_t most_values = 20'000;

/// Looks at the first rows of a ledger; of a workbook at the sheet with the most columns. nullopt ⇔ errors were added.
std::optional<Survey> survey(LedgerFile& file, text::Diagnostics& out);

}  // namespace shixian::log
