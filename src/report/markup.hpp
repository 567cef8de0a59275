// Text from outside made harmless for HTML and XML.
#pragma once

#include <string>
#include <string_view>

namespace shixian::report {

/// As content or as a quoted attribute of HTML or XML: `& < > " '` become references; what text::plain makes harmless,
/// and the characters that XML does not allow, are gone.
std::string escaped(std::string_view text);

/// A path of a file as the relative reference of a link from a page in `folder` (empty: where the program runs): every
/// byte that is no letter, digit or one of `/ . - _ ~` is percent-encoded, so no scheme, host or query can be meant.
/// Empty for what is no file: standard input, databases.
std::string link_to_file(const std::string& path, const std::string& folder);

}  // namespace shixian::report
