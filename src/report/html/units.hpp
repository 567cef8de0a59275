// Whose a finding is, for the charts and the filter.
#pragma once

#include <string>
#include <vector>

#include "report/report.hpp"

namespace shixian::report::html {

/// Whose obligation it is; else what the ledger names as the unit at the trigger (at the response without one); else
/// the owner of the rule. Empty where none of them is known.
class Units {
 public:
  explicit Units(const Report& report);
  const std::string& of(const check::Finding& finding) const;

  /// The attributes of the ledgers that are looked at, the first that says something.
  std::vector<std::string> attributes() const;

 private:
  const Report& report_;
  std::vector<const log::Attribute*> columns_;
};

}  // namespace shixian::report::html
