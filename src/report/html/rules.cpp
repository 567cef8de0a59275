// The rules with their sources and how they came out; those that were not judged, and why.
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>

#include "report/entry.hpp"
#include "report/html/page.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"

namespace shixian::report::html {

namespace {

using text::Phrase;

void write_coverage(const Page& page, std::uint32_t number) {
  for (const auto& end : earlier_ends(page.report, number)) page.element("p", end, R"(class="small")");
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
                 {"Not judged, outside the time in force: " + triggers_and_force(page.findings, number).english,
                  "未判定（不在规则有效期内）：" + triggers_and_force(page.findings, number).chinese},
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
      if (with_force) out << ": " << page.say(triggers_and_force(page.findings, rule));
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
