// The findings in tables: all that are not met, then what is undetermined, open and waived.
#include <algorithm>
#include <chrono>
#include <map>
#include <ostream>
#include <set>

#include "check/evidence.hpp"
#include "check/overdue.hpp"
#include "report/baseline.hpp"
#include "report/entry.hpp"
#include "report/html/page.hpp"
#include "report/markup.hpp"

namespace shixian::report::html {

namespace {

using check::Finding;
using check::Verdict;
using text::Phrase;

/// A cell whose order is that of `sort` and not of its text.
std::string cell(const std::string& html, const std::string& sort = {}, std::string_view kind = {}) {
  return fmt::format("<td{}{}>{}</td>", kind.empty() ? "" : fmt::format(R"( class="{}")", kind),
                     sort.empty() ? "" : fmt::format(R"( data-sort="{}")", sort), html);
}

/// Seconds beyond the deadline, for the order alone.
std::string overdue_key(const Page& page, const Finding& finding) {
  const auto late = check::overdue(finding, page.findings, page.log);
  if (!late) return {};
  constexpr std::int64_t day = 86400;
  return std::to_string(late->days ? late->days->count * day : late->length.count());
}

std::string deadline_key(const Page& page, const Finding& finding) {
  if (finding.reckoning == check::none) return {};
  const auto instant = page.findings.reckonings[finding.reckoning].deadline;
  return time::iso(time::Zone::utc().at(std::chrono::floor<std::chrono::seconds>(instant)));
}

std::vector<std::uint32_t> with(const Page& page, Verdict verdict) {
  std::vector<std::uint32_t> chosen;
  for (const auto index : page.listed)
    if (page.findings.all[index].verdict == verdict) chosen.push_back(index);
  return chosen;
}

void write_header(const Page& page, std::initializer_list<Phrase> titles) {
  page.out << "<thead><tr>";
  for (const auto& title : titles) page.out << "<th scope=\"col\">" << page.say(title) << "</th>";
  page.out << "</tr></thead>\n<tbody>\n";
}

void write_option(const Page& page, const std::string& value, const std::string& title) {
  page.out << "<option value=\"" << value << "\">" << title << "</option>";
}

/// Made visible by the script, for without it they would do nothing.
void write_controls(const Page& page, std::size_t shown) {
  auto& out = page.out;
  std::set<std::uint32_t> rules;
  std::set<std::string> units;
  std::set<Verdict> verdicts;
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& finding = page.findings.all[page.listed[i]];
    rules.insert(finding.rule);
    units.insert(page.units.name_of(finding));
    verdicts.insert(finding.verdict);
  }
  out << "<div id=\"controls\" class=\"controls\" role=\"search\" hidden>\n<div class=\"grow\"><label for=\"search\">"
      << page.say({"Search", "搜索"}) << "</label><input id=\"search\" type=\"search\" autocomplete=\"off\"></div>\n";
  const auto all = page.say({"all", "全部"});
  out << "<div><label for=\"by-verdict\">" << page.say({"Verdict", "结论"}) << "</label><select id=\"by-verdict\">";
  write_option(page, "", all);
  write_option(page, "violation", page.say({"violations", "违规（逾期、未履行、违反）"}));
  for (const auto verdict : verdicts)
    write_option(page, std::string(check::name(verdict)), page.say(check::title(verdict)));
  out << "</select></div>\n<div><label for=\"by-rule\">" << page.say({"Rule", "规则"})
      << "</label><select id=\"by-rule\">";
  write_option(page, "", all);
  for (const auto rule : rules)
    write_option(page, std::to_string(rule), page.say(page.findings.rules[rule].rule->title));
  out << "</select></div>\n<div><label for=\"by-unit\">" << page.say({"Unit", "单位"})
      << "</label><select id=\"by-unit\">";
  write_option(page, "", all);
  for (const auto& unit : units)
    write_option(page, "=" + escaped(unit), unit.empty() ? page.say({"not named", "未写明"}) : escaped(unit));
  out << "</select></div>\n<button type=\"button\" id=\"reset\">" << page.say({"Show all", "全部显示"})
      << "</button>\n<output id=\"shown\" aria-live=\"polite\" data-text=\""
      << page.say({"{0} of {1} findings shown", "显示 {1} 项中的 {0} 项"}) << "\"></output>\n</div>\n";
}

void write_row(const Page& page, std::uint32_t index) {
  const auto& finding = page.findings.all[index];
  const auto entry = entry_of(page.report, finding);
  const auto& severity = title(page.findings.rules[finding.rule].rule->severity);
  auto verdict = badge(page, finding.verdict) + "<br><span class=\"small muted\">" +
                 page.say({"severity " + severity.english, "级别" + severity.chinese}) + "</span>";
  if (!entry.change.empty()) verdict += "<br><span class=\"small\">" + escaped(entry.change) + "</span>";
  const auto unit = escaped(page.units.name_of(finding));
  auto what = subject_link(page, index);
  for (const auto* remark : {&entry.reason, &entry.waiver})
    if (!remark->empty()) what += "<span class=\"reason\">" + escaped(*remark) + "</span>";
  page.out << "<tr data-verdict=\"" << check::name(finding.verdict) << "\" data-rule=\"" << finding.rule
           << "\" data-unit=\"" << unit << "\">" << cell(verdict) << cell(rule_link(page, finding.rule))
           << cell("<bdi>" + unit + "</bdi>") << cell(what) << cell(escaped(entry.trigger), {}, "time")
           << cell(escaped(entry.deadline), deadline_key(page, finding), "time")
           << cell(escaped(entry.response), {}, "time") << cell(escaped(entry.overdue), overdue_key(page, finding))
           << cell(places_of(page, finding)) << "</tr>\n";
}

}  // namespace

