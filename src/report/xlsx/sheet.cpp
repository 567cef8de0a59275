#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>

#include "report/xlsx/book.hpp"
#include "report/xlsx/looks.hpp"
#include "text/width.hpp"

namespace shixian::report::xlsx {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::microseconds;
using time::Precision;

/// Days of the 1900 date system before 1970-01-01; from 1900-03-01 on it counts like the calendar.
constexpr double epoch = 25569, first_sound = 61, past_all = 2958466;

bool is_escape(std::string_view text) {
  constexpr std::size_t size = 7;
  const auto digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); };
  return text.size() >= size && text[1] == 'x' && text[6] == '_' && std::all_of(&text[2], &text[6], digit);
}

/// Length as Excel counts it, in code units of UTF-16.
std::size_t units_of(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }) +
                                  std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xF8) == 0xF0; }));
}

std::string up_to(std::string_view utf8, std::size_t most) {
  std::size_t units = 0, at = 0;
  while (at < utf8.size()) {
    const auto lead = static_cast<unsigned char>(utf8[at]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    units += bytes == 4 ? 2 : 1;
    if (units >= most) break;
    at += bytes;
  }
  return std::string(utf8.substr(0, at)) + "…";
}

/// How many lines a text takes in a column, roughly: words are not broken.
std::size_t lines_of(std::string_view text, double width) {
  if (static_cast<double>(text.size()) < width && text.find('\n') == text.npos) return 1;
  std::size_t lines = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    const auto columns = static_cast<double>(text::display_width(text.substr(begin, end - begin)));
    lines += std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(columns * 1.02 / width)));
    begin = end + 1;
  }
  return lines;
}

std::string code_of(Precision precision, microseconds time_of_day) {
  switch (precision) {
    case Precision::day:
      return "yyyy-mm-dd";
    case Precision::hour:
      return R"(yyyy-mm-dd hh":00–59")";
    case Precision::minute:
      return "yyyy-mm-dd hh:mm";
    case Precision::instant:
    case Precision::unknown:
      break;
  }
  return time_of_day % std::chrono::seconds{1} == microseconds{0} ? "yyyy-mm-dd hh:mm:ss" : "yyyy-mm-dd hh:mm:ss.000";
}

microseconds as_coarse_as(Precision precision, microseconds time_of_day) {
  switch (precision) {
    case Precision::day:
      return microseconds{0};
    case Precision::hour:
      return floor<std::chrono::hours>(time_of_day);
    case Precision::minute:
      return floor<std::chrono::minutes>(time_of_day);
    case Precision::instant:
    case Precision::unknown:
      break;
  }
  return time_of_day;
}

}  // namespace

std::string cell_text(std::string_view text, std::size_t most_characters, bool& cut) {
  auto safe = text::plain(text);
  for (auto at = safe.find("_x"); at != std::string::npos; at = safe.find("_x", at + 1))
    if (is_escape(std::string_view(safe).substr(at))) {
      safe.insert(at, "_x005F");
      at += 6;
    }
  cut = units_of(safe) > most_characters;
  return cut ? up_to(safe, most_characters) : safe;
}

Sheet::Sheet(Book& book, const text::Phrase& name, std::vector<Column> columns, bool list, std::uint32_t above)
    : book_(book), name_(book.say(name)), columns_(std::move(columns)), list_(list), above_(above) {
  open();
}

Sheet Sheet::page(Book& book, const text::Phrase& name, std::vector<Column> columns) {
  return {book, name, std::move(columns), false, 0};
}

Sheet Sheet::list(Book& book, const text::Phrase& name, std::vector<Column> columns, std::uint32_t above) {
  return {book, name, std::move(columns), true, above};
}

void Sheet::open() {
  ++part_;
  row_ = 0xFFFFFFFF;
  header_row_ = part_ == 1 ? above_ : 0;
  sheet_ = book_.add(part_ == 1 ? name_ : name_ + "_" + std::to_string(part_));
  if (!sheet_) return;
  for (std::uint16_t i = 0; i < columns_.size(); ++i) {
    lxw_row_col_options options{};
    options.hidden = columns_[i].kind == Column::Kind::hidden;
    book_.expect(worksheet_set_column_opt(sheet_, i, i, columns_[i].width, nullptr, &options));
  }
  worksheet_set_landscape(sheet_);
  constexpr std::uint8_t a4 = 9;
  worksheet_set_paper(sheet_, a4);
  worksheet_fit_to_pages(sheet_, 1, 0);
  worksheet_set_margins(sheet_, 0.4, 0.4, 0.5, 0.6);
  book_.expect(worksheet_set_footer(sheet_, book_.say({"&L&A&RPage &P of &N", "&L&A&R第 &P 页 / 共 &N 页"}).c_str()));
  if (list_ && (part_ > 1 || above_ == 0)) header();
}

