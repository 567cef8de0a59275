// A rule in the setting of a log.
#pragma once

#include "check/check.hpp"

namespace shixian::check {

/// What judging the rule needs to know of the log. Requires a log that `check_fit` found no error in.
RuleContext context_of(const PackInput& pack, const rule::Rule& rule, const log::Log& log, time::Instant as_of);

}  // namespace shixian::check
