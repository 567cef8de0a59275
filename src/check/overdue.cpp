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

text::Phrase Overdue::describe() const { return days ? time::describe(*days) : time::describe(length); }

}  // namespace shixian::check
