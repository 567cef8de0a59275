// Findings counted for the charts.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "report/report.hpp"
#include "report/units.hpp"

namespace shixian::report::html {

using Counts = std::array<std::size_t, check::verdict_count>;

using check::violations;

struct Tally {
  std::string name;
  std::uint32_t rule = 0;  ///< of `by_rule`
  Counts counts{};
};

/// Rules with findings; most violations first, then most undetermined, then as the packs have them.
std::vector<Tally> by_rule(const check::Findings& findings);
/// The same by unit, equals by name.
std::vector<Tally> by_unit(const check::Findings& findings, const Units& units);

/// By the month of the trigger; of a period by its last month, of neither by the response. Months without findings
/// between others are there too. `years`: there are more than three years of months, so they are counted by years.
struct Months {
  std::vector<Tally> tallies;
  bool years = false;
  std::size_t without = 0;  ///< findings with no known time
};
Months by_month(const Report& report);

/// How long before or after its deadline each answered obligation was answered, in days: of limits in days from day to
/// day, of limits in hours in lengths of 24 hours. Waived ones count as what they were.
struct Margins {
  static constexpr std::size_t bins = 10;
  std::array<std::size_t, bins>
      answered{};           ///< > 30, 11–30, 4–10, 1–3, 0 days before; ≤ 1, 2–3, 4–10, 11–30, > 30 after
  std::size_t missing = 0;  ///< deadline passed, no answer
};
Margins margins(const Report& report);

}  // namespace shixian::report::html
