#include "log/dictionary.hpp"

#include <algorithm>
#include <cstring>

namespace shixian::log {

namespace {

std::uint64_t word_at(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return word;
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const auto product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Eight bytes a step, folded by a wide product with odd constants (fractions of π).
std::uint32_t hash_of(std::string_view text) {
  constexpr std::uint64_t first = 0x243F6A8885A308D3, second = 0x13198A2E03707345, third = 0xA4093822299F31D1;
  auto state = mix(text.size() ^ first, second);
  const auto* bytes = text.data();
  auto left = text.size();
  for (; left >= 8; bytes += 8, left -= 8) state = mix(state ^ word_at(bytes, 8) ^ first, second);
  if (left > 0) state = mix(state ^ word_at(bytes, left) ^ third, first);
  state = mix(state ^ second, third);
  return static_cast<std::uint32_t>(state ^ (state >> 32));
}

}  // namespace

std::size_t Dictionary::slot_of(std::string_view text, std::uint32_t hash) const {
  const auto mask = slots_.size() - 1;
  for (auto at = hash & mask;; at = (at + 1) & mask) {
    const auto& slot = slots_[at];
    if (slot.code == no_value || (slot.hash == hash && texts_[slot.code] == text)) return at;
  }
}

std::uint32_t Dictionary::find(std::string_view text) const {
  return slots_.empty() ? no_value : slots_[slot_of(text, hash_of(text))].code;
}

std::uint32_t Dictionary::intern(std::string_view text) {
  if ((texts_.size() + 1) * 4 > slots_.size() * 3) grow();
  const auto hash = hash_of(text);
  auto& slot = slots_[slot_of(text, hash)];
  if (slot.code == no_value) {
    slot = {hash, size()};
    texts_.emplace_back(text);
  }
  return slot.code;
}

void Dictionary::grow() {
  std::vector<Slot> old(std::max<std::size_t>(16, slots_.size() * 2));
  old.swap(slots_);
  const auto mask = slots_.size() - 1;
  for (const auto& slot : old) {
    if (slot.code == no_value) continue;
    auto at = slot.hash & mask;
    while (slots_[at].code != no_value) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace shixian::log
