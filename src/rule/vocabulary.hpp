// The words of a pack that a mapping brings the columns of a ledger to.
#pragma once

#include <string>
#include <vector>

#include "rule/rule.hpp"

namespace shixian::rule {

struct Vocabulary {
  struct Event {
    std::string type;          ///< empty: any event
    bool to_the_hour = false;  ///< some rule needs the time of day
    std::vector<std::string> attributes;
    std::vector<std::size_t> rules;  ///< by their place in the pack
  };
  struct Attribute {
    enum class Kind { text, truth, number, time };
    std::string name;
    Kind kind = Kind::text;
    bool is_key = false;               ///< what belongs together carries the same value
    bool listed = false;               ///< whether there are no other values
    std::vector<std::string> values;   ///< that the pack lists, or else that its conditions ask for
    std::vector<std::string> rosters;  ///< whose entities it names
    std::vector<std::size_t> rules;
  };
  std::vector<Event> events;          ///< in the order of the rules
  std::vector<Attribute> attributes;  ///< keys first
};

Vocabulary vocabulary_of(const Pack& pack);

}  // namespace shixian::rule
