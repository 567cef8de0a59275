// Events gathered by the values of some attributes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "log/table.hpp"

namespace shixian::check {

/// One attribute as a key: texts that differ only in width or in blanks are the same (Unicode NFKC), as `文１` and
/// `文1`.
class KeyColumn {
 public:
  /// nullptr: no event carries the attribute.
  explicit KeyColumn(const log::Attribute* attribute);

  /// The key of an event, or log::no_value.
  std::uint32_t of(std::uint32_t event) const {
    const auto code = attribute_ ? attribute_->codes[event] : log::no_value;
    return code == log::no_value ? code : canonical_[code];
  }
  /// The key that a text stands for, or log::no_value when no event carries it.
  std::uint32_t find(std::string_view text) const;

 private:
  const log::Attribute* attribute_;
  std::vector<std::uint32_t> canonical_;  // by code: the code that stands for all texts like it
  std::unordered_map<std::string, std::uint32_t> folded_;
};

/// All events of a table grouped by the codes of some attributes; events of a group stand in time order
/// (`sort_by_time`). Without attributes all events are one group; an attribute that is `log::no_value` is one that no
/// event carries.
class Grouping {
 public:
  Grouping(const log::EventTable& events, const std::vector<std::uint32_t>& attributes);

  std::uint32_t group_count() const { return static_cast<std::uint32_t>(starts_.size() - 1); }
  std::span<const std::uint32_t> group(std::uint32_t index) const {
    return std::span(sorted_).subspan(starts_[index], starts_[index + 1] - starts_[index]);
  }
  /// The events of the group with these codes, in the order of the attributes; empty when there is none.
  std::span<const std::uint32_t> find(std::span<const std::uint32_t> codes) const;
  /// Events that lack at least one of the attributes, in time order.
  std::span<const std::uint32_t> incomplete() const { return incomplete_; }
  const std::vector<KeyColumn>& columns() const { return columns_; }

 private:
  std::uint64_t hash(std::span<const std::uint32_t> codes) const;
  bool matches(std::uint32_t group, std::span<const std::uint32_t> codes) const;

  std::vector<KeyColumn> columns_;
  std::vector<std::uint32_t> sorted_;  // events, group after group
  std::vector<std::size_t> starts_;
  std::vector<std::uint32_t> slots_;  // open addressing: group index + 1, or 0
  std::vector<std::uint32_t> incomplete_;
};

/// The groupings of a table, each made when it is first asked for. Not for several threads.
class Groupings {
 public:
  explicit Groupings(const log::EventTable& events) : events_(events) {}
  const Grouping& by(const std::vector<std::uint32_t>& attributes);

 private:
  const log::EventTable& events_;
  std::map<std::vector<std::uint32_t>, std::unique_ptr<Grouping>> made_;
};

/// Time order of events: first, last, then by what they say, then as they were read.
void sort_by_time(std::span<std::uint32_t> events, const log::EventTable& table);

}  // namespace shixian::check
