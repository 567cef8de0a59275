// The keys and words of a rule pack, in both spellings.
#pragma once

#include "text/shape.hpp"

namespace shixian::rule {

/// The table that reading, `translate` and `schema` follow.
const text::Shape& pack_shape();

}  // namespace shixian::rule
