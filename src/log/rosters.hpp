// The rosters that a mapping names.
#pragma once

#include "log/log.hpp"
#include "log/mapping/mapping.hpp"
#include "text/diagnostic.hpp"

namespace shixian::log {

/// Reads them all into the log. Errors: a file that cannot be read, a column it lacks, the same name for two different
/// rosters; an entity that stands twice is a warning and counts once.
void read_rosters(const Mapping& mapping, Log& log, text::Diagnostics& out);

}  // namespace shixian::log
