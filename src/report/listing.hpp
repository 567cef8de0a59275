// A titled table, ready for a terminal, a page or a workbook.
#pragma once

#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/phrase.hpp"
#include "time/moment.hpp"

namespace shixian::report {

struct ListingCell {
  enum class Kind : std::uint8_t { text, count, share, points };
  std::string text;              ///< of the kind `text`, or a number that is not one alone: `12–14`
  std::optional<double> number;  ///< of the others; absent: nothing can be said, shown as `—`
  Kind kind = Kind::text;
};

ListingCell text_cell(std::string text);
ListingCell count_cell(std::size_t count);
/// A count that is known within bounds, as written.
ListingCell range_cell(std::string text);
/// Between 0 and 1, shown in per cent with one decimal, rounded; but only what is whole is shown as 100 %.
ListingCell share_cell(std::optional<double> share);
/// Of 100, with one decimal, rounded likewise.
ListingCell points_cell(std::optional<double> points);

struct Listing {
  text::Phrase title;
  text::Phrase sheet;  ///< its name in a workbook
  std::vector<text::Phrase> header;
  std::vector<std::vector<ListingCell>> rows;
  std::vector<text::Phrase> notes;  ///< sentences below the table
  bool remarks = false;             ///< the last column is of sentences, which on a terminal stand below their row
};

struct Listings {
  text::Phrase title;
  std::vector<text::Phrase> facts;  ///< sentences below the title: as of when, how it was counted
  std::vector<Listing> tables;
  time::Instant as_of;
  text::Language language = text::Language::english;
  bool colour = false;
};

/// The number as it is shown: a share in hundredths, points.
double rounded(const ListingCell& cell);
/// As people read it: `97.5 %`, `—`.
std::string shown(const ListingCell& cell);

/// The files that tables are written to, by their ending.
struct ListingForm {
  std::string_view ending;
  void (*write)(const Listings&, std::ostream&);
};
/// nullptr when the ending is none of `.txt`, `.html` and `.xlsx`.
const ListingForm* listing_form_of(std::string_view path);

void write_listings_text(const Listings& listings, std::ostream& out);
/// One self-contained page, without a script.
void write_listings_html(const Listings& listings, std::ostream& out);
/// A workbook with a sheet a table; where it could not be made the stream is bad afterwards.
void write_listings_xlsx(const Listings& listings, std::ostream& out);

}  // namespace shixian::report
