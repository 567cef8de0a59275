#include "log/mapping/header.hpp"

#include <algorithm>
#include <set>

#include "log/mapping/likely_header.hpp"
#include "log/rows/cell.hpp"

namespace shixian::log {

namespace {

using Names = std::vector<std::string>;

Names names_of(const std::vector<std::string>& row) {
  Names names;
  for (const auto& cell : row) names.push_back(on_one_line(cell));
  while (!names.empty() && names.back().empty()) names.pop_back();
  return names;
}

/// The lines of a header as one; a name of its own for each column.
Names joined(const std::vector<Names>& lines, const std::set<std::string>& wanted) {
  std::size_t columns = 0;
  for (const auto& line : lines) columns = std::max(columns, line.size());
  Names names(columns), last(columns);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string to_the_left;
    for (std::size_t column = 0; column < columns; ++column) {
      const auto at = [&](std::size_t line) {
        return line < lines.size() && column < lines[line].size() ? lines[line][column] : std::string();
      };
      auto name = at(i);
      const bool divided = !at(i + 1).empty();
      if (name.empty() && divided) name = to_the_left;
      to_the_left = divided ? name : "";
      if (name.empty() || name == last[column]) continue;
      names[column] += (names[column].empty() ? "" : "/") + name;
      last[column] = name;
    }
  }
  for (std::size_t column = 0; column < columns; ++column)
    if (!wanted.contains(column_key(names[column])) && wanted.contains(column_key(last[column])) &&
        std::count(last.begin(), last.end(), last[column]) == 1)
      names[column] = last[column];
  while (!names.empty() && names.back().empty()) names.pop_back();
  return names;
}

std::size_t known(const Names& names, const std::set<std::string>& wanted) {
  std::set<std::string> found;
  for (const auto& name : names)
    if (const auto key = column_key(name); wanted.contains(key)) found.insert(key);
  return found.size();
}

/// Whether both rows name the same columns at the same places, as where a printed ledger repeats its header.
bool same_places(const Names& left, const Names& right, const std::set<std::string>& wanted) {
  const auto key = [&](const Names& names, std::size_t column) {
    const auto name = column < names.size() ? column_key(names[column]) : std::string();
    return wanted.contains(name) ? name : std::string();
  };
  for (std::size_t column = 0; column < std::max(left.size(), right.size()); ++column)
    if (key(left, column) != key(right, column)) return false;
  return true;
}

std::set<std::string> wanted_by(const Mapping& mapping) {
  std::set<std::string> wanted;
  for (const auto& column : columns_named(mapping)) wanted.insert(column_key(column.text));
  if (!mapping.source && mapping.type)
    for (const auto* name : {"案件", "事件", "时间"}) wanted.insert(name);
  return wanted;
}

}  // namespace

Header find_header(const std::vector<std::vector<std::string>>& rows, const Mapping& mapping,
                   std::span<const Merge> merges) {
  const auto wanted = wanted_by(mapping);
  const auto header_at = [&](const HeaderRows& at) {
    std::vector<Names> lines;
    for (std::size_t i = at.first - 1; i < std::min<std::size_t>(at.first - 1 + at.lines, rows.size()); ++i)
      lines.push_back(names_of(rows[i]));
    return Header{joined(lines, wanted), at.first + at.lines - 1, at.lines};
  };
  if (mapping.header.first > 0) return header_at(mapping.header);
  Header best;
  std::size_t most = 0;
  for (std::uint32_t row = 1; row <= rows.size() && most < wanted.size(); ++row) {
    if (rows[row - 1].empty()) continue;
    for (const std::uint32_t lines : {1U, 2U}) {
      auto header = header_at({row, lines});
      if (const auto count = known(header.names, wanted); count > most) {
        most = count;
        best = std::move(header);
      }
    }
  }
  if (most == 0) {
    const auto likely = likely_header(rows, merges);
    return likely.first > 0 ? header_at(likely) : Header{};
  }
  for (auto row = best.last_row; row < rows.size() && best.rival == 0; ++row) {
    const auto names = names_of(rows[row]);
    if (known(names, wanted) == most && !same_places(names, best.names, wanted)) best.rival = row + 1;
  }
  return best;
}

}  // namespace shixian::log
