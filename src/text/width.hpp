// How wide text stands on a terminal, and how to make it safe and aligned there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shixian::text {

/// Number of code points; an ill-formed piece (one U+FFFD in Unicode's practice) counts as one.
std::size_t code_points(std::string_view utf8);

/// Columns on a terminal: East Asian wide and full-width characters take two, combining marks and control
/// characters none (Unicode UAX #11).
std::size_t display_width(std::string_view utf8);

/// The text with spaces added on the right up to `columns`; longer text stays as it is.
std::string pad_right(std::string_view utf8, std::size_t columns);

/// At most `columns` wide, cut at a character and ended with `…` when something was cut.
std::string shorten(std::string_view utf8, std::size_t columns);

/// Text from outside made harmless for a terminal: control characters, escape sequences and marks that change the
/// direction of writing become visible or vanish, bytes that are not UTF-8 and code points that no
/// text may hold (which XML forbids) become U+FFFD, line breaks become spaces.
std::string plain(std::string_view utf8);

/// Whether the bytes are well-formed UTF-8; otherwise `bad` is the offset of the first byte that is not.
bool valid_utf8(std::string_view bytes, std::size_t* bad = nullptr);

}  // namespace shixian::text
