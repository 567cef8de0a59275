// The year-end scorecard: how often what was due was done in time.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "report/listing.hpp"
#include "report/report.hpp"

namespace shixian::report {

/// Obligations of one year, unit, rule or month by what became of them.
struct Score {
  std::array<std::size_t, check::verdict_count> verdicts{};

  std::size_t of(check::Verdict verdict) const { return verdicts[static_cast<std::size_t>(verdict)]; }
  std::size_t all() const;
  std::size_t met() const { return of(check::Verdict::met); }
  std::size_t violated() const;
  /// Met of those that are met or violated; what is waived, undetermined or still open says nothing. Absent when there
  /// are none.
  std::optional<double> rate() const;
};

struct Line {
  std::string name;
  Score now, before;                            ///< of the year, and of the year before
  std::optional<double> points, points_before;  ///< of 100, by the weights of the rules
};

struct Scorecard {
  int year = 0;
  Score now, before;
  std::optional<double> points, points_before;
  std::vector<Line> units;                  ///< the best first, then those without points; by name where equal
  std::vector<Line> rules;                  ///< in the order of the packs, those with obligations in either year
  std::vector<double> weights;              ///< of `rules`
  std::array<Score, 12> months{};           ///< of the year, by the month of the trigger or of a shorter period
  Score whole_year;                         ///< what is owed once for the year or half of it, in no month
  std::size_t other_years = 0;              ///< findings of neither year
  std::size_t undated = 0;                  ///< findings whose year cannot be told
  std::vector<std::uint32_t> to_put_right;  ///< violations and undetermined findings of the year, gravest first
};

/// An obligation belongs to the year of its period, else of its trigger, its response or its deadline, as its pack
/// counts days.
Scorecard scorecard(const Report& report, int year);

/// As tables: the year, by unit, by rule, by month, and what is to be put right, at most `most` of it.
Listings listings_of(const Report& report, const Scorecard& card, std::size_t most);

}  // namespace shixian::report
