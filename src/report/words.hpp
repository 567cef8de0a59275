// What several formats say of a run in the same words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "check/other_counting.hpp"
#include "report/baseline.hpp"
#include "report/report.hpp"

namespace shixian::report {

/// `1 row`, `2 rows`.
std::string counted(std::uint64_t number, std::string_view noun);

/// What is odd about a ledger that was read: `2 rows without a date`.
std::vector<text::Phrase> remarks_on(const log::Origin& origin);

/// `in force 2020-01-01 to 2020-12-31`; in Chinese without the words for it. For a rule that has at least one end.
text::Phrase days_in_force(const rule::InForce& force);

/// Whether a rule has triggers, and was in force at none of them.
bool never_in_force(const check::Findings& findings, std::uint32_t rule);

/// How many triggers of a rule lie outside its time in force, and when that is.
text::Phrase triggers_and_force(const check::Findings& findings, std::uint32_t rule);

/// Why a rule that was judged has no findings.
text::Phrase no_obligation(const check::RuleContext& context);

/// `, now met`; `, no such obligation any more`.
text::Phrase what_became(const Fixed& one, const check::Findings& findings);

/// `counted in calendar days: deadline 2020-07-07, late as well`, for a finding of that verdict.
text::Phrase told(const check::OtherCounting& other, check::Verdict verdict);
/// Below such lines.
const text::Phrase& why_other_countings();

/// Which ledgers end before the as-of, of those that hold triggers of a rule.
std::vector<text::Phrase> earlier_ends(const Report& report, std::uint32_t rule);

}  // namespace shixian::report
