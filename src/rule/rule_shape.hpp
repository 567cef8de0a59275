// The words of one rule, its scope, demand and clock, and its examples, in both spellings.
#pragma once

#include "text/shape.hpp"

namespace shixian::rule {

const text::Shape& rule_shape();
const text::Shape& examples_shape();
/// The keys of one example, with its log or without.
std::vector<text::Key> example_keys();
/// One verdict of a rule.
const text::Shape& verdict_shape();

// What several words of a rule take:
const text::Shape& event_pattern();   ///< an event type, a list of them, or {event: …, where: …}
const text::Shape& event_patterns();  ///< one pattern or a list of them
const text::Shape& condition_shape();
const text::Shape& period_shape();
const text::Shape& decimal_shape();
const text::Shape& demand_of_ratio();
const text::Shape& demand_of_reconcile();
const text::Shape& limits_shape();
const text::Shape& starts_shape();
const text::Shape& pauses_shape();
const text::Shape& restarts_shape();
const text::Shape& extensions_shape();
const text::Shape& deemed_shape();
const text::Shape& excuses_shape();

}  // namespace shixian::rule
