// The text of one cell → what it means.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shixian::log {

/// Without blanks around (also U+3000, U+00A0, U+200B, U+FEFF and NUL), and without Excel's ="…" around a text of
/// digits.
std::string_view tidy(std::string_view cell);

/// Tidy, and without the line breaks of a narrow column: none is left between Chinese characters, a blank between
/// others.
std::string on_one_line(std::string_view cell);

/// Tidy, and with full-width letters and digits as ASCII (Unicode NFKC): for comparing names.
std::string folded(std::string_view name);

/// What names of columns are compared by: folded, on one line.
std::string column_key(std::string_view name);

/// `1,234.50` → `1234.5`; `４％` → `0.04`; `-0` → `0`. nullopt for anything that is not a plain decimal number.
std::optional<std::string> canonical_number(std::string_view tidy_cell);

/// true/false, yes/no, y/n, 1/0, 是/否, 有/无, √/×, whatever the case of letters.
std::optional<bool> read_boolean(std::string_view tidy_cell);

/// Whether a cell may be a mark that nothing is known, such as `--` or 无: a short text without any digit, quote or
/// line break.
bool may_mean_nothing(std::string_view tidy_cell);

/// At most `characters` code points, the last one `…` when something was cut.
std::string excerpt(std::string_view text, std::size_t characters = 80);

}  // namespace shixian::log
