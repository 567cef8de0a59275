// Clocks of one world: days walked one by one, pauses and extensions in the order they come.
#include <algorithm>

#include "reference/deadline.hpp"
#include "reference/exact.hpp"
#include "time/due_date.hpp"
#include "time/written.hpp"

namespace shixian::reference {

namespace {

using time::Day;
using time::Instant;
using time::Unit;
constexpr std::chrono::days a_day{1};

struct Pause {
  Instant from, to;
};

struct Changes {
  std::vector<Pause> pauses;
  std::vector<time::Period> extensions;
};

bool regime_is(const Matter& matter, std::string_view id) { return matter.pack->regime->id == id; }

bool drops_out(const Matter& matter, Day day, const std::vector<Pause>& pauses) {
  const bool both_ends = regime_is(matter, "uk-foia");
  for (const auto& pause : pauses) {
    const auto from = matter.pack->zone.day_of(pause.from), to = matter.pack->zone.day_of(pause.to);
    if (day <= to && (day > from || (both_ends && day == from))) return true;
  }
  return false;
}

Day advance(const Matter& matter, Day from, const time::Period& period, const std::vector<Pause>& pauses) {
  if (period.unit == Unit::months || period.unit == Unit::years)
    return *walk(matter.pack->zone.start_of(from), period, time::Roll::none, matter.world->days, matter.pack->zone)
                .last_day;
  auto left = period.unit == Unit::weeks ? 7 * period.count : period.count;
  while (left > 0) {
    from += a_day;
    if (drops_out(matter, from, pauses)) continue;
    if (period.unit == Unit::working_days && matter.world->days.is_off(from)) continue;
    --left;
  }
  return from;
}

Instant in_hours(Instant start, const time::Period& period, const Changes& changes) {
  const auto length = [](const time::Period& one) {
    return one.unit == Unit::minutes ? std::chrono::microseconds(std::chrono::minutes{one.count})
                                     : std::chrono::microseconds(std::chrono::hours{one.count});
  };
  auto left = length(period);
  for (const auto& extension : changes.extensions) left += length(extension);
  // Between one change of the clock's standing and the next it either runs or stands.
  std::vector<Instant> edges;
  for (const auto& pause : changes.pauses)
    for (const auto edge : {pause.from, pause.to})
      if (edge > start) edges.push_back(edge);
  std::sort(edges.begin(), edges.end());
  auto at = start;
  for (const auto edge : edges) {
    const bool stands = std::any_of(changes.pauses.begin(), changes.pauses.end(),
                                    [&](const Pause& one) { return one.from <= at && at < one.to; });
    if (!stands) {
      if (edge - at >= left) return at + left;
      left -= edge - at;
    }
    at = edge;
  }
  return at + left;
}

/// Walks from one opening of the office to the next; while the clock stands it might as well be closed.
Instant in_office(const Matter& matter, Instant start, const time::Period& period, const std::vector<Pause>& pauses) {
  const auto& zone = matter.pack->zone;
  auto left = std::chrono::microseconds(std::chrono::hours{period.count});
  const auto stands = [&](Instant at) {
    return std::any_of(pauses.begin(), pauses.end(), [&](const Pause& one) { return one.from <= at && at < one.to; });
  };
  for (auto day = zone.day_of(start);; day += a_day) {
    if (matter.world->days.is_off(day)) continue;
    for (const auto& [opens, closes] : matter.world->days.office) {
      const auto open = zone.first_at_or_after(day + opens), close = zone.first_at_or_after(day + closes);
      std::vector<Instant> edges{open, close, start};
      for (const auto& pause : pauses) edges.insert(edges.end(), {pause.from, pause.to});
      std::sort(edges.begin(), edges.end());
      for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        if (edges[i] < std::max(open, start) || edges[i] >= close || stands(edges[i])) continue;
        const auto length = edges[i + 1] - edges[i];
        if (length >= left) return edges[i] + left;
        left -= length;
      }
    }
  }
}

Instant end_with(const Matter& matter, Instant start, const time::Period& period, time::Roll roll,
                 const Changes& changes) {
  const auto& zone = matter.pack->zone;
  if (period.unit == Unit::working_hours) return in_office(matter, start, period, changes.pauses);
  if (!time::counts_days(period.unit)) return in_hours(start, period, changes);
  const bool by_regime = regime_is(matter, "cn-civil-code") || regime_is(matter, "eu-1182-71");
  const bool rolls = roll == time::Roll::next_working_day || (roll == time::Roll::by_regime && by_regime);
  if (period.count == 0) return zone.end_of(zone.day_of(start));
  auto day = advance(matter, zone.day_of(start), period, changes.pauses);
  auto unit = period.unit;
  for (const auto& extension : changes.extensions) {
    day = advance(matter, day, extension, changes.pauses);
    unit = extension.unit;
  }
  while (rolls && unit != Unit::working_days && matter.world->days.is_off(day)) day += a_day;
  return zone.end_of(day);
}

/// Of some events those not known to lie before the obligation, nor before a start of the clock that is earlier.
std::vector<const Happening*> later(std::vector<const Happening*> events, const Matter& matter,
                                    Instant start = time::latest) {
  const auto begins = std::min(begin_of(matter), start), at = std::min(matter.at, start);
  std::erase_if(
      events, [&](const Happening* event) { return event->seen.known() ? event->seen.last < begins : event->at < at; });
  return events;
}

/// By what is written: what is not known to lie before comes after.
bool not_before(const Happening& later, const Happening& earlier) {
  return later.seen.known() && earlier.seen.known() ? later.seen.last >= earlier.seen.first : later.at >= earlier.at;
}

/// When something happened, and the earliest that what is written of it allows.
struct Point {
  Instant at, begins;
};

Point trigger_of(const Matter& matter) { return {matter.at, begin_of(matter)}; }

/// The first event of a pattern. Where it is deemed to have happened at the trigger, that is set aside by the event
/// itself within the period, or by the other event.
std::optional<Point> first_of(const Matter& matter, const rule::EventPattern& event) {
  std::optional<Point> real;
  if (const auto found = later(events_of(event, matter, true), matter); !found.empty()) {
    const auto* first = found.front();
    real = Point{first->at, first->seen.known() ? first->seen.first : first->at};
  }
  for (const auto& deemed : matter.rule->clock.deemed) {
    if (deemed.event.types != event.types) continue;
    const auto end = end_of(matter, matter.at, deemed.within, matter.rule->clock.roll);
    if (real && real->at <= end) return real;
    for (const auto* prevents : later(events_of(deemed.unless, matter, true), matter))
      if (prevents->at <= end) return real;
    if (over(end, matter.world->as_of)) return trigger_of(matter);
  }
  return real;
}

std::optional<Point> point_of(const Matter& matter, const rule::StartPoint& point) {
  std::optional<Point> found;
  switch (point.kind) {
    case rule::StartPoint::Kind::trigger:
      found = trigger_of(matter);
      break;
    case rule::StartPoint::Kind::attribute: {
      text::Phrase why;
      const auto at =
          time::read_time(matter.trigger->attributes.at(point.attribute), matter.pack->zone, {}, why)->first;
      found = Point{at, at};
      break;
    }
    case rule::StartPoint::Kind::event:
      found = first_of(matter, point.event);
      break;
  }
  if (!found || !point.plus) return found;
  const auto& zone = matter.pack->zone;
  found->at = end_of(matter, found->at, *point.plus, time::Roll::none);
  found->begins = end_of(matter, found->begins, *point.plus, time::Roll::none);
  if (time::counts_days(point.plus->unit)) found->begins = zone.start_of(zone.day_of(found->begins));
  return found;
}

std::optional<Point> start_of(const Matter& matter) {
  if (!matter.rule->clock.start) return trigger_of(matter);
  std::optional<Point> found;
  for (const auto& point : matter.rule->clock.start->points) {
    const auto one = point_of(matter, point);
    switch (matter.rule->clock.start->kind) {
      case rule::Start::Kind::single:
        return one;
      case rule::Start::Kind::earlier_of:
        if (one) found = found ? Point{std::min(found->at, one->at), std::min(found->begins, one->begins)} : *one;
        break;
      case rule::Start::Kind::later_of:
        if (!one) return std::nullopt;
        found = found ? Point{std::max(found->at, one->at), std::max(found->begins, one->begins)} : *one;
        break;
    }
  }
  return found;
}

/// An event that restarts, pauses or prolongs the clock, in its time.
struct Step {
  Instant at;
  std::optional<Pause> pause;
  std::optional<time::Period> extension;
  const void* rule = nullptr;         ///< the restart or extension
  bool is_restart = false;            ///< else, with neither of the above: a pause that has not ended
  std::optional<Instant> restart_at;  ///< absent: its condition waits for it
  std::optional<time::Period> condition_within;
};

std::vector<Step> steps_of(const Matter& matter, Instant since) {
  std::vector<Step> steps;
  for (const auto& restart : matter.rule->clock.restarts) {
    const auto ons = later(events_of(restart.on, matter, true), matter, since);
    if (!restart.condition)
      for (const auto* on : ons) steps.push_back({on->at, {}, {}, &restart, true, on->at, {}});
    else
      for (const auto* asked : later(events_of(*restart.condition, matter, true), matter, since)) {
        const auto on = std::find_if(ons.begin(), ons.end(), [&](const auto* one) { return not_before(*one, *asked); });
        steps.push_back({asked->at, {}, {}, &restart, true, {}, restart.within});
        if (on != ons.end()) steps.back().restart_at = (*on)->at;
      }
  }
  for (const auto& pause : matter.rule->clock.pauses) {
    // A pause counts from whenever it began.
    const auto ends = events_of(pause.to, matter, true);
    for (const auto* from : events_of(pause.from, matter, true)) {
      Step step{from->at, {}, {}, {}, {}, {}, {}};
      const auto alike = [&](const Happening* end) {
        return std::all_of(pause.same.begin(), pause.same.end(),
                           [&](const auto& name) { return from->attributes.at(name) == end->attributes.at(name); });
      };
      for (const auto* end : ends)
        if (not_before(*end, *from) && alike(end) && !step.pause)
          step.pause = Pause{from->at, std::max(from->at, end->at)};
      if (pause.at_most) {
        const auto cap = end_of(matter, from->at, *pause.at_most, matter.rule->clock.roll);
        if (over(cap, matter.world->as_of) && (!step.pause || cap < step.pause->to)) step.pause = Pause{from->at, cap};
      }
      steps.push_back(step);
    }
  }
  for (const auto& extension : matter.rule->clock.extensions)
    for (std::size_t time = 0;; ++time) {
      Step step{time::earliest, {}, extension.by, &extension, {}, {}, {}};
      std::size_t there = 0;
      for (const auto& pattern : extension.on) {
        const auto found = later(events_of(pattern, matter, true), matter, since);
        if (found.size() <= time) break;
        step.at = std::max(step.at, found[time]->at);
        ++there;
      }
      if (there < extension.on.size()) break;
      steps.push_back(step);
    }
  std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
  return steps;
}

}  // namespace

