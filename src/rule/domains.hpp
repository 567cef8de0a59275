// The values that a file lists for its attributes, and the conditions that use them.
#pragma once

#include <vector>

#include "rule/rule.hpp"
#include "text/fields.hpp"
#include "text/shape.hpp"

namespace shixian::rule {

/// The values under `attributes`: {level: {one-of: [grave, major]}}.
std::vector<Domain> read_domains(text::Fields& fields);
const text::Shape& domains_shape();

/// Refuses a condition that compares an attribute with a value that it cannot have, such as `level == "grav"`, and one
/// that names a value where an attribute should stand: `level == grave`, without the quotes.
void hold_against_domains(const Condition& condition, const std::vector<Domain>& domains, text::Diagnostics& out);
/// The same of every condition of a pack.
void hold_against_domains(const Pack& pack, text::Diagnostics& out);

}  // namespace shixian::rule
