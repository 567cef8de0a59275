// Which events are meant, and conditions on them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rule/rule.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

/// The condition under a key; nullopt: absent, or an error was added.
std::optional<Condition> read_condition(text::Fields& fields, std::string_view key);

/// A pattern that stands at a node, of which `key` says what it is for.
EventPattern read_pattern(text::Fields& fields, const text::Node& node, std::string_view key);
/// The pattern under a key that must be there.
EventPattern need_pattern(text::Fields& fields, std::string_view key);
/// The pattern under a key, if it is there.
std::optional<EventPattern> pattern_at(text::Fields& fields, std::string_view key);
/// A list of patterns, or one that stands alone; at least one.
std::vector<EventPattern> read_patterns(text::Fields& fields, const text::Node& node, std::string_view key);

/// `event` and `where` of a mapping that may hold more; its reader finishes it.
EventPattern read_event_and_where(text::Fields& fields);

}  // namespace shixian::rule
