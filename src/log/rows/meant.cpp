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
  row_ = static_cast<std::uint32_t>(row.number);
  std::erase_if(open_, [&](const auto& open) { return open.merge.last_row < row_; });
  cells_.assign(row.cells.begin(), row.cells.end());
  faults_.assign(row.faults.begin(), row.faults.end());
  marked_.assign(cells_.size(), false);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    cells_[i] = text::tidy(cells_[i]);
    if (!is_mark_of_nothing(mapping_, cells_[i])) continue;
    cells_[i] = {};
    marked_[i] = true;
  }
  open_merges(row_);
  for (const auto& open : open_) repeat(open);
}

void MeantCells::open_merges(std::uint32_t row) {
  for (; next_merge_ < merges_.size() && merges_[next_merge_].first_row <= row; ++next_merge_) {
    const auto& merge = merges_[next_merge_];
    if (merge.last_row < row || merge.first_column > cells_.size()) continue;
    OpenMerge open{merge, {}, {}, false};
    if (merge.first_row == row) {  // one that begins above the first row below the header has no text here
      const auto first = merge.first_column - 1;
      open.text = cells_[first];
      if (const auto* fault = fault_of(first)) open.fault = fault->reason;
      open.is_time = is_time(first) || reads_as_time(open.text);
    }
    open_.push_back(std::move(open));
  }
}

void MeantCells::repeat(const OpenMerge& open) {
  const auto& merge = open.merge;
  const auto first = merge.first_column - 1;
  for (auto column = first; column < std::min<std::size_t>(merge.last_column, cells_.size()); ++column) {
    if (column == first && row_ == merge.first_row) continue;
    cells_[column] = {};
    std::erase_if(faults_, [&](const auto& fault) { return fault.column == column; });
    if (column != first && !(open.is_time && is_time(column))) continue;
    cells_[column] = open.text;
    if (open.fault) faults_.push_back({column, *open.fault});
  }
}

void MeantCells::fill_down() {
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
      above_[i].fault = text::phrase("filled down from row {0}: {1}", "沿用第 {0} 行的单元格：{2}", row_,
                                     fault->reason.english, fault->reason.chinese);
  }
}

void MeantCells::lose(std::uint64_t row) {
  for (auto& above : above_)
    above = {"", text::phrase("this cell is to be filled down from row {}, which could not be read",
                              "此单元格应沿用第 {} 行的内容，而该行无法读取", row)};
}

const Merge* MeantCells::merge_of(std::uint32_t column) const {
  const auto spans = [&](const auto& open) {
    return open.merge.last_row > open.merge.first_row && open.merge.first_column <= column + 1 &&
           column + 1 <= open.merge.last_column;
  };
  const auto found = std::find_if(open_.begin(), open_.end(), spans);
  return found == open_.end() ? nullptr : &found->merge;
}

bool MeantCells::reads_as_time(std::string_view text) const {
  text::Phrase why;
  return time::read_time(text, time::Zone::utc(), mapping_.times, why).has_value();
}

const CellFault* MeantCells::fault_of(std::uint32_t column) const {
  const auto fault = std::find_if(faults_.begin(), faults_.end(), [&](const auto& f) { return f.column == column; });
  return fault == faults_.end() ? nullptr : &*fault;
}

bool MeantCells::is_time(std::uint32_t column) const {
  return std::any_of(plan_.events.begin(), plan_.events.end(), [&](const auto& event) { return event.time == column; });
}

}  // namespace shixian::log
