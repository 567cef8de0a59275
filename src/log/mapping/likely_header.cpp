#include "log/mapping/likely_header.hpp"

#include <algorithm>
#include <set>

#include "log/rows/cell.hpp"
#include "text/cell.hpp"
#include "time/written.hpp"

namespace shixian::log {

namespace {

bool is_value(std::string_view cell) {
  text::Phrase why;
  time::WrittenOptions options;
  options.order = time::DateOrder::day_month_year;
  if (text::canonical_number(cell) || time::read_time(cell, time::Zone::utc(), options, why)) return true;
  options.order = time::DateOrder::month_day_year;
  return time::read_time(cell, time::Zone::utc(), options, why).has_value();
}

struct Line {
  std::vector<std::string> cells;  ///< on one line each, without the empty ones at the end
  std::size_t filled = 0;
  bool values = false;

  const std::string& at(std::size_t column) const {
    static const std::string nothing;
    return column < cells.size() ? cells[column] : nothing;
  }
  bool names() const { return filled > 0 && !values; }
};

Line line_of(const std::vector<std::string>& row) {
  Line line;
  for (const auto& cell : row) {
    line.cells.push_back(on_one_line(cell));
    const auto& text = line.cells.back();
    if (text.empty()) continue;
    ++line.filled;
    line.values = line.values || is_value(text);
  }
  while (!line.cells.empty() && line.cells.back().empty()) line.cells.pop_back();
  return line;
}

bool has_repeats(const Line& line) {
  std::set<std::string> met;
  return std::any_of(line.cells.begin(), line.cells.end(),
                     [&](const auto& cell) { return !cell.empty() && !met.insert(column_key(cell)).second; });
}

/// Whether each name of the lower line stands below nothing, below the same name, or in a group: a name of the upper
/// line that goes over several columns, the further ones empty or with the name again.
bool divides(const Line& lower, const Line& upper) {
  if (!lower.names() || !upper.names()) return false;
  bool grouped = false;
  for (std::size_t column = 0; column < lower.cells.size(); ++column) {
    const auto &above = upper.at(column), &next = upper.at(column + 1);
    const auto& name = lower.at(column);
    if (name.empty()) continue;
    if (above.empty()) {
      grouped = grouped || column > 0;
      continue;
    }
    const bool goes_on = (next.empty() || next == above) && !lower.at(column + 1).empty();
    const bool went_on = column > 0 && upper.at(column - 1) == above;
    if (!goes_on && !went_on && above != name) return false;
    grouped = true;
  }
  return grouped;
}

class Search {
 public:
  Search(const std::vector<std::vector<std::string>>& rows, std::span<const Merge> merges) : merges_(merges) {
    for (const auto& row : rows) {
      lines_.push_back(line_of(row));
      width_ = std::max(width_, lines_.back().filled);
    }
  }

  HeaderRows operator()() const {
    if (width_ == 0) return {0, 1};
    const auto row = fullest_of_names(first_of_names());
    auto first = row, last = row;
    if (!stretch_by_merges(first, last)) stretch_by_names(first, last);
    return {static_cast<std::uint32_t>(first + 1), static_cast<std::uint32_t>(last - first + 1)};
  }

 private:
  static constexpr std::size_t most_lines = 5;

  bool fills(const Line& line, std::size_t quarters) const {
    return line.filled > 0 && line.filled * 4 >= width_ * quarters;
  }

  std::size_t first_of_names() const {
    const auto half_full = [&](const Line& line) {
      return fills(line, 2) && line.filled >= std::min<std::size_t>(width_, 2);
    };
    const auto start = std::find_if(lines_.begin(), lines_.end(), half_full);
    std::size_t fullest = 0;
    for (auto line = start; line != lines_.end(); ++line) {
      if (half_full(*line) && line->names() && line->filled >= fullest) return index(line);
      fullest = std::max(fullest, line->filled);
    }
    return index(start);  // a header of years, or none at all
  }

  /// What is half full may be a line about the table, right above a header that is full.
  std::size_t fullest_of_names(std::size_t row) const {
    constexpr std::size_t reach = 3;
    if (fills(lines_[row], 3) || !lines_[row].names()) return row;
    for (auto next = row + 1; next < std::min(lines_.size(), row + 1 + reach); ++next) {
      if (lines_[next].filled == 0) continue;
      if (!lines_[next].names()) return row;
      const bool above_values = std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(next), lines_.end(),
                                            [](const Line& line) { return line.values; });
      if (fills(lines_[next], 3) && above_values) return next;
    }
    return row;
  }

  /// Merges of some columns over several rows that meet the header. false: there are none.
  bool stretch_by_merges(std::size_t& first, std::size_t& last) const {
    bool met = false;
    for (bool more = true; more;) {
      more = false;
      for (const auto& merge : merges_) {
        if (merge.first_row == merge.last_row) continue;
        const std::size_t from = merge.first_row - 1, to = merge.last_row - 1;
        const bool whole = merge.last_column - merge.first_column + 1 >= width_;
        if (whole || to < first || from > last || std::max(last, to) - std::min(first, from) >= most_lines) continue;
        met = true;
        more = more || from < first || to > last;
        first = std::min(first, from);
        last = std::max(last, to);
      }
    }
    return met;
  }

  void stretch_by_names(std::size_t& first, std::size_t& last) const {
    const auto& header = lines_[first];
    const auto gap = [&](const Line& line) {
      return std::find(line.cells.begin(), line.cells.end(), "") != line.cells.end() || line.cells.size() < width_;
    };
    const auto has = [&](std::size_t row) { return row < lines_.size(); };
    if (has(last + 1) && (gap(header) || has_repeats(header)) && divides(lines_[last + 1], header)) {
      ++last;
    } else if (first > 0 && lines_[first - 1].filled > 1 && (gap(header) || has_repeats(header)) &&
               divides(header, lines_[first - 1])) {
      --first;
    }
  }

  std::size_t index(std::vector<Line>::const_iterator line) const {
    return static_cast<std::size_t>(line - lines_.begin());
  }

  std::vector<Line> lines_;
  std::span<const Merge> merges_;
  std::size_t width_ = 0;
};

}  // namespace

HeaderRows likely_header(const std::vector<std::vector<std::string>>& rows, std::span<const Merge> merges) {
  return Search(rows, merges)();
}

}  // namespace shixian::log
