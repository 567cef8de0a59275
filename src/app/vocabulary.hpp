// What a ledger must hold for a pack, as a page.
#pragma once

#include <iosfwd>

#include "rule/rule.hpp"
#include "text/phrase.hpp"

namespace shixian::app {

void print_vocabulary(const rule::Pack& pack, text::Language language, std::ostream& out);

}  // namespace shixian::app
