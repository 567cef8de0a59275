// The scope of a rule: whether an event opens an obligation, and within which limit.
#pragma once

#include <vector>

#include "check/conditions.hpp"
#include "check/finding.hpp"
#include "check/record.hpp"

namespace shixian::check {

/// What an event opens. With `unclear` the obligation may not exist, or its limit is not known: it is undetermined.
struct Opening {
  bool open = false;
  bool in_force = true;        ///< false: it would open an obligation, were the rule in force then
  std::uint32_t limit = none;  ///< row of the rule's table of limits; `none` when unclear or without a table
  text::Phrase unclear;        ///< why it cannot be told; empty when it can
};

/// Not for several threads at once.
class Scope {
 public:
  Scope(const RuleContext& context, const log::EventTable& events);

  bool is_trigger(std::uint32_t event) const { return types_[events_.type(event)]; }
  Opening of(std::uint32_t trigger);
  /// What the rule's `where` says of an event; without one (a violation that no event opened) it cannot be told.
  Answer applies(std::uint32_t event);
  /// Whether the rule was in force at a moment: from the start of its first day to the end of its last, in the pack's
  /// zone.
  time::Truth in_force(const time::Moment& moment) const;
  /// Counts a moment at which the rule was certainly not in force.
  void count(const time::Moment& moment, OutsideForce& outside) const;

 private:
  Opening limit_of(std::uint32_t trigger);

  const RuleContext& context_;
  const log::EventTable& events_;
  std::vector<bool> types_;
  std::vector<ConditionColumn> conditions_;  // of the trigger's pattern and of the rule
  std::vector<ConditionColumn> limits_;
};

}  // namespace shixian::check
