// Conditions over the event table: evaluated once for each distinct combination of the values they read.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "log/table.hpp"
#include "rule/rule.hpp"
#include "text/phrase.hpp"
#include "time/moment.hpp"

namespace shixian::check {

/// Yes, no, or unknown with the reason.
struct Answer {
  time::Truth truth = time::Truth::yes;
  const text::Phrase* why = nullptr;
};

/// One condition over all events. Not for several threads at once.
class ConditionColumn {
 public:
  /// A condition that is absent holds for every event.
  ConditionColumn(const condition::Condition* condition, const log::EventTable& events,
                  const std::vector<rule::Domain>& domains);

  Answer at(std::uint32_t event);

 private:
  Answer evaluate(std::span<const std::uint32_t> codes);
  condition::Binding bind(std::size_t name, std::uint32_t code) const;

  const condition::Condition* condition_;
  const log::EventTable& events_;
  std::vector<const log::Attribute*> attributes_;  // by name; nullptr when the log has none
  std::vector<const rule::Domain*> domains_;
  std::vector<std::uint32_t> codes_;
  std::vector<condition::Binding> bindings_;
  std::unordered_map<std::string, Answer> known_;  // by the bytes of the codes
  std::deque<text::Phrase> reasons_;
};

/// `level=重大, unit=宣传处`: what a condition read from an event, for messages.
text::Phrase what_it_read(const condition::Condition& condition, const log::EventTable& events, std::uint32_t event);

}  // namespace shixian::check
