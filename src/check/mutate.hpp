// Rules with one mistake put in, to see whether the examples notice.
#pragma once

#include <vector>

#include "rule/rule.hpp"

namespace shixian::check {

struct Mutant {
  rule::Rule rule;
  text::Phrase change;  ///< "limit 3 working days → 4 working days"
};

/// Every limit a unit longer and shorter, every condition, key, pause, restart, extension, excuse, step and bound left
/// out or moved by one.
std::vector<Mutant> mutants_of(const rule::Rule& rule);

}  // namespace shixian::check
