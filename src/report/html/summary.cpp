// What was checked, as of when, whether all could be read, and how it came out.
#include <fmt/ranges.h>

#include <array>
#include <ostream>
#include <set>

#include "report/as_of.hpp"
#include "report/baseline.hpp"
#include "report/html/page.hpp"
#include "report/html/tallies.hpp"
#include "report/markup.hpp"

namespace shixian::report::html {

namespace {

using check::Verdict;
using text::Phrase;

const Phrase& meaning(Verdict verdict) {
  static const std::array<Phrase, check::verdict_count> all{{
      {"done in time", "按期履行"},
      {"done after the deadline", "超过期限后才履行"},
      {"not done, and the deadline has passed", "期限已过仍未履行"},
      {"a prohibition, an order, a number or a sum was broken", "违反禁止、次序、数量或合计等要求"},
      {"still open: the deadline lies ahead", "尚未到期"},
      {"the ledgers do not say enough", "台账记载不足以判定"},
      {"a violation with a waiver in force", "属违规，但有有效豁免"},
  }};
  return all[static_cast<std::size_t>(verdict)];
}

void write_completeness(const Page& page) {
  auto& out = page.out;
  const auto& report = page.report;
  const bool nothing = page.findings.reach == check::Reach::nothing;
  if (report.complete()) {
    out << "<div class=\"banner complete\">\n";
    page.element(
        "p", {"The check is complete: every row of every ledger was read.", "检查完整：所有台账的所有行均已读取。"});
  } else {
    out << "<div class=\"banner incomplete\" role=\"alert\">\n<p><strong>"
        << page.say({"THE CHECK IS INCOMPLETE", "检查不完整"}) << "</strong></p>\n";
    if (!report.all_read())
      out << "<p>"
          << page.say({"Part of the input could not be read; what is said below holds only for the rest. ",
                       "部分输入无法读取，以下结论只涉及其余部分。"})
          << "<a href=\"#ledgers\">" << page.say({"What could not be read", "未能读取的内容"}) << "</a></p>\n";
    if (nothing)
      page.element("p", {"No rule reads any event of the ledgers, nor does a mapping name one that rules read.",
                         "没有规则涉及台账中的任何事件，映射也没有列出规则涉及的事件。"});
    for (const auto& what : report.unread) page.element("p", what);
  }
  if (page.findings.reach == check::Reach::declared)
    page.element("p", {"No rule reads any event of the ledgers.", "没有规则涉及台账中的任何事件。"});
  out << "</div>\n";
}

void write_facts(const Page& page) {
  auto& out = page.out;
  const auto& rules = page.findings.rules;
  out << "<dl>\n";
  std::set<const rule::Pack*> seen;
  std::vector<std::string> packs;
  for (const auto& context : rules)
    if (seen.insert(context.pack).second) packs.push_back(page.say(context.pack->title));
  page.element("dt", {"Rules", "规则"});
  out << "<dd>" << fmt::format("{}", fmt::join(packs, "<br>")) << "</dd>\n";
  page.element("dt", {"Ledgers", "台账"});
  out << "<dd>";
  const auto& origins = page.log.events.origins();
  for (std::size_t i = 0; i < std::min(origins.size(), most_listed); ++i) {
    const auto& origin = origins[i];
    out << (i > 0 ? "<br>" : "") << escaped(origin.sheet.empty() ? origin.file : origin.file + "!" + origin.sheet)
        << page.say({fmt::format(" ({} row{})", origin.rows, origin.rows == 1 ? "" : "s"),
                     fmt::format("（{} 行）", origin.rows)});
  }
  out << "</dd>\n";
  if (!rules.empty()) {
    const auto& zone = rules.front().pack->zone;
    const auto as_of = as_of_text(page.findings.as_of, zone);
    page.element("dt", {"As of", "统计截止"});
    page.element("dd", {fmt::format("{}, days of {}", as_of.english, zone.name()),
                        fmt::format("{}，按 {} 的日期计算", as_of.chinese, zone.name())});
  }
  if (page.report.comparison) {
    const auto& against = *page.report.comparison;
    page.element("dt", {"Baseline", "基线"});
    out << "<dd>"
        << page.say(text::phrase("{0} of {1}: {2} new, {3} unchanged, {4} fixed, {5} not compared",
                                 "{1} 的 {0}：新增 {2}，未变 {3}，已消除 {4}，未比较 {5}", against.baseline->path,
                                 against.baseline->as_of, against.fresh, against.unchanged, against.fixed.size(),
                                 against.not_compared.size()))
        << " (<a href=\"#baseline\">" << page.say({"details", "详情"}) << "</a>)</dd>\n";
  }
  out << "</dl>\n";
}

void write_contents(const Page& page) {
  struct Part {
    const char* id;
    Phrase title;
  };
  static const std::array parts{Part{"findings", {"Findings", "结论一览"}},
                                Part{"undetermined", {"Undetermined", "无法判定"}},
                                Part{"open", {"Still open", "尚待履行"}},
                                Part{"waived", {"Waived", "已豁免"}},
                                Part{"sections", {"One by one", "逐项说明"}},
                                Part{"rules", {"Rules", "规则"}},
                                Part{"terms", {"Terms", "口径"}},
                                Part{"ledgers", {"Ledgers", "台账"}}};
  page.out << "<nav aria-label=\"" << page.say({"Contents", "目录"}) << "\"><ul>\n";
  for (const auto& part : parts)
    page.out << "<li><a href=\"#" << part.id << "\">" << page.say(part.title) << "</a></li>\n";
  page.out << "</ul></nav>\n";
}

}  // namespace

void write_summary(const Page& page) {
  auto& out = page.out;
  out << "<a class=\"skip\" href=\"#findings\">" << page.say({"Skip to the findings", "跳到结论一览"}) << "</a>\n";
  out << "<header>\n";
  page.element("h1", {"Compliance report", "合规检查报告"});
  const auto totals = check::totals(page.findings.all);
  page.element("p",
               text::phrase("{0} of {1} obligations violated", "{1} 项义务中有 {0} 项违规", violations(totals),
                            page.findings.all.size()),
               R"(class="conclusion")");
  write_completeness(page);
  write_facts(page);
  write_contents(page);
  out << "</header>\n<main>\n<section id=\"summary\" aria-label=\"" << page.say({"Summary", "概要"})
      << "\">\n<ul class=\"cards\">\n";
  for (const auto verdict : {Verdict::late, Verdict::missing, Verdict::breached, Verdict::undetermined,
                             Verdict::pending, Verdict::waived, Verdict::met}) {
    const auto count = totals[static_cast<std::size_t>(verdict)];
    if (verdict == Verdict::waived && page.findings.waivers.empty()) continue;
    const char* list = verdict == Verdict::undetermined ? "undetermined"
                       : verdict == Verdict::pending    ? "open"
                       : verdict == Verdict::waived     ? "waived"
                       : verdict == Verdict::met        ? "rules"
                                                        : "findings";
    out << fmt::format(R"(<li class="{0}" data-verdict="{0}"><a href="#{1}"><span class="number">{2}</span> )"
                       R"(<span class="word">{3}</span> <span class="what">{4}</span></a></li>)",
                       check::name(verdict), list, count, page.say(check::title(verdict)), page.say(meaning(verdict)))
        << '\n';
  }
  out << "</ul>\n";
  std::uint64_t outside = 0;
  for (const auto& triggers : page.findings.outside_force) outside += triggers.all();
  if (outside > 0)
    page.element("p",
                 {fmt::format("Not judged: {} trigger{} outside the time in force of their rules (see Rules).", outside,
                              outside == 1 ? "" : "s"),
                  fmt::format("另有 {} 个触发事件不在规则有效期内，未作判定（见“规则”）。", outside)},
                 R"(class="muted small")");
  out << "</section>\n";
}

}  // namespace shixian::report::html
