// The first page: what was checked and how, what came out, and what to do with the workbook.
#include <fmt/ranges.h>

#include <algorithm>

#include "report/as_of.hpp"
#include "report/baseline.hpp"
#include "report/words.hpp"
#include "report/xlsx/filled_in.hpp"
#include "report/xlsx/sheets.hpp"

namespace shixian::report::xlsx {

namespace {

using check::Verdict;
using text::Phrase;

class About {
 public:
  About(const Report& report, Book& book, Sheet sheet)
      : report_(report), findings_(report.findings), book_(book), sheet_(std::move(sheet)) {}

  void write() {
    sheet_.next_row();
    sheet_.text(say({"Report of a compliance check", "时限检查报告"}), Style::title);
    write_completeness();
    write_result();
    write_comparison();
    write_terms();
    write_ledgers();
    write_not_judged();
    write_waivers();
    write_left_out();
    write_how_to();
    sheet_.end();
  }

 private:
  std::string say(const Phrase& phrase) const { return book_.say(phrase); }

  void heading(const Phrase& title) {
    sheet_.next_row();
    sheet_.next_row();
    sheet_.text(say(title), Style::heading);
    sheet_.blank(Style::heading);
  }

  void named(const std::string& label, const std::string& content, Style style = Style::text) {
    sheet_.next_row();
    sheet_.text(label, Style::label);
    sheet_.text(content, style);
  }
  void line(const Phrase& label, const Phrase& content, Style style = Style::text) {
    named(say(label), say(content), style);
  }
  void number(const std::string& label, std::size_t value, Style style = Style::figure) {
    sheet_.next_row();
    sheet_.text(label, Style::label);
    sheet_.number(static_cast<double>(value), style);
  }

  const time::Zone& zone() const { return zone_of(findings_); }

  void write_completeness() {
    const Phrase label{"INCOMPLETE", "检查不完整"};
    if (!report_.all_read())
      line(label,
           {"Part of the input could not be read: it is listed in the sheet “Data quality”. What is not read is not "
            "judged.",
            "部分输入无法读取，列在“数据质量”表中；未读取的内容没有参与判定。"},
           Style::alarm);
    if (findings_.reach == check::Reach::nothing)
      line(label,
           {"No rule reads any event of the ledgers, nor does a mapping name one that rules read.",
            "没有规则涉及台账中的任何事件，映射也没有列出规则涉及的事件。"},
           Style::alarm);
    if (findings_.reach == check::Reach::declared)
      line({"note", "注意"}, {"No rule reads any event of the ledgers.", "没有规则涉及台账中的任何事件。"},
           Style::amber);
  }

  void write_result() {
    heading({"Result", "结果"});
    line({"as of", "统计截止"}, as_of_text(findings_.as_of, zone()));
    line({"days of", "日期按时区"}, text::verbatim(zone().name()));
    line({"made by", "生成程序"}, text::phrase("shixian {}", "时限 shixian {}", report_.version));
    const auto totals = check::totals(findings_.all);
    const auto violations = check::violations(totals);
    line({"in short", "概要"},
         text::phrase("{} of {} obligations violated", "{1} 项义务中有 {0} 项违规", violations, findings_.all.size()));
    for (std::size_t i = 0; i < totals.size(); ++i) {
      const auto verdict = static_cast<Verdict>(i);
      number(say(check::title(verdict)), totals[i]);
    }
    std::uint64_t outside = 0;
    for (const auto& triggers : findings_.outside_force) outside += triggers.all();
    if (outside > 0)
      line({"not judged", "未判定"},
           {fmt::format("{} outside the time in force (sheet “Rules”)", counted(outside, "trigger")),
            fmt::format("{} 个触发事件不在规则有效期内（见“规则”表）", outside)});
  }

  void write_comparison() {
    if (!report_.comparison) return;
    const auto& against = *report_.comparison;
    heading({"Against the baseline", "与基线比较"});
    line({"baseline", "基线"}, text::phrase("{} of {}", "{}（{}）", against.baseline->path, against.baseline->as_of));
    number(say({"new", "新增"}), against.fresh);
    number(say({"unchanged", "未变"}), against.unchanged);
    number(say({"fixed", "已消除"}), against.fixed.size());
    number(say({"not compared: the rule was not judged, or the ledgers were not read whole",
                "未比较：规则未判定，或台账未读全"}),
           against.not_compared.size());
    constexpr std::size_t most_fixed = 200;
    for (std::size_t i = 0; i < std::min(against.fixed.size(), most_fixed); ++i) {
      const auto& known = *against.fixed[i].known;
      named(say({"fixed: ", "已消除："}) + known.rule, known.subject + say(what_became(against.fixed[i], findings_)));
    }
    if (against.fixed.size() > most_fixed)
      line({"fixed", "已消除"},
           text::phrase("… and {} more; --format jsonl lists all", "……另有 {} 项，--format jsonl 列出全部",
                        against.fixed.size() - most_fixed));
  }

