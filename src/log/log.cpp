#include "log/log.hpp"

#include <algorithm>

namespace shixian::log {

Coverage Log::covers(const std::string& type) const {
  Coverage all{time::latest, time::earliest};
  bool found = false;
  for (std::size_t origin = 0; origin < coverage.size(); ++origin) {
    const auto& held = may_hold[origin];
    if (!held.empty() && std::find(held.begin(), held.end(), type) == held.end()) continue;
    found = true;
    all.from = std::min(all.from, coverage[origin].from);
    all.to = std::max(all.to, coverage[origin].to);
  }
  return found ? all : Coverage{};
}

}  // namespace shixian::log
