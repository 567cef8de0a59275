#include "report/html/tallies.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <unordered_map>

#include "check/evidence.hpp"

namespace shixian::report::html {

namespace {

using check::Finding;
using check::Verdict;

std::size_t number(Verdict verdict) { return static_cast<std::size_t>(verdict); }

void sort(std::vector<Tally>& tallies) {
  std::stable_sort(tallies.begin(), tallies.end(), [](const Tally& a, const Tally& b) {
    const auto left = violations(a.counts), right = violations(b.counts);
    if (left != right) return left > right;
    return a.counts[number(Verdict::undetermined)] > b.counts[number(Verdict::undetermined)];
  });
}

std::optional<time::Day> day_of(const Finding& finding, const Report& report) {
  const auto& zone = report.findings.rules[finding.rule].pack->zone;
  if (finding.trigger == check::none)
    if (const auto span = check::period(finding, report.findings))
      return std::min(span->last, zone.day_of(report.findings.as_of));
  const auto event = finding.trigger != check::none ? finding.trigger : finding.response;
  if (event == check::none) return std::nullopt;
  const auto moment = report.log.events.moment(event);
  if (!moment.known()) return std::nullopt;
  return zone.day_of(moment.first);
}

/// Months since the year 0.
int month_of(time::Day day) {
  const std::chrono::year_month_day date{day};
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

/// The bin of so many days before (positive) or after the deadline.
std::size_t bin_of(std::int64_t days) {
  static constexpr std::array<std::int64_t, Margins::bins - 1> least{31, 11, 4, 1, 0, -1, -3, -10, -30};
  return static_cast<std::size_t>(
      std::find_if(least.begin(), least.end(), [&](std::int64_t bound) { return days >= bound; }) - least.begin());
}

}  // namespace

std::vector<Tally> by_rule(const check::Findings& findings) {
  std::vector<Tally> tallies;
  for (std::uint32_t rule = 0; rule < findings.rules.size(); ++rule)
    if (!findings.of(rule).empty()) tallies.push_back({{}, rule, check::totals(findings.of(rule))});
  sort(tallies);
  return tallies;
}

std::vector<Tally> by_unit(const check::Findings& findings, const Units& units) {
  std::map<std::string_view, Counts> counts;  // names live in the log and the packs
  for (const auto& finding : findings.all) ++counts[units.name_of(finding)][number(finding.verdict)];
  std::vector<Tally> tallies;
  for (const auto& [name, by_verdict] : counts) tallies.push_back({std::string(name), 0, by_verdict});
  sort(tallies);
  return tallies;
}

Months by_month(const Report& report) {
  constexpr int most_months = 36;
  Months made;
  std::map<int, Counts> months;
  for (const auto& finding : report.findings.all) {
    const auto day = day_of(finding, report);
    if (day)
      ++months[month_of(*day)][number(finding.verdict)];
    else
      ++made.without;
  }
  if (months.empty()) return made;
  const int first = months.begin()->first, last = months.rbegin()->first;
  if (last - first < most_months) {
    for (int month = first; month <= last; ++month)
      made.tallies.push_back({fmt::format("{:04}-{:02}", month / 12, month % 12 + 1), 0, months[month]});
    return made;
  }
  made.years = true;
  for (const auto& [month, counts] : months) {
    const auto name = fmt::format("{:04}", month / 12);
    if (made.tallies.empty() || made.tallies.back().name != name) made.tallies.push_back({name, 0, {}});
    for (std::size_t i = 0; i < counts.size(); ++i) made.tallies.back().counts[i] += counts[i];
  }
  return made;
}

Margins margins(const Report& report) {
  using std::chrono::days;
  Margins made;
  for (const auto& finding : report.findings.all) {
    const auto verdict = finding.verdict;  // what is waived counts for nothing here
    if (verdict == Verdict::missing) ++made.missing;
    if ((verdict != Verdict::met && verdict != Verdict::late) || finding.reckoning == check::none ||
        finding.response == check::none)
      continue;
    const auto& reckoning = report.findings.reckonings[finding.reckoning];
    const auto moment = report.log.events.moment(finding.response);
    if (!moment.known() || reckoning.back) continue;
    if (reckoning.last_day) {
      const auto day = report.findings.rules[finding.rule].pack->zone.day_of(moment.first);
      ++made.answered[bin_of((*reckoning.last_day - day).count())];
    } else {
      // Late by 1 second to 24 hours is a day late.
      ++made.answered[bin_of(std::chrono::floor<days>(reckoning.deadline - moment.first).count())];
    }
  }
  return made;
}

}  // namespace shixian::report::html
