// A sentence for people, in both languages of the product.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

namespace shixian::text {

enum class Language { english, chinese };

/// One statement in English and in Chinese; which of them is shown is decided when it is printed.
struct Phrase {
  std::string english;
  std::string chinese;

  const std::string& in(Language language) const { return language == Language::chinese ? chinese : english; }
  bool empty() const { return english.empty() && chinese.empty(); }
  bool operator==(const Phrase&) const = default;
};

/// The same text in both languages: names, quotations, anything that is not ours to translate.
inline Phrase verbatim(std::string text) { return {text, std::move(text)}; }

/// Formats both languages with the same arguments. Both formats are checked at compile time; `{1} {0}` reorders.
template <class... Args>
Phrase phrase(fmt::format_string<const Args&...> english, fmt::format_string<const Args&...> chinese,
              const Args&... args) {
  return {fmt::format(english, args...), fmt::format(chinese, args...)};
}

}  // namespace shixian::text
