// For people: rule by rule what was violated, what cannot be told, what is open; then the totals and the terms of the
// check, and what looks wrong in the ledgers.
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "report/as_of.hpp"
#include "report/baseline.hpp"
#include "report/entry.hpp"
#include "report/rejections.hpp"
#include "report/report.hpp"
#include "report/table.hpp"
#include "report/words.hpp"
#include "text/width.hpp"

namespace shixian::report {

namespace {

using check::Finding;
using check::Verdict;
using text::Phrase;

constexpr std::size_t most_places = 5;

class Page {
 public:
  Page(const Report& report, std::ostream& out)
      : report_(report), findings_(report.findings), log_(report.log), out_(out) {}

  void write() {
    for (std::uint32_t rule = 0; rule < findings_.rules.size(); ++rule)
      if (findings_.rules[rule].judged && !never_in_force(findings_, rule)) write_rule(rule);
    write_never_in_force();
    write_not_judged();
    write_totals();
    write_comparison();
    write_terms();
    write_ledgers();
    write_rejections();
    write_remarks();
  }

 private:
  std::string say(const Phrase& phrase) const { return phrase.in(report_.language); }
  std::string bold(const std::string& text) const { return report_.colour ? "\x1b[1m" + text + "\x1b[0m" : text; }
  std::string dim(const std::string& text) const { return report_.colour ? "\x1b[2m" + text + "\x1b[0m" : text; }

  static std::string tone(Verdict verdict) {
    switch (verdict) {
      case Verdict::late:
      case Verdict::missing:
      case Verdict::breached:
        return "\x1b[1;31m";
      case Verdict::undetermined:
        return "\x1b[1;33m";
      case Verdict::pending:
        return "\x1b[1;36m";
      case Verdict::waived:
        return "\x1b[1;34m";
      case Verdict::met:
        break;
    }
    return "\x1b[1;32m";
  }

  std::string counts(const std::array<std::size_t, check::verdict_count>& totals) const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < totals.size(); ++i) {
      const auto verdict = static_cast<Verdict>(i);
      if (verdict == Verdict::waived && findings_.waivers.empty()) continue;
      auto part = fmt::format("{} {}", say(check::title(verdict)), totals[i]);
      if (report_.colour && totals[i] > 0 && verdict != Verdict::met) part = tone(verdict) + part + "\x1b[0m";
      parts.push_back(std::move(part));
    }
    return fmt::format("{}", fmt::join(parts, " · "));
  }

  std::string place(std::uint32_t event) const { return place_of(report_, event); }

  Table::Row row(const Finding& finding) const {
    const auto entry = entry_of(report_, finding);
    Table::Row row{{entry.verdict, entry.change, entry.subject, entry.trigger, entry.deadline, entry.response,
                    entry.overdue, entry.place},
                   {},
                   tone(finding.verdict)};
    if (!entry.reason.empty()) row.remarks.push_back(entry.reason);
    if (!entry.waiver.empty()) row.remarks.push_back(entry.waiver);
    return row;
  }

  void write_rule(std::uint32_t number) {
    const auto& context = findings_.rules[number];
    const auto& rule = *context.rule;
    out_ << bold(text::plain(rule.id)) << "  " << text::plain(say(rule.title)) << '\n';
    write_citation(context);
    if (!rule.note.empty()) out_ << dim("  " + say({"note: ", "说明："}) + text::plain(say(rule.note))) << '\n';
    write_coverage(number);
    const auto totals = check::totals(findings_.of(number));
    out_ << "  " << counts(totals) << '\n';

    Table table({say({"verdict", "结论"}), say({"since baseline", "较基线"}), say({"what", "对象"}),
                 say({"trigger", "触发"}), say({"deadline", "截止"}), say({"response", "回应"}),
                 say({"overdue", "逾期"}), say({"where", "出处"})});
    std::size_t listed = 0;
    for (const auto verdict :
         {Verdict::late, Verdict::missing, Verdict::breached, Verdict::undetermined, Verdict::pending, Verdict::waived})
      for (const auto& finding : findings_.of(number))
        if (finding.verdict == verdict) table.add(row(finding)), ++listed;
    if (listed > 0) table.print(out_, "  ", report_.colour);
    write_outside_force(number);
    if (listed == 0 && totals[0] == 0) out_ << "  " << say(no_obligation(context)) << '\n';
    write_unmatched(number);
    out_ << '\n';
  }

  void write_coverage(std::uint32_t number) {
    for (const auto& end : earlier_ends(report_, number)) out_ << dim("  " + text::plain(say(end))) << '\n';
  }

