#include "report/words.hpp"

#include <set>

#include "log/place.hpp"
#include "report/as_of.hpp"

namespace shixian::report {

using text::Phrase;

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::vector<Phrase> remarks_on(const log::Origin& origin) {
  std::vector<Phrase> remarks;
  if (origin.eventless > 0)
    remarks.push_back({fmt::format("{} without a date", counted(origin.eventless, "row")),
                       fmt::format("{} 行没有日期，不产生事件", origin.eventless)});
  if (origin.skipped > 0)
    remarks.push_back({fmt::format("{} left out by skip-rows", counted(origin.skipped, "row")),
                       fmt::format("{} 行按“略过行”不读", origin.skipped)});
  if (origin.hidden > 0)
    remarks.push_back({fmt::format("read with {} that the sheet hides", counted(origin.hidden, "row")),
                       fmt::format("含工作表中隐藏的 {} 行，照常读取", origin.hidden)});
  if (origin.stray > 0) {
    const auto first = log::place_within(origin, origin.first_stray);
    remarks.push_back({fmt::format("{} with cells under no header, which are left out, the first in {}",
                                   counted(origin.stray, "row"), first.english),
                       fmt::format("{} 行在没有列名的列中有内容，不读，最前一处在 {}", origin.stray, first.chinese)});
  }
  if (origin.bad_bytes > 0)
    remarks.push_back(text::phrase("{} bytes were not text and are shown as U+FFFD, the first on line {}",
                                   "{} 个字节不是文字，显示为 U+FFFD，最前一处在第 {} 行", origin.bad_bytes,
                                   origin.first_bad_line));
  return remarks;
}

Phrase days_in_force(const rule::InForce& force) {
  if (force.from && force.to)
    return text::phrase("in force {} to {}", " {} 至 {} ", time::iso(*force.from), time::iso(*force.to));
  return force.from ? text::phrase("in force from {}", "自 {} 起", time::iso(*force.from))
                    : text::phrase("in force until {}", "至 {} ", time::iso(*force.to));
}

bool never_in_force(const check::Findings& findings, std::uint32_t rule) {
  return findings.outside_force[rule].all() > 0 && findings.of(rule).empty() && findings.unmatched[rule].empty();
}

Phrase triggers_and_force(const check::Findings& findings, std::uint32_t rule) {
  const auto number = findings.outside_force[rule].all();
  const auto force = days_in_force(findings.rules[rule].rule->in_force);
  return {fmt::format("{}, {}", counted(number, "trigger"), force.english),
          fmt::format("触发事件 {} 个，规则{}有效", number, force.chinese)};
}

Phrase no_obligation(const check::RuleContext& context) {
  const auto& covered = context.expected.covered.back();
  if (context.rule->scope.kind == rule::Scope::Kind::period && covered.from > covered.to)
    return {"not judged: the ledgers that record it are declared complete for times that have nothing in common",
            "未判定：记录该事项的各台账声明的完整期间没有共同部分"};
  if (context.rule->scope.kind == rule::Scope::Kind::period)
    return {"no obligation: no period of the rule ends before the as-of while it is in force",
            "没有产生义务：规则有效期内、统计截止前没有应判定的期间"};
  return {"no obligation: the ledgers hold no event in force and before the as-of that calls for this duty",
          "没有产生义务：台账中没有在规则有效期内、统计截止前触发这一职责的事件"};
}

Phrase what_became(const Fixed& one, const check::Findings& findings) {
  if (one.finding == check::none) return {", no such obligation any more", "，已无此项义务"};
  const auto& verdict = check::title(findings.all[one.finding].verdict);
  return {", now " + verdict.english, "，现为" + verdict.chinese};
}

Phrase told(const check::OtherCounting& other, check::Verdict verdict) {
  const auto deadline = time::readable(other.deadline);
  const auto& then = check::title(other.verdict);
  const bool same = other.verdict == verdict;
  return {fmt::format("counted {}: deadline {}, {}{}", other.how.english, deadline, then.english,
                      same ? " as well" : " — the verdict hangs on this"),
          fmt::format("若{}：截止 {}，{}{}", other.how.chinese, deadline, then.chinese,
                      same ? "，结论不变" : "——结论因此不同")};
}

const Phrase& why_other_countings() {
  static const Phrase why{"The verdict follows the convention of the pack; the others are for whoever doubts it.",
                          "结论按规则包所用的计算方法作出；其他方法仅供核对。"};
  return why;
}

std::vector<Phrase> earlier_ends(const Report& report, std::uint32_t rule) {
  const auto& context = report.findings.rules[rule];
  std::set<std::uint32_t> origins;
  for (const auto& finding : report.findings.of(rule))
    if (finding.trigger != check::none) origins.insert(report.log.events.where(finding.trigger).origin);
  std::vector<Phrase> ends;
  for (const auto origin : origins) {
    const auto as_of = context.judged_as_of(origin);
    if (as_of >= report.findings.as_of) continue;
    const auto until = as_of_text(as_of, context.pack->zone);
    ends.push_back(text::phrase("{0}: judged as of {1}, until which the ledgers are declared complete",
                                "{0}：按 {2} 判定，台账声明的完整期间到此为止",
                                report.log.events.origins()[origin].file, until.english, until.chinese));
  }
  return ends;
}

}  // namespace shixian::report
