// Comma-separated values as spreadsheets and case systems write them.
#include <algorithm>
#include <array>
#include <map>

#include "log/file/encoding.hpp"
#include "log/formats/format.hpp"
#include "log/mapping/columns.hpp"
#include "log/mapping/header.hpp"
#include "log/parse/records.hpp"
#include "log/rows/cell.hpp"
#include "log/table.hpp"
#include "text/cell.hpp"

namespace shixian::log {

namespace {

constexpr std::string_view separators = ",;\t|";

bool all_empty(std::span<const std::string_view> cells) {
  return std::all_of(cells.begin(), cells.end(), [](auto cell) { return text::tidy(cell).empty(); });
}

/// How well a separator divides the first records: how many have the number of cells, above one, that most have, and
/// what that number is.
std::pair<std::size_t, std::size_t> fit(std::string_view text, char separator) {
  constexpr std::size_t sample = std::size_t{64} << 10, most_records = 50;
  const bool cut_off = text.size() > sample;
  Records records(text.substr(0, sample), separator);
  std::map<std::size_t, std::size_t> alike;
  for (std::size_t read = 0; read < most_records && records.next();) {
    if (records.blank()) continue;
    if (read > 0 && cut_off && records.position() >= sample) break;
    if (records.count() > 1) ++alike[records.count()];
    ++read;
  }
  std::pair<std::size_t, std::size_t> most{};
  for (const auto& [columns, count] : alike) most = std::max(most, {count, columns});
  return most;
}

char sniff(std::string_view text) {
  char best = separators.front();
  std::pair<std::size_t, std::size_t> most{};
  for (const auto separator : separators)
    if (const auto found = fit(text, separator); found > most) best = separator, most = found;
  return best;
}

/// The separator of a first line `sep=;`, which is then taken off the text.
std::optional<char> take_separator_line(std::string_view& text) {
  auto line = text.substr(0, text.find_first_of("\r\n"));
  auto rest = text.substr(line.size());
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
  if (line.size() != 5 || !(line.starts_with("sep=") || line.starts_with("SEP=")) ||
      separators.find(line[4]) == separators.npos)
    return std::nullopt;
  const auto separator = line[4];
  if (rest.starts_with('\r')) rest.remove_prefix(1);
  if (rest.starts_with('\n')) rest.remove_prefix(1);
  text = rest;
  return separator;
}

text::Phrase describe(Encoding encoding, char separator) {
  if (separator == '\t')
    return {fmt::format("CSV, {}, tab", name(encoding)), fmt::format("CSV，{}，制表符分隔", name(encoding))};
  return {fmt::format("CSV, {}, '{}'", name(encoding), separator),
          fmt::format("CSV，{}，“{}”分隔", name(encoding), separator)};
}

class CsvSheet final : public Sheet {
 public:
  explicit CsvSheet(Decoded decoded) : decoded_(std::move(decoded)) {
    bad_bytes = decoded_.bad_bytes;
    if (bad_bytes == 0) return;
    const auto text = decoded_.text();
    const auto before = text.substr(0, text.find("\xEF\xBF\xBD"));
    first_bad_line = 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  }

  /// Finds the separator and the header. false ⇔ an error was added.
  bool begin(const LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
    auto text = decoded_.text();
    while (text.ends_with('\x1A')) text.remove_suffix(1);
    const auto line = take_separator_line(text);
    separator_ = mapping.separator ? *mapping.separator : line ? *line : sniff(text);
    description = describe(decoded_.encoding, separator_);
    Records records(text, separator_);
    std::vector<std::vector<std::string>> first_rows;
    std::vector<std::size_t> ends;
    const auto rows_above = std::max<std::size_t>(most_rows_above, mapping.header.first + mapping.header.lines);
    while (first_rows.size() < rows_above && records.next()) {
      if (first_rows.empty() && !sound(records, file, out)) return false;
      first_rows.emplace_back();
      if (!records.unclosed() && !records.too_long())
        first_rows.back().assign(records.cells().begin(), records.cells().end());
      ends.push_back(records.position());
    }
    auto found = find_header(first_rows, mapping);
    if (found.names.empty()) return no_header(file, mapping, out);
    header = std::move(found.names);
    header_row = found.last_row;
    header_lines = found.lines;
    rival_row = found.rival;
    if (header.size() > most_columns) {
      fail(file,
           text::phrase("the header has {} columns; at most {} can be read", "标题行有 {} 列；最多能读 {} 列",
                        header.size(), most_columns),
           out);
      return false;
    }
    body_ = text.substr(ends[std::min<std::size_t>(header_row, ends.size()) - 1]);
    return true;
  }

