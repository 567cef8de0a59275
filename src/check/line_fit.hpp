// In which of a table's lines an event stands.
#pragma once

#include <bitset>
#include <optional>
#include <vector>

#include "check/conditions.hpp"
#include "log/table.hpp"
#include "rule/case_table.hpp"

namespace shixian::check {

/// A set of lines by their numbers.
using Lines = std::bitset<rule::most_lines + 4>;

/// Why a case has no box of its own.
struct Unclear {
  std::optional<std::uint32_t> event;  ///< of which it is said
  text::Phrase why;
};

/// The columns of a table, or its outcomes, over the events of a log. Not for several threads.
class LineFit {
 public:
  LineFit(const std::vector<rule::CaseTable::Line>& lines, const log::EventTable& events,
          const std::vector<rule::Domain>& domains);

  /// One line, the first that fits; or, with the reason, several: all of them where none fits. The number behind the
  /// last line stands for none.
  Lines of(std::uint32_t event, std::vector<Unclear>& unclear);
  Lines all() const;

 private:
  bool is_of_its_type(const rule::CaseTable::Line& line, std::uint32_t event) const;
  text::Phrase fits_nothing(std::uint32_t event) const;

  const std::vector<rule::CaseTable::Line>& lines_;
  const log::EventTable& events_;
  std::vector<ConditionColumn> conditions_;
};

}  // namespace shixian::check
