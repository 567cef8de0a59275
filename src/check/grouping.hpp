// Events gathered by the values of some attributes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "log/table.hpp"

namespace shixian::check {

/// All events of a table grouped by the codes of some attributes; events of a group stand in time order
/// (`sort_by_time`). Without attributes all events are one group; an attribute that is `log::no_value` is one that no
/// event carries.
class Grouping {
 public:
  Grouping(const log::EventTable& events, std::vector<std::uint32_t> attributes);

  std::uint32_t group_count() const { return static_cast<std::uint32_t>(starts_.size() - 1); }
  std::span<const std::uint32_t> group(std::uint32_t index) const {
    return std::span(sorted_).subspan(starts_[index], starts_[index + 1] - starts_[index]);
  }
  /// The events of the group with these codes, in the order of the attributes; empty when there is none.
  std::span<const std::uint32_t> find(std::span<const std::uint32_t> codes) const;
  /// Events that lack at least one of the attributes, in time order.
  std::span<const std::uint32_t> incomplete() const { return incomplete_; }
  const std::vector<std::uint32_t>& attributes() const { return attributes_; }

 private:
  std::uint64_t hash(std::span<const std::uint32_t> codes) const;
  bool matches(std::uint32_t group, std::span<const std::uint32_t> codes) const;

  const log::EventTable* events_;
  std::vector<std::uint32_t> attributes_;
  std::vector<std::uint32_t> sorted_;  // events, group after group
  std::vector<std::size_t> starts_;
  std::vector<std::uint32_t> slots_;  // open addressing: group index + 1, or 0
  std::vector<std::uint32_t> incomplete_;
};

/// Time order of events: first, last, then by what they say, then as they were read.
void sort_by_time(std::span<std::uint32_t> events, const log::EventTable& table);

}  // namespace shixian::check
