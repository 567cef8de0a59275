// Texts as numbers.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace shixian::log {

inline constexpr std::uint32_t no_value = 0xFFFFFFFF;

/// Distinct texts, numbered from 0 in the order they were first met. Texts stay where they are, also when the
/// dictionary is moved.
class Dictionary {
 public:
  std::uint32_t intern(std::string_view text);
  /// no_value when the text was never interned.
  std::uint32_t find(std::string_view text) const;
  const std::string& at(std::uint32_t code) const { return texts_[code]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

 private:
  struct Slot {
    std::uint32_t hash;
    std::uint32_t code = no_value;
  };
  /// The slot that holds the text, or the free one where it belongs. The table is never full.
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void grow();

  std::deque<std::string> texts_;
  std::vector<Slot> slots_;  // open addressing; a power of two, at most three quarters taken
};

}  // namespace shixian::log
