// The smallest scenario that still fails.
#pragma once

#include <functional>

#include "reference/scenario.hpp"

namespace shixian::reference {

/// Drops packs, rules, rows, attributes and ledgers greedily while `fails` holds.
Scenario shrink(Scenario scenario, const std::function<bool(const Scenario&)>& fails);

}  // namespace shixian::reference
