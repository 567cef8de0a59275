#include "log/log.hpp"

#include <algorithm>

namespace shixian::log {

namespace {

constexpr std::chrono::microseconds tick{1};

bool declares(const Coverage& coverage) { return coverage.from != time::earliest || coverage.to != time::latest; }

/// Adds the periods that begin where `joint` ends, or end where it begins; what was added is removed from `others`.
void join_neighbours(Coverage& joint, std::vector<Coverage>& others) {
  for (bool grown = true; grown;) {
    grown = false;
    for (auto at = others.begin(); at != others.end() && !grown; ++at) {
      if (joint.to != time::latest && at->from == joint.to + tick)
        joint.to = at->to;
      else if (joint.from != time::earliest && at->to == joint.from - tick)
        joint.from = at->from;
      else
        continue;
      others.erase(at);
      grown = true;
    }
  }
}

}  // namespace

bool Log::can_hold(std::uint32_t origin, const std::string& type) const {
  const auto& held = may_hold[origin];
  return held.empty() || std::find(held.begin(), held.end(), type) != held.end();
}

Coverage Log::covers(const std::string& type, std::uint32_t origin) const {
  std::vector<Coverage> others;
  for (std::uint32_t other = 0; other < coverage.size(); ++other)
    if (other != origin && can_hold(other, type) && declares(coverage[other])) others.push_back(coverage[other]);
  if (origin < coverage.size() && can_hold(origin, type)) {
    auto joint = coverage[origin];
    join_neighbours(joint, others);
    return joint;
  }
  Coverage common;
  while (!others.empty()) {
    auto joint = others.back();
    others.pop_back();
    join_neighbours(joint, others);
    common = {std::max(common.from, joint.from), std::min(common.to, joint.to)};
  }
  return common;
}

}  // namespace shixian::log
