#include "report/json_text.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace shixian::report {

namespace {

bool acts(UChar32 c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || u_charType(c) == U_FORMAT_CHAR;
}

}  // namespace

std::string json_text(std::string_view utf8) {
  std::string quoted = "\"";
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  for (std::int64_t i = 0, n = static_cast<std::int64_t>(utf8.size()); i < n;) {
    const auto start = static_cast<std::size_t>(i);
    UChar32 c = 0;
    U8_NEXT(bytes, i, n, c);
    if (c < 0)
      quoted += "\uFFFD";
    else if (c == '"' || c == '\\')
      quoted += {'\\', static_cast<char>(c)};
    else if (c == '\n')
      quoted += "\\n";
    else if (c == '\t')
      quoted += "\\t";
    else if (!acts(c))
      quoted += utf8.substr(start, static_cast<std::size_t>(i) - start);
    else if (c <= 0xFFFF)
      quoted += fmt::format("\\u{:04x}", c);
    else
      quoted +=
          fmt::format("\\u{:04x}\\u{:04x}", static_cast<unsigned>(U16_LEAD(c)), static_cast<unsigned>(U16_TRAIL(c)));
  }
  return quoted + '"';
}

}  // namespace shixian::report
