// The word somebody probably meant.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/phrase.hpp"

namespace shixian::text {

/// The candidate nearest to `word` by the restricted Damerau–Levenshtein distance over code points, if it is near enough
/// to be a slip: at most a third of the longer word, and at least one edit is always allowed for words of two and more.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// "did you mean 'within'?", or else a list of what is possible (nothing for more than a dozen).
Phrase did_you_mean(std::string_view word, std::span<const std::string> candidates);

/// What is wrong with a text that holds a full-width colon where a key should end; empty when it holds none.
Phrase full_width_colon(std::string_view text);

/// The same for the key of a mapping; one that holds a colon was not ended by one.
Phrase help_for_key(std::string_view key, std::span<const std::string> known);

}  // namespace shixian::text
