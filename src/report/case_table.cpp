#include "report/case_table.hpp"

#include <fmt/ranges.h>

#include <algorithm>

#include "report/as_of.hpp"
#include "report/entry.hpp"

namespace shixian::report {

namespace {

using check::CaseCounts;
using check::Count;
using check::CountedCase;
using text::Phrase;

/// `12`, `12–14`, `≥12`, `12–14 or more`.
ListingCell figure_cell(const Count& count) {
  if (count.exact()) return count_cell(count.certain);
  if (count.certain == count.possible) return range_cell(fmt::format("≥{}", count.certain));
  return range_cell(fmt::format("{}–{}{}", count.certain, count.possible, count.more ? "+" : ""));
}

class Writer {
 public:
  Writer(const Report& report, const rule::CaseTable& table, const CaseCounts& counts, int year, std::size_t most)
      : report_(report), table_(table), counts_(counts), year_(year), most_(most) {}

  Listing figures() const {
    Listing made;
    made.title = text::phrase("{0} {2}", "{2} 年{1}", table_.title.english, table_.title.chinese, year_);
    made.sheet = {"table", "统计表"};
    made.header.push_back({"line", "项目"});
    for (const auto& column : check::columns_of(table_)) made.header.push_back(column);
    for (std::size_t line = 0; line < counts_.lines.size(); ++line) {
      std::vector<ListingCell> row{text_cell(say(check::line_title(table_, line)))};
      for (const auto& count : counts_.lines[line]) row.push_back(figure_cell(count));
      made.rows.push_back(std::move(row));
    }
    note_the_form(made);
    for (const auto& note : counts_.notes) made.notes.push_back(note);
    for (const auto& doubt : counts_.doubts) made.notes.push_back(doubt);
    if (!counts_.doubts.empty())
      made.notes.push_back({"so no figure of this table can be relied on", "因此本表的数字都不能作准"});
    return made;
  }

  Listing reconciliation(const check::Reconciled& stated) const {
    Listing made;
    made.title =
        text::phrase("held against the figures stated: {} compared, {} agree", "与报告数字核对：比较 {} 个，相符 {} 个",
                     stated.compared, stated.compared - stated.differences.size());
    made.sheet = {"against the figures stated", "与报告数字核对"};
    made.header = {{"verdict", "结论"}, {"line", "项目"},   {"column", "栏"},
                   {"ledgers", "台账"}, {"stated", "报告"}, {"where", "出处"}};
    const auto columns = check::columns_of(table_);
    for (const auto& one : stated.differences)
      made.rows.push_back({text_cell(one.certain ? say({"differs", "不符"}) : say({"cannot be told", "无法判定"})),
                           text_cell(say(check::line_title(table_, one.line))), text_cell(say(columns[one.column])),
                           figure_cell(counts_.lines[one.line][one.column]), count_cell(one.stated.figure),
                           text_cell(say(one.stated.place))});
    for (const auto& one : stated.contradictions)
      made.notes.push_back(
          {fmt::format("the report contradicts itself: {}: {} and {}", one.what.english, one.left, one.right),
           fmt::format("报告自相矛盾：{}：{} 与 {}", one.what.chinese, one.left, one.right)});
    note_what_is_not_stated(stated, made);
    return made;
  }

  Listing unclear_cases() const {
    Listing made;
    made.sheet = {"cases without a line", "无法归入的"};
    made.remarks = true;
    made.header = {{"case", "事项"}, {"opened", "开始"}, {"closed", "办结"}, {"where", "出处"}, {"reason", "说明"}};
    std::size_t count = 0;
    for (const auto& one : counts_.cases) {
      if (one.unclear.empty() || ++count > most_) continue;
      made.rows.push_back({text_cell(one.name), text_cell(day_of(one.opened)), text_cell(day_of(one.closed)),
                           text_cell(places_of(one)), text_cell(reasons_of(one))});
    }
    made.title = text::phrase("cases that have no box of their own: {}", "无法归入确定一栏的：{}", count);
    note_the_rest(made, count);
    return made;
  }

  Listing every_case() const {
    Listing made;
    made.title = text::phrase("every case: {}", "逐件明细：{}", counts_.cases.size());
    made.sheet = {"every case", "逐件明细"};
    made.header = {{"case", "事项"}, {"opened", "开始"},      {"closed", "办结"}, {"column", "栏"},
                   {"as", "来源"},   {"outcome", "办理结果"}, {"where", "出处"}};
    for (std::size_t i = 0; i < std::min(most_, counts_.cases.size()); ++i) {
      const auto& one = counts_.cases[i];
      made.rows.push_back({text_cell(one.name), text_cell(day_of(one.opened)), text_cell(day_of(one.closed)),
                           text_cell(column_of(one)), text_cell(beginning_of(one)), text_cell(end_of(one)),
                           text_cell(places_of(one))});
    }
    note_the_rest(made, counts_.cases.size());
    return made;
  }

