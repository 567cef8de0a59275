// The kinds of YAML files that the program reads, as `translate` and `schema` name them.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "text/diagnostic.hpp"
#include "text/shape.hpp"

namespace shixian::app {

struct FileKind {
  std::string_view name;  ///< `pack`, `mapping`, …
  text::Phrase title;
  const text::Shape& (*shape)();
  text::Phrase way;  ///< how the command line takes it, for who gave it elsewhere; empty: nothing to say
};

std::span<const FileKind> file_kinds();
/// What is said of each, in a row.
text::Phrase listed_kinds(const std::function<text::Phrase(const FileKind&)>& said);

/// What kind a document is by the first line that every kind has (`shixian: 1`), or nullptr.
const FileKind* kind_of(const text::Document& document);

/// Whether a document can be of the kind wanted: a file of another kind is told as such, once, instead of by all that
/// it lacks.
bool can_be(std::string_view wanted, const text::Document& document, text::Diagnostics& out);

/// Whether a file that was given as a mapping can be one: a ledger is told as such, by its ending or its first bytes.
bool can_be_mapping(const std::string& path, text::Diagnostics& out);

/// The same of a path that was given as a ledger, by its ending.
bool can_be_ledger(const std::string& path, text::Diagnostics& out);

}  // namespace shixian::app