  /// How many columns of the mapping it has.
  std::size_t known(const Mapping& mapping) const {
    const auto columns = columns_named(mapping);
    return static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(), [&](const Named& column) {
      return std::any_of(header.begin(), header.end(),
                         [&](const auto& given) { return column_key(given) == column_key(column.text); });
    }));
  }

  /// Another reading of the same file, where the mapping names the encoding or the separator, that has no fewer of its
  /// columns: what the mapping says may be wrong.
  void doubt_named(const CsvSheet& by_itself, const Mapping& mapping) {
    const bool encoding = decoded_.encoding != by_itself.decoded_.encoding,
               separated = separator_ != by_itself.separator_;
    if ((!encoding && !separated) || header == by_itself.header || by_itself.known(mapping) < known(mapping)) return;
    const auto list = Columns::list(by_itself.header);
    const auto* english = !separated ? "'encoding'" : !encoding ? "'separator'" : "'encoding' or 'separator'";
    const auto* chinese = !separated ? "“encoding”" : !encoding ? "“separator”" : "“encoding”或“separator”";
    doubt = {fmt::format("The {} of the mapping may be wrong: by itself the file looks like {}, and {}", english,
                         by_itself.description.english, list.english),
             fmt::format("映射中的{}可能写错：按文件本身看应是 {}，{}", chinese, by_itself.description.chinese,
                         list.chinese)};
  }

  std::size_t divide(std::size_t wanted) override {
    pieces_ = cut(body_, separator_, wanted);
    return pieces_.size();
  }

  void read(std::size_t part, RowSink& sink) const override {
    const auto& piece = pieces_[part];
    Records records(piece.text, separator_);
    constexpr std::size_t step = std::size_t{1} << 20;
    std::size_t told = 0;
    for (auto number = header_row + piece.records_before + 1; records.next(); ++number) {
      if (records.unclosed()) return sink.fail(unclosed(number, records.count()));
      if (!records.blank()) give(number, records, sink);
      if (records.position() - told < step) continue;
      if (!sink.advance(in_file(records.position() - told))) return;
      told = records.position();
    }
    sink.advance(in_file(piece.text.size() - told));
  }

 private:
  static void fail(const LedgerFile& file, const text::Phrase& reason, text::Diagnostics& out) {
    out.error(
        text::Code::bad_log, {},
        {fmt::format("'{}': {}", file.name(), reason.english), fmt::format("“{}”：{}", file.name(), reason.chinese)});
  }

  bool sound(const Records& records, const LedgerFile& file, text::Diagnostics& out) const {
    if (records.unclosed()) fail(file, unclosed(1, records.count()), out);
    if (records.too_long()) fail(file, too_long(), out);
    return !records.unclosed() && !records.too_long();
  }

  static bool no_header(const LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
    if (mapping.header.first > 0)
      fail(file,
           text::phrase("row {0}, where the mapping says that the header stands, is empty or not there",
                        "映射写明标题行在第 {0} 行，但该行是空的或不存在", mapping.header.first),
           out);
    else
      out.error(text::Code::bad_log, {},
                text::phrase("'{}' is empty: a ledger starts with a header that names its columns",
                             "“{}”是空的：台账的第一行应是列名", file.name()));
    return false;
  }

  void give(std::uint64_t number, const Records& records, RowSink& sink) const {
    const auto cells = records.cells();
    const auto columns = header.size();
    if (records.too_long()) return sink.reject(number, records.raw(), too_long());
    if (records.swallowing())
      return sink.reject(
          number, records.raw(),
          {"a quote opens a cell that goes on over several lines, and more text follows the closing quote: a quote is "
           "probably missing or too many, and the lines between were not read as rows",
           "引号打开的单元格跨了多行，右引号之后还有文字：多半是少了或多了一个引号，其间各行没有按行读取"});
    if (records.count() == columns) return sink.row({number, cells});
    if (records.count() > columns && records.count() <= most_columns && all_empty(cells.subspan(columns)))
      return sink.row({number, cells.first(columns)});
    if (records.count() <= most_columns && (all_empty(cells) || sink.leaves_out(cells))) return;
    sink.reject(
        number, records.raw(),
        text::phrase("the row has {} {}, the header names {} {}", "这一行有 {0} 格，标题行有 {2} 列", records.count(),
                     records.count() == 1 ? "cell" : "cells", columns, columns == 1 ? "column" : "columns"));
  }

