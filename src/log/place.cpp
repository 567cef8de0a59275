#include "log/place.hpp"

namespace shixian::log {

std::string letters_of(std::uint32_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

std::string cell_of(const Origin& origin, const Where& where) {
  if (origin.counting != Counting::cells || where.column == 0) return {};
  return letters_of(where.column) + std::to_string(where.row);
}

text::Phrase place_within(const Origin& origin, const Where& where) {
  switch (origin.counting) {
    case Counting::cells:
      if (const auto cell = cell_of(origin, where); !cell.empty()) return {cell, cell};
      break;
    case Counting::lines:
      return text::phrase("line {}", "第{}行", where.row);
    case Counting::rows:
      break;
  }
  return text::phrase("row {}", "第{}行", where.row);
}

text::Phrase place_of(const Origin& origin, const Where& where) {
  const auto ledger = origin.sheet.empty() ? origin.file : origin.file + "!" + origin.sheet;
  const auto within = place_within(origin, where);
  const auto* gap = cell_of(origin, where).empty() ? " " : "!";
  return {ledger + gap + within.english, ledger + gap + within.chinese};
}

}  // namespace shixian::log
