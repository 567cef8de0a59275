// A time zone as a structured file writes it.
#pragma once

#include <optional>

#include "text/fields.hpp"
#include "time/zone.hpp"

namespace shixian::time {

/// The zone that stands at a node under `time-zone`. nullopt ⇔ an error was added, with `help`; where that is empty,
/// with what may have been meant.
std::optional<Zone> zone_at(text::Fields& fields, const text::Node& node, const text::Phrase& help = {});

}  // namespace shixian::time
