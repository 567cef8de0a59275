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
  Dictionary() = default;
  Dictionary(const Dictionary&) = default;
  Dictionary& operator=(const Dictionary&) = default;
  Dictionary(Dictionary&&) noexcept = default;  // so that a vector of them grows by moving
  Dictionary& operator=(Dictionary&&) noexcept = default;

  static std::uint32_t hash_of(std::string_view text);

  std::uint32_t intern(std::string_view text) { return intern(text, hash_of(text)); }
  /// `hash` is the text's.
  std::uint32_t intern(std::string_view text, std::uint32_t hash);
  /// no_value when the text was never interned.
  std::uint32_t find(std::string_view text) const;
  const std::string& at(std::uint32_t code) const { return texts_[code]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

  /// Three steps that fetch into the cache, one after the other, what interning a text of that hash will touch. Texts
  /// of several dictionaries are interned faster when each step is done for all of them first.
  void fetch_slot(std::uint32_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }
  void fetch_text(std::uint32_t hash) const {
    if (const auto code = likely_code(hash); code != no_value) __builtin_prefetch(&texts_[code]);
  }
  void fetch_characters(std::uint32_t hash) const {
    if (const auto code = likely_code(hash); code != no_value) __builtin_prefetch(texts_[code].data());
  }

 private:
  struct Slot {
    std::uint32_t hash;
    std::uint32_t code = no_value;
  };
  /// The slot that holds the text, or the free one where it belongs. The table is never full.
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  std::uint32_t likely_code(std::uint32_t hash) const {
    if (slots_.empty()) return no_value;
    const auto& slot = slots_[hash & (slots_.size() - 1)];
    return slot.hash == hash ? slot.code : no_value;
  }
  void grow();

  std::deque<std::string> texts_;
  std::vector<Slot> slots_;  // open addressing; a power of two, at most three quarters taken
};

}  // namespace shixian::log