void write_table(const Page& page) {
  auto& out = page.out;
  const auto shown = std::min(page.listed.size(), most_rows);
  out << "<section id=\"findings\">\n";
  page.element("h2", {"All findings that are not met", "未履行及待定事项一览"});
  if (page.listed.empty()) {
    page.element("p", {"There are none.", "没有。"});
    out << "</section>\n";
    return;
  }
  page.element(
      "p",
      {"Violations first, the most severe rules before the others; then what is undetermined, open or waived. "
       "The link under “what” leads to the explanation of a finding, the one under “where” to its ledger.",
       "违规在前，级别高的规则优先；其后为无法判定、待办和已豁免。“对象”链接到该项的说明，“出处”链接到台账文件。"},
      R"(class="muted small screen-only")");
  write_controls(page, shown);
  write_rest(page, page.listed.size(), shown);
  out << "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" << page.say({"Findings", "结论一览"})
      << "\"><table id=\"findings-table\">\n";
  write_header(page, {{"verdict", "结论"},
                      {"rule", "规则"},
                      {"unit", "单位"},
                      {"what", "对象"},
                      {"trigger", "触发"},
                      {"deadline", "截止"},
                      {"response", "回应"},
                      {"overdue", "逾期"},
                      {"where", "出处"}});
  for (std::size_t i = 0; i < shown; ++i) write_row(page, page.listed[i]);
  out << "</tbody></table></div>\n</section>\n";
}

