// Tables of a command as files, `-o`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/command.hpp"
#include "app/examination.hpp"
#include "report/listing.hpp"

namespace shixian::app {

void take_listing_files(Arguments& take, std::vector<std::string>& paths);

/// The exit code, and an error, where a path has an ending that tables are not written as.
std::optional<int> refuse_other_forms(const std::vector<std::string>& paths, const Context& context);

/// Writes them to every path, without colours; the exit code where that cannot be done.
std::optional<int> write_listings(const std::vector<std::string>& paths, report::Listings listings,
                                  Examination& examination);

}  // namespace shixian::app
