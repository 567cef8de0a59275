// Parameters of a pack, and the values written as `$name`.
#pragma once

#include <span>
#include <vector>

#include "rule/pack.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

/// Reads `parameters:` and applies the settings that concern them.
std::vector<Parameter> read_parameters(text::Fields& pack, const std::string& pack_id,
                                       std::span<const Setting> settings);

/// Replaces every scalar `$name` of a pack by the chosen value, and every `$name` in a condition by the value in
/// parentheses; an unknown name is an error.
text::Node with_parameters(const text::Node& node, const std::vector<Parameter>& parameters,
                           const text::SourcePtr& source, text::Diagnostics& out);

/// The names that stand as `$name` in a node, each once.
std::vector<std::string> parameters_in(const text::Node& node);

/// A `$name` that could not be replaced, which was reported: what is read from it needs no second error.
bool is_unresolved(const text::Node& node);

}  // namespace shixian::rule