void write_undetermined(const Page& page) {
  auto& out = page.out;
  const auto chosen = with(page, Verdict::undetermined);
  out << "<section id=\"undetermined\">\n";
  page.element("h2", {"Undetermined, and what would settle it", "无法判定的事项及所缺记载"});
  if (chosen.empty()) page.element("p", {"Nothing is undetermined.", "没有无法判定的事项。"});
  // Many findings lack the same thing, so they stand together.
  std::map<std::pair<std::uint32_t, std::string>, std::vector<std::uint32_t>> groups;
  for (const auto index : chosen) {
    const auto& finding = page.findings.all[index];
    groups[{finding.rule,
            finding.reason == check::none ? std::string() : page.say(page.findings.reasons[finding.reason])}]
        .push_back(index);
  }
  constexpr std::size_t most_of_a_group = 10;
  if (!groups.empty()) {
    out << "<div class=\"scroll\" tabindex=\"0\"><table>\n";
    write_header(page, {{"what is not recorded well enough", "缺什么"},
                        {"rule", "规则"},
                        {"findings", "项数"},
                        {"what, and where", "对象与出处"}});
  }
  std::size_t written = 0;
  for (const auto& [key, members] : groups) {
    if (written == most_listed) break;
    ++written;
    std::string list;
    for (std::size_t i = 0; i < std::min(members.size(), most_of_a_group); ++i)
      list += (i > 0 ? "<br>" : "") + subject_link(page, members[i]) + " · " +
              places_of(page, page.findings.all[members[i]], ", ");
    if (members.size() > most_of_a_group)
      list += "<br>" + page.say(text::phrase("… and {} more, in the table above", "……另有 {} 项，见上表",
                                             members.size() - most_of_a_group));
    out << "<tr>" << cell(key.second) << cell(rule_link(page, key.first))
        << cell(std::to_string(members.size()), {}, "number") << cell(list) << "</tr>\n";
  }
  if (!groups.empty()) out << "</tbody></table></div>\n";
  write_rest(page, groups.size(), written);
  out << "</section>\n";
}

void write_open(const Page& page) {
  auto& out = page.out;
  auto chosen = with(page, Verdict::pending);
  const auto due = [&](std::uint32_t index) {
    const auto reckoning = page.findings.all[index].reckoning;
    return reckoning == check::none ? time::latest : page.findings.reckonings[reckoning].deadline;
  };
  std::stable_sort(chosen.begin(), chosen.end(), [&](auto a, auto b) { return due(a) < due(b); });
  out << "<section id=\"open\">\n";
  page.element("h2", {"Still open, soonest first", "尚待履行（先到期者在前）"});
  if (chosen.empty()) page.element("p", {"Nothing is open as of that time.", "截至统计时没有待办事项。"});
  const auto shown = std::min(chosen.size(), most_listed);
  if (shown > 0) {
    out << "<div class=\"scroll\" tabindex=\"0\"><table>\n";
    write_header(page, {{"deadline", "截止"},
                        {"what", "对象"},
                        {"rule", "规则"},
                        {"unit", "单位"},
                        {"trigger", "触发"},
                        {"where", "出处"}});
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& finding = page.findings.all[chosen[i]];
      const auto entry = entry_of(page.report, finding);
      const auto reason =
          entry.reason.empty() ? std::string() : "<span class=\"reason\">" + escaped(entry.reason) + "</span>";
      out << "<tr>"
          << cell("<strong>" + escaped(entry.deadline.empty() ? "—" : entry.deadline) + "</strong>", {}, "time")
          << cell(subject_link(page, chosen[i]) + reason) << cell(rule_link(page, finding.rule))
          << cell("<bdi>" + escaped(page.units.name_of(finding)) + "</bdi>") << cell(escaped(entry.trigger), {}, "time")
          << cell(places_of(page, finding)) << "</tr>\n";
    }
    out << "</tbody></table></div>\n";
  }
  write_rest(page, chosen.size(), shown);
  out << "</section>\n";
}

