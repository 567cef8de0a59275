#include "check/other_counting.hpp"

#include "check/evidence.hpp"
#include "check/obligation.hpp"
#include "check/overdue.hpp"

namespace shixian::check {

namespace {

using text::Phrase;
using time::Instant;
using time::Period;
using time::Reckoning;
using time::Roll;
using time::Unit;

/// The verdict that a deadline gives; nullopt when the response is too coarse for it.
std::optional<Verdict> verdict_by(Instant deadline, const Finding& finding, const Findings& findings,
                                  const log::Log& log) {
  if (finding.response == none) {
    const auto& context = findings.rules[finding.rule];
    return has_passed(deadline, context.judged_as_of(context.origin_of(finding, log.events))) ? Verdict::missing
                                                                                              : Verdict::pending;
  }
  const auto response = log.events.moment(finding.response);
  if (!response.known()) return std::nullopt;
  if (response.last <= deadline) return Verdict::met;
  if (response.first > deadline) return Verdict::late;
  return std::nullopt;
}

/// Whether the deadline alone made the verdict, and can be counted otherwise.
bool hangs_on_its_deadline(const Finding& finding, const Findings& findings, const log::Log& log) {
  if (finding.reckoning == none) return false;
  const auto& reckoning = findings.reckonings[finding.reckoning];
  if (!reckoning.last_day || reckoning.back || !reckoning.due.empty() || !reckoning.regime ||
      reckoning.period.count == 0)
    return false;
  const auto& rule = *findings.rules[finding.rule].rule;
  if (rule.demand.kind != rule::Demand::Kind::expect) return false;
  // What moves the clock may be looked for until the deadline, which another way of counting moves too.
  if (!rule.clock.extensions.empty() || !rule.clock.restarts.empty() || !rule.clock.pauses.empty()) return false;
  return verdict_by(reckoning.deadline, finding, findings, log) == finding.judged();
}

class Recount {
 public:
  Recount(const Finding& finding, const Findings& findings, const log::Log& log)
      : finding_(finding),
        findings_(findings),
        log_(log),
        context_(findings.rules[finding.rule]),
        reckoning_(findings.reckonings[finding.reckoning]) {}

  std::vector<OtherCounting> all() {
    auto regime = *reckoning_.regime;
    regime.counts_first_day = !regime.counts_first_day;
    add(regime.counts_first_day ? Phrase{"with the day of the start as day 1", "起算日计为第1日"}
                                : Phrase{"without the day of the start", "起算日不计入"},
        reckoning_.period, regime, reckoning_.roll, *context_.calendar);
    if (reckoning_.period.unit == Unit::working_days)
      add({"in calendar days", "按日历日计算"}, {reckoning_.period.count, Unit::days}, *reckoning_.regime,
          reckoning_.roll, *context_.calendar);
    if (reckoning_.period.unit == Unit::days)
      add({"in working days", "按工作日计算"}, {reckoning_.period.count, Unit::working_days}, *reckoning_.regime,
          reckoning_.roll, *context_.calendar);
    if (reckoning_.period.unit != Unit::working_days) {
      const bool moves = time::rolls(reckoning_.roll, *reckoning_.regime);
      add(moves ? Phrase{"without moving to the next working day", "末日遇休息日不顺延"}
                : Phrase{"moved to the next working day", "末日遇休息日顺延"},
          reckoning_.period, *reckoning_.regime, moves ? Roll::none : Roll::next_working_day, *context_.calendar);
    }
    const auto weekends = time::Calendar::weekends_only();
    add({"by weekends alone, without holidays and worked weekends", "只按周末推算，不计节假日与调休"},
        reckoning_.period, *reckoning_.regime, reckoning_.roll, weekends);
    return std::move(made_);
  }

 private:
  void add(Phrase how, Period period, const time::Regime& regime, Roll roll, const time::Calendar& calendar) {
    const auto other =
        time::reckon(reckoning_.start, period, regime, roll, calendar, context_.pack->zone, reckoning_.changes);
    if (!other || other->deadline == reckoning_.deadline) return;
    if (const auto verdict = verdict_by(other->deadline, finding_, findings_, log_))
      made_.push_back({std::move(how), time::as_moment(*other, context_.pack->zone), *verdict});
  }

