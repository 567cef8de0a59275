#include "app/waiver_book.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>

#include "log/file/file.hpp"
#include "log/place.hpp"
#include "log/xlsx/cells.hpp"
#include "log/xlsx/workbook.hpp"
#include "report/xlsx/filled_in.hpp"
#include "text/cell.hpp"
#include "text/width.hpp"
#include "time/written.hpp"

namespace shixian::app {

namespace {

namespace names = report::xlsx;
using text::Code;
using text::Phrase;

/// The columns that a waiver is made of, in the order a message shows them.
enum Column : std::size_t { rule, conclusion, reason, approver, approved_on, expires, fingerprint, column_count };

const Phrase& title(std::size_t column) {
  static const std::array<const Phrase*, column_count> titles{
      &names::rule_column,        &names::conclusion_column, &names::reason_column,     &names::approver_column,
      &names::approved_on_column, &names::expires_column,    &names::fingerprint_column};
  return *titles[column];
}

std::string key(std::string_view text) { return text::lower_case(text::folded(text::tidy(text))); }

bool is(const Phrase& phrase, std::string_view written) {
  return key(written) == key(phrase.english) || key(written) == key(phrase.chinese);
}

bool is_fingerprint(std::string_view text) {
  constexpr std::size_t digits = 32;
  return text.size() == digits &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// A row with a conclusion, or with a reason and an approver but without one: the cells that matter, and what is wrong
/// with them as cells.
struct Concluded {
  std::uint64_t number = 0;
  std::array<std::string, column_count> cells;
  std::array<Phrase, column_count> faults;
};

/// One sheet: its header, and the rows below it that speak of a waiver or a conclusion.
struct Concluding {
  std::string name;
  std::uint64_t header_row = 0;  ///< 0: it has no column for a conclusion
  bool chinese = false;          ///< the language of that column
  std::array<std::optional<std::uint32_t>, column_count> columns;
  std::vector<Concluded> rows;

  /// A word of the workbook as it is written in this one.
  const std::string& say(const Phrase& phrase) const { return chinese ? phrase.chinese : phrase.english; }

  void take(const log::Row& row) {
    constexpr std::uint64_t last_header_row = 20;
    if (header_row == 0 && row.number <= last_header_row) return find_header(row);
    if (header_row == 0) return;
    Concluded made{row.number, {}, {}};
    for (std::size_t i = 0; i < column_count; ++i) {
      if (!columns[i]) continue;
      if (*columns[i] < row.cells.size()) made.cells[i] = text::tidy(row.cells[*columns[i]]);
      for (const auto& fault : row.faults)
        if (fault.column == *columns[i]) made.faults[i] = fault.reason;
    }
    const bool speaks =
        !made.cells[conclusion].empty() || (!made.cells[reason].empty() && !made.cells[approver].empty());
    if (speaks) rows.push_back(std::move(made));
  }

 private:
  void find_header(const log::Row& row) {
    const bool has = std::any_of(row.cells.begin(), row.cells.end(),
                                 [](std::string_view cell) { return is(title(conclusion), cell); });
    if (!has) return;
    header_row = row.number;
    for (std::uint32_t i = 0; i < row.cells.size(); ++i)
      for (std::size_t column = 0; column < column_count; ++column)
        if (!columns[column] && is(title(column), row.cells[i])) columns[column] = i;
    chinese = key(row.cells[*columns[conclusion]]) == key(title(conclusion).chinese);
  }
};

/// The rows of a sheet as lines of a text, so that a problem shows the row it is in. Line numbers are row numbers.
class Lines {
 public:
  Lines(const std::string& file, const Concluding& sheet) {
    std::string content;
    std::uint64_t line = 1;
    for (const auto& row : sheet.rows) {
      for (; line < row.number; ++line) content += '\n';
      const auto begin = content.size();
      auto& spans = spans_[row.number];
      for (std::size_t i = 0; i < fingerprint; ++i) {
        const auto shown = text::shorten(text::plain(row.cells[i]), 40);
        if (!shown.empty() && content.size() > begin) content += " | ";
        spans[i] = {content.size(), content.size() + shown.size()};
        content += shown;
      }
      spans[column_count - 1] = {begin, content.size()};
    }
    source_ = std::make_shared<text::Source>(text::plain(file + "!" + sheet.name), content);
  }

  /// A cell; one that is empty, and the fingerprint, by the whole row.
  text::Place of(const Concluded& row, std::size_t column) const {
    const auto& spans = spans_.at(row.number);
    const bool shown = spans[column].begin < spans[column].end;
    return {source_, shown ? spans[column] : spans[fingerprint]};
  }
  text::Place of(const Concluded& row) const { return of(row, fingerprint); }

 private:
  text::SourcePtr source_;
  std::map<std::uint64_t, std::array<text::Span, column_count>> spans_;
};

class Reading {
 public:
  Reading(const std::string& path, text::Diagnostics& out) : path_(path), out_(out) {}

  std::vector<rule::Waiver> operator()() {
    Phrase why, remedy;
    auto file = log::LedgerFile::open(path_, why);
    if (!file) {
      out_.error(Code::unreadable_file, {},
                 text::phrase("cannot read '{0}': {1}", "无法读取“{0}”：{2}", path_, why.english, why.chinese));
      return {};
    }
    const auto book = log::read_workbook(file->whole(), why, remedy);
    if (!book) return refuse(why, remedy);
    bool concluding = false;
    for (const auto& part : book->sheets) {
      Concluding sheet{part.name, 0, false, {}, {}};
      log::CellReader cells(*book, [&](const log::Row& row) { sheet.take(row); });
      if (const auto failure = log::read_xml(*book->package->pieces(part.part), cells)) return refuse(*failure, remedy);
      concluding = concluding || sheet.header_row > 0;
      if (sheet.header_row > 0) take(sheet);
    }
    if (!concluding)
      return refuse(text::phrase("no sheet has a column '{}'", "没有工作表含有“{1}”一列", title(conclusion).english,
                                 title(conclusion).chinese),
                    {"give a workbook that -o report.xlsx wrote, with its header",
                     "请给出由 -o report.xlsx 生成的工作簿，并保留其表头"});
    if (made_.empty() && out_.errors() == before_)
      out_.warning(Code::unused_waiver, {},
                   text::phrase("'{0}' waives nothing: no row has the conclusion '{1}'",
                                "“{0}”没有豁免任何事项：没有核查结论为“{2}”的行", path_, names::waiver_granted.english,
                                names::waiver_granted.chinese));
    return std::move(made_);
  }

 private:
  std::vector<rule::Waiver> refuse(const Phrase& why, const Phrase& remedy) {
    out_.error(Code::bad_value, {},
               text::phrase("'{0}' cannot be read as waivers: {1}", "“{0}”不能作为豁免读取：{2}", path_, why.english,
                            why.chinese))
        .with_help(remedy);
    return {};
  }

  void take(const Concluding& sheet) {
    const Lines lines(path_, sheet);
    if (lacks_columns(sheet)) return;
    for (const auto& row : sheet.rows) {
      if (!row.faults[conclusion].empty())
        check(row, conclusion, sheet, lines);
      else if (is(names::waiver_granted, row.cells[conclusion]))
        take(row, sheet, lines);
      else
        doubt(row, sheet, lines);
    }
  }

  bool lacks_columns(const Concluding& sheet) {
    bool lacking = false;
    for (std::size_t i = 0; i < column_count; ++i) {
      if (sheet.columns[i]) continue;
      lacking = true;
      auto& problem =
          out_.error(Code::missing_key, {},
                     text::phrase("'{0}!{1}' has no column '{2}' in row {3}", "“{0}!{1}”第 {3} 行的表头没有“{2}”一列",
                                  path_, sheet.name, sheet.say(title(i)), sheet.header_row));
      if (i == fingerprint)
        problem.with_help(
            {"it is the hidden last column, and says which finding a row is; make the workbook anew and copy what was "
             "filled in to it",
             "它是隐藏的最后一列，程序凭它辨认各行；请重新生成工作簿，把填写的内容复制过去"});
      else
        problem.with_help({"put its name back into the header", "请在表头恢复这一列的名称"});
    }
    return lacking;
  }

  /// A word of one's own is fine, unless it may have been meant as a waiver.
  void doubt(const Concluded& row, const Concluding& sheet, const Lines& lines) {
    const auto& word = row.cells[conclusion];
    if (!word.empty())
      for (const auto& known : names::conclusions)
        if (is(known, word)) return;
    const bool speaks_of_it =
        word.find("豁免") != std::string::npos || text::lower_case(word).find("waive") != std::string::npos;
    const bool filled_in = !row.cells[reason].empty() && !row.cells[approver].empty();
    if (!speaks_of_it && !filled_in) return;
    out_.warning(Code::unused_waiver, lines.of(row, conclusion),
                 text::phrase("{0}: '{1}' waives nothing", "{0}：“{1}”不产生豁免", cell(row, sheet, conclusion), word))
        .with_help(text::phrase("a waiver that was granted is written '{}'", "已批准的豁免写作“{}”",
                                sheet.say(names::waiver_granted)));
  }

  static std::string cell(const Concluded& row, const Concluding& sheet, std::size_t column) {
    return log::letters_of(*sheet.columns[column] + 1) + std::to_string(row.number);
  }

  void take(const Concluded& row, const Concluding& sheet, const Lines& lines) {
    const auto errors = out_.errors();
    for (std::size_t i = 0; i < column_count; ++i) check(row, i, sheet, lines);
    rule::Waiver waiver;
    waiver.place = lines.of(row);
    waiver.approved_on = day(row, approved_on, sheet, lines);
    waiver.expires = day(row, expires, sheet, lines);
    if (out_.errors() > errors) return;
    if (waiver.expires < waiver.approved_on)
      out_.error(
          Code::bad_value, lines.of(row, expires),
          text::phrase("{}: it expires before it was approved", "{}：失效日期早于批准日期", cell(row, sheet, expires)));
    waiver.rule = row.cells[rule];
    waiver.fingerprint = text::lower_case(row.cells[fingerprint]);
    constexpr std::size_t enough = 12;
    waiver.id = std::filesystem::path(path_).filename().string() + "-" + waiver.fingerprint.substr(0, enough);
    waiver.reason = row.cells[reason];
    waiver.approved_by = row.cells[approver];
    const auto same =
        std::find_if(made_.begin(), made_.end(), [&](const rule::Waiver& other) { return other.id == waiver.id; });
    if (same != made_.end())
      out_.error(Code::bad_value, waiver.place,
                 text::phrase("row {} waives a finding that another row waives", "第 {} 行与另一行豁免的是同一结论",
                              row.number))
          .label(same->place, {"the other stands here", "另一行在这里"});
    made_.push_back(std::move(waiver));
  }

  void check(const Concluded& row, std::size_t column, const Concluding& sheet, const Lines& lines) {
    const auto where = cell(row, sheet, column);
    if (!row.faults[column].empty())
      out_.error(Code::bad_value, lines.of(row, column),
                 {where + ": " + row.faults[column].english, where + "：" + row.faults[column].chinese});
    else if (row.cells[column].empty() && column == fingerprint)
      out_.error(Code::missing_key, lines.of(row),
                 text::phrase("{}: the row has no fingerprint, so it is not known which finding it waives",
                              "{}：本行没有指纹，无法知道豁免的是哪一条结论", where))
          .with_help(
              {"write waivers into rows of the report, not into new ones", "请在报告原有的行中填写豁免，不要另加新行"});
    else if (row.cells[column].empty())
      out_.error(Code::missing_key, lines.of(row),
                 text::phrase("{}: '{}' is empty", "{}：“{}”未填", where, sheet.say(title(column))))
          .with_help({"a waiver needs a reason, who approved it and when, and the last day on which it holds; fill it "
                      "in, or write another conclusion",
                      "豁免须有理由、批准人、批准日期和豁免至何日；请补填，或改填其他核查结论"});
    else if (column == fingerprint && !is_fingerprint(text::lower_case(row.cells[column])))
      out_.error(Code::bad_value, lines.of(row),
                 text::phrase("{0}: '{1}' is no fingerprint: 32 digits 0-9 and a-f",
                              "{0}：“{1}”不是指纹（32 位 0-9、a-f）", where, row.cells[column]))
          .with_help(
              {"make the workbook anew and copy what was filled in to it", "请重新生成工作簿，把填写的内容复制过去"});
  }

  time::Day day(const Concluded& row, std::size_t column, const Concluding& sheet, const Lines& lines) {
    Phrase why;
    if (row.cells[column].empty()) return {};
    if (const auto read = time::read_day(row.cells[column], why)) return *read;
    const auto where = cell(row, sheet, column);
    out_.error(Code::bad_time, lines.of(row, column), {where + ": " + why.english, where + "：" + why.chinese});
    return {};
  }

  const std::string& path_;
  text::Diagnostics& out_;
  std::size_t before_ = out_.errors();
  std::vector<rule::Waiver> made_;
};

}  // namespace

bool is_workbook(const std::string& path) {
  if (path.ends_with(".xlsx") || path.ends_with(".xlsm")) return true;
  std::array<char, 4> start{};
  std::ifstream file(path, std::ios::binary);
  return file.read(start.data(), start.size()) && std::string_view(start.data(), start.size()) == "PK\x03\x04";
}

std::optional<std::vector<rule::Waiver>> read_waiver_book(const std::string& path, text::Diagnostics& out) {
  const auto before = out.errors();
  auto made = Reading(path, out)();
  if (out.errors() > before) return std::nullopt;
  return made;
}

}  // namespace shixian::app
