#include "text/width.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace shixian::text {

namespace {

template <class Visit>  // visit(code point or negative, bytes of it) → go on?
void each_code_point(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::int64_t i = 0, n = static_cast<std::int64_t>(text.size()); i < n;) {
    const auto start = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, n, c);
    if (!visit(c, text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(i - start)))) return;
  }
}

std::size_t columns_of(UChar32 c) {
  if (c < 0) return 1;
  if (c >= 0x1160 && c <= 0x11FF) return 0;  // vowels and finals of Hangul stand on their consonant
  switch (u_charType(c)) {
    case U_CONTROL_CHAR:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
      return 0;
    default:
      break;
  }
  switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH:
      return 2;
    default:
      return 1;
  }
}

}  // namespace

std::size_t code_points(std::string_view utf8) {
  std::size_t count = 0;
  each_code_point(utf8, [&](UChar32, std::string_view) { return ++count, true; });
  return count;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  each_code_point(utf8, [&](UChar32 c, std::string_view) { return width += columns_of(c), true; });
  return width;
}

std::string pad_right(std::string_view utf8, std::size_t columns) {
  std::string padded(utf8);
  const auto width = display_width(utf8);
  if (width < columns) padded.append(columns - width, ' ');
  return padded;
}

std::string shorten(std::string_view utf8, std::size_t columns) {
  if (display_width(utf8) <= columns) return std::string(utf8);
  std::string kept;
  std::size_t width = 0;
  each_code_point(utf8, [&](UChar32 c, std::string_view bytes) {
    if (width + columns_of(c) + 1 > columns) return false;
    width += columns_of(c);
    kept += bytes;
    return true;
  });
  return columns == 0 ? std::string() : kept + "…";
}

std::string plain(std::string_view utf8) {
  std::string safe;
  safe.reserve(utf8.size());
  each_code_point(utf8, [&](UChar32 c, std::string_view bytes) {
    if (c < 0 || U_IS_UNICODE_NONCHAR(c))
      safe += "\uFFFD";
    else if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029)
      safe += ' ';
    else if (c == 0x1B)
      safe += "␛";
    else if (c < 0x20 || (c >= 0x7F && c < 0xA0))
      safe += "\uFFFD";
    else if (u_charType(c) != U_FORMAT_CHAR)
      safe += bytes;
    return true;
  });
  return safe;
}

bool valid_utf8(std::string_view bytes, std::size_t* bad) {
  bool valid = true;
  each_code_point(bytes, [&](UChar32 c, std::string_view piece) {
    if (c >= 0) return true;
    valid = false;
    if (bad) *bad = static_cast<std::size_t>(piece.data() - bytes.data());
    return false;
  });
  return valid;
}

}  // namespace shixian::text
