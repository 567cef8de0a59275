// One instance of a rule, before it has a verdict.
#pragma once

#include "check/finding.hpp"

namespace shixian::check {

struct Obligation {
  Finding finding;      ///< its identity and limit
  time::Moment moment;  ///< when it begins: the time of its trigger or of a violation, or the first day of its period
  const time::Span* period = nullptr;
  bool vague = false;  ///< when it begins is in doubt, not only coarse: what may lie before it is no certain answer
};

/// What judging a part of a rule's obligations produced; indices in the findings point into this part.
struct Judged {
  std::vector<Finding> findings;
  std::vector<time::Reckoning> reckonings;
  std::vector<text::Phrase> reasons;
  std::vector<std::uint32_t> unmatched;
  OutsideForce outside_force;

  std::uint32_t keep(time::Reckoning reckoning) {
    reckonings.push_back(std::move(reckoning));
    return static_cast<std::uint32_t>(reckonings.size() - 1);
  }
};

/// Whether a deadline lies before the as-of. One that ends a day or a minute stands for its 24:00 or :60: as of that
/// end it has passed.
inline bool has_passed(time::Instant deadline, time::Instant as_of) {
  return deadline < as_of || (deadline == as_of && closes_a_second(deadline));
}

}  // namespace shixian::check
