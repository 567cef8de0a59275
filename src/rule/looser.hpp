// What an overlay may not do in silence: ask less than the pack that it extends.
#pragma once

#include "rule/rule.hpp"
#include "text/diagnostic.hpp"
#include "text/document.hpp"

namespace shixian::rule {

/// Refuses every rule of an overlay whose limit is looser than that of the rule it changes, or may be (twenty working
/// days and a month cannot be compared), unless it says why (`cite` of its own). Compared are periods and their tables,
/// due dates, counts, shares, gaps, minimum periods, the attributes asked for, and what gives more time: pauses,
/// extensions and excuses that the other rule does not have. `written` is the overlay as its file has it. A rule that
/// the overlay leaves alone is compared where a parameter it reads has a value that the other pack does not offer.
void refuse_looser(const Pack& overlay, const Pack& base, const text::Document& written, text::Diagnostics& out);

}  // namespace shixian::rule
