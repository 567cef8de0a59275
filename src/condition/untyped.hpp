// Text whose kind nobody declared, read as the kind that is needed.
#pragma once

#include <optional>
#include <string_view>

#include "condition/value.hpp"
#include "text/phrase.hpp"

namespace shixian::condition {

/// Without blanks around.
std::string_view trimmed(std::string_view text);

/// A decimal number with blanks around, also as people write it (`1,200`, `4%`, `３`): a whole one becomes an int64 (a
/// double beyond 64 bits), others the nearest double.
std::optional<Value> number_in(std::string_view text);
std::optional<std::int64_t> whole_number_in(std::string_view text);
std::optional<double> decimal_in(std::string_view text);
/// `true`, `True`, `TRUE`, `false`, `False`, `FALSE`, with blanks around.
std::optional<bool> truth_in(std::string_view text);

/// The kinds a text can be read as, for messages.
enum class Needed { number, whole_number, truth, timestamp, duration, time_or_duration };

/// "a number is needed here, but the text is '约5%'; …"
text::Phrase unreadable(std::string_view text, Needed needed);
/// A text with a fraction meets a whole number, with which CEL does not let it be added or multiplied.
text::Phrase fraction_beside_whole(std::string_view text);
/// Two texts meet, and neither says what kind the other is.
text::Phrase undeclared(std::string_view sign, std::string_view left, std::string_view right);

}  // namespace shixian::condition
