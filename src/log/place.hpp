// Where something stands in a ledger, as people name it.
#pragma once

#include <cstdint>
#include <string>

#include "log/table.hpp"
#include "text/phrase.hpp"

namespace shixian::log {

/// The letters of a column, from 1: `A`, `Z`, `AA`, …
std::string letters_of(std::uint32_t column);

/// `F23`; empty unless the origin's cells have names and one is meant.
std::string cell_of(const Origin& origin, const Where& where);

/// `台账.xlsx!2020年!F23`, `a.csv row 4`, `a.jsonl line 7`.
text::Phrase place_of(const Origin& origin, const Where& where);

/// The same within its ledger: `F23`, `row 4`, `line 7`.
text::Phrase place_within(const Origin& origin, const Where& where);

}  // namespace shixian::log
