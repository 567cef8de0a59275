// Links from the workbook to the cells of the ledgers.
#pragma once

#include <string>
#include <vector>

#include "report/report.hpp"

namespace shixian::report::xlsx {

/// Paths are relative to the workbook, so that a folder that is moved as a whole keeps its links. Without an address:
/// what is no file (standard input, a database), and a name that an address cannot hold.
class Links {
 public:
  explicit Links(const Report& report);
  /// `external:台账.xlsx#'2020年'!F23`, of a ledger without sheets the file alone; empty: there is none.
  std::string to(const log::Where& where) const;

 private:
  const Report& report_;
  std::vector<std::string> files_;  ///< by origin
};

}  // namespace shixian::report::xlsx