  void write_unmatched(std::uint32_t number) {
    const auto& unmatched = findings_.unmatched[number];
    if (unmatched.empty()) return;
    std::vector<std::string> places;
    for (std::size_t i = 0; i < std::min(unmatched.size(), most_places); ++i) places.push_back(place(unmatched[i]));
    if (unmatched.size() > most_places) places.emplace_back("…");
    out_ << "  " << say(text::phrase("answering no trigger: {}", "没有对应触发事件的回应：{}", unmatched.size()))
         << " (" << text::plain(fmt::format("{}", fmt::join(places, "; "))) << ")\n";
  }

  void write_citation(const check::RuleContext& context) {
    auto tags = context.rule->cite.requirements;
    const auto& severity = title(context.rule->severity);
    tags.push_back(say({"severity " + severity.english, "级别" + severity.chinese}));
    if (!context.rule->owner.empty()) tags.push_back(context.rule->owner);
    out_ << dim("  " + text::plain(fmt::format("{} ({})", citation_of(report_, context), fmt::join(tags, ", "))))
         << '\n';
  }

  void write_outside_force(std::uint32_t rule) {
    if (findings_.outside_force[rule].all() == 0) return;
    const auto what = triggers_and_force(findings_, rule);
    out_ << "  "
         << say({"not judged, outside the time in force: " + what.english,
                 "未判定（不在规则有效期内）：" + what.chinese})
         << '\n';
  }

  void write_never_in_force() {
    std::vector<std::string> rules;
    for (std::uint32_t rule = 0; rule < findings_.rules.size(); ++rule)
      if (never_in_force(findings_, rule))
        rules.push_back(text::plain(findings_.rules[rule].rule->id) + say({" (", "（"}) +
                        say(triggers_and_force(findings_, rule)) + say({")", "）"}));
    if (rules.empty()) return;
    out_ << say({fmt::format("not judged, for all their triggers lie outside the time in force: {}",
                             counted(rules.size(), "rule")),
                 fmt::format("未作判定的规则（触发事件均不在规则有效期内）：{} 条", rules.size())})
         << "\n  " << fmt::format("{}", fmt::join(rules, say({", ", "、"}))) << "\n\n";
  }

  void write_not_judged() {
    std::vector<std::string> ids;
    for (const auto& context : findings_.rules)
      if (!context.judged) ids.push_back(text::plain(context.rule->id));
    if (ids.empty()) return;
    out_ << say({fmt::format("not judged, for no ledger given records what they are about: {}",
                             counted(ids.size(), "rule")),
                 fmt::format("未作判定的规则（所给台账都不记录其所涉事项）：{} 条", ids.size())})
         << "\n  " << fmt::format("{}", fmt::join(ids, ", ")) << "\n\n";
  }

  void write_totals() {
    const auto totals = check::totals(findings_.all);
    const auto violations = check::violations(totals);
    out_ << bold(say(text::phrase("{} of {} obligations violated", "{1} 项义务中有 {0} 项违规", violations,
                                  findings_.all.size())))
         << '\n'
         << "  " << counts(totals) << '\n';
    std::uint64_t outside = 0;
    for (const auto& triggers : findings_.outside_force) outside += triggers.all();
    if (outside > 0)
      out_ << say({fmt::format("  not judged: {} outside the time in force (above)", counted(outside, "trigger")),
                   fmt::format("  未判定：{} 个触发事件不在规则有效期内（见上）", outside)})
           << '\n';
    if (!report_.all_read())
      out_ << "  "
           << say({"The check is incomplete: part of the input could not be read (below).",
                   "检查不完整：部分输入无法读取（见下）。"})
           << '\n';
    if (findings_.reach == check::Reach::nothing)
      out_ << "  "
           << say({"The check is incomplete: no rule reads any event of the ledgers, nor does a mapping name one that "
                   "rules read.",
                   "检查不完整：没有规则涉及台账中的任何事件，映射也没有列出规则涉及的事件。"})
           << '\n';
    if (findings_.reach == check::Reach::declared)
      out_ << "  " << say({"No rule reads any event of the ledgers.", "没有规则涉及台账中的任何事件。"}) << '\n';
  }

