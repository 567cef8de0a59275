// Random packs and logs, dense in ties, edges and gaps.
#pragma once

#include "reference/days_off.hpp"
#include "reference/dice.hpp"
#include "reference/scenario.hpp"

namespace shixian::reference {

/// A pack around a day; `number` tells its ids from those of others.
PackText random_pack(Dice& dice, time::Day around, int number);

/// Packs, ledgers and an as-of, all around one day. `china` is the calendar that the packs name.
Scenario random_scenario(Dice& dice, const DaysOff& china);

}  // namespace shixian::reference
