// Where an editor or a code host shows a finding.
#pragma once

#include <optional>
#include <string>

#include "report/report.hpp"

namespace shixian::report {

struct Site {
  std::string file;          ///< as it was given, without a leading `./`
  std::uint64_t line = 1;    ///< 1-based: the row of a ledger, the line of a pack
  std::uint64_t column = 1;  ///< 1-based: the column of a spreadsheet, the character of a pack
  std::string name;          ///< `台账.xlsx!2020年!F23`, for ledgers with sheets
  bool in_ledger = true;     ///< false: nothing in a ledger stands for it, and it points at its rule
};

/// The response that broke a prohibition or an order, else the trigger; for a period in which nothing happened the line
/// of the roster that names the entity, else the rule itself.
Site site(const Report& report, const check::Finding& finding);

/// Of an event.
Site site_of_event(const Report& report, std::uint32_t event);

/// Of a cell or row that could not be read.
Site site(const Report& report, const log::Rejection& rejection);

}  // namespace shixian::report
