// CSV text → records of cells.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "log/parse/marks.hpp"

namespace shixian::log {

inline constexpr std::size_t longest_cell = std::size_t{16} << 20;
inline constexpr std::size_t longest_record = std::size_t{64} << 20;

/// Reads records one after another: rows end at LF, CRLF or CR; a cell that starts with a quote goes to the closing
/// quote, doubled quotes inside are one, and what follows it up to the separator belongs to it; quotes elsewhere are
/// ordinary characters.
class Records {
 public:
  Records(std::string_view text, char separator, Marker marker = best_marker())
      : text_(text), separator_(separator), marks_(text, separator, marker) {}

  /// Goes to the next record; false at the end of the text.
  bool next();

  /// Unquoted; valid until the next record. At most one more than the columns a ledger can have are kept.
  std::span<const std::string_view> cells() const { return cells_; }
  /// How many there are, kept or not.
  std::size_t count() const { return count_; }
  /// The record as written, without its line end.
  std::string_view raw() const { return text_.substr(begin_, end_ - begin_); }
  /// Where the next record starts.
  std::size_t position() const { return at_; }
  bool blank() const { return begin_ == end_; }
  /// A quote was opened in its last cell and never closed.
  bool unclosed() const { return unclosed_; }
  bool too_long() const { return too_long_; }
  /// A quoted cell runs over line ends and goes on after its closing quote: most likely a stray quote opened it, and
  /// the next stray quote closed it, with the rows between swallowed.
  bool swallowing() const { return swallowing_; }

 private:
  void add(std::string_view cell);
  void add_unescaped(std::string_view quoted, std::string_view after);
  void finish(std::size_t end);
  /// Reads the quoted cell that starts at `field`; where it ends.
  std::size_t quoted(std::size_t field);
  std::size_t end_of_plain();

  std::string_view text_;
  char separator_;
  Marks marks_;
  std::vector<std::string_view> cells_;
  std::size_t count_ = 0;
  std::deque<std::string> unescaped_;  // cells that are not a piece of the text; reused from record to record
  std::size_t unescaped_used_ = 0;
  std::size_t begin_ = 0, end_ = 0, at_ = 0;
  bool unclosed_ = false, too_long_ = false, swallowing_ = false;
};

/// A piece of a text that starts with a record.
struct Piece {
  std::string_view text;
  std::uint64_t records_before = 0;
};

/// Cuts a text between records into at most `wanted` pieces of about the same size.
std::vector<Piece> cut(std::string_view text, char separator, std::size_t wanted);

}  // namespace shixian::log
