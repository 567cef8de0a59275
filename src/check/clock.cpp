#include "check/clock.hpp"

#include "log/place.hpp"

#include <algorithm>

namespace shixian::check {

namespace {

using time::Instant;
using time::Moment;

const text::Phrase beyond_years{"the deadline lies beyond the year 9999", "截止日期超出 9999 年"};
constexpr std::size_t no_pattern = static_cast<std::size_t>(-1);

}  // namespace

Clock::Clock(const RuleContext& context, Record& record, Judged& judged)
    : context_(context), rule_(context.rule->clock), record_(record), judged_(judged) {
  if (rule_.start)
    for (const auto& point : rule_.start->points)
      points_.push_back({&point, point.kind == rule::StartPoint::Kind::event ? record.add(point.event) : no_pattern});
  for (const auto& pause : rule_.pauses) pauses_.push_back({record.add(pause.from), record.add(pause.to)});
  for (const auto& restart : rule_.restarts)
    restarts_.push_back({record.add(restart.on), restart.condition ? record.add(*restart.condition) : no_pattern});
  for (const auto& extension : rule_.extensions) {
    extensions_.emplace_back();
    for (const auto& pattern : extension.on) {
      const bool recorded =
          pattern.any() || std::any_of(pattern.types.begin(), pattern.types.end(),
                                       [&](const auto& type) { return !context.unrecorded.contains(type); });
      extensions_.back().push_back({record.add(pattern), recorded});
    }
  }
  for (const auto& deemed : rule_.deemed) deemed_.push_back({record.add(deemed.event), record.add(deemed.unless)});
}

Instant Clock::as_of(const Obligation& obligation) const {
  return context_.judged_as_of(context_.origin_of(obligation.finding, record_.events()));
}

text::Phrase Clock::told(std::uint32_t event) const {
  const auto& events = record_.events();
  const auto type = events.types().at(events.type(event));
  const auto place = log::place_of(events.origins()[events.where(event).origin], events.where(event));
  const auto what = fmt::format("{} {}", type, time::readable(context_.pack->zone.shown(events.moment(event))));
  return {fmt::format("{} ({})", what, place.english), fmt::format("{}（{}）", what, place.chinese)};
}

std::optional<time::Reckoning> Clock::reckon(Instant start, const time::Period& period, time::Roll roll,
                                             std::shared_ptr<const time::Changes> changes) const {
  return time::reckon(start, period, *context_.pack->regime, roll, *context_.calendar, context_.pack->zone,
                      std::move(changes));
}

Timing Clock::run(const Obligation& obligation) { return obligation.period ? due(obligation) : of_trigger(obligation); }

Timing Clock::of_trigger(const Obligation& obligation) {
  const auto found = start(obligation);
  Timing timing;
  if (!found.unclear.empty() || !found.may) {
    timing.unclear = found.unclear;
    timing.waiting = found.waiting;
  } else {
    timing = from(obligation, found.moment);
    if (!found.doubt.empty()) timing.doubt = found.doubt;
  }
  timing.start = found.may ? found.moment : obligation.moment;
  timing.start_in_doubt = !found.doubt.empty();
  if (found.may && !found.there) {
    timing.waiting = found.waiting;
    timing.last_deadline = time::latest;
    timing.reckoning = none;
  }
  return timing;
}

Timing Clock::from(const Obligation& obligation, const Moment& start) {
  if (rule_.by) {
    auto shifted = obligation;
    shifted.moment = start;
    return due(shifted);
  }
  if (rule_.within.empty()) return {};
  const auto& limit = rule_.within[obligation.finding.limit];
  const bool can_change = !pauses_.empty() || !restarts_.empty() || !extensions_.empty();
  return can_change ? changed(obligation, start, limit) : limited(start, limit);
}

Timing Clock::due(const Obligation& obligation) {
  Timing timing;
  timing.start = obligation.moment;
  const bool whole_log = obligation.period && obligation.period->unit == time::SpanUnit::log;
  if (!rule_.by && whole_log && !context_.log_ended) return timing;
  time::DueDate end;
  end.unit = time::SpanUnit::log;
  const auto& by = rule_.by ? *rule_.by : end;
  const auto span = obligation.period ? std::optional(*obligation.period) : std::nullopt;
  const auto at = [&](Instant start) {
    return time::reckon(start, by, span, rule_.roll == time::Roll::next_working_day, *context_.pack->regime,
                        *context_.calendar, context_.pack->zone);
  };
  auto first = at(obligation.moment.first), last = at(obligation.moment.last);
  if (!first || !last) {
    timing.unclear = beyond_years;
    return timing;
  }
  timing.provisional = first->provisional || last->provisional;
  timing.first_deadline = first->no_earlier_than;
  timing.first_by_weekends = first->deadline;
  timing.last_deadline = timing.provisional ? time::latest : last->deadline;
  last->no_earlier_than = timing.first_deadline;
  timing.reckoning = judged_.keep(std::move(*last));
  return timing;
}

std::uint32_t Clock::keep(Instant start, const rule::Limit& limit) {
  const bool by_day = time::counts_days(limit.period->unit);
  std::uint64_t key = 0;
  if (by_day) {
    const auto day = context_.pack->zone.day_of(start).time_since_epoch().count();
    key = (static_cast<std::uint64_t>(static_cast<std::uint32_t>(day)) << 16) |
          static_cast<std::uint64_t>(&limit - rule_.within.data());
    if (const auto known = kept_.find(key); known != kept_.end()) return known->second;
  }
  auto reckoning = reckon(start, *limit.period, rule_.roll);
  if (!reckoning) return none;
  const auto index = judged_.keep(std::move(*reckoning));
  if (by_day) kept_.emplace(key, index);
  return index;
}

Timing Clock::limited(const Moment& start, const rule::Limit& limit) {
  Timing timing;
  const auto first = keep(start.first, limit);
  timing.reckoning = start.first == start.last ? first : keep(start.last, limit);
  if (first == none || timing.reckoning == none) {
    timing.unclear = beyond_years;
    return timing;
  }
  const auto& early = judged_.reckonings[first];
  const auto& late = judged_.reckonings[timing.reckoning];
  timing.provisional = early.provisional || late.provisional;
  timing.first_deadline = early.no_earlier_than;
  timing.first_by_weekends = early.deadline;
  timing.last_deadline = timing.provisional ? time::latest : late.deadline;
  if (first == timing.reckoning) return timing;
  auto latest = judged_.reckonings[timing.reckoning];
  latest.no_earlier_than = timing.first_deadline;
  timing.reckoning = judged_.keep(std::move(latest));
  return timing;
}

Timing Clock::plain(const Moment& start, const time::Period& period, time::Roll roll) {
  Timing timing;
  timing.start = start;
  const auto first = reckon(start.first, period, roll);
  auto last = reckon(start.last, period, roll);
  if (!first || !last) {
    timing.unclear = beyond_years;
    return timing;
  }
  timing.provisional = first->provisional || last->provisional;
  timing.first_deadline = first->no_earlier_than;
  timing.first_by_weekends = first->deadline;
  timing.last_deadline = timing.provisional ? time::latest : last->deadline;
  last->no_earlier_than = timing.first_deadline;
  timing.reckoning = judged_.keep(std::move(*last));
  return timing;
}

}  // namespace shixian::check
