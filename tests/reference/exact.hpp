// The parts of a ruling on one world.
#pragma once

#include "reference/world.hpp"

namespace shixian::reference {

/// What one obligation is judged with.
struct Matter {
  const rule::Pack* pack;
  const rule::Rule* rule;
  const World* world;
  const Happening* trigger = nullptr;
  time::Instant at;                     ///< of the trigger, the violation, or the start of the period
  std::optional<time::Instant> begins;  ///< of a violation by an event: the earliest that what is written allows
  std::optional<std::string> entity;
  std::optional<time::Span> period;
  std::map<std::string, std::string> keys;  ///< what `same` and the entity ask of an event
};

bool holds_in(const std::optional<condition::Condition>& condition, const rule::Pack& pack, const Happening& event);
bool fits_in(const rule::EventPattern& pattern, const rule::Pack& pack, const Happening& event);

/// The events of a pattern with the matter's keys, up to the as-of, in time order; the trigger itself only when asked.
std::vector<const Happening*> events_of(const rule::EventPattern& pattern, const Matter& matter, bool with_trigger);

/// Whether an event counts for the matter's period: by its time, or by the period that it names.
bool is_of(const Happening& event, const Matter& matter);

/// The earliest that the obligation can have begun, by what is written.
time::Instant begin_of(const Matter& matter);

struct Running {
  time::Instant start;
  time::Instant begins;                   ///< the earliest start that what is written allows
  std::optional<time::Instant> deadline;  ///< nothing: no limit, or the clock stands
  bool stands = false;
};

/// Whether the log may lack what the matter looks for: it is declared whole only from later on.
bool may_lack(const Matter& matter);

/// The last instant of a period from an instant, with no change on the way.
time::Instant end_of(const Matter& matter, time::Instant start, const time::Period& period, time::Roll roll);
Running clock_of(const Matter& matter, std::size_t limit);
/// By a due date, or the end of the period.
std::optional<time::Instant> due_of(const Matter& matter);

std::vector<Ruling> judge_expect(const std::vector<Matter>& matters, std::size_t limit_of_each(const Matter&));
Ruling judge_before(const Matter& matter, std::size_t limit);
std::vector<Ruling> judge_forbid(const Matter& matter, std::size_t limit);
Ruling judge_assert(const Matter& matter);
Ruling judge_required(const Matter& matter);
Ruling judge_count(const Matter& matter, std::size_t limit);
std::vector<Ruling> judge_gap(const Matter& matter);
Ruling judge_ratio(const Matter& matter);
Ruling judge_reconcile(const Matter& matter);

}  // namespace shixian::reference
