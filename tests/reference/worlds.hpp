// The engine against the worlds its logs may stand for.
#pragma once

#include "reference/compare.hpp"
#include "reference/random_words.hpp"

namespace shixian::reference {

/// Where the engine and the ruling on the one world of an exact scenario differ in verdict, deadline or response;
/// empty: nowhere.
std::string differences_in_words(const Scenario& scenario, const CalendarPair& china);

/// Verdicts that the engine gives for certain and some world does not bear out; empty: none. `seed` picks the worlds.
std::string unsound_verdicts(const Scenario& scenario, const CalendarPair& china, std::uint64_t seed);

}  // namespace shixian::reference
