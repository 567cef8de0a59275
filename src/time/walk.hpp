// Deadlines found day by day, where a formula is not enough: pauses, extensions, office hours.
#pragma once

#include <optional>

#include "time/reckoning.hpp"

namespace shixian::time {

/// Whether a day drops out of a period in days because of a pause.
bool is_paused(Day day, const Pause& pause, const Regime& regime, const Zone& zone);

/// Completes a reckoning that knows its start, period, regime, roll and changes.
std::optional<Reckoning> walk(Reckoning reckoning, const Calendar& calendar, const Zone& zone);

}  // namespace shixian::time
