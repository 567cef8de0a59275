// Overlays: a pack that extends another and changes some of its rules.
#pragma once

#include <optional>

#include "text/diagnostic.hpp"
#include "text/document.hpp"

namespace shixian::rule {

/// A pack file with what it extends laid under it:
///     extends: national.yaml                 # relative to this file
/// Every key of the head that the overlay writes takes the place of the other's; `parameters` and `attributes` are
/// joined by name, a parameter key by key; `rules` by id: a rule's keys take the place of those of the rule with that
/// id (whose examples then go, for they tested another rule), a new id is a new rule. Nodes of the other file keep
/// their places. nullopt ⇔ errors were added: a file that cannot be read, a circle.
std::optional<text::Document> laid_over(const text::Document& document, text::Diagnostics& out);

/// The document that a pack extends directly, when it does and it can be read.
std::optional<text::Document> base_of(const text::Document& document, text::Diagnostics& out);

}  // namespace shixian::rule
