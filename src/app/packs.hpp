// Rule packs with their calendars, read for a command.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "app/calendars.hpp"
#include "check/check.hpp"
#include "rule/pack.hpp"

namespace shixian::app {

/// Files that hold packs: files as they are given, and of a folder every .yaml or .yml file that begins a pack, by
/// name.
std::vector<std::string> pack_files(const std::vector<std::string>& paths, text::Diagnostics& out);

/// What was read; a pack whose file or calendar has a fault is left out, and the fault is told.
struct Packs {
  std::deque<rule::Pack> packs;
  std::vector<check::PackInput> inputs;
};

Packs read_packs(const std::vector<std::string>& paths, Calendars& calendars, text::Diagnostics& out);

}  // namespace shixian::app
