// The bytes of a CSV text that mean something, found 64 at a time.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace shixian::log {

/// Sets bit i of masks[b] where byte 64·b+i is the separator, a quote, CR or LF; for whole blocks of 64 bytes.
using Marker = void (*)(const char* bytes, std::size_t blocks, char separator, std::uint64_t* masks);

void mark_plainly(const char* bytes, std::size_t blocks, char separator, std::uint64_t* masks);
/// The fastest that this processor can run.
Marker best_marker();

/// Goes from one marked byte of a text to the next.
class Marks {
 public:
  Marks(std::string_view text, char separator, Marker marker = best_marker())
      : text_(text), separator_(separator), marker_(marker) {}

  /// Where the next marked byte is; the text's size when there is none.
  std::size_t next() {
    while (mask_ == 0) {
      if (block_ + 1 < blocks_) {
        mask_ = masks_[++block_];
        base_ += 64;
      } else if (!refill()) {
        return text_.size();
      }
    }
    const auto at = base_ + static_cast<std::size_t>(std::countr_zero(mask_));
    mask_ &= mask_ - 1;
    return at;
  }

 private:
  bool refill();

  std::string_view text_;
  char separator_;
  Marker marker_;
  std::array<std::uint64_t, 64> masks_{};
  std::uint64_t mask_ = 0;
  std::size_t base_ = 0;    // of the block that mask_ belongs to
  std::size_t block_ = 0;   // its number in masks_
  std::size_t blocks_ = 0;  // how many of masks_ hold something
  std::size_t read_ = 0;    // bytes marked so far
};

}  // namespace shixian::log
