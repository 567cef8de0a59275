// What the functions of conditions do.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "condition/program.hpp"
#include "condition/work.hpp"

namespace shixian::condition {

/// Calls the node's function; the receiver, if any, is the first argument.
std::optional<Value> call(const Node& node, std::span<const Value* const> arguments, Work& work);

/// Without backtracking, at most a few MiB; nullptr with the reason in `why` when the expression is wrong or too large.
std::shared_ptr<const re2::RE2> compile_pattern(const std::string& expression, text::Phrase& why);

/// An IANA name, or a fixed offset such as +08:00; nullptr when there is no such zone.
std::shared_ptr<const time::Zone> find_zone(std::string_view name);

text::Phrase unknown_zone(std::string_view name);
/// "'2020-6-18' is not a time such as …", for timestamp() and duration() of a text.
text::Phrase unconvertible(Function function, std::string_view text);

}  // namespace shixian::condition
