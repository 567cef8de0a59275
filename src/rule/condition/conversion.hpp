// int() double() string() bool() timestamp() duration() dyn().
#pragma once

#include <optional>

#include "rule/condition/function.hpp"
#include "rule/condition/work.hpp"

namespace shixian::rule::condition {

/// `function` is one of the conversions.
std::optional<Value> convert(Function function, const Value& value, Work& work);

}  // namespace shixian::rule::condition
