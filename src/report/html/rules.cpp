// The rules with their sources and how they came out; those that were not judged, and why.
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>
#include <set>

#include "report/as_of.hpp"
#include "report/entry.hpp"
#include "report/html/page.hpp"
#include "report/markup.hpp"

namespace shixian::report::html {

namespace {

using text::Phrase;

bool never_in_force(const check::Findings& findings, std::uint32_t rule) {
  return findings.outside_force[rule].all() > 0 && findings.of(rule).empty() && findings.unmatched[rule].empty();
}

Phrase days_in_force(const rule::InForce& force) {
  if (force.from && force.to)
    return text::phrase("in force {} to {}", "{} 至 {} 有效", time::iso(*force.from), time::iso(*force.to));
  return force.from ? text::phrase("in force from {}", "自 {} 起有效", time::iso(*force.from))
                    : text::phrase("in force until {}", "至 {} 有效", time::iso(*force.to));
}

Phrase outside_force(const Page& page, std::uint32_t rule) {
  const auto number = page.findings.outside_force[rule].all();
  const auto force = days_in_force(page.findings.rules[rule].rule->in_force);
  return {fmt::format("{} trigger{} outside the time in force ({})", number, number == 1 ? "" : "s", force.english),
          fmt::format("{} 个触发事件不在规则有效期内（{}）", number, force.chinese)};
}

Phrase no_obligation(const check::RuleContext& context) {
  const bool by_period = context.rule->scope.kind == rule::Scope::Kind::period;
  const auto& covered = context.expected.covered.back();
  if (by_period && covered.from > covered.to)
    return {"Not judged: the ledgers that record it are declared complete for times that have nothing in common.",
            "未判定：记录该事项的各台账声明的完整期间没有共同部分。"};
  if (by_period)
    return {"No obligation: no period of the rule ends before the as-of while it is in force.",
            "没有产生义务：规则有效期内、统计截止前没有应判定的期间。"};
  return {"No obligation: the ledgers hold no event in force and before the as-of that calls for this duty.",
          "没有产生义务：台账中没有在规则有效期内、统计截止前触发这一职责的事件。"};
}

/// Which ledgers end before the as-of, of those that hold triggers of the rule.
void write_coverage(const Page& page, std::uint32_t number) {
  const auto& context = page.findings.rules[number];
  std::set<std::uint32_t> origins;
  for (const auto& finding : page.findings.of(number))
    if (finding.trigger != check::none) origins.insert(page.log.events.where(finding.trigger).origin);
  for (const auto origin : origins) {
    const auto as_of = context.judged_as_of(origin);
    if (as_of >= page.findings.as_of) continue;
    const auto text = as_of_text(as_of, context.pack->zone);
    const auto& file = page.log.events.origins()[origin].file;
    page.element("p",
                 {fmt::format("{}: judged as of {}, until which the ledgers are declared complete", file, text.english),
                  fmt::format("{}：按 {} 判定，台账声明的完整期间到此为止", file, text.chinese)},
                 R"(class="small")");
  }
}

void write_unmatched(const Page& page, std::uint32_t number) {
  constexpr std::size_t most_places = 20;
  const auto& unmatched = page.findings.unmatched[number];
  if (unmatched.empty()) return;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < std::min(unmatched.size(), most_places); ++i)
    places.push_back(place_link(page, unmatched[i]));
  if (unmatched.size() > most_places) places.emplace_back("…");
  page.out << "<p class=\"small\">"
           << page.say(text::phrase("Answering no trigger: {}", "没有对应触发事件的回应：{}", unmatched.size())) << " ("
           << fmt::format("{}", fmt::join(places, ", ")) << ")</p>\n";
}

void write_rule(const Page& page, std::uint32_t number) {
  const auto& context = page.findings.rules[number];
  auto& out = page.out;
  out << "<article id=\"r-" << number << "\">\n";
  page.element("h3", context.rule->title);
  out << "<p class=\"small muted\"><code>" << escaped(context.rule->id) << "</code> · "
      << page.say({"severity ", "级别："}) << page.say(title(context.rule->severity));
  if (!context.rule->owner.empty()) out << " · " << page.say({"owner ", "责任处室："}) << escaped(context.rule->owner);
  out << "</p>\n<p>";
  const auto totals = check::totals(page.findings.of(number));
  bool any = false;
  for (std::size_t i = 0; i < totals.size(); ++i) {
    if (totals[i] == 0) continue;
    out << (any ? " · " : "") << page.say(check::title(static_cast<check::Verdict>(i))) << ' ' << totals[i];
    any = true;
  }
  if (!any) out << page.say(no_obligation(context));
  out << "</p>\n";
  if (page.findings.outside_force[number].all() > 0)
    page.element("p",
                 {"Not judged: " + outside_force(page, number).english + ".",
                  "未判定：" + outside_force(page, number).chinese + "。"},
                 R"(class="small")");
  write_coverage(page, number);
  write_unmatched(page, number);
  write_citation(page, number, "h4");
  if (!context.rule->note.empty())
    page.element("p", {"Note: " + context.rule->note.english, "说明：" + context.rule->note.chinese},
                 R"(class="small")");
  out << "</article>\n";
}

}  // namespace

void write_rules(const Page& page) {
  auto& out = page.out;
  const auto count = static_cast<std::uint32_t>(page.findings.rules.size());
  out << "<section id=\"rules\">\n";
  page.element("h2", {"The rules and their sources", "规则及其出处"});
  std::vector<std::uint32_t> judged, never, silent;
  for (std::uint32_t rule = 0; rule < count; ++rule)
    (!page.findings.rules[rule].judged ? silent : never_in_force(page.findings, rule) ? never : judged).push_back(rule);
  const auto shown = std::min(judged.size(), most_listed);
  for (std::size_t i = 0; i < shown; ++i) write_rule(page, judged[i]);
  write_rest(page, judged.size(), shown);
  const auto list = [&](const std::vector<std::uint32_t>& rules, const Phrase& heading, bool with_force) {
    if (rules.empty()) return;
    out << "<h3>" << page.say(heading) << page.say({": ", "："}) << rules.size() << "</h3>\n<ul class=\"small\">\n";
    for (const auto rule : rules) {
      const auto& of = *page.findings.rules[rule].rule;
      out << "<li id=\"r-" << rule << "\">" << page.say(of.title) << " <code>" << escaped(of.id) << "</code>";
      if (with_force) out << ": " << page.say(outside_force(page, rule));
      out << "</li>\n";
    }
    out << "</ul>\n";
  };
  list(never,
       {"Not judged, for all their triggers lie outside the time in force", "未作判定（触发事件均不在规则有效期内）"},
       true);
  list(silent,
       {"Not judged, for no ledger given records what they are about", "未作判定（所给台账都不记录其所涉事项）"},
       false);
  out << "</section>\n";
}

}  // namespace shixian::report::html
