// Which words of a rule go together.
#pragma once

#include "rule/rule.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

/// Reports every word that has no clear meaning beside the others, and every one that is needed and not there.
void refuse_unclear_combinations(text::Fields& fields, const Rule& rule);

}  // namespace shixian::rule
