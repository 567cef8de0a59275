#include "report/table.hpp"

#include <algorithm>
#include <ostream>

#include "text/width.hpp"

namespace shixian::report {

void Table::print(std::ostream& out, std::string_view indent, bool colour) const {
  std::vector<std::size_t> widths(rows_.front().cells.size(), 0);
  for (std::size_t row = 1; row < rows_.size(); ++row)
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] = std::max(widths[i], text::display_width(text::plain(rows_[row].cells[i])));
  for (std::size_t i = 0; i < widths.size(); ++i)
    if (widths[i] > 0) widths[i] = std::max(widths[i], text::display_width(rows_.front().cells[i]));

  for (const auto& row : rows_) {
    std::string line;
    std::size_t printed = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (widths[i] == 0) continue;
      auto cell = text::pad_right(text::plain(row.cells[i]), widths[i]);
      if (colour && printed == 0 && !row.tone.empty()) cell = row.tone + cell + "\x1b[0m";
      line += (printed++ ? "  " : "") + cell;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << indent << line << '\n';
    for (const auto& remark : row.remarks) out << indent << "    " << text::plain(remark) << '\n';
  }
}

}  // namespace shixian::report
