#include "report/entry.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "check/evidence.hpp"
#include "check/overdue.hpp"
#include "log/place.hpp"
#include "report/baseline.hpp"

namespace shixian::report {

using check::Finding;
using check::none;
using check::Verdict;
using text::Phrase;

namespace {

class Reader {
 public:
  Reader(const Report& report, const Finding& finding)
      : report_(report), findings_(report.findings), log_(report.log), finding_(finding) {}

  Entry entry() const {
    const auto& zone = findings_.rules[finding_.rule].pack->zone;
    Entry made;
    made.verdict = say(check::title(finding_.verdict));
    made.subject = check::subject(finding_, findings_, log_);
    made.trigger = time_of(finding_.trigger, zone);
    made.deadline = deadline();
    made.response = time_of(finding_.response, zone);
    made.overdue = overdue();
    made.place = places_of(report_, finding_.trigger, finding_.response);
    if (finding_.reason != none) made.reason = say(findings_.reasons[finding_.reason]);
    made.waiver = waiver();
    if (report_.comparison) made.change = change();
    return made;
  }

  std::string sentence() const {
    const auto made = entry();
    auto text = made.subject.empty() ? std::string() : made.subject + say({": ", "："});
    text += made.verdict;
    if (!made.change.empty()) text += say({" (", "（"}) + made.change + say({")", "）"});
    if (!made.overdue.empty())
      text += (finding_.judged() == Verdict::late ? say({" by ", " "}) : say({", overdue for ", "，已逾期 "})) +
              made.overdue;
    std::vector<std::string> parts;
    if (!made.deadline.empty()) parts.push_back(say({"deadline ", "截止 "}) + made.deadline);
    if (!made.response.empty()) parts.push_back(say({"response ", "回应 "}) + made.response);
    if (!parts.empty()) text += say({"; ", "；"}) + fmt::format("{}", fmt::join(parts, say({", ", "，"})));
    if (!made.reason.empty()) text += say({"; ", "；"}) + made.reason;
    if (!made.waiver.empty()) text += say({"; ", "；"}) + made.waiver;
    return text;
  }

 private:
  std::string say(const Phrase& phrase) const { return phrase.in(report_.language); }

  std::string time_of(std::uint32_t event, const time::Zone& zone) const {
    if (event == none) return {};
    const auto moment = log_.events.moment(event);
    return moment.known() ? time::readable(zone.shown(moment)) : say({"unreadable", "无法读取"});
  }

  std::string overdue() const {
    const auto late = check::overdue(finding_, findings_, log_);
    if (!late) return {};
    const auto length = say(late->describe());
    return late->at_least && finding_.response != none ? say(text::phrase("at least {}", "至少{}", length)) : length;
  }

  std::string deadline() const {
    const auto latest = check::deadline(finding_, findings_, log_);
    if (!latest) return {};
    const auto earliest = check::earliest_deadline(finding_, findings_);
    return (earliest ? time::readable(*earliest) + " … " : "") + time::readable(*latest) +
           (finding_.provisional ? "?" : "");
  }

  std::string waiver() const {
    if (finding_.waiver == none) return {};
    const auto& by = findings_.waivers[finding_.waiver];
    return say(text::phrase("{0} but for waiver {1} until {2}, approved by {3}: {4}",
                            "若无豁免 {1}（至 {2}，{3}批准）则为{5}：{4}", check::title(finding_.waived_from).english,
                            by.id, time::iso(by.expires), by.approved_by, by.reason,
                            check::title(finding_.waived_from).chinese));
  }

  std::string change() const { return say(title(report_.comparison->changes[check::index_of(findings_, finding_)])); }

