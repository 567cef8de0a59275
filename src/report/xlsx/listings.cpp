// Tables as a workbook, a sheet each: the scorecard.
#include <algorithm>

#include "report/listing.hpp"
#include "report/xlsx/book.hpp"
#include "text/width.hpp"

namespace shixian::report {

namespace {

using Kind = ListingCell::Kind;
using xlsx::Book;
using xlsx::Sheet;
using xlsx::Style;

constexpr double narrowest = 10, widest = 50;

std::vector<xlsx::Column> columns_of(const Listing& listing, text::Language language) {
  std::vector<xlsx::Column> columns;
  for (std::size_t i = 0; i < listing.header.size(); ++i) {
    auto width = text::display_width(listing.header[i].in(language)) + 2;
    for (const auto& row : listing.rows) width = std::max(width, text::display_width(shown(row[i])) + 1);
    columns.push_back({listing.header[i], std::clamp(static_cast<double>(width), narrowest, widest)});
  }
  return columns;
}

void write_cell(const ListingCell& cell, Sheet& sheet) {
  if (cell.kind == Kind::text || !cell.text.empty()) return sheet.text(cell.text);
  if (!cell.number) return sheet.blank();
  switch (cell.kind) {
    case Kind::count:
      return sheet.number(*cell.number);
    case Kind::share:
      return sheet.number(rounded(cell) / 100, Style::percent);
    case Kind::points:
      return sheet.number(rounded(cell), Style::decimal);
    case Kind::text:
      break;
  }
}

}  // namespace

void write_listings_xlsx(const Listings& listings, std::ostream& out) {
  Book book(listings.language, listings.as_of, {});
  auto about = Sheet::page(book, {"About", "说明"}, {{{}, 100}});
  about.next_row();
  about.text(book.say(listings.title), Style::title);
  const auto sentence = [&](const text::Phrase& phrase) {
    about.next_row();
    about.text(book.say(phrase));
  };
  for (const auto& fact : listings.facts) sentence(fact);
  for (const auto& listing : listings.tables)
    for (const auto& note : listing.notes) sentence(note);
  about.end();
  for (const auto& listing : listings.tables) {
    auto sheet = Sheet::list(book, listing.sheet, columns_of(listing, listings.language));
    for (const auto& row : listing.rows) {
      sheet.next_row();
      for (const auto& cell : row) write_cell(cell, sheet);
    }
    sheet.end();
  }
  book.finish(out);
}

}  // namespace shixian::report
