// Texts in the YAML and JSON that this program writes.
#pragma once

#include <string>
#include <string_view>

namespace shixian::log {

/// A text in double quotes, as YAML and JSON read it; what is invisible is written as its number.
std::string in_quotes(std::string_view text);

}  // namespace shixian::log
