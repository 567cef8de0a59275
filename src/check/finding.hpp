// What the check found: one finding for each obligation.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "log/log.hpp"
#include "rule/rule.hpp"
#include "rule/waivers.hpp"
#include "text/phrase.hpp"
#include "time/calendar.hpp"
#include "time/reckoning.hpp"

namespace shixian::check {

enum class Verdict : std::uint8_t { met, late, missing, breached, pending, undetermined, waived };
inline constexpr std::size_t verdict_count = 7;

/// The word of design.md 6: `met`, `late` …; the same in files of every language.
std::string_view name(Verdict verdict);
/// The word as people read it: `late`, `逾期`.
const text::Phrase& title(Verdict verdict);
inline bool is_violation(Verdict verdict) {
  return verdict == Verdict::late || verdict == Verdict::missing || verdict == Verdict::breached;
}

inline constexpr std::uint32_t none = 0xFFFFFFFF;

/// One obligation with its verdict and evidence. Small: there is one for every trigger, met or not.
struct Finding {
  std::uint32_t rule = 0;         ///< index into Findings::rules
  std::uint32_t trigger = none;   ///< event that opened it; for a gap the event before it; none for a period
  std::uint32_t response = none;  ///< event that satisfied it, or too late; or that broke it
  std::uint32_t entity = none;    ///< index into RuleContext::entities
  std::uint32_t period = none;    ///< index into RuleContext::periods
  /// Among obligations of the same rule that nothing else tells apart.
  std::uint32_t ordinal = 0;
  std::uint32_t cause = none;        ///< of what follows a violation: the rule that was violated, index into rules
  std::uint32_t cause_event = none;  ///< … and the forbidden event, if that is what violated it
  std::uint32_t limit = none;        ///< the row of the rule's table of limits
  std::uint32_t reckoning = none;    ///< index into Findings::reckonings; every finding that is not met keeps one
  std::uint32_t reason = none;       ///< index into Findings::reasons
  std::uint32_t waiver = none;       ///< index into Findings::waivers, of a violation that is waived
  Verdict waived_from = Verdict::undetermined;  ///< what it is without that waiver
  Verdict verdict = Verdict::undetermined;
  std::uint32_t copy = 0;    ///< among forbidden events that nothing tells apart
  bool crowded = false;      ///< other forbidden events have the same time as the one found
  bool several = false;      ///< other triggers of the rule carry the same keys, or without keys have the same time
  bool provisional = false;  ///< the deadline lies outside the calendar's years

  /// The verdict without regard to waivers.
  Verdict judged() const { return verdict == Verdict::waived ? waived_from : verdict; }
};

/// What became of a waiver as of the day of the check.
struct WaiverUse {
  enum class State : std::uint8_t { in_force, expired, not_yet_approved };
  State state = State::in_force;
  bool rule_given = false;       ///< whether a pack of the run has its rule
  std::uint64_t violations = 0;  ///< that it speaks of; waived ⇔ it is in force
  std::uint64_t others = 0;      ///< findings that it speaks of and that are no violations, or that another waives
};

/// What the log holds of some events, by the origin of the trigger, and last for obligations without a trigger.
struct Held {
  std::vector<log::Coverage> covered;    ///< when the log claims to hold them all
  std::vector<const std::string*> lost;  ///< a ledger whose unreadable part may have held one, or nullptr
};

/// Triggers that a rule does not judge, for they certainly lie outside its time in force; without those that the rule
/// it replaces, or the one that replaces it, judges.
struct OutsideForce {
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  std::uint64_t all() const { return before + after; }
};

/// Whether rules read the events of the ledgers, by their types.
enum class Reach : std::uint8_t {
  some,      ///< at least one, or there are none to read
  declared,  ///< none; but a mapping names events that rules read
  nothing,   ///< none, nor does a mapping name any: nothing in the ledgers is checked
};

/// A rule in the setting it is judged in.
struct RuleContext {
  const rule::Pack* pack;
  const rule::Rule* rule;
  const time::Calendar* calendar;
  time::Instant as_of;                       ///< the run's: later triggers are not seen
  Held expected;                             ///< of what the rule expects
  Held clock;                                ///< of what starts, stops, prolongs or ends the clock
  Held excuses;                              ///< of what excuses
  bool recorded = true;                      ///< whether any ledger can hold what the demand looks for
  std::set<std::string> unrecorded;          ///< event types of the clock that no ledger can hold
  bool judged = true;                        ///< false: no ledger records anything that the rule is about
  std::vector<std::uint32_t> keys;           ///< attributes of `same` that the log carries
  std::string entity_attribute;              ///< what says whose an obligation is; empty: nobody's
  std::vector<std::string> entities;         ///< of the scope, from the roster or the log
  std::vector<time::Span> periods;           ///< of a scope by period, in order
  time::Instant beginning = time::earliest;  ///< of a scope by period: from when silence counts
  bool log_ended = false;  ///< whether the log is known to hold no more: what `log` periods ask for is then due

  /// Which entry of a `Held` speaks for an obligation.
  std::uint32_t origin_of(const Finding& finding, const log::EventTable& events) const {
    return finding.trigger == none || !periods.empty() ? static_cast<std::uint32_t>(expected.covered.size() - 1)
                                                       : events.where(finding.trigger).origin;
  }
  /// The instant up to which events are seen: never past the end of the declared coverage.
  time::Instant judged_as_of(std::uint32_t origin) const { return std::min(as_of, expected.covered[origin].to); }
};

struct Findings {
  std::vector<RuleContext> rules;
  std::vector<Finding> all;  ///< by rule, trigger time, keys, entity, ordinal
  std::vector<time::Reckoning> reckonings;
  std::vector<text::Phrase> reasons;
  /// By rule: events of the kind it expects that no trigger calls for, such as a reply without a request; in time
  /// order.
  std::vector<std::vector<std::uint32_t>> unmatched;
  std::vector<OutsideForce> outside_force;  ///< by rule
  Reach reach = Reach::some;
  std::span<const rule::Waiver> waivers;
  std::vector<WaiverUse> waiver_uses;  ///< by waiver
  std::vector<std::size_t> starts;     ///< where each rule's findings begin in `all`, and its end
  time::Instant as_of;                 ///< as asked for

  /// The findings of one rule, by its index.
  std::span<const Finding> of(std::size_t rule) const {
    return std::span(all).subspan(starts[rule], starts[rule + 1] - starts[rule]);
  }
};

/// Whether an instant is the last microsecond of a second, as ends of days and minutes are written: what must happen by
/// then and has not is over, since nothing lies between it and the next second.
inline bool closes_a_second(time::Instant instant) {
  return std::chrono::ceil<std::chrono::seconds>(instant) - instant == std::chrono::microseconds{1};
}

/// The place of a finding in `all`.
inline std::uint32_t index_of(const Findings& findings, const Finding& finding) {
  return static_cast<std::uint32_t>(&finding - findings.all.data());
}

/// How many findings have each verdict, by its number.
std::array<std::size_t, verdict_count> totals(std::span<const Finding> findings);
/// How many of them are violations.
std::size_t violations(const std::array<std::size_t, verdict_count>& totals);

}  // namespace shixian::check