void Sheet::header() {
  if (!sheet_) return;
  row_ = header_row_;
  constexpr double height = 32;
  book_.expect(worksheet_set_row(sheet_, row_, height, nullptr));
  for (std::uint16_t i = 0; i < columns_.size(); ++i) {
    const bool theirs = columns_[i].kind == Column::Kind::fill_in || columns_[i].kind == Column::Kind::fill_in_day;
    column_ = i;
    put(harmless(book_.say(columns_[i].title)), theirs ? Style::fill_in_header : Style::header);
  }
  worksheet_freeze_panes(sheet_, row_ + 1, 0);
  book_.expect(worksheet_repeat_rows(sheet_, header_row_, header_row_));
  book_.expect(worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
}

void Sheet::next_row() {
  fit();
  if (list_ && row_ + 1 >= book_.limits().rows) {
    end();
    open();
  }
  ++row_;
  column_ = 0;
  if (list_ && row_ > header_row_) ++rows_;
}

void Sheet::fit() {
  constexpr double highest = 409;  // Excel's limit
  const auto height = static_cast<double>(lines_) * line_height(book_.language()) + 2;
  if (sheet_ && lines_ > 1 && row_ != 0xFFFFFFFF)
    book_.expect(worksheet_set_row(sheet_, row_, std::min(height, highest), nullptr));
  lines_ = 1;
}

std::string Sheet::harmless(std::string_view text) {
  bool cut = false;
  auto safe = cell_text(text, book_.limits().characters, cut);
  book_.cut += cut;
  return safe;
}

void Sheet::put(const std::string& text, Style style) {
  const auto column = column_++;
  if (!sheet_ || book_.failed_) return;
  if (column < columns_.size() && style != Style::title && style != Style::header && style != Style::fill_in_header)
    lines_ = std::max(lines_, lines_of(text, columns_[column].width));
  if (text.empty())
    book_.expect(worksheet_write_blank(sheet_, row_, column, book_.format(style)));
  else
    book_.expect(worksheet_write_string(sheet_, row_, column, text.c_str(), book_.format(style)));
}

void Sheet::text(std::string_view text, Style style) { put(harmless(text), style); }

void Sheet::lines(const std::vector<std::string>& lines, Style style) {
  std::string all;
  for (const auto& line : lines) {
    auto safe = harmless(line);
    if (units_of(all) + units_of(safe) + 2 > book_.limits().characters) {
      all += "…";
      ++book_.cut;
      break;
    }
    if (!all.empty()) all += '\n';
    all += safe;
  }
  put(all, style);
}

void Sheet::number(double number, Style style) {
  const auto column = column_++;
  if (sheet_ && !book_.failed_) book_.expect(worksheet_write_number(sheet_, row_, column, number, book_.format(style)));
}

void Sheet::moment(const time::Moment& moment, bool provisional) {
  if (!moment.known()) return text(book_.say({"unreadable", "无法读取"}));
  const auto local = moment.first.time_since_epoch() + std::chrono::minutes{moment.offset};
  const auto day = floor<days>(local);
  auto time_of_day = as_coarse_as(moment.precision, local - day);
  auto code = code_of(moment.precision, time_of_day);
  if (time_of_day == days{1} - microseconds{1}) {
    time_of_day = days{1} - std::chrono::seconds{1};  // shown as it was written, and still a time of that day
    code = R"(yyyy-mm-dd "24:00")";
  }
  const double serial = epoch + static_cast<double>(day.count()) +
                        static_cast<double>(time_of_day.count()) / static_cast<double>(microseconds{days{1}}.count());
  if (serial < first_sound || serial >= past_all) return text(time::readable(moment) + (provisional ? "?" : ""));
  const auto column = column_++;
  if (sheet_ && !book_.failed_)
    book_.expect(
        worksheet_write_number(sheet_, row_, column, serial, book_.format(provisional ? code + R"("?")" : code)));
}

void Sheet::day(time::Day day) {
  const time::Instant first{day.time_since_epoch()};
  moment({first, first, Precision::day, 0});
}

void Sheet::blank(Style style) { put({}, style); }

void Sheet::link(std::string_view text, const std::string& address) {
  const auto safe = harmless(text);
  const bool full = book_.links_ >= book_.limits().links;
  if (!address.empty() && !safe.empty() && full) ++book_.unlinked;
  if (address.empty() || safe.empty() || full || !sheet_ || book_.failed_) return put(safe, Style::text);
  const auto answer =
      worksheet_write_url_opt(sheet_, row_, column_, address.c_str(), book_.format(Style::link), safe.c_str(), nullptr);
  if (answer == LXW_ERROR_WORKSHEET_MAX_URL_LENGTH_EXCEEDED) return put(safe, Style::text);
  book_.expect(answer);
  ++column_;
  ++book_.links_;
}

void Sheet::formula(const std::string& formula, double value, Style style) {
  const auto column = column_++;
  if (sheet_ && !book_.failed_)
    book_.expect(worksheet_write_formula_num(sheet_, row_, column, formula.c_str(), book_.format(style), value));
}

void Sheet::end() {
  fit();
  if (!sheet_ || book_.failed_ || columns_.empty()) return;
  const auto last_column = static_cast<lxw_col_t>(columns_.size() - 1);
  const auto unprinted =
      std::count_if(columns_.begin(), columns_.end(), [](const Column& column) { return !column.printed; });
  if (row_ != 0xFFFFFFFF)
    book_.expect(worksheet_print_area(sheet_, 0, 0, row_, static_cast<lxw_col_t>(last_column - unprinted)));
  if (!list_) return;
  book_.expect(worksheet_autofilter(sheet_, header_row_, 0, row_, last_column));
  if (row_ == header_row_) return;
  for (std::uint16_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].choices.empty()) continue;
    std::vector<std::string> words;
    for (const auto& choice : columns_[i].choices) words.push_back(book_.say(choice));
    std::vector<char*> list;
    for (auto& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    auto hint = book_.say(
        {"Another word may be written; only these have a meaning.", "可以填写其他内容，但只有所列各项有含义。"});
    lxw_data_validation offered{};
    offered.validate = LXW_VALIDATION_TYPE_LIST;
    offered.value_list = list.data();
    offered.ignore_blank = LXW_VALIDATION_ON;
    offered.dropdown = LXW_VALIDATION_ON;
    offered.show_error = LXW_VALIDATION_ON;
    offered.error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION;
    offered.error_message = hint.data();
    book_.expect(worksheet_data_validation_range(sheet_, header_row_ + 1, i, row_, i, &offered));
  }
}

}  // namespace shixian::report::xlsx