 private:
  std::string say(const Phrase& phrase) const { return phrase.in(report_.language); }

  void note_what_is_not_stated(const check::Reconciled& stated, Listing& made) const {
    std::vector<std::string> english, chinese;
    for (const auto line : stated.not_stated) {
      const auto title = check::line_title(table_, line);
      if (counts_.lines[line].back().certain > 0)
        made.notes.push_back(text::phrase("the report does not have the line '{0}', which the ledgers count {2}",
                                          "报告没有“{1}”一行，而台账为 {2}", title.english, title.chinese,
                                          shown(figure_cell(counts_.lines[line].back()))));
      else
        english.push_back(title.english), chinese.push_back(title.chinese);
    }
    if (!english.empty())
      made.notes.push_back(
          {fmt::format("lines that the report does not have, and the ledgers have no certain case of: {}",
                       fmt::join(english, ", ")),
           fmt::format("报告没有、台账也没有确定事项的行：{}", fmt::join(chinese, "、"))});
  }

  void note_the_form(Listing& made) const {
    if (!table_.source.empty())
      made.notes.push_back(text::phrase("form: {0}", "表式：{1}", table_.source.english, table_.source.chinese));
    if (table_.first_year && year_ < *table_.first_year)
      made.notes.push_back(text::phrase("the form is that of {} and after, not of {}",
                                        "该表式自 {} 年度起使用，不适用于 {} 年度", *table_.first_year, year_));
    const auto year_end = table_.zone.start_of(time::Day{std::chrono::year{year_ + 1} / std::chrono::January / 1});
    if (counts_.end < year_end) {
      const auto until = as_of_text(report_.findings.as_of, table_.zone);
      made.notes.push_back(
          text::phrase("the year is not over: as of {0}", "年度未终：统计截止 {1}", until.english, until.chinese));
    }
    const auto& total = counts_.lines;
    const auto is_range = [](const std::vector<Count>& line) {
      return std::any_of(line.begin(), line.end(), [](const Count& count) { return !count.exact(); });
    };
    if (std::any_of(total.begin(), total.end(), is_range))
      made.notes.push_back(
          {"12–14: at least 12, at most 14, as some cases have no box of their own; ≥12 and 12–14+: there "
           "may be more, which the ledgers do not cover",
           "12–14：至少 12，至多 14，有的事项无法归入确定一栏；≥12、12–14+：还可能更多，台账没有覆盖"});
  }

  void note_the_rest(Listing& made, std::size_t count) const {
    if (count > most_) made.notes.push_back(text::phrase("… and {} more", "……另有 {} 项", count - most_));
  }

  std::string day_of(const std::optional<std::uint32_t>& event) const {
    if (!event) return {};
    const auto moment = report_.log.events.moment(*event);
    return moment.known() ? time::readable(table_.zone.shown(moment)) : say({"unreadable", "无法读取"});
  }

  std::string places_of(const CountedCase& one) const {
    return report::places_of(report_, one.opened.value_or(check::none), one.closed.value_or(check::none));
  }

  std::string reasons_of(const CountedCase& one) const {
    std::string made;
    const auto places = places_of(one);
    for (const auto& [event, why] : one.unclear) {
      if (!made.empty()) made += say({"; ", "；"});
      if (event && place_of(report_, *event) != places) made += place_of(report_, *event) + say({": ", "："});
      made += say(why);
    }
    return made;
  }

  std::string column_of(const CountedCase& one) const {
    if (one.columns.count() != 1) return say({"cannot be told", "无法判定"});
    const auto columns = check::columns_of(table_);
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (one.columns[i]) return say(columns[i]);
    return {};
  }

  std::string line_of(const CountedCase& one, std::initializer_list<std::size_t> lines) const {
    for (const auto line : lines)
      if (one.certain[line]) return say(check::line_title(table_, line));
    return say({"cannot be told", "无法判定"});
  }

  std::string beginning_of(const CountedCase& one) const {
    return line_of(one, {CaseCounts::received, CaseCounts::carried_over});
  }

  std::string end_of(const CountedCase& one) const {
    for (auto line = CaseCounts::first_outcome; line < counts_.total(); ++line)
      if (one.certain[line]) return say(check::line_title(table_, line));
    return line_of(one, {counts_.carried_forward()});
  }

  const Report& report_;
  const rule::CaseTable& table_;
  const CaseCounts& counts_;
  const int year_;
  const std::size_t most_;
};

}  // namespace

std::vector<Listing> listings_of(const Report& report, const rule::CaseTable& table, const CaseCounts& counts, int year,
                                 const check::Reconciled* stated, bool every_case, std::size_t most) {
  const Writer writer(report, table, counts, year, most);
  std::vector<Listing> made{writer.figures()};
  if (stated) made.push_back(writer.reconciliation(*stated));
  made.push_back(writer.unclear_cases());
  if (every_case) made.push_back(writer.every_case());
  return made;
}

}  // namespace shixian::report
