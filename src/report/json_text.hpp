// A text as a JSON string.
#pragma once

#include <string>
#include <string_view>

namespace shixian::report {

/// In quotes, without loss (RFC 8259 section 7). Besides what JSON asks for, characters that would act where the file
/// is shown are escaped: control characters, marks that change the direction of writing, U+2028 and U+2029. Bytes that
/// are not UTF-8 become U+FFFD.
std::string json_text(std::string_view utf8);

}  // namespace shixian::report
