// One finding with all that led to it.
#pragma once

#include <iosfwd>

#include "report/report.hpp"
#include "time/reckoning.hpp"

namespace shixian::report {

/// `2020-06-17 Wednesday  `, as wide for every day.
std::string dated(time::Day day, text::Language language);

/// A line a step: the day and its weekday, its number or `-`, and what it is.
void write_steps(const std::vector<time::Step>& steps, text::Language language, std::string_view indent,
                 std::ostream& out);

/// The duty and where it is written; what happened, with its rows; the deadline day by day with pauses, restarts and
/// extensions; what the verdict hangs on, and what another way of counting would give; the waiver; the fingerprint.
void write_explanation(const Report& report, const check::Finding& finding, std::ostream& out);

}  // namespace shixian::report
