// `ratio`: one count or sum against another, in exact decimals.
#include "check/aggregate.hpp"

namespace shixian::check {

namespace {

using time::Truth;

/// Whether a ≥ b holds for all values, for none, or for some.
Truth at_least(const Range& a, const Range& b) {
  const auto sure = compare(a.low, b.high), never = compare(a.high, b.low);
  if (!sure || !never) return Truth::unknown;
  if (*sure != std::strong_ordering::less) return Truth::yes;
  return *never == std::strong_ordering::less ? Truth::no : Truth::unknown;
}

/// limit × total, as a range.
std::optional<Range> share(const rule::Decimal& limit, const Range& total) {
  const auto inverse = Rational::of(limit);
  if (!inverse || inverse->numerator == 0) return Range{};
  const auto one_over = Rational::of(inverse->denominator, inverse->numerator);
  const auto low = divide(total.low, *one_over), high = divide(total.high, *one_over);
  if (!low || !high) return std::nullopt;
  return Range{*low, *high};
}

text::Phrase figures(const Total& of, const Total& to) {
  const auto shown = [](const Range& range) {
    return range.low == range.high ? readable(range.low) : readable(range.low) + "…" + readable(range.high);
  };
  return text::phrase("{} of {}", "{1} 之中 {0}", shown(of.range), shown(to.range));
}

void judge(Court& court, const Obligation& obligation) {
  const auto& ratio = *court.rule.demand.ratio;
  auto finding = obligation.finding;
  const auto window = obligation.period ? court.window_of(*obligation.period) : Window{};
  const auto undetermined = [&](text::Phrase why) {
    court.undetermined(finding, std::move(why));
    court.settle(finding);
  };
  const auto of = total(court, court.aggregates[0], ratio.of, obligation, window, false);
  const auto to = total(court, court.aggregates[1], ratio.to, obligation, window, false);
  if (obligation.period) {
    const auto timing = court.clock.run(obligation);
    finding.reckoning = timing.reckoning;
    if (!has_passed(timing.last_deadline, court.as_of(obligation)))
      return court.settle(finding, Verdict::pending,
                          of.unclear.empty() && to.unclear.empty() ? figures(of, to) : text::Phrase{});
  }
  if (!of.unclear.empty()) return undetermined(of.unclear);
  if (!to.unclear.empty()) return undetermined(to.unclear);
  if (!court.absence_proves(finding, obligation)) return court.settle(finding);
  const Rational nothing;
  if (compare(to.range.low, nothing) == std::strong_ordering::less)
    return undetermined(
        {"the whole may be less than nothing, so there is no share of it", "分母可能小于零，无从计算比例"});
  if (to.range.high == nothing) {
    static const text::Phrase none_there{"there is nothing to divide by", "分母为零"};
    if (ratio.if_none == rule::Ratio::IfNone::undetermined) return undetermined(none_there);
    return court.settle(finding, ratio.if_none == rule::Ratio::IfNone::met ? Verdict::met : Verdict::breached,
                        none_there);
  }
  auto truth = Truth::yes;
  for (const auto* bound : {&ratio.at_least, &ratio.at_most}) {
    if (!*bound) continue;
    const auto wanted = share(**bound, to.range);
    if (!wanted) return undetermined({"the figures are too large to reckon with", "数字过大，无法计算"});
    const auto holds = bound == &ratio.at_least ? at_least(of.range, *wanted) : at_least(*wanted, of.range);
    if (holds == Truth::no) truth = Truth::no;
    if (holds == Truth::unknown && truth == Truth::yes) truth = Truth::unknown;
  }
  using IfNone = rule::Ratio::IfNone;
  const bool same_if_none = (truth == Truth::yes && ratio.if_none == IfNone::met) ||
                            (truth == Truth::no && ratio.if_none == IfNone::breached);
  if (to.range.low == nothing && !same_if_none) truth = Truth::unknown;
  if (truth == Truth::unknown) {
    const auto* doubt = of.doubt ? of.doubt : to.doubt;
    return undetermined({fmt::format("{}; {}", figures(of, to).english, doubt ? doubt->english : ""),
                         fmt::format("{}；{}", figures(of, to).chinese, doubt ? doubt->chinese : "")});
  }
  court.settle(finding, truth == Truth::yes ? Verdict::met : Verdict::breached, figures(of, to));
}

}  // namespace

void judge_ratio(Court& court, std::span<Obligation> obligations) {
  for (const auto& obligation : obligations) judge(court, obligation);
}

}  // namespace shixian::check
