// What a log must record so that a rule can be judged.
#pragma once

#include <string>
#include <vector>

#include "rule/rule.hpp"
#include "text/phrase.hpp"

namespace shixian::rule {

/// What a rule reads of events of some types.
struct Need {
  std::vector<std::string> types;  ///< any of them; empty: every type
  std::vector<std::string> attributes;
  bool to_the_hour = false;  ///< a date alone may leave the verdict open
  bool operator==(const Need&) const = default;
};

std::vector<Need> needs_of(const Rule& rule);

text::Phrase time_needed(bool to_the_hour);

}  // namespace shixian::rule
