// What the YAML parser objects to, said so that the writer of a rule file knows what to do.
#pragma once

#include <string_view>

#include "text/diagnostic.hpp"
#include "text/source.hpp"

namespace shixian::rule {

/// Where a parser stopped and what it knew of its surroundings.
struct YamlFailure {
  std::string_view message;   ///< the parser's own
  std::size_t at = 0;         ///< the byte at which it stopped
  std::size_t read_to = 0;    ///< the end of the last value that was read whole
  bool inside = false;        ///< whether a mapping or list was being read …
  std::size_t opened_at = 0;  ///< … and where it began
};

/// Adds the error that says it.
void report_failure(const text::SourcePtr& source, const YamlFailure& failure, text::Diagnostics& out);

/// The first of some characters at or after `from`, outside comments.
std::size_t find_outside_comments(std::string_view content, std::string_view characters, std::size_t from);

void report_unclosed_quote(const text::SourcePtr& source, std::size_t quote, text::Diagnostics& out);

}  // namespace shixian::rule
