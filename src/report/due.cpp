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
#include "report/table.hpp"
#include "report/units.hpp"
#include "report/words.hpp"
#include "text/cell.hpp"
#include "text/width.hpp"

namespace shixian::report {

using check::Finding;
using check::Verdict;
using text::Phrase;

namespace {

class Tables {
 public:
  Tables(const Report& report, std::ostream& out) : report_(report), out_(out) {}

  void write(const std::vector<Due>& dues) {
    write_list({"open, soonest first", "待办（按截止先后）"}, {"left", "剩余"}, dues, Due::State::open);
    write_list({"overdue and still to be done", "已逾期、仍须补办"}, {"overdue", "逾期"}, dues, Due::State::overdue);
    if (count(dues, Due::State::unclear) > 0)
      write_list({"cannot be told: look at these", "无法判定，须核实"}, {"", ""}, dues, Due::State::unclear);
    write_owners(dues);
    const auto& findings = report_.findings;
    if (findings.rules.empty()) return;
    const auto& zone = findings.rules.front().pack->zone;
    out_ << say(text::phrase("as of {}, days of {}", "统计截止 {}，按 {} 的日期计算",
                             say(as_of_text(findings.as_of, zone)), zone.name()))
         << '\n';
    std::set<std::string> ends;
    for (std::uint32_t rule = 0; rule < findings.rules.size(); ++rule)
      for (const auto& end : earlier_ends(report_, rule)) ends.insert(text::plain(say(end)));
    for (const auto& end : ends) out_ << end << '\n';
    if (!report_.complete())
      out_ << say({"The list is incomplete: part of the input could not be read, or no rule reads it.",
                   "清单不完整：部分输入无法读取，或没有规则涉及。"})
           << '\n';
  }

 private:
  std::string say(const Phrase& phrase) const { return phrase.in(report_.language); }
  std::string bold(const std::string& text) const { return report_.colour ? "\x1b[1m" + text + "\x1b[0m" : text; }

  static std::size_t count(const std::vector<Due>& dues, Due::State state) {
    return static_cast<std::size_t>(
        std::count_if(dues.begin(), dues.end(), [&](const Due& due) { return due.state == state; }));
  }

  void write_list(const Phrase& heading, const Phrase& length, const std::vector<Due>& dues, Due::State state) {
    const auto number = count(dues, state);
    out_ << bold(say(text::phrase("{}: {}", "{}：{}", say(heading), number))) << '\n';
    if (number == 0) return void(out_ << '\n');
    Table table({say({"deadline", "截止"}), say(length), say({"owner", "责任单位"}), say({"what", "对象"}),
                 say({"duty", "职责"}), say({"trigger", "触发"}), say({"where", "出处"})});
    for (const auto& due : dues) {
      if (due.state != state) continue;
      const auto& finding = report_.findings.all[due.finding];
      const auto entry = entry_of(report_, finding);
      const auto& rule = *report_.findings.rules[finding.rule].rule;
      Table::Row row{{entry.deadline, say(due.left), due.owner, entry.subject, text::shorten(say(rule.title), 60),
                      entry.trigger, entry.place},
                     {},
                     {}};
      if (!entry.reason.empty()) row.remarks.push_back(entry.reason);
      table.add(std::move(row));
    }
    table.print(out_, "  ", report_.colour);
    out_ << '\n';
  }

  void write_owners(const std::vector<Due>& dues) {
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
    if (owners.empty()) return;
    out_ << bold(say({"by owner", "按责任单位"})) << '\n';
    Table table({say({"owner", "责任单位"}), say({"open", "待办"}), say({"overdue", "已逾期"}),
                 say({"cannot be told", "无法判定"}), say({"next", "最近截止"})});
    for (const auto& [owner, count] : owners)
      table.add({{owner.empty() ? say({"(nobody named)", "（未写明）"}) : owner, std::to_string(count.open),
                  std::to_string(count.overdue), std::to_string(count.unclear), count.next},
                 {},
                 {}});
    table.print(out_, "  ", report_.colour);
    out_ << '\n';
  }

  const Report& report_;
  std::ostream& out_;
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

void write_due(const Report& report, const std::vector<Due>& dues, std::ostream& out) {
  Tables(report, out).write(dues);
}

}  // namespace shixian::report
