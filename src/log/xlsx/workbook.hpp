// An Excel workbook: its sheets, and what their cells refer to.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "log/xlsx/number_format.hpp"
#include "log/xlsx/package.hpp"

namespace shixian::log {

struct WorkbookSheet {
  std::string name;
  std::string part;
  bool hidden = false;
};

/// Texts that cells share, in one piece of memory. One that is longer than a cell may be is not kept whole.
class SharedStrings {
 public:
  std::size_t size() const { return ends_.size(); }
  std::string_view at(std::size_t index) const;
  void add(std::string_view text);

 private:
  std::string texts_;
  std::vector<std::size_t> ends_;
};

struct Workbook {
  std::unique_ptr<Package> package;
  std::vector<WorkbookSheet> sheets;  ///< of cells; not those that are charts
  bool date1904 = false;
  std::vector<NumberFormat> formats;  ///< by the style of a cell
  SharedStrings strings;
};

/// Reads all but the sheets. nullptr: it is no workbook or damaged, and `why` and `remedy` say so. Parts are found by
/// the relations of the package (ECMA-376 part 2), never by the names that Excel gives them; elements by their local
/// names, in the transitional and the strict namespaces alike.
std::shared_ptr<const Workbook> read_workbook(std::string_view bytes, text::Phrase& why, text::Phrase& remedy);

/// `_x000D_` → the character it stands for (ECMA-376 part 1, 22.9.2.19).
std::string without_escapes(std::string_view text);

}  // namespace shixian::log
