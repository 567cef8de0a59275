#include "log/rows/cell.hpp"
#include "text/cell.hpp"

#include "time/numerals.hpp"

namespace shixian::log {

std::string on_one_line(std::string_view cell) {
  std::string name;
  cell = text::tidy(cell);
  if (cell.find_first_of("\r\n") == cell.npos) return std::string(cell);
  for (std::size_t at = 0; at < cell.size(); ++at) {
    if (cell[at] != '\n' && cell[at] != '\r') {
      name.push_back(cell[at]);
      continue;
    }
    while (at + 1 < cell.size() && (cell[at + 1] == '\n' || cell[at + 1] == '\r' || cell[at + 1] == ' ')) ++at;
    const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (!name.empty() && at + 1 < cell.size() && ascii(name.back()) && ascii(cell[at + 1])) name.push_back(' ');
  }
  return name;
}

std::string column_key(std::string_view name) { return text::folded(on_one_line(name)); }

bool may_mean_nothing(std::string_view tidy_cell) {
  constexpr std::size_t longest_mark = 30;  // bytes
  if (tidy_cell.size() > longest_mark) return false;
  for (std::size_t at = 0; at < tidy_cell.size();) {
    const auto character = time::half_width(time::next_character(tidy_cell, at));
    if ((character >= U'0' && character <= U'9') || time::numeral(character)) return false;
  }
  return true;
}

std::string excerpt(std::string_view text, std::size_t characters) {
  std::size_t end = 0, count = 0, kept = 0;
  const auto next = [&](std::size_t at) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    return at;
  };
  for (; end < text.size() && count < characters; ++count) {
    if (count + 1 == characters) kept = end;
    end = next(end);
  }
  if (end == text.size()) return std::string(text);
  return std::string(text.substr(0, kept)) + "…";
}

}  // namespace shixian::log
