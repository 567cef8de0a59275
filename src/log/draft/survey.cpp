#include "log/draft/survey.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "log/mapping/pattern.hpp"
#include "log/place.hpp"
#include "log/rows/cell.hpp"
#include "text/cell.hpp"
#include "time/written.hpp"

namespace shixian::log {

namespace {

bool is_time(std::string_view cell, Way way, text::Phrase& why) {
  time::WrittenOptions options;
  if (way == Way::day_first) options.order = time::DateOrder::day_month_year;
  if (way == Way::month_first) options.order = time::DateOrder::month_day_year;
  options.excel_serials = way == Way::serials;
  options.epoch = way == Way::epoch;
  return time::read_time(cell, time::Zone::utc(), options, why).has_value();
}

/// Whether a bare number lies where the dates of ledgers do, as the way counts them.
bool is_plausible(std::string_view cell, Way way) {
  double number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc{} || end != cell.data() + cell.size()) return false;
  if (way == Way::serials) return number >= 20'000 && number <= 80'000;  // 1954 to 2119
  constexpr double since_1986 = 5e8, until_2080 = 3.5e9;
  for (const double unit : {1.0, 1e3, 1e6})
    if (number >= since_1986 * unit && number <= until_2080 * unit) return true;
  return false;
}

void count_times(std::string_view cell, ColumnSurvey& column) {
  constexpr std::size_t longest_time = 80, longest_bare = 20;
  const bool bare = cell.size() <= longest_bare && cell.find_first_not_of("0123456789.") == cell.npos &&
                    cell.find('.') == cell.rfind('.');
  const bool mark = may_mean_nothing(cell);
  text::Phrase why;
  const bool plain = cell.size() <= longest_time && is_time(cell, Way::plain, why);
  for (std::size_t i = 0; i < ways; ++i) {
    const auto way = static_cast<Way>(i);
    const bool counts = way == Way::serials || way == Way::epoch;
    auto& tally = column.read[i];
    text::Phrase also_why = why;
    if (plain || (way != Way::plain && cell.size() <= longest_time && bare == counts &&
                  (!counts || is_plausible(cell, way)) && is_time(cell, way, also_why)))
      ++tally.times;
    else if (tally.first_unread.empty() || (tally.of_a_mark && !mark))
      tally.first_unread = excerpt(cell, 40), tally.why = also_why, tally.of_a_mark = mark;
  }
  if (plain && bare) ++column.digits_alone;
}

void look_at(std::string_view cell, ColumnSurvey& column) {
  if (column.filled++ == 0) column.first = excerpt(cell, 40);
  column.characters += cell.size();
  if (column.values.size() < most_values) column.values.emplace(cell);
  count_times(cell, column);
  if (!may_mean_nothing(cell)) return;
  const std::string mark(cell);
  if (column.marks.contains(mark) || column.marks.size() < most_marks) ++column.marks[mark];
}

/// The pattern for `skip-rows` of a row whose first cell says that it is no entry: `合计`, `注:*`. Empty: it may be
/// one.
std::string pattern_of_no_entry(std::span<const std::string_view> cells) {
  const auto first = std::find_if(cells.begin(), cells.end(), [](auto cell) { return !text::tidy(cell).empty(); });
  if (first == cells.end()) return {};
  const auto text = text::lower_case(text::folded(without_blanks(*first)));
  constexpr std::array<std::string_view, 11> totals{"合计",     "总计",  "小计",     "共计",       "总数", "累计",
                                                    "本页小计", "total", "subtotal", "grandtotal", "sum"};
  constexpr std::array<std::string_view, 19> notes{
      "备注", "附注", "注",     "说明",   "填表说明",   "制表人", "制表", "填表人", "填报人",    "审核人",
      "审核", "复核", "复核人", "负责人", "单位负责人", "联系人", "note", "notes",  "preparedby"};
  const auto written = without_blanks(*first);
  const auto colon = text.find(':');
  const auto before = text.substr(0, colon);
  const auto word = before.substr(0, before.find_last_not_of("0123456789") + 1);
  const bool total = std::find(totals.begin(), totals.end(), word) != totals.end();
  if (total && colon == text.npos && word == text) return written;
  if (colon == text.npos || (!total && std::find(notes.begin(), notes.end(), word) == notes.end())) return {};
  const auto end = std::min(written.find(':'), written.find("："));
  return end == written.npos ? std::string() : written.substr(0, end) + ":*";
}

/// Problems of one kind: the first, and how many.
struct Problems {
  std::uint64_t count = 0;
  text::Phrase where, why;

