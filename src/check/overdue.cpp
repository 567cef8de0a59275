#include "check/overdue.hpp"

namespace shixian::check {

namespace {

using std::chrono::floor;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using time::Instant;
using time::Precision;
using time::Unit;

/// An instant that ends a minute, hour or day by a microsecond less stands for its end.
Instant rounded(Instant instant) { return closes_a_second(instant) ? instant + microseconds{1} : instant; }

std::optional<Overdue> in_days(const RuleContext& context, const time::Reckoning& reckoning, Instant until,
                               bool answered) {
  const auto& calendar = *context.calendar;
  const auto day = context.pack->zone.day_of(until), last = *reckoning.last_day;
  if (reckoning.period.unit == Unit::working_days && calendar.covers(last) && calendar.covers(day))
    if (const auto working = calendar.working_days_between(last, day); working > 0)
      return Overdue{time::Period{working, Unit::working_days}, {}, !answered};
  if (day == last) return std::nullopt;  // its 24:00 is the as-of
  return Overdue{time::Period{(day - last).count(), Unit::days}, {}, !answered};
}

}  // namespace

std::optional<Overdue> overdue(const Finding& finding, const Findings& findings, const log::Log& log) {
  const bool has_deadline = finding.judged() == Verdict::late || finding.judged() == Verdict::missing;
  if (!has_deadline || finding.reckoning == none) return std::nullopt;
  const auto& context = findings.rules[finding.rule];
  const auto& reckoning = findings.reckonings[finding.reckoning];
  const auto trigger = finding.trigger == none ? time::Moment{} : log.events.moment(finding.trigger);
  const bool answered = finding.response != none;
  const auto response = answered ? log.events.moment(finding.response) : time::Moment{};
  const auto until = answered ? response.first : context.judged_as_of(context.origin_of(finding, log.events));
  if (reckoning.last_day) return in_days(context, reckoning, until, answered);

  const bool coarse = (trigger.known() && trigger.precision > Precision::minute) ||
                      (answered && response.precision > Precision::minute);
  const bool by_minute = trigger.precision == Precision::minute;
  const auto deadline = by_minute ? floor<minutes>(reckoning.deadline) : rounded(reckoning.deadline);
  const auto length = floor<seconds>(rounded(until) - deadline);
  if (length <= seconds{0}) return std::nullopt;
  return Overdue{std::nullopt, coarse ? floor<minutes>(length) : length, !answered || coarse};
}

text::Phrase Overdue::describe() const {
  if (days) return time::describe(*days);
  constexpr std::int64_t minute = 60, hour = 60 * minute, day = 24 * hour;
  const auto join = [](text::Phrase large, const text::Phrase& small) {
    return text::Phrase{large.english + " " + small.english, large.chinese + small.chinese};
  };
  const auto parts = [&](std::int64_t count, Unit large, std::int64_t rest, Unit small) {
    const auto whole = time::describe({count, large});
    return rest == 0 ? whole : join(whole, time::describe({rest, small}));
  };
  const auto total = length.count();
  if (total >= 3 * day) return parts(total / day, Unit::days, total % day / hour, Unit::hours);
  if (total >= hour) return parts(total / hour, Unit::hours, total % hour / minute, Unit::minutes);
  const auto secs = text::Phrase{fmt::format("{} second{}", total % minute, total % minute == 1 ? "" : "s"),
                                 fmt::format("{}秒", total % minute)};
  if (total < minute) return secs;
  const auto mins = time::describe({total / minute, Unit::minutes});
  return total % minute == 0 ? mins : join(mins, secs);
}

}  // namespace shixian::check
