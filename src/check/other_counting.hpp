// What a verdict hangs on: how much time was left, and whether another way of counting would have changed it.
#pragma once

#include <optional>
#include <vector>

#include "check/finding.hpp"

namespace shixian::check {

/// The same period counted by another convention.
struct OtherCounting {
  text::Phrase how;
  time::Moment deadline;
  Verdict verdict;
};

/// For a period in days and longer that runs forward from a start, of a finding that is met, late, missing or pending
/// by its deadline alone: with the day of the start counted or not, with or without a roll to the next working day, in
/// calendar days or working days, by weekends without holidays and worked weekends. Only those that give another
/// deadline. Empty for other findings, and where pauses, extensions or restarts move the clock, for which of them count
/// may hang on the deadline itself.
std::vector<OtherCounting> other_countings(const Finding& finding, const Findings& findings, const log::Log& log);

/// From the as-of to the deadline of a pending finding that has one: `3 working days`, `today`, `5 hours 20 minutes`;
/// of hours from a time that is coarse what is certain.
text::Phrase time_left(const Finding& finding, const Findings& findings, const log::Log& log);

/// What would have to be otherwise for another verdict: `met with 3 working days to spare`, `a response until
/// 2020-07-16 would have been in time`. Empty where the reason of the finding already says it.
text::Phrase margin(const Finding& finding, const Findings& findings, const log::Log& log);

}  // namespace shixian::check
