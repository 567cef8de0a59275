// Written exceptions laid over what was found.
#pragma once

#include <span>

#include "check/finding.hpp"
#include "text/diagnostic.hpp"

namespace shixian::check {

/// Makes the violations that a waiver in force speaks of `waived`, and notes what became of each waiver. A waiver
/// speaks of the findings of its rule that have its fingerprint, or whose entity, period (`period: 2020`) and
/// attributes of the trigger (without one: of the response) are those it names, without regard to width. It is in force
/// on the days of the pack's zone from its approval to its expiry, and the day that counts is that of the as-of. Of
/// several the first in force waives. Obligations that follow from a violation stay as they are: each has a waiver of
/// its own. `waivers` must outlive the findings.
void waive(Findings& findings, const log::Log& log, std::span<const rule::Waiver> waivers);

/// Warns of waivers whose time is over or has not come while what they speak of is violated, and of those that speak of
/// nothing.
void tell_waivers(const Findings& findings, text::Diagnostics& out);

}  // namespace shixian::check
