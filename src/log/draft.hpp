// What the columns of a ledger seem to hold → a first mapping.
#pragma once

#include <string>

#include "log/survey.hpp"

namespace shixian::log {

/// A mapping file that reads the ledger, with a comment for whatever its reader should confirm: which columns are
/// times, what may tell cases apart, which marks mean nothing, in what order days and months stand. Long where there is
/// one column of times and one with few different texts whose name speaks of events, wide otherwise. `file` is written
/// into it as it is. Where no column holds times the file says so, and what to write.
std::string draft(const Survey& survey, const std::string& file, text::Language language);

}  // namespace shixian::log