  const Report& report_;
  const check::Findings& findings_;
  const log::Log& log_;
  const Finding& finding_;
};

}  // namespace

Entry entry_of(const Report& report, const Finding& finding) { return Reader(report, finding).entry(); }

std::string sentence_of(const Report& report, const Finding& finding) { return Reader(report, finding).sentence(); }

std::string place_of(const Report& report, std::uint32_t event) {
  if (event == none) return {};
  const auto& where = report.log.events.where(event);
  return log::place_of(report.log.events.origins()[where.origin], where).in(report.language);
}

std::string places_of(const Report& report, std::uint32_t first, std::uint32_t second) {
  if (first == check::none || second == check::none) return place_of(report, first == check::none ? second : first);
  const auto& events = report.log.events;
  const auto say = [&](const Phrase& phrase) { return phrase.in(report.language); };
  const auto place = place_of(report, first);
  const auto &one = events.where(first), &other = events.where(second);
  if (one.origin != other.origin) return place + say({"; ", "；"}) + place_of(report, second);
  const auto& origin = events.origins()[one.origin];
  if (origin.counting == log::Counting::cells)
    return one.row == other.row && one.column == other.column ? place
                                                              : place + say({", ", "、"}) + log::cell_of(origin, other);
  return one.row == other.row
             ? place
             : place + say({", " + std::to_string(other.row), "、" + log::place_within(origin, other).chinese});
}

std::uint32_t site_of(const Finding& finding) {
  if (finding.judged() == Verdict::breached && finding.response != none) return finding.response;
  return finding.trigger != none ? finding.trigger : finding.response;
}

Phrase rejection_of(const Report& report, const log::Rejection& rejection) {
  const auto place = log::place_of(report.log.events.origins()[rejection.origin], rejection.where());
  Phrase made = place;
  if (!rejection.column.empty()) {
    made.english += ", column " + rejection.column;
    made.chinese += "，列“" + rejection.column + "”";
  }
  if (!rejection.text.empty()) {
    made.english += ": '" + rejection.text + "'";
    made.chinese += "：“" + rejection.text + "”";
  }
  return {made.english + ": " + rejection.reason.english, made.chinese + "：" + rejection.reason.chinese};
}

std::string citation_of(const Report& report, const check::RuleContext& context) {
  const auto& cite = context.rule->cite;
  std::vector<std::string> parts{context.pack->title.in(report.language)};
  if (!cite.item.empty()) parts.push_back(cite.item);
  if (!cite.quote.empty()) parts.push_back("“" + cite.quote + "”");
  return fmt::format("{}", fmt::join(parts, " "));
}

bool fails(const Report& report, const Finding& finding) {
  if (!check::is_violation(finding.verdict) && finding.verdict != Verdict::undetermined) return false;
  return !report.new_only || report.comparison->changes[check::index_of(report.findings, finding)] == Change::fresh;
}

const Phrase& title(rule::Severity severity) {
  static const std::array severities{Phrase{"high", "高"}, Phrase{"medium", "中"}, Phrase{"low", "低"}};
  return severities[static_cast<std::size_t>(severity)];
}

std::vector<std::uint32_t> by_weight(const Report& report) {
  const auto& findings = report.findings;
  const auto weight = [&](std::uint32_t index) {
    const auto& finding = findings.all[index];
    if (report.comparison && report.comparison->changes[index] == Change::fresh && finding.verdict != Verdict::waived)
      return check::is_violation(finding.verdict) ? static_cast<int>(findings.rules[finding.rule].rule->severity) - 4
                                                  : -1;
    if (check::is_violation(finding.verdict)) return static_cast<int>(findings.rules[finding.rule].rule->severity);
    return finding.verdict == Verdict::undetermined ? 3 : finding.verdict == Verdict::pending ? 4 : 5;
  };
  std::vector<std::uint32_t> listed;
  for (std::uint32_t i = 0; i < findings.all.size(); ++i)
    if (findings.all[i].verdict != Verdict::met) listed.push_back(i);
  std::stable_sort(listed.begin(), listed.end(), [&](auto a, auto b) { return weight(a) < weight(b); });
  return listed;
}

}  // namespace shixian::report
