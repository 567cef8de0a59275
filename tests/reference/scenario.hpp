// A pair of packs and a log, small enough to print whole.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "log/log.hpp"
#include "rule/rule.hpp"

namespace shixian::reference {

struct Row {
  std::size_t ledger = 0;
  std::string type;
  time::Moment at;
  std::map<std::string, std::string> attributes;
};

struct Ledger {
  time::Zone zone;
  std::optional<time::Day> covers_from, covers_to;
  std::vector<std::string> may_hold;  ///< empty: any
};

struct PackText {
  std::string head;
  std::vector<std::string> rules;
  bool with_calendar = true;

  std::string yaml() const;
};

struct Scenario {
  std::vector<PackText> packs;
  std::vector<Ledger> ledgers;
  std::vector<Row> rows;
  std::vector<std::string> roster;  ///< units
  time::Instant as_of;
};

/// The attributes that rows carry, in the order of columns.
const std::vector<std::string>& attribute_names();

/// Throws for a pack with a fault. Texts read lately are not read again.
std::shared_ptr<const rule::Pack> read(const PackText& pack);

log::Log log_of(const Scenario& scenario);

/// As a golden case, to be pasted: files, and the run that checks them.
std::string print(const Scenario& scenario);

}  // namespace shixian::reference
