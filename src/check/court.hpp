// Where the obligations of a rule are judged: what a demand may ask, and where its findings go.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "check/clock.hpp"
#include "check/obligation.hpp"
#include "check/record.hpp"
#include "check/scope.hpp"

namespace shixian::check {

/// The time within which events count for an obligation, both ends included; absent ends are open.
struct Window {
  std::optional<time::Instant> from;
  std::optional<time::Instant> to;
};

/// One a thread and rule.
class Court {
 public:
  Court(const RuleContext& context, std::uint32_t rule_number, const log::Log& log, const Grouping& keyed);
  Court(const Court&) = delete;
  Court& operator=(const Court&) = delete;

  const RuleContext& context;
  const rule::Rule& rule;
  const std::uint32_t rule_number;
  const log::Log& log;
  const log::EventTable& events;
  Judged judged;
  Record record;
  Scope scope;
  Clock clock;
  std::vector<std::size_t> wanted;   ///< the patterns of the demand, in its order
  std::size_t until = 0;             ///< of forbid
  std::vector<std::size_t> excuses;  ///< by excuse of the clock; of those with `on`
  std::vector<ConditionColumn> excuse_conditions;
  std::vector<std::size_t> aggregates;  ///< of ratio (of, to) or reconcile
  /// When triggers came about that may open an obligation of the group and cannot be judged: with `matching:
  /// one-to-one` each may claim a response.
  std::vector<time::Moment> rivals;
  bool may_be_claimed(std::uint32_t response) const;

  time::Instant as_of(const Obligation& obligation) const;
  const time::Zone& zone() const { return context.pack->zone; }

  /// Whether `a` lies before `b`; by days when the rule says so. Equal times: no.
  time::Truth before(const time::Moment& a, const time::Moment& b) const;
  /// The events of the demand's pattern that lie, or may lie, in a window; where events name their period
  /// (`during`), those of the obligation's.
  std::vector<Shown> inside(std::size_t pattern, const Obligation& obligation, const Window& window);
  /// The days of an obligation's period.
  Window window_of(const time::Span& period) const;

  /// The events of a pattern that do not certainly lie before the trigger, unless `early` lets them, nor after an
  /// instant.
  std::vector<Shown> from_trigger(std::size_t pattern, const Obligation& obligation, time::Instant to);
  std::vector<Shown> named_for(const time::Span& period, std::vector<Shown> all) const;

  void settle(Finding finding) { judged.findings.push_back(finding); }
  void settle(Finding finding, Verdict verdict, text::Phrase reason = {});
  void undetermined(Finding& finding, text::Phrase reason);
  /// Gives a finding its reason, in place of the one it had.
  void note(Finding& finding, text::Phrase reason);
  /// Whether what the log does not show did not happen, from the obligation's moment on; otherwise the finding becomes
  /// undetermined, with the reason.
  bool absence_proves(Finding& finding, const Obligation& obligation);
  /// The same from another instant on.
  bool absence_proves(Finding& finding, const Obligation& obligation, time::Instant since);
  /// Whether the log would show what starts, stops, prolongs or ends the clock until an instant, or excuses; otherwise
  /// likewise.
  bool clock_is_shown(Finding& finding, const Obligation& obligation, time::Instant end);

  std::string shown(const time::Moment& moment) const;
  /// "台账.csv row 7".
  text::Phrase place_of(std::uint32_t event) const;
  text::Phrase outside_calendar() const;
  /// A value of an event's attribute, or nullptr.
  const std::string* value(const std::string& attribute, std::uint32_t event) const;
};

/// Judges the obligations of one group: those that share all keys. The record has entered the group.
using Demand = void (*)(Court& court, std::span<Obligation> obligations);
Demand demand_of(rule::Demand::Kind kind);

#define X(kind, function) void function(Court& court, std::span<Obligation> obligations);
#include "check/demands.def"
#undef X

/// `matching: one-to-one` of expect.
void judge_one_to_one(Court& court, std::span<Obligation> obligations);

}  // namespace shixian::check
