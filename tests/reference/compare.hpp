// Both evaluators on one scenario.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "check/check.hpp"
#include "reference/days_off.hpp"
#include "reference/scenario.hpp"
#include "time/calendar.hpp"

namespace shixian::reference {

/// A calendar as each evaluator reads it.
struct CalendarPair {
  time::Calendar engine;
  DaysOff reference;
};

/// A scenario read, with what the engine finds in it.
struct Checked {
  std::vector<std::shared_ptr<const rule::Pack>> packs;
  log::Log log;
  check::Findings findings;
};

/// The findings point into the packs and the log.
std::unique_ptr<Checked> check_scenario(const Scenario& scenario, const CalendarPair& china, unsigned threads = 1);

/// Where the evaluators differ, a line each; empty when they agree.
std::string differences(const Scenario& scenario, const CalendarPair& china);

}  // namespace shixian::reference
