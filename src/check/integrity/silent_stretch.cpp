// Stretches without any event of a type that a ledger otherwise records all the time. Of the times of at least 20
// events, each different one once: a gap between neighbours that is at least 30 days and at least 10 times the gap
// which nine in ten do not exceed. Only what lies within the ledger's declared coverage counts of a gap.
#include <algorithm>

#include "check/integrity/inspection.hpp"

namespace shixian::check {

namespace {

using std::chrono::days;
using std::chrono::microseconds;

constexpr std::size_t fewest_events = 20;
constexpr microseconds shortest = days{30};
constexpr int times_usual = 10;

struct Gap {
  std::uint32_t before = none, after = none;
  time::Instant from, to;

  microseconds length() const { return to - from; }
};

/// The gaps between the different times of a series, and what nine in ten of them do not exceed (the nearest rank).
std::vector<Gap> gaps_of(const Series& series, const Inspection& inspection) {
  std::vector<Gap> gaps;
  const auto& coverage = inspection.coverage(series.origin);
  for (std::size_t i = 1; i < series.events.size(); ++i) {
    const auto before = series.events[i - 1], after = series.events[i];
    const auto from = std::max(inspection.events.moment(before).first, coverage.from),
               to = std::min(inspection.events.moment(after).first, coverage.to);
    if (from < to) gaps.push_back({before, after, from, to});
  }
  return gaps;
}

microseconds usual_of(const std::vector<Gap>& gaps) {
  std::vector<microseconds> lengths;
  lengths.reserve(gaps.size());
  for (const auto& gap : gaps) lengths.push_back(gap.length());
  const auto rank = lengths.begin() + static_cast<std::ptrdiff_t>((lengths.size() * 9 + 9) / 10 - 1);
  std::nth_element(lengths.begin(), rank, lengths.end());
  return *rank;
}

}  // namespace

void look_for_silent_stretches(Inspection& inspection, std::vector<Remark>& out) {
  for (const auto& series : inspection.series()) {
    if (series.events.size() < fewest_events) continue;
    const auto gaps = gaps_of(series, inspection);
    if (gaps.empty()) continue;
    const auto usual = usual_of(gaps);
    std::vector<Gap> silent;
    for (const auto& gap : gaps)
      if (gap.length() >= shortest && gap.length() >= usual * times_usual) silent.push_back(gap);
    if (silent.empty()) continue;
    const auto longest = *std::max_element(silent.begin(), silent.end(),
                                           [](const Gap& a, const Gap& b) { return a.length() < b.length(); });
    Remark remark;
    remark.count = silent.size();
    const auto usual_days = std::chrono::ceil<days>(usual).count();
    remark.what = text::phrase(
        "'{0}': stretches without any '{1}': {2} (the longest: {3} days, between {4} and {5}), though nine in ten "
        "follow one another within {6}; check whether the ledger lacks rows of that time",
        "“{0}”：较长时间没有“{1}”的情形 {2} 处（最长 {3} 天，{4} 与 {5} 之间），而十之八九相隔不超过 {7} 天；请核对这段"
        "时间的记录是否缺失",
        inspection.file(longest.before), inspection.type(longest.before), silent.size(),
        std::chrono::floor<days>(longest.length()).count(), time::iso(inspection.zone().day_of(longest.from)),
        time::iso(inspection.zone().day_of(longest.to)), usual_days == 1 ? "a day" : fmt::format("{} days", usual_days),
        usual_days);
    for (const auto& gap : silent) remark.at.insert(remark.at.end(), {gap.before, gap.after});
    out.push_back(std::move(remark));
  }
}

}  // namespace shixian::check
