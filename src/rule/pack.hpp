// YAML → packs of rules.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rule/rule.hpp"
#include "text/diagnostic.hpp"
#include "text/document.hpp"

namespace shixian::rule {

/// `--set name=value`, or `pack.name=value` for one pack only.
struct Setting {
  std::string name;
  std::string value;
  mutable bool used = false;
};

/// A pack file → a pack. Every problem is reported with its place and reading goes on; nullopt ⇔ errors were added.
std::optional<Pack> read_pack(const text::Document& document, std::span<const Setting> settings,
                              text::Diagnostics& out);

/// Problems between packs: the same pack or rule id twice, settings that no pack knows.
void check_together(const std::vector<Pack>& packs, std::span<const Setting> settings, text::Diagnostics& out);

/// The last of these alone.
void refuse_unknown_settings(const std::vector<Pack>& packs, std::span<const Setting> settings, text::Diagnostics& out);

}  // namespace shixian::rule
