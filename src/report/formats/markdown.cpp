// For a comment on a merge request or a step's summary: the totals, a line a rule, then the gravest findings.
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>

#include "report/as_of.hpp"
#include "report/baseline.hpp"
#include "report/entry.hpp"
#include "text/width.hpp"

namespace shixian::report {

namespace {

using check::Verdict;
using text::Phrase;

constexpr std::size_t most_listed = 200;  // a step's summary holds a megabyte
constexpr std::size_t most_unread = 50;

/// Text as text: what Markdown or HTML would take for markup, mentions and links stand as they are written.
std::string literal(const std::string& text) {
  std::string safe;
  const auto plain = text::plain(text);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else if (c == '@')
      safe += "@\u200B";  // no mention
    else if (c == ':' && plain.compare(i, 3, "://") == 0)
      safe += ":\u200B";  // no link
    else if (c == '.' && i >= 3 && plain.compare(i - 3, 4, "www.") == 0)
      safe += ".\u200B";
    else if (c == '#')
      safe += "#\u200B";  // no reference to an issue
    else if (std::string_view("\\`*_[]|~$").find(c) != std::string_view::npos)
      safe += std::string("\\") + c;
    else
      safe += c;
  }
  return safe;
}

class Page {
 public:
  Page(const Report& report, std::ostream& out) : report_(report), findings_(report.findings), out_(out) {}

  void write() {
    write_totals();
    write_rules();
    write_listed({"Violations", "违规"}, [](Verdict verdict) { return check::is_violation(verdict); });
    write_listed({"Undetermined", "无法判定"}, [](Verdict verdict) { return verdict == Verdict::undetermined; });
    write_listed({"Open", "待办"}, [](Verdict verdict) { return verdict == Verdict::pending; });
    write_listed({"Waived", "已豁免"}, [](Verdict verdict) { return verdict == Verdict::waived; });
    write_unread();
  }

 private:
  std::string say(const Phrase& phrase) const { return phrase.in(report_.language); }

  void row(const std::vector<std::string>& cells) {
    out_ << "| " << fmt::format("{}", fmt::join(cells, " | ")) << " |\n";
  }
  void header(const std::vector<std::string>& cells) {
    row(cells);
    row(std::vector<std::string>(cells.size(), "---"));
  }

  void write_totals() {
    const auto totals = check::totals(findings_.all);
    const auto violations = check::violations(totals);
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < totals.size(); ++i) {
      const auto verdict = static_cast<Verdict>(i);
      if (verdict != Verdict::waived || !findings_.waivers.empty())
        parts.push_back(say(check::title(verdict)) + " " + std::to_string(totals[i]));
    }
    out_ << "## "
         << say(text::phrase("{} of {} obligations violated", "{1} 项义务中有 {0} 项违规", violations,
                             findings_.all.size()))
         << "\n\n"
         << fmt::format("{}", fmt::join(parts, " · ")) << "\n\n";
    if (!report_.complete())
      out_ << say({"**The check is incomplete: part of the input could not be read, or no rule reads any of it.**",
                   "**检查不完整：部分输入无法读取，或没有规则涉及其中任何事件。**"})
           << "\n\n";
    if (const auto* against = report_.comparison) {
      out_ << say(text::phrase("Against the baseline: {} new, {} unchanged, {} fixed",
                               "与基线相比：新增 {}，未变 {}，已消除 {}", against->fresh, against->unchanged,
                               against->fixed.size()));
      if (!against->not_compared.empty())
        out_ << say(text::phrase(", {} not compared", "，{} 项未比较", against->not_compared.size()));
      out_ << "\n\n";
    }
    if (findings_.rules.empty()) return;
    const auto& zone = findings_.rules.front().pack->zone;
    out_ << say(text::phrase("As of {}, days of {}.", "统计截止 {}，按 {} 的日期计算。",
                             say(as_of_text(findings_.as_of, zone)), zone.name()))
         << "\n\n";
  }

  void write_rules() {
    std::vector<std::string> head{say({"rule", "规则"}), say({"duty", "职责"}), say({"severity", "级别"})};
    for (std::size_t i = 0; i < check::verdict_count; ++i) head.push_back(say(check::title(static_cast<Verdict>(i))));
    std::vector<std::string> not_judged;
    bool first = true;
    for (std::uint32_t number = 0; number < findings_.rules.size(); ++number) {
      const auto& context = findings_.rules[number];
      if (!context.judged) not_judged.push_back(literal(context.rule->id));
      if (findings_.of(number).empty()) continue;
      if (std::exchange(first, false)) header(head);
      std::vector<std::string> cells{literal(context.rule->id), literal(say(context.rule->title)),
                                     say(title(context.rule->severity))};
      for (const auto count : check::totals(findings_.of(number))) cells.push_back(std::to_string(count));
      row(cells);
    }
    if (!first) out_ << '\n';
    if (!not_judged.empty())
      out_ << say(text::phrase("Not judged, for no ledger given records what they are about: {}",
                               "未作判定的规则（所给台账都不记录其所涉事项）：{}",
                               fmt::format("{}", fmt::join(not_judged, ", "))))
           << "\n\n";
  }

  void write_listed(const Phrase& heading, bool (*wanted)(Verdict)) {
    std::vector<std::uint32_t> listed;
    for (const auto index : by_weight(report_))
      if (wanted(findings_.all[index].verdict)) listed.push_back(index);
    if (listed.empty()) return;
    out_ << "### " << say(heading) << ' ' << listed.size() << "\n\n";
    header({say({"verdict", "结论"}), say({"rule", "规则"}), say({"what", "对象"}), say({"trigger", "触发"}),
            say({"deadline", "截止"}), say({"response", "回应"}), say({"overdue", "逾期"}), say({"where", "出处"}),
            say({"reason", "说明"})});
    for (std::size_t i = 0; i < std::min(listed.size(), most_listed); ++i) {
      const auto& finding = findings_.all[listed[i]];
      const auto entry = entry_of(report_, finding);
      row({entry.verdict + (entry.change.empty() ? "" : " (" + entry.change + ")"),
           literal(findings_.rules[finding.rule].rule->id), literal(entry.subject), literal(entry.trigger),
           literal(entry.deadline), literal(entry.response), literal(entry.overdue), literal(entry.place),
           literal(entry.reason + entry.waiver)});
    }
    out_ << '\n';
    if (listed.size() > most_listed)
      out_ << say(text::phrase("… and {} more; `--format jsonl` lists all", "……另有 {} 项；`--format jsonl` 列出全部",
                               listed.size() - most_listed))
           << "\n\n";
  }

  void write_unread() {
    const auto& rejections = report_.log.rejections;
    if (report_.all_read()) return;
    out_ << "### " << say({"Not read", "未能读取"}) << "\n\n";
    for (const auto& what : report_.unread) out_ << "- " << literal(say(what)) << '\n';
    for (std::size_t i = 0; i < std::min(rejections.size(), most_unread); ++i)
      out_ << "- " << literal(say(rejection_of(report_, rejections[i]))) << '\n';
    if (rejections.size() > most_unread)
      out_ << "- "
           << say(text::phrase("… and {} more; `--format jsonl` lists all", "……另有 {} 处；`--format jsonl` 列出全部",
                               rejections.size() - most_unread))
           << '\n';
  }

  const Report& report_;
  const check::Findings& findings_;
  std::ostream& out_;
};

}  // namespace

void write_markdown(const Report& report, std::ostream& out) { Page(report, out).write(); }

}  // namespace shixian::report
