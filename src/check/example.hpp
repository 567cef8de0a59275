// The examples of a rule, run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/check.hpp"

namespace shixian::check {

/// The log of an example: lines of `TIME  event-type  key=value …`. A time is a date, or a date and a time of day after
/// one blank; values with blanks stand in double quotes; lines that are empty or start with # are skipped. nullopt ⇔ an
/// error was added at the line.
std::optional<log::Log> example_log(const rule::Example& example, const time::Zone& zone, text::Diagnostics& out);

/// The verdicts an example's log gives under its rule alone, in the order of findings. nullopt ⇔ errors were added.
std::optional<std::vector<std::string>> run_example(const PackInput& pack, const rule::Rule& rule,
                                                    const rule::Example& example, text::Diagnostics& out);

}  // namespace shixian::check
