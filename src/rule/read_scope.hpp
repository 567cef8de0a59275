// `for-each`, `for-every`, `of`, `where`.
#pragma once

#include "rule/rule.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

Scope read_scope(text::Fields& rule);

}  // namespace shixian::rule
