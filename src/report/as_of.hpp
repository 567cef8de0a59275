// The as-of and the settings of a run, as reports state them.
#pragma once

#include <string>
#include <vector>

#include "check/finding.hpp"
#include "text/phrase.hpp"
#include "time/zone.hpp"

namespace shixian::report {

/// `2020-12-31 (end of the day)`, or the instant in the zone.
text::Phrase as_of_text(time::Instant as_of, const time::Zone& zone);

/// The same as `--as-of` takes it: a date for the end of that day, else ISO 8601 with the zone's offset.
std::string as_of_iso(time::Instant as_of, const time::Zone& zone);

/// In which the run's as-of is told: that of its first pack.
const time::Zone& zone_of(const check::Findings& findings);

/// Every calendar in use, once, in the order of the packs.
std::vector<const time::Calendar*> calendars(const check::Findings& findings);

/// What the rules that were judged leave open, and how this run reads it.
struct Reading {
  const rule::Pack* pack;
  const rule::Parameter* parameter;
};

/// Each parameter that a judged rule reads, once, by pack and in the order of the pack.
std::vector<Reading> readings(const check::Findings& findings);

}  // namespace shixian::report
