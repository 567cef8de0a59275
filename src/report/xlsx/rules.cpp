// The rules that the run was given: what they ask, where that is written, and what became of them.
#include "rule/sentences.hpp"

#include <fmt/ranges.h>

#include <algorithm>

#include "report/entry.hpp"
#include "report/words.hpp"
#include "report/xlsx/filled_in.hpp"
#include "report/xlsx/sheets.hpp"

namespace shixian::report::xlsx {

namespace {

using text::Phrase;

Phrase state_of(const Report& report, std::uint32_t number) {
  const auto& context = report.findings.rules[number];
  if (!context.judged)
    return {"not judged: no ledger given records what it is about", "未作判定：所给台账都不记录其所涉事项"};
  if (never_in_force(report.findings, number))
    return {"not judged: all its triggers lie outside the time in force", "未作判定：触发事件均不在规则有效期内"};
  if (report.findings.of(number).empty()) return no_obligation(context);
  return {"judged", "已判定"};
}

/// What else is to be known of how the rule was judged.
std::vector<std::string> remarks(const Report& report, std::uint32_t number, const Book& book) {
  std::vector<std::string> lines;
  for (const auto& end : earlier_ends(report, number)) lines.push_back(book.say(end));
  if (report.findings.outside_force[number].all() > 0) {
    const auto what = triggers_and_force(report.findings, number);
    lines.push_back(book.say(
        {"not judged, outside the time in force: " + what.english, "未判定（不在规则有效期内）：" + what.chinese}));
  }
  const auto& unmatched = report.findings.unmatched[number];
  if (unmatched.empty()) return lines;
  constexpr std::size_t most_places = 5;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < std::min(unmatched.size(), most_places); ++i)
    places.push_back(place_of(report, unmatched[i]));
  if (unmatched.size() > most_places) places.emplace_back("…");
  const auto listed = fmt::format("{}", fmt::join(places, "; "));
  lines.push_back(book.say(
      text::phrase("answering no trigger: {0} ({1})", "没有对应触发事件的回应：{0}（{1}）", unmatched.size(), listed)));
  return lines;
}

void write_day(const std::optional<time::Day>& day, Sheet& sheet) { day ? sheet.day(*day) : sheet.blank(); }

}  // namespace

void write_rules(const Report& report, Book& book) {
  auto sheet = Sheet::list(book, {"Rules", "规则"},
                           {{rule_column, 26},
                            {{"rule", "规则"}, 34},
                            {{"what it asks", "内容"}, 60},
                            {{"source", "出处"}, 28},
                            {{"item or article", "条款"}, 12},
                            {{"in the words of the source", "原文"}, 50},
                            {{"requirements", "对应要求"}, 14},
                            {{"severity", "级别"}, 9},
                            {{"owner", "责任单位"}, 16},
                            {{"in force from", "有效自"}, 12},
                            {{"in force to", "有效至"}, 12},
                            {{"state", "判定情况"}, 24},
                            {{"obligations", "义务"}, 11},
                            {{"violated", "违规"}, 9},
                            {{"remarks", "备注"}, 40},
                            {{"note", "规则说明"}, 40}});
  for (std::uint32_t number = 0; number < report.findings.rules.size(); ++number) {
    const auto& context = report.findings.rules[number];
    const auto& rule = *context.rule;
    std::vector<std::string> sentences;
    for (const auto& sentence : rule::sentences(rule, *context.pack)) sentences.push_back(book.say(sentence));
    const auto totals = check::totals(report.findings.of(number));
    const auto violated = check::violations(totals);
    sheet.next_row();
    sheet.text(rule.id);
    sheet.text(book.say(rule.title));
    sheet.lines(sentences);
    sheet.text(book.say(context.pack->title));
    sheet.text(rule.cite.item);
    sheet.text(rule.cite.quote);
    sheet.text(fmt::format("{}", fmt::join(rule.cite.requirements, ", ")));
    sheet.text(book.say(title(rule.severity)));
    sheet.text(rule.owner);
    write_day(rule.in_force.from, sheet);
    write_day(rule.in_force.to, sheet);
    sheet.text(book.say(state_of(report, number)));
    sheet.number(static_cast<double>(report.findings.of(number).size()));
    sheet.number(static_cast<double>(violated), violated > 0 ? Style::red : Style::number);
    sheet.lines(remarks(report, number, book));
    sheet.text(book.say(rule.note));
  }
  sheet.end();
}

}  // namespace shixian::report::xlsx
