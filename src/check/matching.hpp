// `matching: one-to-one`: which response goes to which trigger.
#pragma once

#include <span>
#include <vector>

#include "check/search.hpp"

namespace shixian::check {

/// A trigger that waits for a response of its own.
struct Open {
  Obligation* obligation;
  Timing timing;
  time::Instant available;         ///< what is over before then answers nothing
  Search search;                   ///< what was found
  bool settled = false;            ///< matched, or not to be judged by its responses
  std::uint32_t contested = none;  ///< a late response that may excuse it, and may as well be another's
};

/// Matches the triggers and responses of one group. Responses are taken in time order; each goes to the open trigger it
/// is in time for that is due first, and those that are in time for none then to the open trigger that was due first.
/// What is only possible may have taken the place of what is certain, so that more may be met than are for certain.
///
/// n log n in triggers and responses, where the times are as precise as their limits.
class Matching {
 public:
  Matching(Court& court, std::span<Obligation> obligations);

  /// Every trigger with what was found for it, in the order of the obligations.
  std::vector<Open>& match();

 private:
  bool answers(const Shown& response, const Open& open) const;
  bool may_answer_in_time(const Shown& response, const Open& open) const;

  bool is_unsure() const;
  bool straddles(const Shown& response) const;
  bool may_go_to_several(const Shown& response) const;
  bool may_change_places(const Shown& a, const Shown& b) const;

  void give_in_time();
  void give_late();
  void contest(const Shown& response, Open& taker);
  void weigh_possible();
  void leave_open();

  Court& court_;
  std::vector<Open> all_;
  std::vector<Shown> certain_, possible_, left_;
  std::vector<std::size_t> exact_;  // open triggers whose deadline is one instant, by it
  std::vector<std::size_t> vague_;  // the others
};

}  // namespace shixian::check
