// How far a violation is beyond its deadline.
#pragma once

#include <chrono>
#include <optional>

#include "check/finding.hpp"

namespace shixian::check {

/// Either whole days of the limit's kind, or a length of time.
struct Overdue {
  std::optional<time::Period>
      days;  ///< limits in days: working days as far as the calendar covers them, else calendar days
  std::chrono::seconds length{0};  ///< limits in hours
  bool at_least = false;           ///< nothing has come yet, or a time is too coarse to say more

  /// `2 working days`, `1 hour 20 minutes`, `1 second`, in both languages.
  text::Phrase describe() const;
};

/// From the deadline to the response, or to the as-of where there is none. Times written to the minute are taken as
/// they stand; with coarser ones it is the least that is certain. nullopt for what is no violation, or when nothing is
/// certain beyond its being late.
std::optional<Overdue> overdue(const Finding& finding, const Findings& findings, const log::Log& log);

}  // namespace shixian::check
