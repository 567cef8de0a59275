// A file from one spelling of the language into the other.
#pragma once

#include <string>

#include "text/shape.hpp"

namespace shixian::rule {

enum class Spelling { english, chinese };

/// The bytes of the file with every key and word that the table knows, every period and due date, in the spelling asked
/// for. Everything else stays byte for byte: comments, blanks, quotes, names, conditions, logs. What is not written the
/// one way the other spelling has for it (`1 days`, anything in quotes) stays too, for it is read in either file; so a
/// file of one spelling comes back the same. `document` is as parsed, not yet in English.
std::string translated(const text::Document& document, const text::Shape& shape, Spelling to);

}  // namespace shixian::rule
