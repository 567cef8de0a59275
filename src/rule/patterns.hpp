// What a rule says, wherever it stands in the rule: the events it reads, its conditions, its periods.
#pragma once

#include <vector>

#include "rule/rule.hpp"

namespace shixian::rule {

/// Every pattern of events: of the scope, the demand and the clock.
std::vector<const EventPattern*> patterns_of(const Rule& rule);

/// Those of what starts, stops, prolongs or ends the clock; not what is deemed to have happened.
std::vector<const EventPattern*> clock_patterns_of(const Rule& rule);
/// Those of what excuses.
std::vector<const EventPattern*> excuse_patterns_of(const Rule& rule);

/// Every condition: those of the patterns, of the scope, of the demand, of the table of limits and of the excuses.
std::vector<const Condition*> conditions_of(const Rule& rule);

/// A period and where it stands.
struct Written {
  time::Period period;
  text::Place place;
};

/// Every period: limits, minimum periods, gaps, and those of pauses, restarts, extensions, deemed events and excuses.
std::vector<Written> periods_of(const Rule& rule);

}  // namespace shixian::rule
