// The columns of one ledger, found by name.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "log/mapping/mapping.hpp"
#include "text/diagnostic.hpp"

namespace shixian::log {

/// Finds columns by name: names are compared without blanks around and with full-width letters as ASCII.
class Columns {
 public:
  /// `doubt`: why the header may not be what the ledger has, for the help; empty for nothing.
  Columns(const std::string& file, const std::vector<std::string>& header, const text::Phrase& doubt);

  /// The column's index. nullopt ⇔ an error was added, for a name that is absent or stands twice; once a name.
  std::optional<std::uint32_t> find(const Named& column, text::Diagnostics& out);
  bool has(const std::string& name) const;
  const std::vector<std::string>& header() const { return header_; }
  /// "its columns are: …"
  text::Phrase list() const { return list(header_); }
  static text::Phrase list(const std::vector<std::string>& header);

 private:
  const std::string& file_;
  const std::vector<std::string>& header_;
  const text::Phrase& doubt_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_;
  std::set<std::string> reported_;
};

}  // namespace shixian::log
