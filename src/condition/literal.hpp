// Texts between quotes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shixian::condition {

struct QuotedText {
  std::string value;  ///< after escapes
  std::size_t end;    ///< past the closing quote
};

/// Reads the text whose opening quote (one or three of ' or ") stands at `quote`; `begin` is where the literal starts,
/// with its `r` if it is raw. Throws Problem.
QuotedText read_quoted(std::string_view text, std::size_t begin, std::size_t quote, bool raw);

}  // namespace shixian::condition
