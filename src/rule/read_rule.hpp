// One rule of a pack file.
#pragma once

#include <optional>

#include "rule/rule.hpp"
#include "text/diagnostic.hpp"
#include "text/document.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

/// Reads one rule; what it leaves open (in force) comes from the pack. nullopt ⇔ errors were added.
std::optional<Rule> read_rule(const text::SourcePtr& source, const text::Node& node, const Pack& pack,
                              text::Diagnostics& out);

/// Reads `in-force: {from, to}` of a pack or a rule.
InForce read_in_force(text::Fields& fields);

/// Reads `examples:` of a rule.
std::vector<Example> read_examples(text::Fields& rule);

/// The log that an example writes itself, which it must.
void read_example_log(text::Fields& fields, Example& example);
/// All of one example but its log; `finish` is left to the caller.
void read_example(text::Fields& fields, Example& example);

}  // namespace shixian::rule
