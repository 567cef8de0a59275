#include "log/dictionary.hpp"

#include <algorithm>
#include <cstring>

namespace shixian::log {

namespace {

template <class Word>
std::uint64_t word_at(const char* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const auto product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Whether texts of the same size are the same; inline, for most are short.
bool same_bytes(const char* a, const char* b, std::size_t size) {
  if (size < 8 || size > 128) return std::memcmp(a, b, size) == 0;
  const auto last = size - 8;
  auto different = word_at<std::uint64_t>(a + last) ^ word_at<std::uint64_t>(b + last);
  for (std::size_t i = 0; i < last; i += 8) different |= word_at<std::uint64_t>(a + i) ^ word_at<std::uint64_t>(b + i);
  return different == 0;
}

}  // namespace

/// Folds 16 bytes a step by a wide product with odd constants (fractions of π); what is left is read as words that
/// overlap.
std::uint32_t Dictionary::hash_of(std::string_view text) {
  constexpr std::uint64_t first = 0x243F6A8885A308D3, second = 0x13198A2E03707345, third = 0xA4093822299F31D1;
  const auto* bytes = text.data();
  const auto size = text.size();
  auto state = third ^ size;
  std::uint64_t low = 0, high = 0;
  if (size > 16) {
    for (std::size_t i = 0; i + 16 < size; i += 16)
      state = mix(word_at<std::uint64_t>(bytes + i) ^ first, word_at<std::uint64_t>(bytes + i + 8) ^ state);
    low = word_at<std::uint64_t>(bytes + size - 16);
    high = word_at<std::uint64_t>(bytes + size - 8);
  } else if (size >= 8) {
    low = word_at<std::uint64_t>(bytes);
    high = word_at<std::uint64_t>(bytes + size - 8);
  } else if (size >= 4) {
    low = word_at<std::uint32_t>(bytes);
    high = word_at<std::uint32_t>(bytes + size - 4);
  } else if (size > 0) {
    low = word_at<std::uint8_t>(bytes) | word_at<std::uint8_t>(bytes + size / 2) << 8;
    high = word_at<std::uint8_t>(bytes + size - 1);
  }
  state = mix(mix(low ^ second, high ^ state), first);
  return static_cast<std::uint32_t>(state ^ (state >> 32));
}

std::size_t Dictionary::slot_of(std::string_view text, std::uint32_t hash) const {
  const auto mask = slots_.size() - 1;
  for (auto at = hash & mask;; at = (at + 1) & mask) {
    const auto& slot = slots_[at];
    if (slot.code == no_value) return at;
    if (slot.hash != hash) continue;
    if (const auto& known = texts_[slot.code];
        known.size() == text.size() && same_bytes(known.data(), text.data(), text.size()))
      return at;
  }
}

std::uint32_t Dictionary::find(std::string_view text) const {
  return slots_.empty() ? no_value : slots_[slot_of(text, hash_of(text))].code;
}

std::uint32_t Dictionary::intern(std::string_view text, std::uint32_t hash) {
  if ((texts_.size() + 1) * 4 > slots_.size() * 3) grow();
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
