// A table of cases over a log: which case stands in which box, and how many do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "check/line_fit.hpp"
#include "log/log.hpp"
#include "rule/case_table.hpp"
#include "text/diagnostic.hpp"
#include "time/moment.hpp"

namespace shixian::check {

/// How many cases stand in a box: `certain` ones at least, `possible` ones at most; with `more`, what the ledgers do
/// not cover may add to them.
struct Count {
  std::uint64_t certain = 0;
  std::uint64_t possible = 0;
  bool more = false;

  bool exact() const { return certain == possible && !more; }
};

/// Where a case stands. Lines are numbered as in `CaseCounts`.
struct CountedCase {
  std::string name;                     ///< its keys
  std::optional<std::uint32_t> opened;  ///< the first event that opens it, if the log has one
  std::optional<std::uint32_t>
      closed;               ///< the first that closes it up to the end of the table; without an opening, the first
  Lines certain, possible;  ///< the lines of the table, `total` included
  /// By line, how often, where it may be several cases of one number; else empty.
  std::vector<std::uint32_t> at_most;
  Lines columns;                 ///< those it may stand in
  std::vector<Unclear> unclear;  ///< why not in one box alone
};

/// A table of one year. Lines: 0 received, 1 carried over, then the outcomes, their total, and carried forward.
struct CaseCounts {
  std::vector<std::vector<Count>> lines;  ///< by line, by column; the last column is for all of them
  std::vector<CountedCase> cases;         ///< all that may stand in a box, by name
  std::vector<text::Phrase> doubts;       ///< what keeps every figure from being relied on; none: they can be
  std::vector<text::Phrase> notes;        ///< what the ledgers do not cover, where `more` is set
  time::Instant end;                      ///< the table speaks of the time before: the end of the year, or of the as-of

  static constexpr std::size_t received = 0, carried_over = 1, first_outcome = 2;
  std::size_t total() const { return lines.size() - 2; }
  std::size_t carried_forward() const { return lines.size() - 1; }
};

/// Counts the cases of a year (in the table's zone) as far as the log tells up to `as_of`, which is not before the
/// year. The first closing event that the log has decides when a case was closed, so that what was counted in one year
/// is in no later one. Not certain in any box, and possible in each that it may stand in, is
/// - what is opened at several times: one case, or as many as there are openings;
/// - what is closed before it was opened: either time may be wrong;
/// - what is closed twice in the year with several outcomes, or opened by events of several columns;
/// - what has a time too coarse for the year, or unreadable.
/// A case that no event opened was carried over where the openings of the year are covered; where the ledgers claim to
/// hold everything it may be either. A case that no event closed is open where closings are covered from its opening
/// on.
CaseCounts count_cases(const rule::CaseTable& table, const log::Log& log, int year, time::Instant as_of);

/// Warns of event types and attributes that the table asks for and no ledger has; one of several types need not be
/// there, unless it is nearly one that is.
void check_fit(const rule::CaseTable& table, const log::Log& log, text::Diagnostics& out);

}  // namespace shixian::check
