// The JSON Schema of a kind of file, from the table that its reader follows.
#pragma once

#include <string>

#include "text/shape.hpp"

namespace shixian::rule {

/// A JSON Schema (draft-07, json-schema.org/draft-07) for files of a shape: keys in both spellings and no others,
/// required keys, the words that a value can be, patterns of periods and dates. It says less than the program checks:
/// which words go together is not in it. Indented by two blanks, with a line end.
std::string json_schema(const text::Shape& shape, const text::Phrase& title);

}  // namespace shixian::rule
