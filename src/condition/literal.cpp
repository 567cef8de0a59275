#include "condition/literal.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "condition/lexer.hpp"

namespace shixian::condition {
namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append(std::string& out, std::uint32_t point) {
  char bytes[4];
  std::size_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, point);
  out.append(bytes, size);
}

/// The character after a backslash that stands for one character of its own, or '\0'.
char simple_escape(char c) {
  switch (c) {
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    case '\\':
    case '?':
    case '"':
    case '\'':
    case '`':
      return c;
    default:
      return '\0';
  }
}

[[noreturn]] void bad_escape(std::string_view text, std::size_t begin, std::size_t end) {
  end = std::min(end, text.size());
  const auto shown = text.substr(begin, end - begin);
  throw Problem{{begin, end},
                text::phrase("'{}' is not an escape", "“{}”不是转义序列", shown),
                text::phrase("write '\\{0}' for a backslash, or put r before the opening quote",
                             "反斜杠本身写作“\\{0}”，或在左引号前加 r", shown)};
}

/// The escape at `at` (a backslash): appends what it means, gives the offset past it.
std::size_t read_escape(std::string_view text, std::size_t at, std::string& out) {
  const char kind = at + 1 < text.size() ? text[at + 1] : '\0';
  if (const char plain = simple_escape(kind)) {
    out += plain;
    return at + 2;
  }
  std::size_t digits = 0;
  int base = 16;
  auto first = at + 2;
  switch (kind) {
    case 'x':
    case 'X':
      digits = 2;
      break;
    case 'u':
      digits = 4;
      break;
    case 'U':
      digits = 8;
      break;
    case '0':
    case '1':
    case '2':
    case '3':
      digits = 3, base = 8, first = at + 1;
      break;
    default: {
      auto end = at + 1;
      if (end < text.size()) U8_FWD_1(text.data(), end, text.size());
      bad_escape(text, at, end);
    }
  }
  std::uint32_t point = 0;
  for (auto i = first; i < first + digits; ++i) {
    const int digit = i < text.size() ? hex(text[i]) : -1;
    if (digit < 0 || digit >= base) bad_escape(text, at, i);
    point = point * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit);
  }
  if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
    throw Problem{{at, first + digits},
                  text::phrase("'{}' is not a character of Unicode", "“{}”不是 Unicode 字符",
                               text.substr(at, first + digits - at)),
                  {}};
  append(out, point);
  return first + digits;
}

}  // namespace

QuotedText read_quoted(std::string_view text, std::size_t begin, std::size_t quote, bool raw) {
  const char mark = text[quote];
  const bool triple = text.substr(quote, 3) == std::string(3, mark);
  const std::string closing(triple ? 3 : 1, mark);
  QuotedText result{{}, quote + closing.size()};
  while (result.end < text.size()) {
    const char c = text[result.end];
    if (c == mark && text.substr(result.end, closing.size()) == closing) {
      result.end += closing.size();
      return result;
    }
    if (!triple && (c == '\n' || c == '\r')) break;
    if (c == '\\' && !raw) {
      result.end = read_escape(text, result.end, result.value);
    } else {
      result.value += c;
      ++result.end;
    }
  }
  throw Problem{{begin, result.end},
                text::phrase("the text that begins here is not closed", "从这里开始的文本没有结束"),
                text::phrase("end it with {}", "请用 {} 结束", closing)};
}

}  // namespace shixian::condition
