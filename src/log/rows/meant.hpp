// The cells of a row → the cells as the mapping means them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "log/formats/format.hpp"
#include "log/mapping/plan.hpp"

namespace shixian::log {

/// Whether the mapping's `skip-rows` leave out a row, by its first cell with content; blanks inside do not count.
bool is_left_out(const Mapping& mapping, std::span<const std::string_view> cells);

/// Whether the text is one of the mapping's marks of emptiness.
bool is_mark_of_nothing(const Mapping& mapping, std::string_view tidy_cell);

/// Reads rows in order. Cells are tidy, those with a mark of emptiness are empty; what a merge spans has the text of
/// its first cell, whatever lies hidden beneath: downwards in its first column, and in every column of the mapping's
/// times where the first is one or the text is a time; an empty cell of a column to fill down has the text of the cell
/// above, unless a mark stands in it. A text that cannot be used is repeated together with its fault.
class MeantCells {
 public:
  MeantCells(const Plan& plan, const Mapping& mapping, const std::vector<Merge>& merges);

  /// Whether every cell is meant as it stands; then the others are not to be called.
  bool as_they_stand() const { return as_they_stand_; }

  /// Takes the next row. What the functions below give is valid until the next call.
  void take(const Row& row);
  /// Fills the row that was taken last, unless it is left out.
  void fill_down();
  /// The next row is none that can be read: what is to be filled down from it is not known.
  void lose(std::uint64_t row);

  std::span<const std::string_view> cells() const { return cells_; }
  std::span<const CellFault> faults() const { return faults_; }

  /// The merge over several rows that a cell of the row is part of; nullptr where it stands alone.
  const Merge* merge_of(std::uint32_t column) const;

 private:
  struct OpenMerge {
    Merge merge;
    std::string text;
    std::optional<text::Phrase> fault;
    bool is_time = false;
  };
  struct Above {
    std::string text;
    std::optional<text::Phrase> fault;
  };

  void open_merges(std::uint32_t row);
  void repeat(const OpenMerge& open);
  bool reads_as_time(std::string_view text) const;
  const CellFault* fault_of(std::uint32_t column) const;
  bool is_time(std::uint32_t column) const;

  const Plan& plan_;
  const Mapping& mapping_;
  const std::vector<Merge>& merges_;
  bool as_they_stand_;
  std::vector<std::string_view> cells_;
  std::vector<CellFault> faults_;
  std::vector<bool> marked_;  // cells in which a mark of emptiness stands
  std::uint32_t row_ = 0;
  std::vector<OpenMerge> open_;
  std::size_t next_merge_ = 0;
  std::vector<Above> above_;  // what each column to fill down last held
};

}  // namespace shixian::log
