// Packed bytes → the bytes they hold, piece by piece.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "text/phrase.hpp"

namespace shixian::log {

enum class Packing : std::uint8_t { none, gzip, zstd };

/// By the first bytes, not by the name.
Packing packing_of(std::string_view bytes);

/// `gzip`, `zstd`; empty for none.
std::string_view name(Packing packing);

/// Goes through the bytes of a file once.
class Pieces {
 public:
  virtual ~Pieces() = default;
  /// The next bytes, valid until the next call. Empty at the end, and where there are no more to be had: then `failure`
  /// says why.
  virtual std::string_view next() = 0;
  /// How many bytes of the file are done, as they lie on the disk.
  virtual std::uint64_t done() const = 0;

  std::optional<text::Phrase> failure;
};

/// Unpacks bytes, which must outlive the result. Fails on what is cut short or damaged, and where more than
/// `harmless_size` bytes come out that are more than `highest_ratio` times what went in: such a file was made to fill
/// the memory. Several packed parts one after another are one.
std::unique_ptr<Pieces> unpack(Packing packing, std::string_view bytes);

inline constexpr std::uint64_t harmless_size = std::uint64_t{64} << 20;
inline constexpr std::uint64_t highest_ratio = 250;

/// Whether that much may come out of that much; for everything that unpacks.
inline bool is_bomb(std::uint64_t unpacked, std::uint64_t packed) {
  return unpacked > harmless_size && unpacked / highest_ratio > packed;
}
/// Says so, and what to do if the file is sound.
text::Phrase bomb(std::uint64_t unpacked, const text::Phrase& remedy);

/// Whether a failure says that the packed bytes end early or are wrong, and not that too much comes out of them.
bool is_broken(const text::Phrase& failure);

}  // namespace shixian::log
