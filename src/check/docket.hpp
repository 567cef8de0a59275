// The obligations of one rule, group after group, brought before the court.
#pragma once

#include <map>
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
  /// Adds the obligation that a violation of another rule opens, or its undetermined finding. A finding that may be a
  /// violation opens nothing, but may claim what answers others.
  void follow(const Finding& found, const RuleContext& source, const Judged& all);
  /// Judges what violations opened, each with the others that share its keys.
  void judge_violations();

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
  void open(std::uint32_t trigger, std::uint32_t ordinal, bool several, std::uint32_t entity);
  Obligation obligation_of(const Finding& violation, const RuleContext& source, const Judged& all) const;
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
  struct Rival {
    std::vector<std::uint32_t> codes;
    time::Moment moment;
  };
  std::map<std::vector<std::uint32_t>, std::vector<Obligation>> violations_;  // what they opened, by its keys
  std::vector<Rival> rivals_;
};

}  // namespace shixian::check
