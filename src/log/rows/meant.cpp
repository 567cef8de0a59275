#include "log/rows/meant.hpp"

#include <algorithm>

#include "log/mapping/pattern.hpp"
#include "text/cell.hpp"

namespace shixian::log {

bool is_left_out(const Mapping& mapping, std::span<const std::string_view> cells) {
  if (mapping.skip_rows.empty()) return false;
  const auto first = std::find_if(cells.begin(), cells.end(), [](auto cell) { return !text::tidy(cell).empty(); });
  if (first == cells.end()) return false;
  const auto written = without_blanks(*first);
  return std::any_of(mapping.skip_rows.begin(), mapping.skip_rows.end(),
                     [&](const auto& pattern) { return matches(without_blanks(pattern), written); });
}

bool is_mark_of_nothing(const Mapping& mapping, std::string_view tidy_cell) {
  return std::any_of(mapping.empty.begin(), mapping.empty.end(), [&](const auto& mark) { return tidy_cell == mark; });
}

MeantCells::MeantCells(const Plan& plan, const Mapping& mapping, const std::vector<Merge>& merges)
    : plan_(plan),
      mapping_(mapping),
      merges_(merges),
      as_they_stand_(mapping.empty.empty() && plan.fill_down.empty() && merges.empty()),
      above_(plan.fill_down.size()) {}

void MeantCells::take(const Row& row) {
  const auto number = static_cast<std::uint32_t>(row.number);
  std::erase_if(open_, [&](const auto& open) { return open.merge.last_row < number; });
  cells_.assign(row.cells.begin(), row.cells.end());
  faults_.assign(row.faults.begin(), row.faults.end());
  marked_.assign(cells_.size(), false);
  repeated_.assign(cells_.size(), 0);
  bool content = false;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    cells_[i] = text::tidy(cells_[i]);
    content = content || !cells_[i].empty();
    if (!is_mark_of_nothing(mapping_, cells_[i])) continue;
    cells_[i] = {};
    marked_[i] = true;
  }
  const auto before = open_.size();
  open_merges(number);
  for (const auto& open : open_) repeat(open, number);
  if (content) fill_down(row.number);
  for (auto i = before; i < open_.size(); ++i)
    if (is_time(open_[i].merge.first_column - 1)) open_[i].first_cells.assign(cells_.begin(), cells_.end());
}

void MeantCells::open_merges(std::uint32_t row) {
  for (; next_merge_ < merges_.size() && merges_[next_merge_].first_row <= row; ++next_merge_) {
    const auto& merge = merges_[next_merge_];
    if (merge.last_row < row || merge.first_column > cells_.size()) continue;
    OpenMerge open{merge, {}, {}, {}};
    if (merge.first_row == row) {  // one that begins above the first row below the header has no text here
      open.text = cells_[merge.first_column - 1];
      if (const auto* fault = fault_of(merge.first_column - 1)) open.fault = fault->reason;
    }
    open_.push_back(std::move(open));
  }
}

void MeantCells::repeat(const OpenMerge& open, std::uint32_t row) {
  const auto& merge = open.merge;
  const auto first = merge.first_column - 1;
  for (auto column = first; column < std::min<std::size_t>(merge.last_column, cells_.size()); ++column) {
    const bool is_first = column == first;
    if ((is_first && row == merge.first_row) || !cells_[column].empty()) continue;
    if (row != merge.first_row) repeated_[column] = 1 + static_cast<std::uint32_t>(&open - open_.data());
    if (!is_first && !(is_time(first) && is_time(column))) continue;
    cells_[column] = open.text;
    if (open.fault) faults_.push_back({column, *open.fault});
  }
}

void MeantCells::fill_down(std::uint64_t row) {
  for (std::size_t i = 0; i < above_.size(); ++i) {
    const auto column = plan_.fill_down[i];
    const auto* fault = fault_of(column);
    if (cells_[column].empty() && !marked_[column] && !fault) {
      cells_[column] = above_[i].text;
      if (above_[i].fault) faults_.push_back({column, *above_[i].fault});
      continue;
    }
    above_[i] = {std::string(cells_[column]), {}};
    if (fault)
      above_[i].fault = text::phrase("filled down from row {0}: {1}", "沿用第 {0} 行的单元格：{2}", row,
                                     fault->reason.english, fault->reason.chinese);
  }
}

void MeantCells::lose(std::uint64_t row) {
  for (auto& above : above_)
    above = {"", text::phrase("this cell is to be filled down from row {}, which could not be read",
                              "此单元格应沿用第 {} 行的内容，而该行无法读取", row)};
}

const std::vector<std::string>* MeantCells::repeated_from(std::uint32_t column) const {
  const auto number = repeated_[column];
  return number == 0 ? nullptr : &open_[number - 1].first_cells;
}

const CellFault* MeantCells::fault_of(std::uint32_t column) const {
  const auto fault = std::find_if(faults_.begin(), faults_.end(), [&](const auto& f) { return f.column == column; });
  return fault == faults_.end() ? nullptr : &*fault;
}

bool MeantCells::is_time(std::uint32_t column) const {
  return std::any_of(plan_.events.begin(), plan_.events.end(), [&](const auto& event) { return event.time == column; });
}

}  // namespace shixian::log
