// Rules × events → findings.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "check/finding.hpp"
#include "check/grouping.hpp"
#include "text/diagnostic.hpp"

namespace shixian::check {

/// A pack with the calendar it names.
struct PackInput {
  const rule::Pack* pack;
  const time::Calendar* calendar;
};

struct CheckOptions {
  time::Instant as_of;
  unsigned threads = 1;
};

/// Whether the log can be checked against the packs: a roster that a rule names and no mapping gives is an error; event
/// types and attributes that a rule names and the log never holds are warnings with a suggestion.
void check_fit(const std::vector<PackInput>& packs, const log::Log& log, text::Diagnostics& out);

/// Judges every obligation as of an instant (design 5). The result does not depend on the number of threads, nor the
/// verdicts on the order of rows. `log` and `packs` must outlive the findings. Requires a log that `check_fit` found no
/// error in. The groupings are of the log's events.
Findings check(const std::vector<PackInput>& packs, const log::Log& log, Groupings& groupings,
               const CheckOptions& options);

}  // namespace shixian::check
