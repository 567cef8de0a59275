// What a rule reads of events, wherever it stands in the rule.
#pragma once

#include <vector>

#include "rule/rule.hpp"

namespace shixian::rule {

/// Every pattern of events: of the scope, the demand and the clock.
std::vector<const EventPattern*> patterns_of(const Rule& rule);

/// Every condition: those of the patterns, of the scope, of the demand, of the table of limits and of the excuses.
std::vector<const Condition*> conditions_of(const Rule& rule);

}  // namespace shixian::rule
