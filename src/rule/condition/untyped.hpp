// Text whose kind nobody declared, read as the kind that is needed.
#pragma once

#include <optional>
#include <string_view>

#include "rule/value.hpp"
#include "text/phrase.hpp"

namespace shixian::rule::condition {

/// A decimal number with blanks around: a whole one becomes an int64 (a double beyond 64 bits), others the nearest
/// double.
std::optional<Value> number_in(std::string_view text);
std::optional<std::int64_t> whole_number_in(std::string_view text);
std::optional<double> decimal_in(std::string_view text);
/// `true`, `True`, `TRUE`, `false`, `False`, `FALSE`, with blanks around.
std::optional<bool> truth_in(std::string_view text);

/// The kinds a text can be read as, for messages.
enum class Needed { number, whole_number, truth, timestamp, duration, time_or_duration };

/// "the text '约5%' is not a number, which is needed here; …"
text::Phrase unreadable(std::string_view text, Needed needed);
/// Two texts meet, and neither says what kind the other is.
text::Phrase undeclared(std::string_view sign, std::string_view left, std::string_view right);

}  // namespace shixian::rule::condition
