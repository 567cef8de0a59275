// A finding as a reader sees it: the cells of one row of a list, in the language of the report.
#pragma once

#include <string>
#include <vector>

#include "report/report.hpp"

namespace shixian::report {

/// Cells that do not apply are empty. Texts of the ledger stand as they were read: a format makes them harmless.
struct Entry {
  std::string verdict;   ///< `late`, `逾期`
  std::string subject;   ///< entity, period and keys: `云岩区 · 2020 · 2020-003`
  std::string trigger;   ///< time, as precise as it was read
  std::string deadline;  ///< the last day or instant that counts; `a … b` between two; with `?` when provisional
  std::string response;
  std::string overdue;  ///< `2 working days`, `at least 3 hours`
  std::string place;    ///< of the trigger, then the response
  std::string reason;
  std::string waiver;  ///< which waiver, until when, by whom and why, and what the verdict is without it
  std::string change;  ///< against a baseline: `new`, `unchanged`; empty without one
};

Entry entry_of(const Report& report, const check::Finding& finding);

/// The same in one sentence: `2020-003: late by 1 working day; deadline 2020-07-16, response 2020-07-17`.
std::string sentence_of(const Report& report, const check::Finding& finding);

/// `台账.xlsx!2020年!F23`; empty for no event.
std::string place_of(const Report& report, std::uint32_t event);

/// Those of two events, either of which may be none: `log.csv row 6, 7`.
std::string places_of(const Report& report, std::uint32_t first, std::uint32_t second);

/// What the finding points at: the response that broke a prohibition or an order, else the trigger; `none` for a period
/// in which nothing happened.
std::uint32_t site_of(const check::Finding& finding);

/// A cell or row that could not be read: `a.csv row 4, column 日期: '13.13.2020': why`.
text::Phrase rejection_of(const Report& report, const log::Rejection& rejection);

/// Where the duty is written: `title of the pack, item “quote”`.
std::string citation_of(const Report& report, const check::RuleContext& context);

const text::Phrase& title(rule::Severity severity);

/// The findings that are violations, undetermined, pending or waived, in that order, then by rule and as they stand.
/// Violations of a higher severity first; before all what is new against a baseline.
std::vector<std::uint32_t> by_weight(const Report& report);

/// Whether a finding is a violation or undetermined and is to fail what takes reports as gates: with `new_only` what
/// the baseline knows is not.
bool fails(const Report& report, const check::Finding& finding);

}  // namespace shixian::report
