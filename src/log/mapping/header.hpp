// The first rows of a table → the names of its columns.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "log/formats/format.hpp"

namespace shixian::log {

/// How many rows at the start of a table are looked at.
inline constexpr std::size_t most_rows_above = 50;

struct Header {
  std::vector<std::string> names;  ///< tidy; without the empty ones at the end
  std::uint32_t last_row = 0;      ///< 1-based; the rows of the ledger follow
  std::uint32_t lines = 1;         ///< how many rows it has
  /// Another row that names as many of the mapping's columns, elsewhere, so that either may be the header; 0: none.
  std::uint32_t rival = 0;
};

/// Finds the header among the first rows of a table, rows without content included. Where the mapping says where it
/// stands, it is taken from there; else it is the first row, or the first two rows together, that name most of the
/// columns that the mapping names; where none names any, what looks like one (see likely_header). Names of a
/// header of several lines are joined by `/` (`时间/印发`): a line's empty cells go on with what stands to the left
/// where the line below divides it; a name that the mapping writes without its upper lines is left so where it is the
/// only one. Line breaks inside a name are taken out. No names ⇔ there is no row with content there.
Header find_header(const std::vector<std::vector<std::string>>& rows, const Mapping& mapping,
                   std::span<const Merge> merges = {});

}  // namespace shixian::log