namespace {

void write_waivers(const Page& page) {
  auto& out = page.out;
  static const std::array states{Phrase{"in force", "有效"}, Phrase{"expired", "已过期"},
                                 Phrase{"not yet approved", "尚未批准"}};
  page.element("h3", {"The waivers of this run", "本次检查所用的豁免"});
  out << "<div class=\"scroll\" tabindex=\"0\"><table>\n";
  write_header(page, {{"waiver", "豁免"},
                      {"rule", "规则"},
                      {"state", "状态"},
                      {"approved", "批准"},
                      {"until", "有效至"},
                      {"reason", "理由"},
                      {"violations it speaks of", "涉及的违规"}});
  const auto shown = std::min(page.findings.waivers.size(), most_listed);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& waiver = page.findings.waivers[i];
    const auto& use = page.findings.waiver_uses[i];
    out << "<tr>" << cell(escaped(waiver.id)) << cell("<code>" + escaped(waiver.rule) + "</code>")
        << cell(page.say(states[static_cast<std::size_t>(use.state)]))
        << cell(time::iso(waiver.approved_on) + "<br>" + escaped(waiver.approved_by), {}, "time")
        << cell(time::iso(waiver.expires), {}, "time")
        << cell(escaped(waiver.reason) + (waiver.evidence.empty() ? "" : "<br>" + escaped(waiver.evidence)))
        << cell(std::to_string(use.violations), {}, "number") << "</tr>\n";
  }
  out << "</tbody></table></div>\n";
  write_rest(page, page.findings.waivers.size(), shown);
}

}  // namespace

void write_waived(const Page& page) {
  auto& out = page.out;
  const auto chosen = with(page, Verdict::waived);
  out << "<section id=\"waived\">\n";
  page.element("h2", {"Waived", "已豁免"});
  if (chosen.empty()) page.element("p", {"Nothing is waived.", "没有豁免。"});
  const auto shown = std::min(chosen.size(), most_listed);
  if (shown > 0) {
    out << "<div class=\"scroll\" tabindex=\"0\"><table>\n";
    write_header(page, {{"what", "对象"}, {"rule", "规则"}, {"waiver", "豁免"}, {"where", "出处"}});
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& finding = page.findings.all[chosen[i]];
      out << "<tr>" << cell(subject_link(page, chosen[i])) << cell(rule_link(page, finding.rule))
          << cell(escaped(entry_of(page.report, finding).waiver)) << cell(places_of(page, finding)) << "</tr>\n";
    }
    out << "</tbody></table></div>\n";
  }
  write_rest(page, chosen.size(), shown);
  if (!page.findings.waivers.empty()) write_waivers(page);
  out << "</section>\n";
}

void write_comparison(const Page& page) {
  if (!page.report.comparison) return;
  auto& out = page.out;
  const auto& against = *page.report.comparison;
  out << "<section id=\"baseline\">\n";
  page.element("h2", {"Against the baseline", "与基线相比"});
  page.element("p", text::phrase("{0} of {1}: {2} new violations, {3} unchanged, {4} fixed.",
                                 "与 {1} 的基线 {0} 相比：新增违规 {2}，未变 {3}，已消除 {4}。", against.baseline->path,
                                 against.baseline->as_of, against.fresh, against.unchanged, against.fixed.size()));
  if (!against.not_compared.empty())
    page.element("p", text::phrase("{} not compared, for their rule was not judged or the ledgers were not read whole.",
                                   "{} 项未比较（规则未判定，或台账未读全）。", against.not_compared.size()));
  const auto shown = std::min(against.fixed.size(), most_listed);
  if (shown > 0) {
    out << "<div class=\"scroll\" tabindex=\"0\"><table>\n";
    write_header(page, {{"fixed", "已消除"}, {"rule", "规则"}, {"now", "现为"}});
    for (std::size_t i = 0; i < shown; ++i) {
      const auto& [known, finding] = against.fixed[i];
      out << "<tr>" << cell(escaped(known->subject)) << cell("<code>" + escaped(known->rule) + "</code>")
          << cell(finding == check::none ? page.say({"no such obligation any more", "已无此项义务"})
                                         : badge(page, page.findings.all[finding].verdict))
          << "</tr>\n";
    }
    out << "</tbody></table></div>\n";
  }
  write_rest(page, against.fixed.size(), shown);
  out << "</section>\n";
}

}  // namespace shixian::report::html
