// The obligations of one rule, group after group, brought before the court.
#pragma once

#include <vector>

#include "check/court.hpp"

namespace shixian::check {

/// One a thread and rule. `triggers` groups events by the rule's keys; `keyed` by the keys and the entity's attribute
/// (the same object without entities).
class Docket {
 public:
  Docket(const RuleContext& context, std::uint32_t rule, const log::Log& log, const Grouping& triggers,
         const Grouping& keyed);

  /// How many parts can be judged on their own: groups of triggers, or entities.
  std::uint32_t size() const;
  void judge(std::uint32_t part);
  /// What belongs to no part: triggers that lack a key, responses of entities that nobody named. Once a rule.
  void judge_rest();
  /// Obligations that violations of other rules open.
  void judge_violation(const Finding& violation, const RuleContext& source, const Judged& found);

  /// Hands over what was judged since the last call.
  Judged take();

 private:
  void judge_group(std::span<const std::uint32_t> group);
  void judge_periods(std::uint32_t entity);
  void judge_triggers(std::span<const std::uint32_t> group, std::uint32_t entity);
  void judge_keyless();
  void list_strangers();
  void list_unmatched(std::uint32_t event);
  void list_rivals(std::span<const std::uint32_t> group);
  /// Adds the obligation of a trigger, or its undetermined finding; nothing when it opens none.
  void open(std::uint32_t trigger, std::uint32_t ordinal, std::uint32_t entity);
  void hear();
  bool lists_unmatched() const;

  const RuleContext& context_;
  const log::EventTable& events_;
  const Grouping& triggers_;
  const Grouping& keyed_;
  Court court_;
  Demand demand_;
  bool needs_keys_;
  std::vector<Obligation> obligations_;
};

}  // namespace shixian::check
