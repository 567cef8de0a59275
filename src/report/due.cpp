#include "report/due.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include "check/evidence.hpp"
#include "check/other_counting.hpp"
#include "check/overdue.hpp"
#include "report/as_of.hpp"
#include "report/entry.hpp"
#include "report/units.hpp"
#include "report/words.hpp"
#include "text/cell.hpp"
#include "text/width.hpp"

namespace shixian::report {

using check::Finding;
using check::Verdict;
using text::Phrase;

namespace {

class Writer {
 public:
  explicit Writer(const Report& report) : report_(report) {}

  Listings write(const std::vector<Due>& dues) const {
    Listings made;
    made.language = report_.language;
    made.colour = report_.colour;
    made.as_of = report_.findings.as_of;
    made.title = {"what is due", "待办清单"};
    made.facts = facts();
    made.tables.push_back(list({"open, soonest first", "待办（按截止先后）"}, {"open", "待办"}, {"left", "剩余"}, dues,
                               Due::State::open));
    made.tables.push_back(list({"overdue and still to be done", "已逾期、仍须补办"}, {"overdue", "已逾期"},
                               {"overdue", "逾期"}, dues, Due::State::overdue));
    auto unclear = list({"cannot be told: look at these", "无法判定，须核实"}, {"cannot be told", "无法判定"}, {"", ""},
                        dues, Due::State::unclear);
    if (!unclear.rows.empty()) made.tables.push_back(std::move(unclear));
    if (!dues.empty()) made.tables.push_back(by_owner(dues));
    return made;
  }

 private:
  std::string say(const Phrase& phrase) const { return phrase.in(report_.language); }

  std::vector<Phrase> facts() const {
    std::vector<Phrase> made;
    const auto& findings = report_.findings;
    if (findings.rules.empty()) return made;
    const auto& zone = zone_of(findings);
    const auto as_of = as_of_text(findings.as_of, zone);
    made.push_back(text::phrase("as of {0}, days of {1}", "统计截止 {2}，按 {1} 的日期计算", as_of.english, zone.name(),
                                as_of.chinese));
    for (std::uint32_t rule = 0; rule < findings.rules.size(); ++rule)
      for (const auto& end : earlier_ends(report_, rule))
        if (std::find(made.begin(), made.end(), end) == made.end()) made.push_back(end);
    if (!report_.complete())
      made.push_back({"The list is incomplete: part of the input could not be read, or no rule reads it.",
                      "清单不完整：部分输入无法读取，或没有规则涉及。"});
    return made;
  }

  Listing list(const Phrase& heading, const Phrase& sheet, const Phrase& length, const std::vector<Due>& dues,
               Due::State state) const {
    Listing made;
    made.sheet = sheet;
    made.remarks = true;
    made.header = {{"deadline", "截止"}, length,           {"owner", "责任单位"},
                   {"what", "对象"},     {"duty", "职责"}, {"trigger", "触发"},
                   {"where", "出处"},    {"note", "说明"}};
    for (const auto& due : dues) {
      if (due.state != state) continue;
      const auto& finding = report_.findings.all[due.finding];
      const auto entry = entry_of(report_, finding);
      const auto& rule = *report_.findings.rules[finding.rule].rule;
      made.rows.push_back({text_cell(entry.deadline), text_cell(say(due.left)), text_cell(due.owner),
                           text_cell(entry.subject), text_cell(text::shorten(say(rule.title), 60)),
                           text_cell(entry.trigger), text_cell(entry.place), text_cell(entry.reason)});
    }
    made.title = text::phrase("{0}: {2}", "{1}：{2}", heading.english, heading.chinese, made.rows.size());
    return made;
  }

  Listing by_owner(const std::vector<Due>& dues) const {
    struct Count {
      std::size_t open = 0, overdue = 0, unclear = 0;
      std::string next;
    };
    std::map<std::string, Count> owners;
    for (const auto& due : dues) {
      auto& count = owners[due.owner];
      ++(due.state == Due::State::open ? count.open : due.state == Due::State::overdue ? count.overdue : count.unclear);
      if (due.state == Due::State::open && count.next.empty() && due.deadline)
        count.next = time::readable(*due.deadline);
    }
    Listing made;
    made.title = made.sheet = {"by owner", "按责任单位"};
    made.header = {{"owner", "责任单位"},
                   {"open", "待办"},
                   {"overdue", "已逾期"},
                   {"cannot be told", "无法判定"},
                   {"next", "最近截止"}};
    for (const auto& [owner, count] : owners)
      made.rows.push_back({text_cell(owner.empty() ? say({"(nobody named)", "（未写明）"}) : owner),
                           count_cell(count.open), count_cell(count.overdue), count_cell(count.unclear),
                           text_cell(count.next)});
    return made;
  }

  const Report& report_;
};

std::optional<Due::State> state_of(const Finding& finding) {
  switch (finding.verdict) {
    case Verdict::pending:
      return Due::State::open;
    case Verdict::missing:
      return Due::State::overdue;
    case Verdict::undetermined:
      return Due::State::unclear;
    case Verdict::met:
    case Verdict::late:
    case Verdict::breached:
    case Verdict::waived:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> owners(const Report& report) {
  const Units units(report);
  std::set<std::string> names;
  for (const auto& finding : report.findings.all) {
    names.insert(units.name_of(finding));
    names.insert(report.findings.rules[finding.rule].rule->owner);
  }
  names.erase("");
  return {names.begin(), names.end()};
}

std::vector<Due> dues(const Report& report, const std::string& owner, std::optional<time::Day> until) {
  const auto& findings = report.findings;
  const Units units(report);
  std::vector<Due> made;
  for (std::uint32_t i = 0; i < findings.all.size(); ++i) {
    const auto& finding = findings.all[i];
    const auto state = state_of(finding);
    if (!state) continue;
    Due due{i, {}, {}, units.name_of(finding), {}, *state};
    const auto is_owner = [&](const std::string& name) { return text::folded(name) == text::folded(owner); };
    if (!owner.empty() && !is_owner(due.owner) && !is_owner(findings.rules[finding.rule].rule->owner)) continue;
    const auto& context = findings.rules[finding.rule];
    if (finding.reckoning != check::none) {
      const auto& reckoning = findings.reckonings[finding.reckoning];
      due.deadline = check::deadline(finding, findings, report.log);
      due.until = reckoning.deadline;
      if (due.state == Due::State::open) due.left = check::time_left(finding, findings, report.log);
    }
    if (until && due.state != Due::State::unclear && (!due.until || context.pack->zone.day_of(*due.until) > *until))
      continue;
    if (due.state == Due::State::overdue)
      if (const auto late = check::overdue(finding, findings, report.log)) due.left = late->describe();
    made.push_back(std::move(due));
  }
  std::stable_sort(made.begin(), made.end(), [](const Due& a, const Due& b) {
    return a.until.value_or(time::latest) < b.until.value_or(time::latest);
  });
  return made;
}

Listings listings_of(const Report& report, const std::vector<Due>& dues) { return Writer(report).write(dues); }

}  // namespace shixian::report
