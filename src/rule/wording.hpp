// Words of a rule's sentences, in both languages.
#pragma once

#include <string>
#include <vector>

#include "rule/rule.hpp"
#include "text/phrase.hpp"

namespace shixian::rule {

inline const text::Phrase with_or{"or", "或"};
inline const text::Phrase with_and{"and", "和"};

/// `a, b or c` and a、b或c.
text::Phrase joined(const std::vector<std::string>& words, const text::Phrase& last);

/// The types of a pattern, and its condition in brackets.
text::Phrase named(const EventPattern& pattern);

/// Several patterns; one of several types in brackets.
text::Phrase listed(const std::vector<EventPattern>& patterns, const text::Phrase& last);

}  // namespace shixian::rule
