// What a finding is about, for reports: keys, deadline, delay, fingerprint.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check/finding.hpp"

namespace shixian::check {

/// The values that tell this obligation from others: the rule's `same` attributes as the trigger carries them.
std::vector<std::pair<std::string, std::string>> keys(const Finding& finding, const Findings& findings,
                                                      const log::Log& log);

/// Whose obligation it is: attribute and value.
std::optional<std::pair<std::string, std::string>> entity(const Finding& finding, const Findings& findings);

/// The stretch of the calendar it is for.
std::optional<time::Span> period(const Finding& finding, const Findings& findings);

/// What tells the obligation from others of its rule, for people: entity, period and keys, `云岩区 · 2020 · 2020-003`.
std::string subject(const Finding& finding, const Findings& findings, const log::Log& log);

/// The last day (for periods in days) or instant that still counts; as coarse as the trigger, whose latest reading it
/// belongs to.
std::optional<time::Moment> deadline(const Finding& finding, const Findings& findings, const log::Log& log);

/// Where a limit in hours runs from a time coarser than a minute: the deadline of its earliest reading, as `deadline`
/// is that of its latest.
std::optional<time::Moment> earliest_deadline(const Finding& finding, const Findings& findings);

/// A hash of what an event says: its time and the codes of its attributes, but for when it was recorded. Equal for
/// events that nothing but their rows tells apart.
std::uint64_t content_of(const log::EventTable& events, std::uint32_t event);

/// 32 hexadecimal digits that name the obligation: XXH3-128 of the pack and rule ids, the keys (without keys: the
/// trigger's time), the entity, the period, for what follows a violation the violated rule, and for a prohibition the
/// forbidden event. Where several triggers carry the same keys all that the trigger says tells them apart. Width of
/// letters, offsets, rows, deadlines and verdicts play no part, so an edited ledger keeps them.
std::string fingerprint(const Finding& finding, const Findings& findings, const log::Log& log);

}  // namespace shixian::check
