// What the log shows for one obligation: the events of a pattern among those that carry its keys.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "check/conditions.hpp"
#include "check/finding.hpp"
#include "check/grouping.hpp"

namespace shixian::check {

/// An event of a pattern. With a doubt it is only possible: it never makes an obligation met, nor violated.
struct Shown {
  std::uint32_t event = none;
  time::Moment moment;
  const text::Phrase* doubt = nullptr;
};

/// The longest day of any zone, and a margin: no known moment lasts longer.
inline constexpr std::chrono::hours longest_moment{26};

/// By type code: whether a pattern means events of that type.
std::vector<bool> wanted_types(const rule::EventPattern& pattern, const log::EventTable& events);

/// The event types of a pattern, for messages.
std::string types_of(const rule::EventPattern& pattern);

/// Not for several threads at once.
class Record {
 public:
  /// `groups` holds the events by the obligation's keys.
  Record(const RuleContext& context, const log::EventTable& events, const Grouping& groups);

  /// Registers a pattern, once, before the first group; `extra` is a further condition on its events.
  std::size_t add(const rule::EventPattern& pattern, const condition::Condition* extra = nullptr);

  /// Looks at the events with these keys; `group` may be empty, codes are those of the grouping's columns.
  void enter(std::span<const std::uint32_t> group, std::vector<std::uint32_t> codes);

  /// Whether an event is one of a pattern.
  Answer fits(std::size_t pattern, std::uint32_t event);
  bool has_type(std::size_t pattern, std::uint32_t event) const {
    return patterns_[pattern].types[events_.type(event)];
  }
  /// The group's events that are or may be of a pattern, in time order, unknown times first.
  std::span<const std::uint32_t> members(std::size_t pattern);
  /// Events of a pattern's types that lack a key, in time order; and whether one may belong to this group.
  std::span<const std::uint32_t> incomplete(std::size_t pattern) const { return patterns_[pattern].incomplete; }
  bool may_be_keyless(std::size_t pattern, std::uint32_t event);
  /// The events that may be of a pattern and lack a key, but contradict none of this group's; in time order.
  std::span<const std::uint32_t> keyless(std::size_t pattern);

  /// All events of a pattern for an obligation of the group, but the trigger itself and what lies after the as-of, and
  /// what certainly lies outside [from, to]: in time order, unknown times first.
  std::vector<Shown> all(std::size_t pattern, std::uint32_t trigger, time::Instant as_of,
                         time::Instant from = time::earliest, time::Instant to = time::latest);
  /// Why a member is only possible; nullptr: it is certain.
  const text::Phrase* doubt(std::size_t pattern, std::uint32_t event, time::Instant as_of);

  const log::EventTable& events() const { return events_; }
  /// A value of an event's attribute without regard to width; nullopt when it carries none.
  std::optional<std::string> folded_value(const std::string& attribute, std::uint32_t event) const;

 private:
  struct Pattern {
    std::vector<bool> types;
    ConditionColumn where;
    ConditionColumn extra;
    std::vector<std::uint32_t> incomplete;  // of the whole log
    std::vector<std::uint32_t> members;
    std::vector<std::uint32_t> keyless;
    bool members_known = false;
    bool keyless_known = false;
  };

  const RuleContext& context_;
  const log::EventTable& events_;
  const Grouping& groups_;
  std::vector<Pattern> patterns_;
  std::span<const std::uint32_t> group_;
  std::vector<std::uint32_t> codes_;
};

}  // namespace shixian::check
