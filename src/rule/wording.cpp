#include "rule/wording.hpp"

#include <fmt/format.h>

namespace shixian::rule {

using text::Phrase;

Phrase joined(const std::vector<std::string>& words, const Phrase& last) {
  Phrase all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool final = i > 0 && i + 1 == words.size();
    all.english += (i == 0 ? "" : final ? " " + last.english + " " : ", ") + words[i];
    all.chinese += (i == 0 ? "" : final ? last.chinese : "、") + words[i];
  }
  return all;
}

Phrase named(const EventPattern& pattern) {
  Phrase all;
  if (pattern.any()) {
    all = {"any event", "任何事件"};
  } else {
    std::vector<std::string> types;
    for (const auto& type : pattern.types) types.push_back("‘" + type + "’");
    all = joined(types, with_or);
  }
  if (pattern.where) {
    all.english += fmt::format(" (where {})", pattern.where->text());
    all.chinese += fmt::format("（其中 {}）", pattern.where->text());
  }
  return all;
}

Phrase listed(const std::vector<EventPattern>& patterns, const Phrase& last) {
  Phrase all;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const bool final = i > 0 && i + 1 == patterns.size();
    auto one = named(patterns[i]);
    if (patterns.size() > 1 && patterns[i].types.size() > 1) one = {"(" + one.english + ")", "（" + one.chinese + "）"};
    all.english += (i == 0 ? "" : final ? " " + last.english + " " : ", ") + one.english;
    all.chinese += (i == 0 ? "" : final ? last.chinese : "、") + one.chinese;
  }
  return all;
}

}  // namespace shixian::rule
