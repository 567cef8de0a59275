// What is still open: the list of what to do next.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "report/listing.hpp"
#include "report/report.hpp"

namespace shixian::report {

/// One obligation that nothing answers yet, for certain or perhaps: open while its deadline has not passed, overdue
/// when it is missing, unclear when it is undetermined.
struct Due {
  std::uint32_t finding;                 ///< index into Findings::all
  std::optional<time::Moment> deadline;  ///< absent: the clock stands
  std::optional<time::Instant> until;    ///< the last instant that still counts
  std::string owner;                     ///< whose it is (Units); may be empty
  text::Phrase left;                     ///< `3 working days`, `today`, `5 hours`; for what is overdue: since when
  enum class State : std::uint8_t { open, overdue, unclear } state = State::open;
};

/// Pending obligations, those that are missing and those that cannot be told: soonest first, those without a deadline
/// last. With an `owner` only those that it has, by Units or as the owner of the rule; with `until` only those due by
/// the end of that day, and what cannot be told.
std::vector<Due> dues(const Report& report, const std::string& owner = {}, std::optional<time::Day> until = {});

/// Everyone who has an obligation, by name.
std::vector<std::string> owners(const Report& report);

/// What can still be met in time, what is overdue, what cannot be told and why, and how much each owner has.
Listings listings_of(const Report& report, const std::vector<Due>& dues);

/// As a calendar (iCalendar, RFC 5545): an event a deadline, of a whole day for periods in days, else at its instant.
/// The stamp is the as-of; names of events are the fingerprints, so that a newer file replaces them. What is not
/// open or has no deadline is left out.
void write_icalendar(const Report& report, const std::vector<Due>& dues, std::ostream& out);

}  // namespace shixian::report
