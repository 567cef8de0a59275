// A workbook of `-o report.xlsx` that was filled in → waivers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rule/waivers.hpp"
#include "text/diagnostic.hpp"

namespace shixian::app {

/// By its ending, or its first bytes.
bool is_workbook(const std::string& path);

/// Each row whose conclusion is “waiver granted” (同意豁免), of every sheet that has that column, in either language:
/// the finding is the one of the fingerprint in the hidden last column, so rows and columns may stand in any order.
/// Such a row needs a reason, who approved it and when, and the last day on which it holds. The identifier is `xlsx-`
/// and the start of the fingerprint. Places name the row. nullopt ⇔ errors were added.
std::optional<std::vector<rule::Waiver>> read_waiver_book(const std::string& path, text::Diagnostics& out);

}  // namespace shixian::app
