// JUnit XML: a suite a pack, a test case a rule. A rule with violations fails and lists the first of them; one that was
// not judged is skipped; a ledger that was not read whole is an error in a suite of its own. The case's output counts
// the verdicts, for JUnit has no place for what is undetermined, pending or waived beside a pass.
#include "report/junit.hpp"

#include <algorithm>

#include "report/entry.hpp"
#include "report/site.hpp"

namespace shixian::report {

namespace {

using check::Verdict;
using text::Phrase;

constexpr std::size_t most_listed = 50;

JUnitCase case_of(const Report& report, std::uint32_t number) {
  const auto& context = report.findings.rules[number];
  const auto say = [&](const Phrase& phrase) { return phrase.in(report.language); };
  JUnitCase made;
  made.suite = context.pack->id;
  made.name = context.rule->id;
  const auto totals = check::totals(report.findings.of(number));
  if (!context.judged) {
    made.skipped = say({"not judged: no ledger given records what it is about", "未判定：所给台账都不记录其所涉事项"});
    return made;
  }
  for (std::size_t i = 0; i < totals.size(); ++i)
    if (totals[i] > 0)
      made.output += (made.output.empty() ? "" : " · ") + say(check::title(static_cast<Verdict>(i))) + " " +
                     std::to_string(totals[i]);
  std::size_t violations = 0;
  for (const auto& finding : report.findings.of(number)) {
    if (!check::is_violation(finding.verdict) || !fails(report, finding)) continue;
    if (violations == 0) {
      const auto where = site(report, finding);
      made.file = where.file;
      made.line = where.line;
    }
    if (++violations <= most_listed)
      made.details +=
          (made.details.empty() ? "" : "\n") + sentence_of(report, finding) + "  " + entry_of(report, finding).place;
  }
  if (violations == 0) return made;
  made.failure = say(text::phrase("{0} of {1} obligations violated: {2}", "{1} 项义务中有 {0} 项违规：{2}", violations,
                                  report.findings.of(number).size(), say(context.rule->title)));
  if (violations > most_listed)
    made.details += "\n" + say(text::phrase("… and {} more; --format jsonl lists all",
                                            "……另有 {} 项；--format jsonl 列出全部", violations - most_listed));
  return made;
}

/// A case a ledger; without fault it passes.
std::vector<JUnitCase> ledgers(const Report& report) {
  std::vector<JUnitCase> made;
  const auto say = [&](const Phrase& phrase) { return phrase.in(report.language); };
  const auto suite = say({"ledgers", "台账"});
  const auto& origins = report.log.events.origins();
  for (std::uint32_t i = 0; i < origins.size(); ++i) {
    JUnitCase one;
    one.suite = suite;
    one.name = origins[i].sheet.empty() ? origins[i].file : origins[i].file + "!" + origins[i].sheet;
    std::size_t rejected = 0;
    for (const auto& rejection : report.log.rejections) {
      if (rejection.origin != i) continue;
      if (rejected++ == 0) one.error = say(rejection_of(report, rejection));
    }
    if (rejected > 1) one.error += say(text::phrase(" (and {} more cells or rows)", "（另有 {} 处）", rejected - 1));
    made.push_back(std::move(one));
  }
  for (const auto& what : report.unread) {
    JUnitCase one;
    one.suite = suite;
    one.name = say({"a ledger that was not read", "未能读取的台账"});
    one.error = say(what);
    made.push_back(std::move(one));
  }
  if (report.findings.reach == check::Reach::nothing) {
    JUnitCase one;
    one.suite = suite;
    one.name = say({"rules read the ledgers", "规则涉及台账"});
    one.error = say({"no rule reads any event of the ledgers", "没有规则涉及台账中的任何事件"});
    made.push_back(std::move(one));
  }
  return made;
}

}  // namespace

void write_junit(const Report& report, std::ostream& out) {
  std::vector<JUnitCase> cases;
  for (std::uint32_t i = 0; i < report.findings.rules.size(); ++i) cases.push_back(case_of(report, i));
  auto read = ledgers(report);
  cases.insert(cases.end(), std::make_move_iterator(read.begin()), std::make_move_iterator(read.end()));
  write_junit_cases(cases, out);
}

}  // namespace shixian::report
