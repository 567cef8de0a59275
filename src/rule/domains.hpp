// The values that a pack lists for its attributes, against the conditions that use them.
#pragma once

#include "rule/rule.hpp"
#include "text/diagnostic.hpp"

namespace shixian::rule {

/// Refuses a condition that compares an attribute with a value that it cannot have, such as `level == "grav"`, and one
/// that names a value where an attribute should stand: `level == grave`, without the quotes.
void hold_against_domains(const Pack& pack, text::Diagnostics& out);

}  // namespace shixian::rule
