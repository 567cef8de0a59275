// What people write in place of the signs of the language, and what they mean by it.
#pragma once

#include "condition/lexer.hpp"

namespace shixian::condition {

/// "')'", "a value": what could stand where something else was found.
[[noreturn]] void throw_unexpected(const text::Phrase& expected, const Token& found, const Token& before,
                                   std::string_view text);

/// Words of CEL that cannot be names as they are.
bool is_reserved(std::string_view word);
[[noreturn]] void throw_reserved(const Token& word);

[[noreturn]] void throw_unknown_function(const Token& name);

[[noreturn]] void throw_too_deep(text::Span span);

}  // namespace shixian::condition
