// Tables on a page: the scorecard. The same style as the report, no script.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "report/html/assets.hpp"
#include "report/html/document.hpp"
#include "report/listing.hpp"
#include "report/markup.hpp"

namespace shixian::report {

namespace {

using Kind = ListingCell::Kind;

/// A bar as long as the share, before its number, which says the same.
std::string bar(double share) {
  constexpr double width = 100;
  return fmt::format(
      R"(<svg class="share" width="{0}" height="8" viewBox="0 0 {0} 8" aria-hidden="true"><rect width="{0}" height="8" fill="#fcebea"/><rect width="{1:.1f}" height="8" fill="#1d6638"/></svg>)",
      width, width * std::clamp(share, 0.0, 1.0));
}

class Page {
 public:
  Page(const Listings& listings, std::ostream& out) : listings_(listings), out_(out) {}

  void write() {
    html::open_document(listings_.language, say(listings_.title), {}, out_);
    out_ << "<main>\n<h1>" << escaped(say(listings_.title)) << "</h1>\n";
    for (const auto& fact : listings_.facts) out_ << "<p>" << escaped(say(fact)) << "</p>\n";
    for (const auto& listing : listings_.tables) write_table(listing);
    out_ << "</main>\n</body>\n</html>\n";
  }

 private:
  std::string say(const text::Phrase& phrase) const { return phrase.in(listings_.language); }

  void write_table(const Listing& listing) {
    out_ << "<section>\n<h2>" << escaped(say(listing.title)) << "</h2>\n";
    if (!listing.rows.empty()) {
      out_ << "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>";
      for (std::size_t i = 0; i < listing.header.size(); ++i)
        out_ << "<th scope=\"col\"" << (is_number(listing, i) ? " class=\"number\"" : "") << '>'
             << escaped(say(listing.header[i])) << "</th>";
      out_ << "</tr></thead>\n<tbody>\n";
      for (const auto& row : listing.rows) write_row(row);
      out_ << "</tbody>\n</table></div>\n";
    }
    for (const auto& note : listing.notes) out_ << "<p class=\"muted\">" << escaped(say(note)) << "</p>\n";
    out_ << "</section>\n";
  }

  static bool is_number(const Listing& listing, std::size_t column) {
    return listing.rows.front()[column].kind != Kind::text;
  }

  void write_row(const std::vector<ListingCell>& row) {
    out_ << "<tr>";
    for (const auto& cell : row) {
      out_ << (cell.kind == Kind::text ? "<td><bdi>" : "<td class=\"number\">");
      if (cell.kind == Kind::share && cell.number) out_ << bar(*cell.number) << ' ';
      out_ << escaped(shown(cell));
      out_ << (cell.kind == Kind::text ? "</bdi></td>" : "</td>");
    }
    out_ << "</tr>\n";
  }

  const Listings& listings_;
  std::ostream& out_;
};

}  // namespace

void write_listings_html(const Listings& listings, std::ostream& out) { Page(listings, out).write(); }

}  // namespace shixian::report
