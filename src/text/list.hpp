// Lists in messages.
#pragma once

#include <cstddef>
#include <vector>

#include "text/phrase.hpp"

namespace shixian::text {

/// `a, b, … (12 in all)`: no more than `most` of them.
Phrase first_of(const std::vector<Phrase>& names, std::size_t most);

}  // namespace shixian::text