  void write_comparison() {
    if (!report_.comparison) return;
    const auto& against = *report_.comparison;
    out_ << say(text::phrase("  against {0} of {1}: {2} new, {3} unchanged, {4} fixed",
                             "  与 {1} 的基线 {0} 相比：新增 {2}，未变 {3}，已消除 {4}",
                             text::plain(against.baseline->path), text::plain(against.baseline->as_of), against.fresh,
                             against.unchanged, against.fixed.size()));
    if (!against.not_compared.empty())
      out_ << say(text::phrase("; {} not compared, for their rule was not judged or the ledgers were not read whole",
                               "；{} 项未比较（规则未判定，或台账未读全）", against.not_compared.size()));
    out_ << '\n';
    constexpr std::size_t most_fixed = 20;
    for (std::size_t i = 0; i < std::min(against.fixed.size(), most_fixed); ++i) {
      const auto& known = *against.fixed[i].known;
      out_ << "    "
           << text::plain(say(text::phrase("fixed: {}  {}", "已消除：{}  {}", known.rule, known.subject)) +
                          say(what_became(against.fixed[i], findings_)))
           << '\n';
    }
    if (against.fixed.size() > most_fixed)
      out_ << say(text::phrase("    … and {} more fixed", "    ……另有 {} 项已消除", against.fixed.size() - most_fixed))
           << '\n';
  }

  void write_terms() {
    if (findings_.rules.empty()) return;
    const auto& zone = findings_.rules.front().pack->zone;
    out_ << say(text::phrase("  as of {}, days of {}", "  统计截止 {}，按 {} 的日期计算",
                             say(as_of_text(findings_.as_of, zone)), zone.name()))
         << '\n';
    for (const auto* calendar : calendars(findings_)) {
      if (calendar->covered_to() < calendar->covered_from())
        out_ << say({"  no calendar: weekends alone, working days provisional",
                     "  未指定日历：只按周末推算，工作日均为暂定"})
             << '\n';
      else
        out_ << say(text::phrase("  calendar {}: {}, {} to {}", "  日历 {}：{}，{} 至 {}", calendar->id(),
                                 say(calendar->title()), time::iso(calendar->covered_from()),
                                 time::iso(calendar->covered_to())))
             << '\n';
    }
    for (const auto& reading : readings(findings_)) {
      const auto& parameter = *reading.parameter;
      const auto& choice = parameter.choices[parameter.chosen];
      out_ << say(text::phrase("  reading {}: {} — {} ({}, {})", "  读法 {}：{}——{}（{}，{}）", parameter.name,
                               say(parameter.title), say(choice.title), choice.value,
                               say(parameter.by_default ? Phrase{"the pack's default", "规则包默认"}
                                                        : Phrase{"set for this run", "本次指定"})))
           << '\n';
      if (!parameter.because.empty()) out_ << "    " << text::plain(say(parameter.because)) << '\n';
    }
  }

  void write_ledgers() {
    for (const auto& origin : log_.events.origins()) {
      const auto name = text::plain(origin.sheet.empty() ? origin.file : origin.file + "!" + origin.sheet);
      out_ << say(text::Phrase{fmt::format("  ledger {}: {}, {}, {}", name, origin.description.english,
                                           counted(origin.rows, "row"), counted(origin.events, "event")),
                               fmt::format("  台账 {}：{}，{} 行，{} 个事件", name, origin.description.chinese,
                                           origin.rows, origin.events)});
      for (const auto& remark : remarks_on(origin)) out_ << say({"; ", "；"}) << say(remark);
      out_ << '\n';
    }
  }

  void write_rejections() {
    if (report_.all_read()) out_ << say({"  every row was read", "  所有行均已读取"}) << '\n';
    for (const auto& what : report_.unread)
      out_ << say({"  not read: ", "  未能读取："}) << text::plain(say(what)) << '\n';
    if (log_.rejections.empty()) return;
    out_ << '\n';
    constexpr std::size_t most_rejections = 100;
    report::write_rejections(log_, report_.language, report_.colour, out_, most_rejections,
                             {"; --format jsonl lists all", "；--format jsonl 列出全部"});
  }

  void write_remarks() {
    if (report_.remarks.empty()) return;
    constexpr std::size_t most_shown = 3;
    out_ << '\n'
         << bold(say({"integrity: what to look at in the ledgers; no verdict depends on it",
                      "数据质量：台账中需要核对之处，不影响判定"}))
         << '\n';
    for (const auto& remark : report_.remarks) {
      std::vector<std::string> places;
      for (std::size_t i = 0; i < std::min(remark.at.size(), most_shown); ++i) places.push_back(place(remark.at[i]));
      if (remark.at.size() > most_shown) places.emplace_back("…");
      out_ << "  " << say(text::phrase("{}: {}", "{}：{}", say(remark.title), remark.count));
      if (!places.empty())
        out_ << text::plain(
            say({fmt::format(" ({})", fmt::join(places, "; ")), fmt::format("（{}）", fmt::join(places, "；"))}));
      out_ << "\n    " << text::plain(say(remark.what)) << '\n';
    }
  }

  const Report& report_;
  const check::Findings& findings_;
  const log::Log& log_;
  std::ostream& out_;
};

}  // namespace

void write_text(const Report& report, std::ostream& out) { Page(report, out).write(); }

}  // namespace shixian::report