  const Finding& finding_;
  const Findings& findings_;
  const log::Log& log_;
  const RuleContext& context_;
  const Reckoning& reckoning_;
  std::vector<OtherCounting> made_;
};

/// From one instant to a later one, in the unit of the limit: days of its kind, or hours and minutes.
Phrase length_between(Instant from, Instant to, const Reckoning& reckoning, const RuleContext& context) {
  if (reckoning.last_day) {
    const auto first = context.pack->zone.day_of(from), last = context.pack->zone.day_of(to);
    if (reckoning.period.unit == Unit::working_days && reckoning.due.empty())
      if (const auto working = context.calendar->working_days_between(first, last); working > 0)
        return time::describe({working, Unit::working_days});
    return time::describe({(last - first).count(), Unit::days});
  }
  return time::describe(std::chrono::floor<std::chrono::seconds>(to - from));
}

}  // namespace

std::vector<OtherCounting> other_countings(const Finding& finding, const Findings& findings, const log::Log& log) {
  if (!hangs_on_its_deadline(finding, findings, log)) return {};
  return Recount(finding, findings, log).all();
}

Phrase time_left(const Finding& finding, const Findings& findings, const log::Log& log) {
  const auto& context = findings.rules[finding.rule];
  const auto& reckoning = findings.reckonings[finding.reckoning];
  const auto as_of = context.judged_as_of(context.origin_of(finding, log.events));
  if (!reckoning.last_day) {
    // As of the end of a minute or a day the time runs on from the next.
    const auto now = closes_a_second(as_of) ? as_of + std::chrono::microseconds{1} : as_of;
    if (reckoning.no_earlier_than <= now) return {"less than the ledger can tell", "台账不足以判断"};
    return length_between(now, reckoning.no_earlier_than, reckoning, context);
  }
  // As of the end of a day that day is over.
  const auto today = context.pack->zone.day_of(as_of);
  const auto last = *reckoning.last_day;
  if (last == today) return {"today", "今日"};
  const auto& calendar = *context.calendar;
  const auto working = calendar.working_days_between(today, last);
  const auto days = time::describe({(last - today).count(), Unit::days});
  if (!calendar.covers(last)) return {days.english + " (provisional)", days.chinese + "（暂定）"};
  if (working == 0) return {days.english + ", none of them worked", days.chinese + "，其间无工作日"};
  return time::describe({working, Unit::working_days});
}

Phrase margin(const Finding& finding, const Findings& findings, const log::Log& log) {
  if (finding.reckoning == none || finding.judged() == Verdict::undetermined || finding.judged() == Verdict::breached)
    return {};
  const auto& context = findings.rules[finding.rule];
  const auto& reckoning = findings.reckonings[finding.reckoning];
  const auto due = deadline(finding, findings, log);
  const auto until = time::readable(*due);
  // Of hours from a time that is not known to the second the earliest reading alone is certain.
  const bool coarse = !reckoning.last_day && reckoning.no_earlier_than != reckoning.deadline;
  const auto certain = coarse ? reckoning.no_earlier_than : reckoning.deadline;
  auto earliest = context.pack->zone.at(certain);
  earliest.precision = time::Precision::minute;
  const auto surely = time::readable(earliest);
  const bool on_the_day = reckoning.last_day && finding.response != none &&
                          context.pack->zone.day_of(log.events.moment(finding.response).first) == *reckoning.last_day;
  switch (finding.judged()) {
    case Verdict::met: {
      if (finding.response == none || !log.events.moment(finding.response).known()) return {};
      const auto response = log.events.moment(finding.response);
      if (response.last > reckoning.deadline) return {};
      if (on_the_day) return {"met on the last day", "在最后一日履行"};
      const auto left = length_between(coarse ? response.first : response.last, certain, reckoning, context);
      if (coarse)
        return text::phrase("met with about {0} to spare; in time for certain before {1}",
                            "提前约{2}履行；{1} 之前必为按期", left.english, surely, left.chinese);
      return text::phrase("met with {0} to spare; it would be late after {1}", "提前{2}履行；晚于 {1} 即为逾期",
                          left.english, until, left.chinese);
    }
    case Verdict::late:
      if (coarse)
        return text::phrase("a response before {} would have been in time for certain", "若在 {} 之前回应，则必为按期",
                            surely);
      return text::phrase("a response until {} would have been in time", "若在 {} 之前（含）回应即为按期", until);
    case Verdict::missing:
      if (coarse)
        return text::phrase(
            "a response before {} would have been in time for certain; one that the ledgers do not hold "
            "must be added to them",
            "若在 {} 之前回应，则必为按期；台账漏记的回应须补记", surely);
      return text::phrase(
          "a response until {} would have been in time; one that the ledgers do not hold must be added to them",
          "若在 {} 之前（含）回应即为按期；台账漏记的回应须补记", until);
    case Verdict::pending: {
      const auto as_of = context.judged_as_of(context.origin_of(finding, log.events));
      if (coarse && certain <= as_of) return {};
      if (reckoning.last_day == context.pack->zone.day_of(as_of)) return {"due today", "今日届满"};
      const auto left = time_left(finding, findings, log);
      if (coarse)
        return text::phrase("{0} left for certain, until {1}", "至少尚余{2}，至 {1}", left.english, surely,
                            left.chinese);
      return text::phrase("{0} left, until {1}", "尚余{2}，至 {1}", left.english, until, left.chinese);
    }
    case Verdict::breached:
    case Verdict::undetermined:
    case Verdict::waived:
      break;
  }
  return {};
}

}  // namespace shixian::check
