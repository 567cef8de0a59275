// A ledger that nobody has mapped yet → what its columns seem to hold.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "log/formats/format.hpp"

namespace shixian::log {

/// The ways of reading times between which a mapping chooses, see time::WrittenOptions.
enum class Way : std::uint8_t { plain, day_first, month_first, serials, epoch };
inline constexpr std::size_t ways = 5;

/// How many cells a way reads as times, and the first that it does not: one that is no mark, where there is any.
struct Tally {
  std::uint64_t times = 0;
  std::string first_unread;
  text::Phrase why;
  bool of_a_mark = false;
};

/// What the cells of one column are. Every count is of cells that are not empty.
struct ColumnSurvey {
  std::string name;
  std::uint64_t filled = 0;
  std::array<Tally, ways> read;
  std::uint64_t digits_alone = 0;              ///< times that are digits without a separator, which may be numbers
  std::uint64_t characters = 0;                ///< of all cells together
  std::unordered_set<std::string> values;      ///< different ones, at most `most_values`
  std::map<std::string, std::uint64_t> marks;  ///< texts that may mean nothing, and how often; at most `most_marks`
  std::string first;                           ///< the first cell

  const Tally& as(Way way) const { return read[static_cast<std::size_t>(way)]; }
  std::uint64_t marked() const;
  /// Whether no two rows have the same and nearly all have one.
  bool tells_rows_apart(std::uint64_t rows) const;
  /// Whether rows share what stands here, as those of one case do.
  bool is_shared_by_rows() const;
};

/// What a person says of the ledger, in the words of the keys of a mapping; empty: nothing.
struct Said {
  std::string sheet, encoding, separator, query;
  HeaderRows header;
};

struct Survey {
  text::Phrase description;
  Said said;
  std::string sheet;
  std::vector<std::string> other_sheets;
  std::vector<std::string> like_sheets;  ///< of those, which have the same columns
  HeaderRows header;                     ///< where it stands; first 0 where a header is no row
  bool header_is_found = true;           ///< by a reader who knows the names of the columns and not where they stand
  std::uint64_t rows = 0;
  bool sampled = false;                ///< the ledger has more rows than were looked at
  std::vector<std::string> skip_rows;  ///< patterns of rows that are no entries: totals, notes
  std::vector<ColumnSurvey> columns;
};

inline constexpr std::uint64_t rows_surveyed = 20'000;
inline constexpr std::size_t most_values = 20'000, most_marks = 20;

/// Looks at the first rows of a ledger; of a workbook at the sheet with the most columns, unless one is named. What
/// cannot be read (rows that are no rows, damaged cells, a file that breaks off) is added to the errors. nullopt ⇔
/// nothing could be looked at, and errors were added.
std::optional<Survey> survey(LedgerFile& file, const Said& said, text::Diagnostics& out);

}  // namespace shixian::log
