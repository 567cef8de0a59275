// Patterns of names, as people write them for files.
#pragma once

#include <string>
#include <string_view>

namespace shixian::log {

/// Whether a text is what a pattern says: `*` stands for any characters, `?` for one, everything else for itself. Both
/// are compared as `folded`, in linear memory and at most the product of their lengths.
bool matches(std::string_view pattern, std::string_view text);

/// A text without any blanks: 合 计 as 合计.
std::string without_blanks(std::string_view text);

}  // namespace shixian::log
