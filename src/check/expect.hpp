// The demand `expect`: after each trigger, a response within the limit.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "check/conditions.hpp"
#include "check/finding.hpp"
#include "check/grouping.hpp"
#include "check/scope.hpp"

namespace shixian::check {

/// What judging a part of a rule's obligations produced; indices in the findings point into this part.
struct Judged {
  std::vector<Finding> findings;
  std::vector<time::Reckoning> reckonings;
  std::vector<text::Phrase> reasons;
  std::vector<std::uint32_t> unmatched;
};

/// Judges the obligations of one rule, a group of triggers at a time. One object a thread.
///
/// With trigger in [t1, t2], deadlines D(t1) ≤ D(t2) and a response in [r1, r2] (design 5.1): met for certain iff r2 ≤
/// D(t1); late for certain iff r1 > D(t2); otherwise undetermined. A response that certainly lies before the trigger
/// does not count unless `early: allowed`. A response that lacks a key, whose condition is unknown, whose time could
/// not be read or that straddles the as-of is only possible: it never makes an obligation met, but keeps it from being
/// missing or late as long as it might have been in time.
class Expectation {
 public:
  /// `triggers` groups events by the rule's keys; `responses` by the keys and the entity's attribute (the same object
  /// without `of`).
  Expectation(const RuleContext& context, std::uint32_t rule, const log::Log& log, const Grouping& triggers,
              const Grouping& responses);

  /// Judges the triggers of one group.
  void judge_group(std::span<const std::uint32_t> group);
  /// Lists the responses of an `of` rule whose entity the roster does not name. Once a rule.
  void list_strangers();
  /// Judges triggers that lack a key: which response is theirs cannot be told.
  void judge_incomplete();

  /// Hands over what was judged since the last call.
  Judged take();

 private:
  struct Window {  // what the trigger allows
    std::uint32_t trigger;
    time::Moment moment;
    time::Instant as_of;              // up to which responses are seen
    time::Instant first_deadline;     // no true deadline lies before it
    time::Instant last_deadline;      // … nor after it; the latest of all when provisional
    time::Instant first_by_weekends;  // the first deadline with uncovered days by weekends alone
  };
  struct Search {
    bool met = false;
    std::uint32_t response = none;      // the one that met it, or the first certain one after the deadline
    std::uint32_t before = none;        // the last one found that certainly lies before the trigger
    std::uint32_t possible = none;      // might have been in time
    const text::Phrase* why = nullptr;  // why the possible one is only possible
  };

  bool is_response(std::uint32_t event) const;
  /// Asks the scope; false when there is no obligation.
  bool open(Finding& finding);
  void list_unmatched(std::uint32_t event);
  void judge_triggers(std::span<const std::uint32_t> group, std::uint32_t entity,
                      std::span<const std::uint32_t> candidates);
  void judge(std::uint32_t trigger, std::uint32_t ordinal, std::uint32_t entity,
             std::span<const std::uint32_t> candidates);
  void weigh(const Window& window, std::uint32_t event, Search& search);
  void search_certain_keys(const Window& window, std::span<const std::uint32_t> candidates, Search& search);
  void search_missing_keys(const Window& window, std::uint32_t entity, Search& search);
  /// Whether a deadline lies before the as-of. One that ends a day or a minute stands for its 24:00 or :60: as of that
  /// end it has passed.
  static bool has_passed(time::Instant deadline, time::Instant as_of);
  void conclude(Finding& finding, const Window& window, const Search& search);
  std::span<const std::uint32_t> candidates_of(std::span<const std::uint32_t> group);
  std::uint32_t keep(const time::Instant& start, const rule::Limit& limit);
  void too_coarse(Finding& finding, const time::Moment& trigger, const time::Moment& response,
                  const time::Period& limit);
  void undetermined(Finding& finding, text::Phrase reason);
  /// Gives a finding its reason, in place of the one it had.
  void note(Finding& finding, text::Phrase reason);
  text::Phrase outside_calendar() const;
  std::string shown(const time::Moment& moment) const;
  text::Phrase place_of(std::uint32_t event) const;

  const RuleContext& context_;
  std::uint32_t rule_;
  const log::EventTable& events_;
  const Grouping& triggers_;
  const Grouping& responses_;
  Scope scope_;
  std::vector<bool> response_types_;  // by type code
  ConditionColumn response_where_;
  std::vector<std::uint32_t> incomplete_responses_;
  std::vector<std::uint32_t> candidates_;
  std::unordered_map<std::uint64_t, std::uint32_t> kept_;  // day and limit → reckoning
  Judged judged_;
};

}  // namespace shixian::check
