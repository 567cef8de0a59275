// Aligned columns on a terminal.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace shixian::report {

/// Rows of cells, printed in columns as wide as their widest cell, counting Chinese characters as two. Cells are made
/// harmless for a terminal. A row may carry remarks, printed below it and indented.
class Table {
 public:
  struct Row {
    std::vector<std::string> cells;
    std::vector<std::string> remarks;
    std::string tone;  ///< terminal escape for the first cell; empty: none
  };

  explicit Table(std::vector<std::string> header) { rows_.push_back({std::move(header), {}, {}}); }
  void add(Row row) { rows_.push_back(std::move(row)); }
  /// Columns that are empty in every row but the header are left out.
  void print(std::ostream& out, std::string_view indent, bool colour) const;

 private:
  std::vector<Row> rows_;
};

}  // namespace shixian::report
