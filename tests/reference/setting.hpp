// What the property tests are run with.
#pragma once

#include <cstdint>

#include "reference/compare.hpp"

namespace shixian::reference {

/// A number from the environment, such as SHIXIAN_PAIRS or SHIXIAN_SEED.
std::uint64_t number_from(const char* variable, std::uint64_t otherwise);

/// The calendar of China with the hours of an office, as the engine reads it and as the reference does.
const CalendarPair& china();

}  // namespace shixian::reference