  /// How many bytes of the file a number of bytes of the decoded text are, about.
  std::uint64_t in_file(std::size_t bytes) const {
    if (!decoded_.converted || body_.empty()) return bytes;
    return static_cast<std::uint64_t>(static_cast<double>(bytes) * static_cast<double>(decoded_.original.size()) /
                                      static_cast<double>(decoded_.text().size()));
  }

  text::Phrase unclosed(std::uint64_t number, std::size_t cell) const {
    return text::phrase(
        "the quote that opens cell {1} of row {0} is never closed, so that nothing after it can be read",
        "第 {0} 行第 {1} 格的引号没有配对的右引号，其后的内容都无法读取", number, cell);
  }

  static text::Phrase too_long() {
    return text::phrase("a cell is longer than {} MiB, or the row longer than {} MiB",
                        "单元格超过 {} MiB，或整行超过 {} MiB", longest_cell >> 20, longest_record >> 20);
  }

  Decoded decoded_;
  char separator_ = ',';
  std::string_view body_;
  std::vector<Piece> pieces_;
};

/// Only where columns are missing, because the file is decoded once more.
void doubt_named(CsvSheet& sheet, LedgerFile& file, const Mapping& mapping) {
  const bool named = mapping.encoding != Encoding::detect || mapping.separator;
  if (!named || sheet.known(mapping) == columns_named(mapping).size()) return;
  auto decoded = decode(file.whole(), Encoding::detect);
  if (!decoded) return;
  auto unnamed = mapping;
  unnamed.encoding = Encoding::detect;
  unnamed.separator.reset();
  text::Diagnostics unsaid;
  CsvSheet by_itself(std::move(*decoded));
  if (by_itself.begin(file, unnamed, unsaid)) sheet.doubt_named(by_itself, mapping);
}

/// Lines of two encodings in one file, as where exports were put together: nothing tells what each line says.
void refuse_mixed(Encoding found, LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
  if (mapping.encoding != Encoding::detect || (found != Encoding::gb18030 && found != Encoding::gbk)) return;
  const auto line = first_line_in_utf8(file.whole());
  if (line == 0) return;
  out.error(
         text::Code::bad_encoding, {},
         text::phrase("'{}' mixes encodings: line {} reads as UTF-8, other lines only as {}; it is read as {}, wrongly "
                      "in such lines",
                      "“{}”混有两种编码：第 {} 行是 UTF-8，其他行只能读作 {}；现按 {} 读取，那样的行会读错",
                      file.name(), line, name(found), name(found)))
      .with_help(
          {"save each part in one encoding; if the line is right as it is read, name the encoding in the mapping",
           "请把各部分存为同一编码；如该行所读无误，请在映射中写明 encoding"});
}

std::vector<std::unique_ptr<Sheet>> open(LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
  std::vector<std::unique_ptr<Sheet>> sheets;
  const auto bytes = file.whole();
  if (bytes.empty() && file.damage()) return sheets;
  auto decoded = decode(bytes, mapping.encoding);
  if (!decoded) {
    const auto bad = first_bad_utf8(bytes);
    const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
    out.error(text::Code::bad_encoding, {},
              text::phrase("'{}' is neither UTF-8, UTF-16, GB18030 nor GBK: line {} has bytes that are no UTF-8",
                           "“{}”既不是 UTF-8、UTF-16，也不是 GB18030、GBK：第 {} 行有不合 UTF-8 的字节", file.name(),
                           line))
        .with_help({"name the encoding in the mapping, as 'encoding: gb18030'; bytes that do not fit are then replaced "
                    "and counted",
                    "请在映射中写明编码，如“encoding: gb18030”；无法解码的字节将被替换并计数"});
    return sheets;
  }
  refuse_mixed(decoded->encoding, file, mapping, out);
  auto sheet = std::make_unique<CsvSheet>(std::move(*decoded));
  if (!sheet->begin(file, mapping, out)) return sheets;
  doubt_named(*sheet, file, mapping);
  sheets.push_back(std::move(sheet));
  return sheets;
}

bool recognises(LedgerFile&) { return true; }

}  // namespace

namespace formats {
extern const Format csv{"csv", &recognises, &open};
}  // namespace formats

}  // namespace shixian::log
