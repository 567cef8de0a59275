// The first rows of a table of which nothing is known → where its header seems to stand.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "log/formats/format.hpp"

namespace shixian::log {

/// The header is the first row that fills most columns with names: texts that are neither times nor numbers. Rows above
/// it (titles, who filled the table in) fill fewer. It has several lines where cells of it are merged over them;
/// without merges, where names of the upper line stand over several of the lower. `first` is 0 ⇔ no row has content.
HeaderRows likely_header(const std::vector<std::vector<std::string>>& rows, std::span<const Merge> merges);

}  // namespace shixian::log
