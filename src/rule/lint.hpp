// Faults of rules that can be read: what a careful author would still mend.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rule/rule.hpp"

namespace shixian::rule {

enum class Lint {
#define X(symbol, code, english, chinese) symbol,
#include "rule/lints.def"
#undef X
};

struct LintKind {
  std::string_view code;
  text::Phrase meaning;
};

/// All that lint looks for, in the order of lints.def.
std::span<const LintKind> lint_kinds();

struct LintFinding {
  Lint lint;
  text::Place place;
  text::Phrase message;
};

/// Looks at every rule of a pack. `sources`: a folder with the source documents, against which each quote is held;
/// empty: quotes are not held against anything.
std::vector<LintFinding> lint(const Pack& pack, const std::string& sources);

}  // namespace shixian::rule