Instant end_of(const Matter& matter, Instant start, const time::Period& period, time::Roll roll) {
  return end_with(matter, start, period, roll, {});
}

std::optional<Instant> due_of(const Matter& matter) {
  const auto& clock = matter.rule->clock;
  const auto& zone = matter.pack->zone;
  if (!clock.by) {
    const auto& last = matter.rule->in_force.to;
    const bool ended = matter.world->log_has_ended || (last && over(zone.end_of(*last), matter.world->as_of));
    const bool open = matter.period->unit == time::SpanUnit::log && !ended;
    return open ? std::nullopt : std::optional(zone.end_of(matter.period->last));
  }
  // The words of a due date are tested on their own; here only where it falls.
  auto day = *time::due_day(*clock.by, zone.day_of(matter.at), matter.period);
  while (clock.roll == time::Roll::next_working_day && matter.world->days.is_off(day)) day += a_day;
  return zone.end_of(day);
}

Running clock_of(const Matter& matter, std::size_t limit) {
  const auto& clock = matter.rule->clock;
  const auto found = start_of(matter);
  const auto point = found.value_or(trigger_of(matter));
  Running running{point.at, point.begins, std::nullopt, !found};
  if (!found) return running;
  if (clock.by) {
    auto shifted = matter;
    shifted.at = running.start;
    running.deadline = due_of(shifted);
    return running;
  }
  if (clock.within.empty()) return running;
  const auto& period = *clock.within[limit].period;
  auto start = running.start;
  Changes changes;
  std::vector<std::pair<const void*, Instant>> extended;  // by what, when
  std::vector<const void*> restarted;
  std::vector<Instant> held;  // when pauses began that have no end
  auto deadline = end_with(matter, start, period, clock.roll, changes);
  for (const auto& step : steps_of(matter, running.start)) {
    if (step.at > deadline) continue;
    if (step.is_restart) {
      const bool conditional = static_cast<const rule::RestartRule*>(step.rule)->condition.has_value();
      if (step.condition_within && step.at > end_of(matter, start, *step.condition_within, clock.roll)) continue;
      if (conditional && std::count(restarted.begin(), restarted.end(), step.rule) > 0) continue;
      restarted.push_back(step.rule);
      if (!step.restart_at) {
        running.stands = true;
        return running;
      }
      if (*step.restart_at > start) {
        // What prolonged the time before the clock ran anew is gone; what came at that very instant counts for both.
        start = *step.restart_at;
        Changes kept{changes.pauses, {}};
        for (std::size_t i = 0; i < extended.size(); ++i)
          if (extended[i].second >= start) kept.extensions.push_back(changes.extensions[i]);
        std::erase_if(extended, [&](const auto& one) { return one.second < start; });
        changes = kept;
      }
    } else if (step.extension) {
      const auto times = static_cast<const rule::ExtensionRule*>(step.rule)->times;
      const auto used =
          std::count_if(extended.begin(), extended.end(), [&](const auto& one) { return one.first == step.rule; });
      if (used >= times) continue;
      if (start > running.start && step.at < start) continue;
      changes.extensions.push_back(*step.extension);
      extended.emplace_back(step.rule, step.at);
    } else if (step.pause) {
      changes.pauses.push_back(*step.pause);
    } else {
      held.push_back(step.at);
    }
    deadline = end_with(matter, start, period, clock.roll, changes);
    // A pause without an end stops the clock as soon as it can put the deadline off.
    running.stands = std::any_of(held.begin(), held.end(), [&](Instant begun) {
      auto longer = changes;
      longer.pauses.push_back({begun, deadline + std::chrono::days{30}});
      return end_with(matter, start, period, clock.roll, longer) != deadline;
    });
    if (running.stands) return running;
  }
  running.deadline = deadline;
  return running;
}

}  // namespace shixian::reference
