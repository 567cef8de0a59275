// Values as messages name them.
#pragma once

#include "condition/value.hpp"
#include "text/phrase.hpp"

namespace shixian::condition {

/// "the text '重大'", "the whole number 5", "a list of 3".
text::Phrase describe(const Value& value);

}  // namespace shixian::condition
