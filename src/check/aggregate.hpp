// Counts and sums over the events of a pattern, as ranges where some events are only possible.
#pragma once

#include "check/court.hpp"
#include "check/rational.hpp"

namespace shixian::check {

struct Total {
  Range range;
  text::Phrase unclear;                 ///< why there is no total; empty when there is one
  const text::Phrase* doubt = nullptr;  ///< why its ends differ, when events are only possible
};

/// Over the events of a registered pattern; those in the window when there is one.
Total total(Court& court, std::size_t pattern, const rule::Aggregate& aggregate, const Obligation& obligation,
            const Window& window, bool as_shown);

/// A figure that the trigger states.
Total stated(Court& court, const std::string& attribute, const Obligation& obligation, bool as_shown);

}  // namespace shixian::check
