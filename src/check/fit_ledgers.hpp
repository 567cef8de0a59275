// What the ledgers hold that no rule will look at: told, so that nothing is left out in silence.
#pragma once

#include <set>
#include <string>

#include "check/check.hpp"
#include "log/log.hpp"
#include "rule/rule.hpp"
#include "text/diagnostic.hpp"

namespace shixian::check {

/// Ledgers that record what a rule by periods looks for and are declared complete for times that neither are one nor
/// follow one another: a warning for each such set; `told` holds those that were told already.
void tell_unlike_coverage(const rule::Rule& rule, const log::Log& log, const time::Zone& zone,
                          std::set<std::string>& told, text::Diagnostics& out);

/// Rules by periods that are judged from a time before the ledgers' first event, because they were in force then and no
/// coverage is declared: one warning, with how to say that the ledgers begin later.
void tell_silent_beginning(const std::vector<PackInput>& packs, const log::Log& log, text::Diagnostics& out);

/// Entities that a rule by periods meets in the log and does not find in its roster: a warning for each of the first
/// five.
void tell_strangers(const rule::Rule& rule, const log::Log& log, std::set<std::string>& told, text::Diagnostics& out);

}  // namespace shixian::check
