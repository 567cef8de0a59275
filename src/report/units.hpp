// Whose a finding is, for figures by unit.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "report/report.hpp"

namespace shixian::report {

struct Unit {
  std::string name;   ///< empty: nothing says whose it is
  text::Phrase from;  ///< what says so
};

/// The obligation's entity; else what the trigger (without one: the response) carries under a name for a unit, such as
/// `unit` or 单位; else the rule's owner.
class Units {
 public:
  explicit Units(const Report& report);
  Unit of(const check::Finding& finding) const;
  /// Its name alone, as it is first met: letters of another width make no other unit. It lives in the log or the packs.
  const std::string& name_of(const check::Finding& finding) const;

  /// The attributes of the ledgers that are looked at; the first that says something counts.
  std::vector<std::string> attributes() const;

 private:
  /// The first attribute that names a unit for a finding; nullptr when none does.
  const log::Attribute* column_of(std::uint32_t event) const;
  const std::string& written_name(const check::Finding& finding) const;

  const Report& report_;
  std::vector<const log::Attribute*> columns_;
  mutable std::unordered_map<std::string, const std::string*> first_written_;  // by the name without regard to width
  mutable std::unordered_map<const std::string*, const std::string*> known_;   // by where a name lives
};

}  // namespace shixian::report
