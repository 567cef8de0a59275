// One page for a browser and for paper, complete in itself: how it came out, charts, every finding with its course and
// its source, the rules, the ledgers. It is written from top to bottom and holds no more than html/page.hpp says.
#include "report/entry.hpp"
#include "report/html/page.hpp"

namespace shixian::report {

namespace {

/// The weightiest violations and undetermined findings.
std::vector<bool> with_section(const check::Findings& findings, const std::vector<std::uint32_t>& listed) {
  std::vector<bool> chosen(findings.all.size(), false);
  std::size_t left = html::most_sections;
  for (const auto index : listed) {
    const auto verdict = findings.all[index].verdict;
    if (left == 0 || (!check::is_violation(verdict) && verdict != check::Verdict::undetermined)) continue;
    chosen[index] = true;
    --left;
  }
  return chosen;
}

}  // namespace

void write_html(const Report& report, std::ostream& out) {
  auto listed = by_weight(report);
  auto chosen = with_section(report.findings, listed);
  const html::Page page{report, out, std::move(listed), std::move(chosen), Units(report)};
  html::write_head(page);
  html::write_summary(page);
  html::write_charts(page);
  html::write_table(page);
  html::write_undetermined(page);
  html::write_open(page);
  html::write_waived(page);
  html::write_comparison(page);
  html::write_sections(page);
  html::write_rules(page);
  html::write_terms(page);
  html::write_ledgers(page);
  html::write_foot(page);
}

}  // namespace shixian::report
