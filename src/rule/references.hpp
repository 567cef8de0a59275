// Rules that name other rules of their pack: `violation-of`, `replaces`.
#pragma once

#include "rule/rule.hpp"
#include "text/diagnostic.hpp"
#include "text/document.hpp"

namespace shixian::rule {

/// Reports ids that no rule has, circles, and replacements that have no clear day; a rule that is replaced ends the day
/// before the other begins. `written` is the list of rules in the file, of which some may not have been readable.
void resolve_references(Pack& pack, const text::Node& written, text::Diagnostics& out);

}  // namespace shixian::rule
