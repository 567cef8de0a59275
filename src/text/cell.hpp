// The text of one cell → the plain text, number or truth that it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shixian::text {

/// Without blanks around (also U+3000, U+00A0, U+200B, U+FEFF and NUL), and without Excel's ="…" around a text of
/// digits.
std::string_view tidy(std::string_view cell);

/// Tidy, and with full-width letters and digits as ASCII (Unicode NFKC): for comparing names.
std::string folded(std::string_view name);

/// A to Z as a to z; everything else as it is.
std::string lower_case(std::string text);

/// `1,234.50` → `1234.5`; `４％` → `0.04`; `-0` → `0`. nullopt for anything that is not a plain decimal number.
std::optional<std::string> canonical_number(std::string_view tidy_cell);

/// true/false, yes/no, y/n, 1/0, 是/否, 有/无, √/×, whatever the case of letters.
std::optional<bool> read_boolean(std::string_view tidy_cell);

}  // namespace shixian::text
