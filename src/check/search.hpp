// The response to an obligation: which event meets it, and which only may.
#pragma once

#include "check/court.hpp"

namespace shixian::check {

struct Search {
  bool met = false;
  std::uint32_t response = none;      // the one that met it, or the first certain one after the deadline
  std::uint32_t before = none;        // the last one found that certainly lies before the trigger
  std::uint32_t possible = none;      // might have been in time
  const text::Phrase* why = nullptr;  // why the possible one is only possible
  std::uint32_t too_soon = none;      // came before a minimum duration was over
  std::int64_t certain = 0;           // of several that are needed, how many certainly count
  std::int64_t counted = 0;           // … and how many may
};

/// Whether a response comes too early to answer the obligation.
bool too_early(const Court& court, const time::Moment& moment, const Obligation& obligation, const Timing& timing);

/// Why a response that is not too early may be so after all: when the violation or the start that it must follow came
/// about is in doubt. nullptr: it is not.
const text::Phrase* doubt_in_order(const Court& court, const time::Moment& moment, const Obligation& obligation,
                                   const Timing& timing);

/// Why a response may not be counted: its own doubt, or that it lacks what the responses are told apart by; else
/// nullptr.
const text::Phrase* doubt_in_counting(const Court& court, const Shown& shown);

/// With trigger in [t1, t2], deadlines D(t1) ≤ D(t2) and a response in [r1, r2] (design 5.1): met for certain iff r2 ≤
/// D(t1); late for certain iff r1 > D(t2); otherwise undetermined. A response that certainly lies before the trigger
/// does not count unless `early: allowed`. A response that lacks a key, whose condition is unknown, whose time could
/// not be read or that straddles the as-of is only possible: it never makes an obligation met, but keeps it from being
/// missing or late as long as it might have been in time.
Search first_response(Court& court, std::size_t pattern, const Obligation& obligation, const Timing& timing);

/// All events of a pattern that may answer, whenever they come; of a period those that count for it.
std::vector<Shown> responses(Court& court, std::size_t pattern, const Obligation& obligation, const Timing& timing);

/// The n-th response, or the n-th with another value of an attribute; within the obligation's period when it has one;
/// and none that comes too soon.
Search nth_response(Court& court, std::size_t pattern, const Obligation& obligation, const Timing& timing);

/// Gives a finding its verdict.
void conclude(Court& court, const Obligation& obligation, Finding& finding, const Timing& timing, const Search& search);

/// A violation with a recorded reason has the verdict that the rule names. `wanted` are the patterns of the response.
void excuse(Court& court, std::span<const std::size_t> wanted, const Obligation& obligation, Finding& finding,
            const Timing& timing);

}  // namespace shixian::check
