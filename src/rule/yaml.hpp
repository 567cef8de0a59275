// YAML → a tree of nodes with places. The only file that knows yaml-cpp.
#pragma once

#include <optional>

#include "text/diagnostic.hpp"
#include "text/document.hpp"

namespace shixian::rule {

/// Parses one YAML document. Refused, each with its place: invalid UTF-8, syntax errors, duplicate keys, keys that are
/// not scalars, tags, merge keys, control characters, a second document, more than 64 levels, more than a million nodes
/// after aliases are followed, files above 32 MiB.
/// nullopt ⇔ there is no tree worth reading further; duplicate keys are reported and the first one is kept.
std::optional<text::Document> parse_yaml(text::SourcePtr source, text::Diagnostics& out);

/// Reads the file and parses it.
std::optional<text::Document> read_yaml(const std::string& path, text::Diagnostics& out);

}  // namespace shixian::rule
