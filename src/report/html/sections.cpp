// A section a finding: what it is, its course, how the deadline was reckoned, where the duty is written.
#include <array>
#include <chrono>
#include <ostream>

#include "check/evidence.hpp"
#include "check/other_counting.hpp"
#include "report/entry.hpp"
#include "report/html/page.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"
#include "rule/sentences.hpp"
#include "text/width.hpp"

namespace shixian::report::html {

namespace {

using check::Finding;
using check::Verdict;
using text::Phrase;

void fact(const Page& page, const Phrase& name, const std::string& html) {
  if (html.empty()) return;
  page.out << "<dt>" << page.say(name) << "</dt><dd>" << html << "</dd>\n";
}

/// What else the row says: `title=…, unit=…`.
std::string attributes_of(const Page& page, std::uint32_t event) {
  constexpr std::size_t most_attributes = 12, most_columns = 60;
  std::string list;
  std::size_t listed = 0;
  for (const auto& attribute : page.log.events.attributes()) {
    if (attribute.codes[event] == log::no_value || listed == most_attributes) continue;
    list += (listed++ > 0 ? ", " : "") + escaped(attribute.name) + "=" +
            escaped(text::shorten(text::plain(attribute.values.at(attribute.codes[event])), most_columns));
  }
  return list.empty() ? list : "<br><span class=\"small muted\">" + list + "</span>";
}

/// When, what, in which row, and what else the row says.
std::string event_of(const Page& page, std::uint32_t event, const std::string& when) {
  if (event == check::none) return {};
  return fmt::format("<strong>{}</strong> · <code>{}</code> · {}{}", escaped(when),
                     escaped(page.log.events.types().at(page.log.events.type(event))), place_link(page, event),
                     attributes_of(page, event));
}

std::string limit_of(const Page& page, const Finding& finding) {
  if (finding.reckoning == check::none) return {};
  const auto& reckoning = page.findings.reckonings[finding.reckoning];
  if (!reckoning.due.empty()) return page.say({"due by " + reckoning.due.english, "到期日：" + reckoning.due.chinese});
  auto text = page.say(time::describe(reckoning.period));
  if (reckoning.regime && !reckoning.back)
    text += page.say({", counted as ", "，计算依据："}) + page.say(reckoning.regime->source);
  return text;
}

void write_facts(const Page& page, const Finding& finding, const Entry& entry) {
  const auto& context = page.findings.rules[finding.rule];
  auto& out = page.out;
  out << "<dl>\n";
  fact(page, {"rule", "规则"},
       rule_link(page, finding.rule) + " · <code>" + escaped(context.rule->id) + "</code> · " +
           page.say({"severity ", "级别"}) + page.say(title(context.rule->severity)));
  if (const auto& unit = page.units.name_of(finding); !unit.empty())
    fact(page, {"unit", "单位"}, "<bdi>" + escaped(unit) + "</bdi>");
  fact(page, {"trigger", "触发"}, event_of(page, finding.trigger, entry.trigger));
  if (finding.trigger == check::none && finding.response == check::none)
    fact(page, {"named in", "列名于"}, places_of(page, finding));
  fact(page, {"limit", "期限"}, limit_of(page, finding));
  fact(page, {"deadline", "截止"},
       entry.deadline.empty() ? std::string() : "<strong>" + escaped(entry.deadline) + "</strong>");
  const bool breached = finding.judged() == Verdict::breached;
  fact(page, breached ? Phrase{"event", "事件"} : Phrase{"response", "回应"},
       finding.response == check::none && !entry.deadline.empty() && !breached
           ? page.say({"none in the ledgers", "台账中没有"})
           : event_of(page, finding.response, entry.response));
  fact(page, {"overdue", "逾期"}, escaped(entry.overdue));
  fact(page, finding.verdict == Verdict::undetermined ? Phrase{"what is lacking", "缺什么"} : Phrase{"reason", "理由"},
       escaped(entry.reason));
  fact(page, {"waiver", "豁免"}, escaped(entry.waiver));
  fact(page, {"since baseline", "较基线"}, escaped(entry.change));
  fact(page, {"fingerprint", "指纹"}, "<code>" + check::fingerprint(finding, page.findings, page.log) + "</code>");
  out << "</dl>\n";
}

void write_reckoning(const Page& page, const Finding& finding) {
  if (finding.reckoning == check::none) return;
  const auto& context = page.findings.rules[finding.rule];
  const auto& reckoning = page.findings.reckonings[finding.reckoning];
  auto& out = page.out;
  page.element("h4", {"The deadline, day by day", "截止日期逐日推算"});
  constexpr auto longest = std::chrono::days{1100};
  if (reckoning.deadline - reckoning.start > longest || reckoning.start - reckoning.deadline > longest) {
    page.element("p",
                 {"The period is too long to be listed here day by day; `shixian calendar deadline --explain` does.",
                  "期限过长，此处不逐日列出；可用 shixian calendar deadline --explain 查看。"});
    return;
  }
  static const std::array weekdays{Phrase{"Sun", "周日"}, Phrase{"Mon", "周一"}, Phrase{"Tue", "周二"},
                                   Phrase{"Wed", "周三"}, Phrase{"Thu", "周四"}, Phrase{"Fri", "周五"},
                                   Phrase{"Sat", "周六"}};
  const auto steps = time::steps(reckoning, *context.calendar, context.pack->zone);
  constexpr std::size_t most_steps = 400;
  out << "<table class=\"reckoning\"><thead><tr>";
  page.element("th", {"day", "日期"}, R"(scope="col")");
  page.element("th", {"weekday", "星期"}, R"(scope="col")");
  page.element("th", {"counted as", "计为第几日"}, R"(scope="col" class="number")");
  page.element("th", {"why", "说明"}, R"(scope="col")");
  out << "</tr></thead>\n<tbody>\n";
  const bool by_day = reckoning.period.unit == time::Unit::working_days && reckoning.due.empty();
  for (std::size_t i = 0; i < std::min(steps.size(), most_steps); ++i) {
    const auto& step = steps[i];
    const bool last = reckoning.last_day && step.day == *reckoning.last_day && i + 1 == steps.size();
    out << (last                         ? "<tr class=\"last\">"
            : by_day && step.number == 0 ? "<tr class=\"off\">"
                                         : "<tr>")
        << "<td class=\"time\">" << time::iso(step.day) << "</td><td>"
        << page.say(weekdays[std::chrono::weekday{step.day}.c_encoding()]) << "</td><td class=\"number\">"
        << (step.number > 0 ? std::to_string(step.number) : "–") << "</td><td>" << page.say(step.text)
        << "</td></tr>\n";
  }
  out << "</tbody></table>\n";
  write_rest(page, steps.size(), most_steps);
  if (const auto earliest = check::earliest_deadline(finding, page.findings))
    page.element("p",
                 text::phrase("The start is not recorded to the minute: this is reckoned from the latest time it can "
                              "mean; from the earliest the deadline is {}.",
                              "起算时间未记到分钟：以上按可能的最晚时刻推算；按最早时刻推算，截止为 {}。",
                              time::readable(*earliest)),
                 R"(class="notice")");
  if (finding.provisional)
    page.element("p",
                 {"The deadline is provisional: it lies outside the years that the calendar covers.",
                  "截止日期是暂定的：超出日历所覆盖的年份。"},
                 R"(class="notice")");
}

void write_margin(const Page& page, const Finding& finding) {
  const auto margin = check::margin(finding, page.findings, page.log);
  const auto others = check::other_countings(finding, page.findings, page.log);
  if (margin.empty() && others.empty()) return;
  auto& out = page.out;
  page.element("h4", {"What the verdict hangs on", "结论取决于什么"});
  out << "<ul class=\"plain\">\n";
  if (!margin.empty()) page.element("li", margin);
  for (const auto& other : others) page.element("li", told(other, finding.judged()));
  out << "</ul>\n";
  if (!others.empty()) page.element("p", why_other_countings(), R"(class="small muted")");
}

void write_section(const Page& page, std::uint32_t index) {
  const auto& finding = page.findings.all[index];
  const auto& context = page.findings.rules[finding.rule];
  const auto entry = entry_of(page.report, finding);
  auto& out = page.out;
  out << "<article id=\"f-" << check::fingerprint(finding, page.findings, page.log) << "\" data-verdict=\""
      << check::name(finding.verdict) << "\">\n<h3>" << badge(page, finding.verdict) << " <bdi>"
      << escaped(entry.subject.empty() ? context.rule->id : entry.subject) << "</bdi></h3>\n";
  page.element("p", context.rule->title, R"(class="sentence")");
  write_facts(page, finding, entry);
  write_timeline(page, finding);
  write_reckoning(page, finding);
  write_margin(page, finding);
  write_citation(page, finding.rule, "h4");
  out << "</article>\n";
}

}  // namespace

void write_citation(const Page& page, std::uint32_t rule, std::string_view heading) {
  const auto& context = page.findings.rules[rule];
  const auto& cite = context.rule->cite;
  auto& out = page.out;
  page.element(heading, {"Where the duty is written", "职责出处"});
  out << "<blockquote>";
  if (!cite.quote.empty()) out << "<p>“" << escaped(cite.quote) << "”</p>";
  out << "<footer>" << page.say(context.pack->title);
  if (!cite.item.empty()) out << " · " << escaped(cite.item);
  if (!context.pack->issuer.empty()) out << " · " << escaped(context.pack->issuer);
  if (context.pack->issued) out << " · " << time::iso(*context.pack->issued);
  for (const auto& requirement : cite.requirements) out << " · " << escaped(requirement);
  out << "</footer></blockquote>\n";
  page.element(heading, {"The rule in plain words", "规则的含义"});
  out << "<ul class=\"plain\">\n";
  for (const auto& sentence : rule::sentences(*context.rule, *context.pack)) page.element("li", sentence);
  out << "</ul>\n";
}

void write_sections(const Page& page) {
  auto& out = page.out;
  out << "<section id=\"sections\" class=\"sections\">\n";
  page.element("h2", {"Violations and undetermined findings, one by one", "违规和无法判定事项逐项说明"});
  std::size_t all = 0, shown = 0;
  for (const auto index : page.listed) {
    const auto verdict = page.findings.all[index].verdict;
    if (!check::is_violation(verdict) && verdict != Verdict::undetermined) continue;
    ++all;
    if (page.has_section[index]) ++shown;
  }
  if (all == 0) page.element("p", {"There are none.", "没有。"});
  write_rest(page, all, shown);
  for (const auto index : page.listed)
    if (page.has_section[index]) write_section(page, index);
  out << "</section>\n";
}

}  // namespace shixian::report::html
