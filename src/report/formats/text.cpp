// For people: rule by rule what was violated, what cannot be told, what is open; then the totals and the terms of the
// check, and what looks wrong in the ledgers.
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <set>

#include "log/place.hpp"
#include "report/as_of.hpp"
#include "report/baseline.hpp"
#include "report/entry.hpp"
#include "report/rejections.hpp"
#include "report/report.hpp"
#include "report/table.hpp"
#include "text/width.hpp"

namespace shixian::report {

namespace {

using check::Finding;
using check::Verdict;
using text::Phrase;

constexpr std::size_t most_places = 5;

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

class Page {
 public:
  Page(const Report& report, std::ostream& out)
      : report_(report), findings_(report.findings), log_(report.log), out_(out) {}

  void write() {
    for (std::uint32_t rule = 0; rule < findings_.rules.size(); ++rule)
      if (findings_.rules[rule].judged && !never_in_force(rule)) write_rule(rule);
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

  /// Which ledgers end before the as-of, of those that hold triggers of the rule.
  void write_coverage(std::uint32_t number) {
    const auto& context = findings_.rules[number];
    std::set<std::uint32_t> origins;
    for (const auto& finding : findings_.of(number))
      if (finding.trigger != check::none) origins.insert(log_.events.where(finding.trigger).origin);
    for (const auto origin : origins) {
      const auto as_of = context.judged_as_of(origin);
      if (as_of < findings_.as_of)
        out_ << dim("  " +
                    text::plain(say(text::phrase(
                        "{0}: judged as of {1}, until which the ledgers are declared complete",
                        "{0}：按 {2} 判定，台账声明的完整期间到此为止", log_.events.origins()[origin].file,
                        as_of_text(as_of, context.pack->zone).english, as_of_text(as_of, context.pack->zone).chinese))))
             << '\n';
    }
  }

  static Phrase no_obligation(const check::RuleContext& context) {
    const auto& covered = context.expected.covered.back();
    if (context.rule->scope.kind == rule::Scope::Kind::period && covered.from > covered.to)
      return {"not judged: the ledgers that record it are declared complete for times that have nothing in common",
              "未判定：记录该事项的各台账声明的完整期间没有共同部分"};
    if (context.rule->scope.kind == rule::Scope::Kind::period)
      return {"no obligation: no period of the rule ends before the as-of while it is in force",
              "没有产生义务：规则有效期内、统计截止前没有应判定的期间"};
    return {"no obligation: the ledgers hold no event in force and before the as-of that calls for this duty",
            "没有产生义务：台账中没有在规则有效期内、统计截止前触发这一职责的事件"};
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

  /// Whether the rule has triggers, and was in force at none of them.
  bool never_in_force(std::uint32_t rule) const {
    return findings_.outside_force[rule].all() > 0 && findings_.of(rule).empty() && findings_.unmatched[rule].empty();
  }

  Phrase triggers_and_force(std::uint32_t rule) const {
    const auto number = findings_.outside_force[rule].all();
    const auto force = days_in_force(findings_.rules[rule].rule->in_force);
    return {fmt::format("{}, {}", counted(number, "trigger"), force.english),
            fmt::format("触发事件 {} 个，规则{}有效", number, force.chinese)};
  }

  void write_outside_force(std::uint32_t rule) {
    if (findings_.outside_force[rule].all() == 0) return;
    const auto what = triggers_and_force(rule);
    out_ << "  "
         << say({"not judged, outside the time in force: " + what.english,
                 "未判定（不在规则有效期内）：" + what.chinese})
         << '\n';
  }

  void write_never_in_force() {
    std::vector<std::string> rules;
    for (std::uint32_t rule = 0; rule < findings_.rules.size(); ++rule)
      if (never_in_force(rule))
        rules.push_back(text::plain(findings_.rules[rule].rule->id) + say({" (", "（"}) +
                        say(triggers_and_force(rule)) + say({")", "）"}));
    if (rules.empty()) return;
    out_ << say({fmt::format("not judged, for all their triggers lie outside the time in force: {}",
                             counted(rules.size(), "rule")),
                 fmt::format("未作判定的规则（触发事件均不在规则有效期内）：{} 条", rules.size())})
         << "\n  " << fmt::format("{}", fmt::join(rules, say({", ", "、"}))) << "\n\n";
  }

  static Phrase days_in_force(const rule::InForce& force) {
    if (force.from && force.to)
      return text::phrase("in force {} to {}", " {} 至 {} ", time::iso(*force.from), time::iso(*force.to));
    return force.from ? text::phrase("in force from {}", "自 {} 起", time::iso(*force.from))
                      : text::phrase("in force until {}", "至 {} ", time::iso(*force.to));
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
    std::size_t violations = 0;
    for (std::size_t i = 0; i < totals.size(); ++i)
      if (check::is_violation(static_cast<Verdict>(i))) violations += totals[i];
    out_ << bold(say(text::phrase("{} of {} obligations violated", "{1} 项义务中有 {0} 项违反", violations,
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
      const auto& [known, finding] = against.fixed[i];
      out_ << "    "
           << text::plain(say(text::phrase("fixed: {}  {}", "已消除：{}  {}", known->rule, known->subject)) +
                          (finding == check::none
                               ? say({", no such obligation any more", "，已无此项义务"})
                               : say({", now ", "，现为"}) + say(check::title(findings_.all[finding].verdict))))
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
      for (const auto& remark : remarks_on(origin)) out_ << say(remark);
      out_ << '\n';
    }
  }

  static std::vector<Phrase> remarks_on(const log::Origin& origin) {
    std::vector<Phrase> remarks;
    if (origin.eventless > 0)
      remarks.push_back({fmt::format("; {} without a date", counted(origin.eventless, "row")),
                         fmt::format("，其中 {} 行没有日期，不产生事件", origin.eventless)});
    if (origin.skipped > 0)
      remarks.push_back({fmt::format("; {} left out by skip-rows", counted(origin.skipped, "row")),
                         fmt::format("；另有 {} 行按“略过行”不读", origin.skipped)});
    if (origin.hidden > 0)
      remarks.push_back({fmt::format("; read with {} that the sheet hides", counted(origin.hidden, "row")),
                         fmt::format("；含工作表中隐藏的 {} 行，照常读取", origin.hidden)});
    if (origin.stray > 0) {
      const auto first = log::place_within(origin, origin.first_stray);
      remarks.push_back(
          {fmt::format("; {} with cells under no header, which are left out, the first in {}",
                       counted(origin.stray, "row"), first.english),
           fmt::format("；有 {} 行在没有列名的列中有内容，不读，最前一处在 {}", origin.stray, first.chinese)});
    }
    if (origin.bad_bytes > 0)
      remarks.push_back(text::phrase("; {} bytes were not text and are shown as U+FFFD, the first on line {}",
                                     "；有 {} 个字节不是文字，显示为 U+FFFD，最前一处在第 {} 行", origin.bad_bytes,
                                     origin.first_bad_line));
    return remarks;
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
