#include "condition/value.hpp"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <cmath>
#include <type_traits>

#include "condition/time_value.hpp"

namespace shixian::condition {
namespace {

void write(std::string& out, const Value& value);

void write_text(std::string& out, std::string_view text) {
  out += '"';
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    UChar32 point = 0;
    U8_NEXT(bytes, at, text.size(), point);
    switch (point) {
      case '"':
        out += "\\\"";
        continue;
      case '\\':
        out += "\\\\";
        continue;
      case '\b':
        out += "\\b";
        continue;
      case '\f':
        out += "\\f";
        continue;
      case '\n':
        out += "\\n";
        continue;
      case '\r':
        out += "\\r";
        continue;
      case '\t':
        out += "\\t";
        continue;
    }
    if (point < 0)
      out += "\xEF\xBF\xBD";
    else if (point < 0x20 || point == 0x7F)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(point));
    else
      out += text.substr(begin, at - begin);
  }
  out += '"';
}

void write_number(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "\"NaN\"";
  } else if (std::isinf(number)) {
    out += number > 0 ? "\"Infinity\"" : "\"-Infinity\"";
  } else {
    const auto digits = fmt::format("{}", number);
    out += digits;
    if (digits.find_first_of(".e") == std::string::npos) out += ".0";
  }
}

/// Keys of an object are texts: a whole number or a truth value stands there as its own text.
void write_key(std::string& out, const Value& key) {
  std::string text;
  write(text, key);
  if (text.starts_with('"'))
    out += text;
  else
    write_text(out, text);
}

void write(std::string& out, const Value& value) {
  std::visit(
      [&out](const auto& held) {
        using Held = std::decay_t<decltype(held)>;
        if constexpr (std::is_same_v<Held, std::nullptr_t>) {
          out += "null";
        } else if constexpr (std::is_same_v<Held, bool>) {
          out += held ? "true" : "false";
        } else if constexpr (std::is_same_v<Held, std::int64_t>) {
          out += fmt::format("{}", held);
        } else if constexpr (std::is_same_v<Held, double>) {
          write_number(out, held);
        } else if constexpr (std::is_same_v<Held, std::string>) {
          write_text(out, held);
        } else if constexpr (std::is_same_v<Held, Untyped>) {
          write_text(out, held.text);
        } else if constexpr (std::is_same_v<Held, Timestamp> || std::is_same_v<Held, Duration>) {
          write_text(out, written(held));
        } else if constexpr (std::is_same_v<Held, List>) {
          out += '[';
          for (std::size_t i = 0; i < held.size(); ++i) {
            if (i > 0) out += ',';
            write(out, held[i]);
          }
          out += ']';
        } else {
          out += '{';
          for (std::size_t i = 0; i < held.size(); ++i) {
            if (i > 0) out += ',';
            write_key(out, held[i].first);
            out += ':';
            write(out, held[i].second);
          }
          out += '}';
        }
      },
      value.of);
}

}  // namespace

std::string to_json(const Value& value) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace shixian::condition
