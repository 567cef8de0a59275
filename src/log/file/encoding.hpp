// Bytes of a ledger → UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "log/mapping/mapping.hpp"

namespace shixian::log {

/// A ledger's text, and in which encoding it was. The bytes it was decoded from must stay.
struct Decoded {
  Encoding encoding = Encoding::utf8;
  std::uint64_t bad_bytes = 0;  ///< replaced by U+FFFD
  std::string_view original;    ///< the bytes themselves where they are UTF-8
  std::optional<std::string> converted;

  std::string_view text() const { return converted ? std::string_view(*converted) : original; }
};

/// Decodes the bytes. A byte order mark or a name given decides, and bytes that do not fit are replaced and counted.
/// Otherwise the first that fits without a fault: UTF-16 by the places of its zero bytes, UTF-8 (also when
/// it was cut off within its last character, whose bytes are then replaced and counted), GB18030, GBK. nullopt:
/// none fits. GB18030 is read as of 2022, and the private character that stands for a full-width blank (U+E5E5) as
/// U+3000.
std::optional<Decoded> decode(std::string_view bytes, Encoding named);

/// The number of the first line, from 1, whose letters beyond ASCII are all Chinese characters in UTF-8, two at least:
/// among lines of another encoding such a line is not what that encoding makes of it. 0: there is none.
std::uint64_t first_line_in_utf8(std::string_view bytes);

/// `UTF-8`, `UTF-16LE`, …
std::string_view name(Encoding encoding);

/// Offset of the first byte that is not UTF-8; the size when there is none.
std::size_t first_bad_utf8(std::string_view bytes);

}  // namespace shixian::log
