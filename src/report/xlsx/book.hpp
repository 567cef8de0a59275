// An Excel workbook on its way into a stream: libxlsxwriter, with every answer of the library looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/phrase.hpp"
#include "time/moment.hpp"

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace shixian::report::xlsx {

/// What a workbook may hold; a list that has more rows goes on in a further sheet.
struct Limits {
  std::uint32_t rows = 1'048'576;  ///< with the header
  std::size_t links = 65'530;      ///< Excel's for one sheet, here for all: each stays in memory to the end
  std::size_t characters = 32'767;
};

/// How a cell looks. Colours never say what the text does not say.
enum class Style : std::uint8_t {
  text,
  number,   ///< a whole one
  figure,   ///< the same on a page of text
  decimal,  ///< with two places
  percent,
  link,
  title,
  heading,  ///< of a part of a page
  label,
  alarm,
  total,
  total_percent,
  header,
  fill_in_header,  ///< of a column that is left to the auditor
  fill_in,
  fill_in_day,
  red,
  amber,
  blue,
  grey,
  green,
};

struct Column {
  text::Phrase title;
  double width = 10;  ///< in digits; a Chinese character takes two
  enum class Kind : std::uint8_t { written, fill_in, fill_in_day, hidden } kind = Kind::written;
  std::span<const text::Phrase> choices = {};  ///< what Excel offers for its cells
  bool printed = true;                         ///< those that are not stand behind all that are
};

class Sheet;

class Book {
 public:
  Book(text::Language language, time::Instant created, const Limits& limits);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  text::Language language() const { return language_; }
  const Limits& limits() const { return limits_; }
  std::string say(const text::Phrase& phrase) const { return phrase.in(language_); }

  /// Texts that were cut at the limit of a cell, and places without a link for the limit of links.
  std::size_t cut = 0, unlinked = 0;

  /// Puts the bytes into the stream; where the library failed, or the stream does, the stream is bad afterwards.
  void finish(std::ostream& out);

 private:
  friend class Sheet;
  lxw_worksheet* add(const std::string& name);
  lxw_format* format(Style style);
  /// Of a date or number by the code that Excel shows it with.
  lxw_format* format(const std::string& code);
  lxw_format* base(bool wrapped);
  /// What the library answers; the first failure ends all writing.
  void expect(int answer);

  text::Language language_;
  Limits limits_;
  std::filesystem::path folder_;  ///< a temporary one, for this book alone
  lxw_workbook* book_ = nullptr;
  std::map<Style, lxw_format*> styles_;
  std::map<std::string, lxw_format*> codes_;
  std::size_t links_ = 0;
  bool failed_ = false;
};

/// A sheet that is written row by row, from left to right. With columns it is a list: it starts with their names, which
/// stay in sight and can be filtered, and goes on in `NAME_2` when it is full. Texts are made harmless, whatever they
/// hold: no control characters or marks of direction, no bytes that are not UTF-8, no formula.
class Sheet {
 public:
  /// Of a page of text: without a header. Columns then only say how wide they are.
  static Sheet page(Book& book, const text::Phrase& name, std::vector<Column> columns);
  /// `above`: rows over the header, which the caller writes first.
  static Sheet list(Book& book, const text::Phrase& name, std::vector<Column> columns, std::uint32_t above = 0);

  void next_row();
  /// Writes the header of a list with rows above it.
  void header();

  void text(std::string_view text, Style style = Style::text);
  /// One cell of several lines.
  void lines(const std::vector<std::string>& lines, Style style = Style::text);
  void number(double number, Style style = Style::number);
  /// A date as precise as it is known, in the offset it has; as text where Excel has no such date.
  void moment(const time::Moment& moment, bool provisional = false);
  void day(time::Day day);
  void blank(Style style = Style::text);
  /// The text, and where it leads when there is an address and the book still takes links.
  void link(std::string_view text, const std::string& address);
  /// One of our own, with the value that it has.
  void formula(const std::string& formula, double value, Style style);

  /// Of the next cell, from 0.
  std::uint16_t column() const { return column_; }
  /// Of the next row of a list, from 0.
  std::uint32_t row() const { return row_ + 1; }
  /// Rows of the list over all its sheets, without headers.
  std::uint64_t rows() const { return rows_; }
  /// Once all is written: filter, pages, choices.
  void end();

 private:
  Sheet(Book& book, const text::Phrase& name, std::vector<Column> columns, bool list, std::uint32_t above);
  void open();
  std::string harmless(std::string_view text);
  void put(const std::string& text, Style style);
  /// Makes the row being written as high as its texts need: not every program does that by itself.
  void fit();

  Book& book_;
  std::string name_;
  std::vector<Column> columns_;
  bool list_;
  std::uint32_t above_;
  lxw_worksheet* sheet_ = nullptr;
  unsigned part_ = 0;
  std::uint32_t row_ = 0xFFFFFFFF;  ///< the one being written, from 0; before the first: one less
  std::uint32_t header_row_ = 0;
  std::uint16_t column_ = 0;
  std::uint64_t rows_ = 0;
  std::size_t lines_ = 1;  ///< of the highest cell of the row
};

/// What of a text goes into a cell: see Sheet. `_x0041_`, which stands for a character, is written so that it does not.
std::string cell_text(std::string_view text, std::size_t most_characters, bool& cut);

}  // namespace shixian::report::xlsx
