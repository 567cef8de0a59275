// Random rules of every word of scope, demand and clock, and logs for them.
#pragma once

#include "reference/dice.hpp"
#include "reference/scenario.hpp"
#include "reference/world.hpp"

namespace shixian::reference {

/// A pack of one to three rules that the reader accepts.
PackText random_words(Dice& dice, time::Day around);

/// A pack and a log. `exact`: every time an instant, every attribute said, one whole ledger.
Scenario random_case(Dice& dice, const DaysOff& china, bool exact);

/// The only world of an exact scenario, or a random one that its log may stand for.
World world_of(const Scenario& scenario, const DaysOff& days);
World random_world(Dice& dice, const Scenario& scenario, const DaysOff& days);

}  // namespace shixian::reference
