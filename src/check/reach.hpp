// Whether the rules read any event of the ledgers: where they read none, nothing that is found says anything of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "check/check.hpp"

namespace shixian::check {

Reach reach_of(const std::vector<PackInput>& packs, const log::Log& log);

/// Warns that they read none: what the ledgers hold, what the rules read, and how a mapping brings them together.
void tell_reach(const std::vector<PackInput>& packs, const log::Log& log, text::Diagnostics& out);

/// How many events a type has in the ledgers.
struct TypeCount {
  std::string type;
  std::uint64_t events = 0;
};
/// The most frequent first.
std::vector<TypeCount> types_held(const log::Log& log);

}  // namespace shixian::check
