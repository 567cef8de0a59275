// What the columns of a ledger seem to hold → a first mapping.
#pragma once

#include <string>

#include "log/draft/survey.hpp"

namespace shixian::log {

struct Drafted {
  std::string text;
  text::Phrase lacks;   ///< to be a mapping; empty: nothing
  text::Phrase remedy;  ///< for what it lacks
};

/// A mapping file that reads the ledger, with a comment for whatever its reader should confirm: where the header
/// stands, which columns are times, what may tell cases apart, which marks mean nothing, in what order days and months
/// stand. Long where one column names what happened in each row, wide otherwise; the other form as a comment where it
/// may be meant. `file` is written into it as it is, `-` left out. Where no column holds times the file says so at its
/// top.
Drafted draft(const Survey& survey, const std::string& file, text::Language language);

}  // namespace shixian::log
