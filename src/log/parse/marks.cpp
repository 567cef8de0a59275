#include "log/parse/marks.hpp"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace shixian::log {

namespace {

#if defined(__x86_64__)

__attribute__((target("avx2"))) std::uint32_t mark_half(const char* bytes, __m256i separator) {
  const auto chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const auto ends = _mm256_or_si256(_mm256_cmpeq_epi8(chunk, _mm256_set1_epi8('\n')),
                                    _mm256_cmpeq_epi8(chunk, _mm256_set1_epi8('\r')));
  const auto others =
      _mm256_or_si256(_mm256_cmpeq_epi8(chunk, _mm256_set1_epi8('"')), _mm256_cmpeq_epi8(chunk, separator));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_or_si256(ends, others)));
}

__attribute__((target("avx2"))) void mark_by_avx2(const char* bytes, std::size_t blocks, char separator,
                                                  std::uint64_t* masks) {
  const auto wide = _mm256_set1_epi8(separator);
  for (std::size_t b = 0; b < blocks; ++b, bytes += 64)
    masks[b] = mark_half(bytes, wide) | (static_cast<std::uint64_t>(mark_half(bytes + 32, wide)) << 32);
}

#endif

}  // namespace

void mark_plainly(const char* bytes, std::size_t blocks, char separator, std::uint64_t* masks) {
  for (std::size_t b = 0; b < blocks; ++b, bytes += 64) {
    std::uint64_t mask = 0;
    for (unsigned i = 0; i < 64; ++i) {
      const auto c = bytes[i];
      const bool marked = c == separator || c == '"' || c == '\n' || c == '\r';
      mask |= static_cast<std::uint64_t>(marked) << i;
    }
    masks[b] = mask;
  }
}

Marker best_marker() {
#if defined(__x86_64__)
  static const Marker best = __builtin_cpu_supports("avx2") ? &mark_by_avx2 : &mark_plainly;
  return best;
#else
  return &mark_plainly;
#endif
}

bool Marks::refill() {
  if (read_ >= text_.size()) return false;
  base_ = read_;
  block_ = 0;
  blocks_ = std::min(masks_.size(), (text_.size() - read_) / 64);
  if (blocks_ > 0) {
    marker_(text_.data() + read_, blocks_, separator_, masks_.data());
    read_ += blocks_ * 64;
  } else {
    const auto left = text_.size() - read_;
    std::array<char, 64> last{};
    std::memcpy(last.data(), text_.data() + read_, left);
    marker_(last.data(), 1, separator_, masks_.data());
    masks_[0] &= (std::uint64_t{1} << left) - 1;
    blocks_ = 1;
    read_ = text_.size();
  }
  mask_ = masks_[0];
  return true;
}

}  // namespace shixian::log