  void write_terms() {
    heading({"Rules, calendars and readings", "规则、日历与读法"});
    std::vector<const rule::Pack*> packs;
    for (const auto& context : findings_.rules)
      if (std::find(packs.begin(), packs.end(), context.pack) == packs.end()) packs.push_back(context.pack);
    for (const auto* pack : packs) {
      std::vector<std::string> parts{say(pack->title)};
      if (!pack->issuer.empty()) parts.push_back(pack->issuer);
      if (pack->issued) parts.push_back(time::iso(*pack->issued));
      if (!pack->source_text.empty()) parts.push_back(pack->source_text);
      named(say({"pack ", "规则包 "}) + pack->id, fmt::format("{}", fmt::join(parts, say({", ", "，"}))));
    }
    for (const auto* calendar : calendars(findings_)) {
      if (calendar->covered_to() < calendar->covered_from())
        line({"calendar", "日历"},
             {"none: weekends alone, working days provisional", "未指定：只按周末推算，工作日均为暂定"});
      else
        named(say({"calendar ", "日历 "}) + calendar->id(),
              say(text::phrase("{}, {} to {}", "{}，{} 至 {}", say(calendar->title()),
                               time::iso(calendar->covered_from()), time::iso(calendar->covered_to()))));
    }
    for (const auto& [pack, parameter] : readings(findings_)) {
      const auto& choice = parameter->choices[parameter->chosen];
      named(say({"reading ", "读法 "}) + parameter->name,
            say(text::phrase("{} — {} ({}, {})", "{}——{}（{}，{}）", say(parameter->title), say(choice.title),
                             choice.value,
                             say(parameter->by_default ? Phrase{"the pack's default", "规则包默认"}
                                                       : Phrase{"set for this run", "本次指定"}))));
      if (!parameter->because.empty()) named("", say(parameter->because));
    }
  }

  void write_ledgers() {
    heading({"Ledgers", "台账"});
    for (const auto& origin : report_.log.events.origins()) {
      auto told = say({fmt::format("{}, {}, {}", origin.description.english, counted(origin.rows, "row"),
                                   counted(origin.events, "event")),
                       fmt::format("{}，{} 行，{} 个事件", origin.description.chinese, origin.rows, origin.events)});
      for (const auto& remark : remarks_on(origin)) told += say({"; ", "；"}) + say(remark);
      named(origin.sheet.empty() ? origin.file : origin.file + "!" + origin.sheet, told);
    }
    for (const auto& what : report_.unread) line({"NOT READ", "未能读取"}, what, Style::alarm);
    if (report_.all_read())
      line({"read", "读取"}, {"every row was read", "所有行均已读取"}, Style::green);
    else
      number(say({"cells or rows that could not be read", "无法读取的单元格或行"}), report_.log.rejections.size(),
             Style::alarm);
    if (!report_.remarks.empty())
      line({"to look at", "需要核对"},
           text::phrase("{} kinds of oddities in the ledgers, on which no verdict depends (sheet “Data quality”)",
                        "台账中有 {} 处情况需要核对，不影响判定（见“数据质量”表）", report_.remarks.size()));
  }

  void write_not_judged() {
    std::vector<std::string> unrecorded;
    bool first = true;
    const auto begin = [&] {
      if (first) heading({"Rules that were not judged", "未作判定的规则"});
      first = false;
    };
    for (std::uint32_t rule = 0; rule < findings_.rules.size(); ++rule)
      if (never_in_force(findings_, rule)) {
        begin();
        const auto what = triggers_and_force(findings_, rule);
        named(findings_.rules[rule].rule->id, say({"all its triggers lie outside the time in force: " + what.english,
                                                   "触发事件均不在规则有效期内：" + what.chinese}));
      } else if (!findings_.rules[rule].judged) {
        unrecorded.push_back(findings_.rules[rule].rule->id);
      }
    if (unrecorded.empty()) return;
    begin();
    named(say({"no ledger given records what they are about", "所给台账都不记录其所涉事项"}),
          say({counted(unrecorded.size(), "rule") + ": " + fmt::format("{}", fmt::join(unrecorded, ", ")),
               fmt::format("{} 条：{}", unrecorded.size(), fmt::join(unrecorded, "、"))}));
  }

