#include "log/xlsx/sheet.hpp"

#include <algorithm>

#include "log/mapping/header.hpp"
#include "log/rows/cell.hpp"
#include "log/xlsx/cells.hpp"
#include "text/cell.hpp"

namespace shixian::log {

XlsxSheet::XlsxSheet(std::shared_ptr<const Workbook> book, const WorkbookSheet& sheet)
    : book_(std::move(book)), sheet_(sheet) {
  name = sheet.name;
  counting = Counting::cells;
  date1904 = book_->date1904;
}

std::optional<text::Phrase> XlsxSheet::begin(const Mapping& mapping) {
  const std::uint64_t rows_above = std::max<std::size_t>(most_rows_above, mapping.header.first + mapping.header.lines);
  std::vector<std::vector<std::string>> first_rows;
  CellReader* reading = nullptr;
  CellReader reader(*book_, [&](const Row& row) {
    if (row.number > rows_above) return void(reading->enough = true);
    if (row.number == 0) return;
    first_rows.resize(std::max<std::size_t>(first_rows.size(), row.number));
    first_rows[row.number - 1].assign(row.cells.begin(), row.cells.end());
  });
  reading = &reader;
  auto failure = read_xml(*book_->package->pieces(sheet_.part), reader);
  const bool unknown = mapping.header.first == 0 && columns_named(mapping).empty();
  auto found = find_header(first_rows, mapping, unknown ? merges_of_part() : std::vector<Merge>{});
  header = std::move(found.names);
  header_row = found.last_row;
  header_lines = found.lines;
  rival_row = found.rival;
  return failure;
}

bool XlsxSheet::has_all(const std::vector<Named>& columns) const {
  return std::all_of(columns.begin(), columns.end(), [&](const Named& column) {
    const auto wanted = column_key(column.text);
    return std::any_of(header.begin(), header.end(), [&](const auto& given) { return column_key(given) == wanted; });
  });
}

std::vector<Merge> XlsxSheet::merges_of_part() const {
  text::Phrase why;
  return read_merges(*book_->package, sheet_.part, why).value_or(std::vector<Merge>{});
}

void XlsxSheet::read(std::size_t, RowSink& sink) const {
  const auto pieces = book_->package->pieces(sheet_.part);
  std::vector<std::string_view> cells;
  std::uint64_t told = 0;
  CellReader* reading = nullptr;
  CellReader reader(*book_, [&](const Row& row) {
    if (row.number <= header_row) return;
    cells.assign(row.cells.begin(), row.cells.end());
    cells.resize(header.size());
    sink.row({row.number, cells, row.faults, row.hidden, stray_in(row.cells)});
    constexpr std::uint64_t rows_between = 4096;
    if (row.number % rows_between != 0) return;
    const auto done = pieces->done();
    if (!sink.advance(done - told)) reading->enough = true;
    told = done;
  });
  reading = &reader;
  if (auto failure = read_xml(*pieces, reader)) sink.fail(*failure);
}

std::uint32_t XlsxSheet::stray_in(std::span<const std::string_view> cells) const {
  for (std::size_t column = 0; column < cells.size(); ++column)
    if ((column >= header.size() || header[column].empty()) && !text::tidy(cells[column]).empty())
      return static_cast<std::uint32_t>(column + 1);
  return 0;
}

}  // namespace shixian::log
