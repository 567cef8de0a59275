// `reconcile`: a stated figure against the sum of its parts, another figure, or what the log counts.
#include "check/aggregate.hpp"

namespace shixian::check {

namespace {

using time::Truth;
using Relation = rule::Reconciliation::Relation;

/// Whether a ≤ b for all values, for none, or for some.
Truth at_most(const Range& a, const Range& b) {
  const auto sure = compare(a.high, b.low), never = compare(a.low, b.high);
  if (!sure || !never) return Truth::unknown;
  if (*sure != std::strong_ordering::greater) return Truth::yes;
  return *never == std::strong_ordering::greater ? Truth::no : Truth::unknown;
}

Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::unknown || b == Truth::unknown ? Truth::unknown : Truth::yes;
}

Truth relates(Relation relation, const Range& figure, const Range& with) {
  switch (relation) {
    case Relation::equals:
      return both(at_most(figure, with), at_most(with, figure));
    case Relation::at_most:
      return at_most(figure, with);
    case Relation::at_least:
      break;
  }
  return at_most(with, figure);
}

std::string shown(const Range& range) {
  return range.low == range.high ? readable(range.low) : readable(range.low) + "…" + readable(range.high);
}

void judge(Court& court, const Obligation& obligation) {
  const auto& rule = *court.rule.demand.reconcile;
  auto finding = obligation.finding;
  const auto undetermined = [&](text::Phrase why) {
    court.undetermined(finding, std::move(why));
    court.settle(finding);
  };
  Window window;
  if (!rule.during.empty()) {
    const auto* value = court.value(rule.during, finding.trigger);
    const auto span = value ? time::read_span(*value) : std::nullopt;
    if (!span)
      return undetermined(text::phrase("'{}' does not name a period such as 2020, 2020-06 or 2020-Q2",
                                       "“{}”没有写明期间，如 2020、2020-06 或 2020-Q2", rule.during));
    window = court.window_of(*span);
  }
  const auto figure = stated(court, rule.figure, obligation, rule.as_shown);
  if (!figure.unclear.empty()) return undetermined(figure.unclear);
  const auto with = total(court, court.aggregates.front(), rule.with, obligation, window, rule.as_shown);
  if (!with.unclear.empty()) return undetermined(with.unclear);
  const bool from_log = rule.with.kind == rule::Aggregate::Kind::count || rule.with.kind == rule::Aggregate::Kind::sum;
  const auto since = window.from.value_or(obligation.moment.first);
  if (from_log && !court.absence_proves(finding, obligation, since)) return court.settle(finding);
  if (from_log && window.to && !has_passed(*window.to, court.as_of(obligation)))
    return undetermined(
        {"the period that the figure is for is not over as of the time of judgement, or not covered by "
         "the log to its end",
         "该数字所属的期间截至判断时点尚未结束，或者台账未涵盖至期末"});

  auto truth = relates(rule.relation, figure.range, with.range);
  if (truth == Truth::unknown && rule.as_shown && !with.doubt) truth = Truth::yes;  // the roundings can agree
  const auto* written = court.value(rule.figure, finding.trigger);
  const auto against = text::phrase("stated {}, reckoned {}", "所报 {}，核算 {}", *written, shown(with.range));
  if (truth == Truth::unknown)
    return undetermined({fmt::format("{}; {}", against.english, with.doubt ? with.doubt->english : ""),
                         fmt::format("{}；{}", against.chinese, with.doubt ? with.doubt->chinese : "")});
  court.settle(finding, truth == Truth::yes ? Verdict::met : Verdict::breached, against);
}

}  // namespace

void judge_reconcile(Court& court, std::span<Obligation> obligations) {
  for (const auto& obligation : obligations) judge(court, obligation);
}

}  // namespace shixian::check
