// int() double() string() bool() timestamp() duration() dyn().
#pragma once

#include <optional>

#include "condition/function.hpp"
#include "condition/work.hpp"

namespace shixian::condition {

/// `function` is one of the conversions.
std::optional<Value> convert(Function function, const Value& value, Work& work);

}  // namespace shixian::condition
