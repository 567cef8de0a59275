// One way the events of a log can have been: every time an instant, every attribute said. And the log's rulings in it,
// found without doubt or shortcut.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "check/finding.hpp"
#include "reference/days_off.hpp"
#include "rule/rule.hpp"

namespace shixian::reference {

/// An event of a world.
struct Happening {
  std::size_t row = 0;  ///< of the scenario; beyond its rows: an event that no ledger holds
  std::string type;
  time::Instant at;
  time::Moment seen;  ///< as it was written
  std::map<std::string, std::string> attributes;
};

struct World {
  std::vector<Happening> events;  ///< by time, then row
  DaysOff days;
  std::vector<std::string> roster;  ///< units
  time::Instant asked;              ///< as of when it is asked: later triggers are not seen
  time::Instant as_of;              ///< the same, but no later than the end of the declared coverage
  time::Instant beginning;          ///< of the declared coverage, else of the first event, else the as-of
  bool covered_from = false;        ///< whether the beginning is declared
  bool log_has_ended = false;       ///< whether the ledgers say that they hold no more

  void sort();
};

/// What a rule says of one obligation of a world.
struct Ruling {
  std::size_t rule = 0;
  std::optional<std::size_t> trigger;  ///< row
  std::optional<std::string> entity;
  std::string period;  ///< its label, or empty
  check::Verdict verdict = check::Verdict::undetermined;
  std::optional<time::Instant> deadline;
  std::optional<time::Instant> response;          ///< when what satisfied or broke it happened
  const Happening* answer = nullptr;              ///< what satisfied an expectation
  std::optional<std::size_t> offender;            ///< row of what broke a prohibition
  std::optional<time::Instant> of_the_violation;  ///< from when a rule that follows violations counts
};

std::vector<Ruling> rule_on(const rule::Pack& pack, const World& world);

}  // namespace shixian::reference
