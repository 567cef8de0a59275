// The examples of a rule, run.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/check.hpp"

namespace shixian::check {

/// The log of an example: lines of `TIME  event-type  key=value …`. A time is a date, or a date and a time of day after
/// one blank; values with blanks stand in double quotes; lines that are empty or start with # are skipped. nullopt ⇔ an
/// error was added at the line.
std::optional<log::Log> example_log(const rule::Example& example, const time::Zone& zone, text::Diagnostics& out);

/// What an example's log gives under its rule, and the rules whose violations it answers to: in the order of the rule's
/// findings.
struct ExampleOutcome {
  std::vector<std::string> verdicts;
  std::vector<std::string> deadlines;  ///< as reports print them; "-" where there is none
  std::vector<text::Phrase> reasons;
};

/// An example with all that was found in it. The findings point into the pack and the log.
struct ExampleRun {
  rule::Pack pack;  ///< the rule and the rules whose violations it answers to, the rule first
  log::Log log;
  Findings findings;
};

/// nullptr ⇔ errors were added.
std::unique_ptr<ExampleRun> judge_example(const PackInput& pack, const rule::Rule& rule, const rule::Example& example,
                                          text::Diagnostics& out);

/// nullopt ⇔ errors were added.
std::optional<ExampleOutcome> run_example(const PackInput& pack, const rule::Rule& rule, const rule::Example& example,
                                          text::Diagnostics& out);

/// Whether an example gives what it states: its verdicts, and its deadlines when it states them.
bool holds(const rule::Example& example, const ExampleOutcome& outcome);

}  // namespace shixian::check
