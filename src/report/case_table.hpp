// A table of cases, its proof, and what a report states instead, as tables to read.
#pragma once

#include <vector>

#include "check/case_count.hpp"
#include "check/stated.hpp"
#include "report/listing.hpp"
#include "report/report.hpp"

namespace shixian::report {

/// The table itself, laid out as its form; the figures that do not agree, where some are stated; the cases that have no
/// box of their own, with the reasons; and with `every_case` each case with the events that count. Lists are cut after
/// `most` lines and say so.
std::vector<Listing> listings_of(const Report& report, const rule::CaseTable& table, const check::CaseCounts& counts,
                                 int year, const check::Reconciled* stated, bool every_case, std::size_t most);

}  // namespace shixian::report
