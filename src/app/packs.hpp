// Rule packs with their calendars, read for a command.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "app/calendars.hpp"
#include "check/check.hpp"
#include "rule/pack.hpp"

namespace shixian::app {

/// Files as they are given, and of a folder every .yaml or .yml file that is of one of the kinds (`pack`, `test`), by
/// name; with its subfolders when asked.
std::vector<std::string> files_of(const std::vector<std::string>& paths, std::span<const std::string_view> kinds,
                                  bool subfolders, text::Diagnostics& out);

/// What was read; a pack whose file or calendar has a fault is left out, and the fault is told.
struct Packs {
  std::deque<rule::Pack> packs;
  std::vector<check::PackInput> inputs;
};

Packs read_packs(const std::vector<std::string>& paths, std::span<const rule::Setting> settings, Calendars& calendars,
                 text::Diagnostics& out);

/// `name=value` words of `--set`; one that is not, or is given twice, is an error.
std::vector<rule::Setting> read_settings(const std::vector<std::string>& written, text::Diagnostics& out);

}  // namespace shixian::app
