// The requirements of the source documents, and which of them no rule can check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/document.hpp"
#include "text/phrase.hpp"
#include "text/shape.hpp"

namespace shixian::rule {

struct Requirement {
  std::string id;
  text::Phrase unchecked;  ///< why a log cannot show whether it was kept; empty: a rule must answer it
  text::Place place;
};

struct RequirementGroup {
  std::string prefix;
  text::Phrase title;  ///< of the document
  std::vector<Requirement> requirements;
};

/// A list of requirements:
///     shixian-requirements: 1
///     documents:
///     - prefix: GY
///       title: {zh: …, en: …}
///       count: 36                              # GY-01 … GY-36; or ids: [L-01, L-02, L-10a]
///       unchecked:
///         GY-99: {zh: …, en: …}                # why no rule can answer it
/// nullopt ⇔ errors were added.
std::optional<std::vector<RequirementGroup>> read_requirements(const text::Document& document, text::Diagnostics& out);

/// The keys of such a file, for reading, translating and the schema.
const text::Shape& requirements_shape();

}  // namespace shixian::rule
