#include "check/court.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "log/place.hpp"

namespace shixian::check {

using time::Truth;

namespace {

const text::Phrase straddles_period{"its time is too coarse to say whether it lies in the period",
                                    "其时间不够精确，无法判断是否在该期间内"};
const text::Phrase unnamed_period{"it does not name the period that it is for, such as 2020, 2020-06 or 2020-Q2",
                                  "它没有写明所属的期间，如 2020、2020-06 或 2020-Q2"};

}  // namespace

Court::Court(const RuleContext& setting, std::uint32_t number, const log::Log& all, const Grouping& keyed)
    : context(setting),
      rule(*setting.rule),
      rule_number(number),
      log(all),
      events(all.events),
      record(setting, all.events, keyed),
      scope(setting, all.events),
      clock(setting, record, judged) {
  const bool by_period = rule.scope.kind == rule::Scope::Kind::period;
  const auto* extra = by_period && rule.scope.where ? &*rule.scope.where : nullptr;
  for (const auto& pattern : rule.demand.events) wanted.push_back(record.add(pattern, extra));
  if (rule.demand.until) until = record.add(*rule.demand.until);
  for (const auto& excuse : rule.clock.excuses) {
    excuses.push_back(excuse.on ? record.add(*excuse.on) : 0);
    excuse_conditions.emplace_back(excuse.where ? &*excuse.where : nullptr, events, context.pack->domains);
  }
  if (rule.demand.ratio) {
    aggregates.push_back(record.add(rule.demand.ratio->of.events, extra));
    aggregates.push_back(record.add(rule.demand.ratio->to.events, extra));
  }
  if (rule.demand.reconcile) aggregates.push_back(record.add(rule.demand.reconcile->with.events));
}

bool Court::may_be_claimed(std::uint32_t response) const {
  const auto answered = events.moment(response);
  return std::any_of(rivals.begin(), rivals.end(),
                     [&](const time::Moment& rival) { return before(answered, rival) != time::Truth::yes; });
}

time::Instant Court::as_of(const Obligation& obligation) const {
  return context.judged_as_of(context.origin_of(obligation.finding, events));
}

Truth Court::before(const time::Moment& a, const time::Moment& b) const {
  if (!a.known() || !b.known()) return Truth::unknown;
  if (rule.clock.by_day) {
    if (zone().day_of(a.last) < zone().day_of(b.first)) return Truth::yes;
    return zone().day_of(a.first) >= zone().day_of(b.last) ? Truth::no : Truth::unknown;
  }
  if (a.last < b.first) return Truth::yes;
  return a.first >= b.last ? Truth::no : Truth::unknown;
}

Window Court::window_of(const time::Span& period) const {
  return {zone().start_of(period.first), zone().end_of(period.last)};
}

std::vector<Shown> Court::named_for(const time::Span& period, std::vector<Shown> all) const {
  std::erase_if(all, [&](Shown& shown) {
    const auto* name = value(rule.scope.during, shown.event);
    const auto span = name ? time::read_span(*name) : std::nullopt;
    if (!span && !shown.doubt) shown.doubt = &unnamed_period;
    return span && *span != period;
  });
  return all;
}

std::vector<Shown> Court::inside(std::size_t pattern, const Obligation& obligation, const Window& window) {
  const auto trigger = obligation.finding.trigger;
  if (obligation.period && !rule.scope.during.empty())
    return named_for(*obligation.period, record.all(pattern, trigger, as_of(obligation)));
  auto all = record.all(pattern, trigger, as_of(obligation), window.from.value_or(time::earliest),
                        window.to.value_or(time::latest));
  std::vector<Shown> in;
  for (auto& one : all) {
    if (one.moment.known()) {
      const bool within =
          (!window.from || one.moment.first >= *window.from) && (!window.to || one.moment.last <= *window.to);
      if (!within && !one.doubt) one.doubt = &straddles_period;
    }
    in.push_back(one);
  }
  return in;
}

std::vector<Shown> Court::from_trigger(std::size_t pattern, const Obligation& obligation, time::Instant to) {
  auto from = obligation.moment.first;
  if (rule.demand.early)
    from = time::earliest;
  else if (rule.clock.by_day && obligation.moment.known())
    from = zone().start_of(zone().day_of(from));
  return record.all(pattern, obligation.finding.trigger, as_of(obligation), from, to);
}

void Court::settle(Finding finding, Verdict verdict, text::Phrase reason) {
  finding.verdict = verdict;
  if (!reason.empty()) note(finding, std::move(reason));
  settle(finding);
}

void Court::note(Finding& finding, text::Phrase reason) {
  if (finding.reason == none) {
    finding.reason = static_cast<std::uint32_t>(judged.reasons.size());
    judged.reasons.emplace_back();
  }
  judged.reasons[finding.reason] = std::move(reason);
}

void Court::undetermined(Finding& finding, text::Phrase reason) {
  finding.verdict = Verdict::undetermined;
  note(finding, std::move(reason));
}

bool Court::absence_proves(Finding& finding, const Obligation& obligation) {
  return absence_proves(finding, obligation, obligation.moment.first);
}

bool Court::absence_proves(Finding& finding, const Obligation& obligation, time::Instant since) {
  if (!context.recorded) {
    undetermined(finding,
                 {"none of the ledgers records what the rule expects; give the ledger that does, or map its column",
                  "所给台账都不记录规则所要求的事件；请提供记录它的台账，或在映射中指明该列"});
    return false;
  }
  const auto origin = context.origin_of(obligation.finding, events);
  if (const auto* file = context.expected.lost[origin]) {
    undetermined(finding,
                 text::phrase("rows of '{}' could not be read, and one of them may hold the response; correct them",
                              "“{}”有无法读取的行，回应可能就在其中；请更正", *file));
    return false;
  }
  if (since < context.expected.covered[origin].from) {
    undetermined(
        finding,
        obligation.period
            ? text::Phrase{"the log is declared complete only from a day within the period; it may lack events",
                           "台账声明的完整期间始于该期间之内，可能缺少事件"}
        : since < obligation.moment.first
            ? text::Phrase{"the log is declared complete only from a day within the time before the trigger that "
                           "counts; it may lack events",
                           "台账声明的完整期间始于触发之前应计的时间之内，可能缺少事件"}
            : text::Phrase{"the log is declared complete only from a later day than the trigger; an earlier response "
                           "may not be in it",
                           "台账声明的完整期间晚于触发时间，更早的回应可能未收录"});
    return false;
  }
  return true;
}

bool Court::clock_is_shown(Finding& finding, const Obligation& obligation, time::Instant end) {
  const auto origin = context.origin_of(obligation.finding, events);
  const auto as_of = this->as_of(obligation);
  for (const auto* lost : {context.clock.lost[origin], context.excuses.lost[origin]}) {
    if (!lost) continue;
    undetermined(finding, text::phrase("rows of '{}' could not be read, and one of them may hold what moves the "
                                       "deadline or excuses; correct them",
                                       "“{}”有无法读取的行，其中可能有改变期限或者可以免责的事件；请更正", *lost));
    return false;
  }
  const auto shows = [&](const log::Coverage& covered, time::Instant needed) {
    return obligation.moment.first >= covered.from && covered.to >= needed;
  };
  if (shows(context.clock.covered[origin], std::min(end, as_of)) && shows(context.excuses.covered[origin], as_of))
    return true;
  undetermined(finding, {"what moves the deadline or excuses may lie outside the time for which the log is declared "
                         "complete",
                         "改变期限或者可以免责的事件可能发生在台账声明的完整期间之外"});
  return false;
}

std::string Court::shown(const time::Moment& moment) const { return time::readable(zone().shown(moment)); }

text::Phrase Court::place_of(std::uint32_t event) const {
  const auto& where = events.where(event);
  return log::place_of(events.origins()[where.origin], where);
}

text::Phrase Court::outside_calendar() const {
  const auto& calendar = *context.calendar;
  if (calendar.covered_to() < calendar.covered_from())
    return {"the pack names no calendar, so working days are counted by weekends alone",
            "规则包没有指定日历，工作日只按周末推算"};
  return text::phrase("the calendar '{}' covers {} to {}; outside, days are counted by weekends alone",
                      "日历“{}”只覆盖 {} 至 {}，其外只按周末推算", calendar.id(), time::iso(calendar.covered_from()),
                      time::iso(calendar.covered_to()));
}

const std::string* Court::value(const std::string& attribute, std::uint32_t event) const {
  const auto* column = events.attribute(attribute);
  if (event == none || !column || column->codes[event] == log::no_value) return nullptr;
  return &column->values.at(column->codes[event]);
}

Demand demand_of(rule::Demand::Kind kind) {
  switch (kind) {
#define X(symbol, function)        \
  case rule::Demand::Kind::symbol: \
    return function;
#include "check/demands.def"
#undef X
  }
  return nullptr;
}

}  // namespace shixian::check
