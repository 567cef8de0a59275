// getFullYear() … getMilliseconds(): parts of times and durations.
#pragma once

#include <optional>

#include "condition/program.hpp"
#include "condition/work.hpp"

namespace shixian::condition {

/// The node's function is one of the selectors; `zone` is its argument, or nullptr for UTC.
std::optional<Value> select_part(const Node& node, const Value& value, const Value* zone, Work& work);

}  // namespace shixian::condition
