// One table written in every format that a ledger can have.
#pragma once

#include <string>
#include <vector>

#include "app/case.hpp"

namespace shixian::tests {

/// What a person means by a cell; each format writes it in its own way.
struct Cell {
  enum class Kind { nothing, text, number_with_zeros, day, minute, second, truth, amount, share };
  Kind kind = Kind::nothing;
  std::string text;
  int number = 0;  // day of 2020 from 0, 0 or 1, hundredths, per cent
  int seconds = 0;
};

struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};

/// The table as files, without mappings: their names start with `l-`. In XES the first column is an attribute of the
/// trace and so called `case:` and its name.
std::vector<File> twins(const Table& table);

}  // namespace shixian::tests
