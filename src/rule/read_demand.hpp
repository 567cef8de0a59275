// `expect`, `expect-before`, `forbid`, `assert`, `count`, `ratio`, `reconcile`, `require-attributes`.
#pragma once

#include <string_view>

#include "rule/rule.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

Demand read_demand(text::Fields& rule);

/// The key that a kind of demand is written under; `gap` is told from `expect` by its own word.
std::string_view key_of(Demand::Kind kind);

}  // namespace shixian::rule
