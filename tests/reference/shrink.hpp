// The smallest scenario that still fails.
#pragma once

#include <functional>

#include "reference/scenario.hpp"

namespace shixian::reference {

/// Drops packs, rules, rows, ledgers and, when they may go, attributes greedily while `fails` holds.
Scenario shrink(Scenario scenario, const std::function<bool(const Scenario&)>& fails, bool attributes_may_go = true);

}  // namespace shixian::reference
