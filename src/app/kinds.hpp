// The kinds of YAML files that the program reads, as `translate` and `schema` name them.
#pragma once

#include <span>
#include <string_view>

#include "text/shape.hpp"

namespace shixian::app {

struct FileKind {
  std::string_view name;  ///< `pack`, `mapping`, …
  text::Phrase title;
  const text::Shape& (*shape)();
};

std::span<const FileKind> file_kinds();

/// What kind a document is by the first line that every kind has (`shixian: 1`), or nullptr.
const FileKind* kind_of(const text::Document& document);

}  // namespace shixian::app
