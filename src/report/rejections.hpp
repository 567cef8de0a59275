// What could not be read of the ledgers, as a table for people.
#pragma once

#include <cstddef>
#include <iosfwd>

#include "log/log.hpp"
#include "text/phrase.hpp"

namespace shixian::report {

inline constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

/// A heading with their number and a row for each of the first `most`: where, the column, the text, why; then how many
/// more there are, with `rest` behind it. Nothing when all was read.
void write_rejections(const log::Log& log, text::Language language, bool colour, std::ostream& out,
                      std::size_t most = no_limit, const text::Phrase& rest = {});

}  // namespace shixian::report
