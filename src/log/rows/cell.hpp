// The text of one cell → what it means in a ledger.
#pragma once

#include <string>
#include <string_view>

namespace shixian::log {

/// Tidy, and without the line breaks of a narrow column: none is left between Chinese characters, a blank between
/// others.
std::string on_one_line(std::string_view cell);

/// What names of columns are compared by: folded, on one line.
std::string column_key(std::string_view name);

/// Whether a cell may be a mark that nothing is known, such as `--` or 无: a short text without any digit, quote or
/// line break.
bool may_mean_nothing(std::string_view tidy_cell);

/// What stands for a text that was lost: the replacement character alone (U+FFFD). `convert` writes it where the cell
/// of an attribute was rejected.
inline constexpr std::string_view lost_text = "\xEF\xBF\xBD";

/// At most `characters` code points, the last one `…` when something was cut.
std::string excerpt(std::string_view text, std::size_t characters = 80);

}  // namespace shixian::log
