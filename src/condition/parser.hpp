// Text → tree, by recursive descent along the grammar of CEL.
#pragma once

#include <string_view>

#include "condition/program.hpp"

namespace shixian::condition {

/// Parses valid UTF-8. Throws Problem at the first thing that is wrong.
Condition::Program parse(std::string_view text);

}  // namespace shixian::condition
