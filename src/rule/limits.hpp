// Periods and dates of a rule that must agree with each other.
#pragma once

#include "rule/rule.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

/// Reports limits, due dates, pauses, extensions and minimum times that contradict each other or have no clear meaning
/// together.
void refuse_unclear_limits(text::Fields& fields, const Rule& rule);

}  // namespace shixian::rule