  void write_waivers() {
    if (findings_.waivers.empty()) return;
    heading({"Waivers given", "所给豁免"});
    static const Phrase states[]{
        {"in force", "有效"}, {"expired", "已失效"}, {"approved after the as-of", "批准晚于统计截止日"}};
    for (std::size_t i = 0; i < findings_.waivers.size(); ++i) {
      const auto& waiver = findings_.waivers[i];
      const auto& use = findings_.waiver_uses[i];
      const auto state = say(use.rule_given ? states[static_cast<std::size_t>(use.state)]
                                            : Phrase{"no pack given has its rule", "所给规则包没有该规则"});
      auto told = say(text::phrase("{0}; {1}, until {2}; violations: {3}; {4}", "{0}；{1}，至 {2}；违规 {3} 项；{4}",
                                   waiver.rule, state, time::iso(waiver.expires), use.violations, waiver.reason));
      if (!waiver.evidence.empty()) told += say({"; evidence: ", "；证明材料："}) + waiver.evidence;
      named(waiver.id, told, use.state == check::WaiverUse::State::in_force ? Style::text : Style::amber);
    }
  }

  void write_left_out() {
    heading({"What is not in this workbook", "本工作簿未列的内容"});
    const auto met = check::totals(findings_.all)[static_cast<std::size_t>(Verdict::met)];
    line({"met", "已履行"},
         text::phrase("{} obligations that were met are counted in “Summary” and not listed; --format jsonl lists them",
                      "已履行的 {} 项义务只计入“汇总”，不逐项列出；--format jsonl 列出全部", met));
    if (book_.unlinked > 0)
      line({"links", "链接"},
           text::phrase("{} places are named without a link: the workbook holds no more than {} of them",
                        "有 {} 处出处没有链接：本工作簿最多 {} 个链接", book_.unlinked, book_.limits().links),
           Style::amber);
    if (book_.cut > 0)
      line({"long texts", "过长的文字"},
           text::phrase("{} texts are cut and end with “…”: a cell takes {} characters; --format jsonl has them whole",
                        "有 {} 段文字被截断，以“…”结尾：单元格最多 {} 个字符；--format jsonl 有全文", book_.cut,
                        book_.limits().characters),
           Style::amber);
  }

  void write_how_to() {
    heading({"How to use this workbook", "如何使用本工作簿"});
    line({"look", "查看"},
         {"Each sheet can be filtered by its header. The totals of “Summary” follow the filter. The cell under “row or "
          "cell” leads to the ledger as long as the workbook and the ledgers keep their places to each other.",
          "各表可按表头筛选；“汇总”的合计随筛选变化；点“行或单元格”可打开台账的相应位置（工作簿与台账的相对位置不变时）"
          "。"});
    line({"fill in", "填写"},
         {"In “Violations” the columns with a brown header are left for you. Rows may be sorted and filtered, columns "
          "moved; the hidden last column has to stay, for it says which finding a row is.",
          "“违规明细”中棕色表头的各列供填写。各行可以排序、筛选，各列可以移动；隐藏的最后一列须保留，程序凭它辨认各行"
          "。"});
    line({"waive", "豁免"},
         text::phrase(
             "A row becomes a waiver when its “{0}” is “{1}”. It then needs “{2}”, “{3}”, “{4}” and “{5}”, the "
             "last day on which the waiver holds.",
             "“{6}”填“{7}”的行即为一项豁免，此时须填写“{8}”“{9}”“{10}”和“{11}”（豁免有效的最后一日）。",
             conclusion_column.english, waiver_granted.english, reason_column.english, approver_column.english,
             approved_on_column.english, expires_column.english, conclusion_column.chinese, waiver_granted.chinese,
             reason_column.chinese, approver_column.chinese, approved_on_column.chinese, expires_column.chinese));
    line({"read back", "读回"},
         {"shixian check … --waivers THIS-WORKBOOK.xlsx counts those violations as waived. Keep the workbook that was "
          "filled in: a new report is written to another file.",
          "shixian check … --waivers 本工作簿.xlsx "
          "会把这些违规计为已豁免。请保留填写过的工作簿，新的报告写入另一文件。"});
  }

  const Report& report_;
  const check::Findings& findings_;
  Book& book_;
  Sheet sheet_;
};

}  // namespace

Sheet begin_about(Book& book) { return Sheet::page(book, {"About", "说明"}, {{{}, 34}, {{}, 110}}); }

void write_about(const Report& report, Book& book, Sheet sheet) { About(report, book, std::move(sheet)).write(); }

}  // namespace shixian::report::xlsx
