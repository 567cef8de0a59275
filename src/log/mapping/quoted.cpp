#include "log/mapping/quoted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace shixian::log {

std::string in_quotes(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> invisible[]{
      {"\xEF\xBB\xBF", "\\uFEFF"}, {"\xC2\x85", "\\u0085"}, {"\xE2\x80\xA8", "\\u2028"}, {"\xE2\x80\xA9", "\\u2029"}};
  std::string made = "\"";
  while (!text.empty()) {
    const auto* known = std::find_if(std::begin(invisible), std::end(invisible),
                                     [&](const auto& one) { return text.starts_with(one.first); });
    if (known != std::end(invisible)) {
      made += known->second;
      text.remove_prefix(known->first.size());
      continue;
    }
    const auto c = static_cast<unsigned char>(text.front());
    if (c == '"' || c == '\\') made += '\\';
    if (c < 0x20 || c == 0x7F)
      made += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    else
      made += text.front();
    text.remove_prefix(1);
  }
  return made + '"';
}

}  // namespace shixian::log
