// What was known before, and what is new against it.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "check/finding.hpp"
#include "text/diagnostic.hpp"

namespace shixian::report {

/// One violation or undetermined finding of an earlier check.
struct Known {
  std::string fingerprint;
  std::string rule;
  std::string verdict;
  std::string subject;  ///< for people; it is not compared
};

struct Baseline {
  std::string path;
  std::string as_of;
  std::vector<std::string> packs;  ///< ids of the packs that were judged
  std::vector<Known> entries;      ///< by fingerprint
};

enum class Change : std::uint8_t { none, fresh, unchanged };
/// `new`, `unchanged`; empty for what is not compared.
const text::Phrase& title(Change change);

/// A known violation that is none any more.
struct Fixed {
  const Known* known;
  std::uint32_t finding = check::none;  ///< what it is now; none: the ledgers hold no such obligation any more
};

struct Comparison {
  const Baseline* baseline;
  std::vector<Change> changes;  ///< by finding; `none` unless it is a violation, waived or not, or undetermined
  std::size_t fresh = 0;        ///< of violations that are not waived
  std::size_t unchanged = 0;    ///< likewise
  std::vector<Fixed> fixed;
  std::vector<const Known*>
      not_compared;  ///< their rule was not judged, it is not due yet, or the ledgers were not read whole
};

/// Reads a file that `write_baseline` wrote. nullopt ⇔ errors were added.
std::optional<Baseline> read_baseline(const std::string& path, text::Diagnostics& out);

/// Violations, waived ones too, and undetermined findings, by fingerprint, an entry a line so that a change is a line
/// of a diff:
///     {"shixian-baseline":1,"as-of":"2020-12-31","packs":["requests"],"entries":[
///     {"fingerprint":"…","rule":"…","verdict":"late","subject":"2020-003"},
///     …
///     ]}
void write_baseline(const check::Findings& findings, const log::Log& log, std::ostream& out);
/// The same of entries that were read.
void write_baseline(const Baseline& baseline, std::ostream& out);

/// Whether none of the packs is one that the baseline was made with, so that nothing in it can be known again; then it
/// is an error, which is told.
bool is_of_other_packs(const Baseline& baseline, const check::Findings& findings, text::Diagnostics& out);

/// A violation is new unless the baseline knows it as one. One that is undetermined now is no fixed one.
/// `complete`: whether every ledger was read whole; else what is not found is not taken as fixed.
Comparison compare(const Baseline& baseline, const check::Findings& findings, const log::Log& log, bool complete);

}  // namespace shixian::report
