// The mapping that reads a canonical ledger as what it was made from.
#pragma once

#include <string>

#include "log/log.hpp"
#include "log/mapping/mapping.hpp"

namespace shixian::log {

/// What a canonical ledger says of itself beside its rows.
struct CanonicalSetting {
  std::string file;  ///< the ledger
  bool csv = true;   ///< else JSON lines
  const time::Zone& zone;
  const std::vector<const Mapping*>& mappings;  ///< those the log was read through; all declare the same coverage
};

/// The text of the mapping: the ledger's file, zone and coverage, its columns, the types of the attributes, the event
/// types that the ledgers could hold, and the rosters, as paths from the ledger's folder.
std::string canonical_mapping(const Log& log, const CanonicalSetting& setting);

}  // namespace shixian::log
