#include "report/listing.hpp"

#include <fmt/format.h>

#include <cmath>
#include <ostream>

#include "report/table.hpp"
#include "text/width.hpp"

namespace shixian::report {

ListingCell text_cell(std::string text) { return {std::move(text), {}, ListingCell::Kind::text}; }

ListingCell count_cell(std::size_t count) { return {{}, static_cast<double>(count), ListingCell::Kind::count}; }

ListingCell range_cell(std::string text) { return {std::move(text), {}, ListingCell::Kind::count}; }

ListingCell share_cell(std::optional<double> share) { return {{}, share, ListingCell::Kind::share}; }

ListingCell points_cell(std::optional<double> points) { return {{}, points, ListingCell::Kind::points}; }

double rounded(const ListingCell& cell) {
  if (cell.kind != ListingCell::Kind::share && cell.kind != ListingCell::Kind::points) return *cell.number;
  constexpr double per_cent = 100, full = 100, nearly_full = 99.9, tenths = 10;
  const auto number = cell.kind == ListingCell::Kind::share ? *cell.number * per_cent : *cell.number;
  const auto whole = std::round(number * tenths) / tenths;
  return whole >= full && number < full ? nearly_full : whole;
}

std::string shown(const ListingCell& cell) {
  if (cell.kind == ListingCell::Kind::text || !cell.text.empty()) return cell.text;
  if (!cell.number) return "—";
  if (cell.kind == ListingCell::Kind::count) return fmt::format("{:.0f}", *cell.number);
  return fmt::format("{:.1f}", rounded(cell)) + (cell.kind == ListingCell::Kind::share ? " %" : "");
}

const ListingForm* listing_form_of(std::string_view path) {
  static constexpr ListingForm forms[]{
      {".txt", write_listings_text}, {".html", write_listings_html}, {".xlsx", write_listings_xlsx}};
  for (const auto& form : forms)
    if (path.ends_with(form.ending)) return &form;
  return nullptr;
}

void write_listings_text(const Listings& listings, std::ostream& out) {
  const auto say = [&](const text::Phrase& phrase) { return text::plain(phrase.in(listings.language)); };
  const auto bold = [&](const std::string& text) { return listings.colour ? "\x1b[1m" + text + "\x1b[0m" : text; };
  out << bold(say(listings.title)) << '\n';
  for (const auto& fact : listings.facts) out << "  " << say(fact) << '\n';
  for (const auto& listing : listings.tables) {
    out << '\n' << bold(say(listing.title)) << '\n';
    std::vector<std::string> header;
    for (const auto& name : listing.header) header.push_back(say(name));
    if (listing.remarks) header.pop_back();
    Table table(std::move(header));
    for (const auto& row : listing.rows) {
      Table::Row shown_row;
      for (const auto& cell : row) shown_row.cells.push_back(shown(cell));
      if (listing.remarks) {
        if (!shown_row.cells.back().empty()) shown_row.remarks.push_back(std::move(shown_row.cells.back()));
        shown_row.cells.pop_back();
      }
      table.add(std::move(shown_row));
    }
    if (!listing.rows.empty()) table.print(out, "  ", listings.colour);
    for (const auto& note : listing.notes) out << "  " << say(note) << '\n';
  }
}

}  // namespace shixian::report
