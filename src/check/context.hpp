// A rule in the setting of a log.
#pragma once

#include <vector>

#include "check/check.hpp"
#include "check/obligation.hpp"

namespace shixian::check {

/// The patterns whose absence or presence the demand is about.
std::vector<const rule::EventPattern*> looked_for(const rule::Rule& rule);

/// Whether any ledger records what the rule is about, triggers or what it looks for; where none does, there is nothing
/// to judge.
bool concerns(const rule::Rule& rule, const log::Log& log);

/// What judging the rule needs to know of the log. Requires a log that `check_fit` found no error in.
RuleContext context_of(const PackInput& pack, const rule::Rule& rule, const log::Log& log, time::Instant as_of);

}  // namespace shixian::check