  void add(const text::Phrase& place, const text::Phrase& reason) {
    if (count++ == 0) where = place, why = reason;
  }
};

class Surveyor final : public RowSink {
 public:
  Surveyor(const Sheet& sheet, Survey& survey) : survey_(survey) {
    origin_.sheet = sheet.name;
    origin_.counting = sheet.counting;
  }

  void row(const Row& row) override {
    if (leaves_out(row.cells)) return;
    bool content = false;
    for (std::size_t i = 0; i < std::min(row.cells.size(), survey_.columns.size()); ++i)
      if (const auto cell = text::tidy(row.cells[i]); !cell.empty()) {
        if (!content && enough()) return;
        content = true;
        const auto fault =
            std::find_if(row.faults.begin(), row.faults.end(), [&](const auto& one) { return one.column == i; });
        if (fault == row.faults.end())
          look_at(cell, survey_.columns[i]);
        else
          lost_cells.add(place(row.number, i + 1), fault->reason);
      }
    if (content) ++survey_.rows;
  }
  bool leaves_out(std::span<const std::string_view> cells) override {
    auto pattern = pattern_of_no_entry(cells);
    if (pattern.empty()) return false;
    auto& patterns = survey_.skip_rows;
    if (std::find(patterns.begin(), patterns.end(), pattern) == patterns.end()) patterns.push_back(std::move(pattern));
    return true;
  }
  void reject(std::uint64_t number, std::string_view, const text::Phrase& reason) override {
    if (!enough()) lost_rows.add(place(number, 0), reason);
  }
  void fail(const text::Phrase& reason) override {
    if (!failure) failure = reason;
  }
  bool advance(std::uint64_t) override { return !survey_.sampled; }

  Problems lost_rows, lost_cells;
  std::optional<text::Phrase> failure;

 private:
  bool enough() {
    survey_.sampled = survey_.sampled || survey_.rows == rows_surveyed;
    return survey_.sampled;
  }
  text::Phrase place(std::uint64_t row, std::size_t column) const {
    return place_within(origin_, {0, static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(column)});
  }

