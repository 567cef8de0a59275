// What is counted or added up, for `ratio` and `reconcile`.
#pragma once

#include <optional>
#include <string_view>

#include "rule/rule.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

/// The mapping under `ratio`, with the bounds that stand beside it in the rule.
std::optional<Ratio> read_ratio(text::Fields& rule);
std::optional<Reconciliation> read_reconciliation(text::Fields& rule);

}  // namespace shixian::rule
