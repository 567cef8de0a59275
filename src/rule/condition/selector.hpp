// getFullYear() … getMilliseconds(): parts of times and durations.
#pragma once

#include <optional>

#include "rule/condition/program.hpp"
#include "rule/condition/work.hpp"

namespace shixian::rule::condition {

/// The node's function is one of the selectors; `zone` is its argument, or nullptr for UTC.
std::optional<Value> select_part(const Node& node, const Value& value, const Value* zone, Work& work);

}  // namespace shixian::rule::condition