  Survey& survey_;
  Origin origin_;
};

Mapping layout_of(const Said& said) {
  Mapping layout;
  layout.sheets = {{said.sheet.empty() ? "*" : said.sheet, {}}};
  layout.header = said.header;
  layout.encoding = encoding_of(said.encoding).value_or(Encoding::detect);
  layout.separator = separator_of(said.separator);
  layout.query = {said.query, {}};
  return layout;
}

/// Whether a reader who knows the columns finds the header where it stands.
bool is_found(LedgerFile& file, const Format& format, Mapping layout, const Sheet& sheet) {
  if (sheet.header_row == 0) return true;
  layout.header = {};
  layout.sheets = {{sheet.name, {}}};
  for (const auto& name : sheet.header)
    if (!name.empty()) layout.attributes.push_back({name, Source::column, {name, {}}, {}, {}, {}});
  text::Diagnostics unsaid;
  const auto again = format.open(file, layout, unsaid);
  return again.size() == 1 && again.front()->header == sheet.header && again.front()->header_row == sheet.header_row &&
         again.front()->rival_row == 0;
}

void tell(const LedgerFile& file, const text::Phrase& reason, text::Diagnostics& out) {
  out.error(
      text::Code::bad_log, {},
      {fmt::format("'{}': {}", file.name(), reason.english), fmt::format("“{}”：{}", file.name(), reason.chinese)});
}

void tell_problems(const LedgerFile& file, const Sheet& sheet, const Surveyor& surveyor, text::Diagnostics& out) {
  const auto& [rows, cells] = std::tie(surveyor.lost_rows, surveyor.lost_cells);
  if (rows.count > 0)
    tell(file,
         text::phrase("rows that cannot be read: {0} (the first: {1}: {2})", "不能读取的行：{0}（第一处：{3}：{4}）",
                      rows.count, rows.where.english, rows.why.english, rows.where.chinese, rows.why.chinese),
         out);
  if (cells.count > 0)
    tell(file,
         text::phrase("cells that cannot be read: {0} (the first: {1}: {2})",
                      "不能读取的单元格：{0}（第一处：{3}：{4}）", cells.count, cells.where.english, cells.why.english,
                      cells.where.chinese, cells.why.chinese),
         out);
  if (sheet.bad_bytes > 0)
    tell(file,
         text::phrase("bytes that are not text in its encoding: {0}, the first in line {1}; name the right one with "
                      "--encoding, or correct the file",
                      "不合所用编码的字节：{0} 个，第一个在第 {1} 行；请用 --encoding 写明编码，或更正文件",
                      sheet.bad_bytes, sheet.first_bad_line),
         out);
  if (surveyor.failure) tell(file, *surveyor.failure, out);
  if (file.damage()) tell(file, *file.damage(), out);
}

}  // namespace

std::uint64_t ColumnSurvey::marked() const {
  std::uint64_t count = 0;
  for (const auto& [mark, times] : marks) count += times;
  return count;
}

bool ColumnSurvey::tells_rows_apart(std::uint64_t rows) const {
  return filled > 1 && filled * 10 >= rows * 9 && values.size() == std::min<std::uint64_t>(filled, most_values);
}

bool ColumnSurvey::is_shared_by_rows() const { return values.size() < most_values && values.size() * 4 <= filled * 3; }

std::optional<Survey> survey(LedgerFile& file, const Said& said, text::Diagnostics& out) {
  const auto layout = layout_of(said);
  const auto* format = format_of(file, out);
  if (!format) return std::nullopt;
  text::Diagnostics of_all_sheets;
  auto sheets = format->open(file, layout, said.sheet.empty() ? of_all_sheets : out);
  if (sheets.empty() && said.sheet.empty()) {
    auto one = layout;
    one.sheets.clear();
    sheets = format->open(file, one, out);
  }
  if (sheets.empty()) {
    if (file.damage()) tell(file, *file.damage(), out);
    return std::nullopt;
  }
  auto& sheet = **std::max_element(sheets.begin(), sheets.end(),
                                   [](const auto& a, const auto& b) { return a->header.size() < b->header.size(); });
  Survey survey;
  survey.description = sheet.description;
  survey.said = said;
  survey.sheet = sheet.name;
  if (sheet.header_row > 0) survey.header = {sheet.header_row + 1 - sheet.header_lines, sheet.header_lines};
  survey.header_is_found = is_found(file, *format, layout, sheet);
  for (const auto& other : sheets) {
    if (other->name == sheet.name) continue;
    survey.other_sheets.push_back(other->name);
    if (other->header == sheet.header) survey.like_sheets.push_back(other->name);
  }
  for (const auto& name : sheet.header) survey.columns.emplace_back().name = name;
  Surveyor surveyor(sheet, survey);
  const auto parts = sheet.divide(1);
  for (std::size_t part = 0; part < parts; ++part) sheet.read(part, surveyor);
  tell_problems(file, sheet, surveyor, out);
  return survey;
}

}  // namespace shixian::log
