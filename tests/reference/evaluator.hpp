// A second evaluator, written from the design and not from the engine: every trigger against every event, every day
// walked.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "check/finding.hpp"
#include "log/log.hpp"
#include "reference/days_off.hpp"
#include "rule/rule.hpp"

namespace shixian::reference {

using Event = log::EventTable::Event;

struct Judgement {
  std::size_t rule = 0;  ///< in the pack
  Event trigger = 0;
  std::optional<std::size_t> entity;  ///< in the roster
  check::Verdict verdict = check::Verdict::undetermined;
  std::optional<time::Instant> deadline;  ///< of the trigger's latest reading
  std::vector<Event> responses;           ///< met: all that are in time; late: all that came first
};

/// Every obligation of a pack as of an instant.
std::vector<Judgement> judge(const rule::Pack& pack, const DaysOff& days, const log::Log& log, time::Instant as_of);

}  // namespace shixian::reference
