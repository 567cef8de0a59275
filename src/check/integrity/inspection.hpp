// What several kinds of faults are looked for in, worked out once and when first asked for.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "check/grouping.hpp"
#include "check/integrity.hpp"
#include "check/record.hpp"

namespace shixian::check {

/// The events of one type in one ledger whose time is known, earliest first.
struct Series {
  std::uint32_t origin = 0;
  std::uint32_t type = 0;
  std::vector<std::uint32_t> events;
};

class Inspection {
 public:
  Inspection(const std::vector<PackInput>& given, const log::Log& read, Groupings& groupings)
      : packs(given), log(read), events(read.events), groupings_(groupings) {}

  const std::vector<PackInput>& packs;
  const log::Log& log;
  const log::EventTable& events;

  /// Of the first pack: the days that messages speak of.
  const time::Zone& zone() const;
  const log::Coverage& coverage(std::uint32_t origin) const;
  const std::string& file(std::uint32_t event) const { return events.origins()[events.where(event).origin].file; }
  const std::string& type(std::uint32_t event) const { return events.types().at(events.type(event)); }
  bool same_row(std::uint32_t a, std::uint32_t b) const;
  /// Past the last event of the row that an event begins.
  std::uint32_t end_of_row(std::uint32_t first) const;
  /// A time in the clock of the first pack, for messages.
  std::string shown(std::uint32_t event) const { return time::readable(zone().shown(events.moment(event))); }

  const std::vector<Series>& series();
  /// Events by the values of these attributes; nullptr when some of them is carried by no event.
  const Grouping* by(const std::vector<std::string>& keys);
  /// By event: where the earlier row begins that says the same as its row in everything (duplicate_rows.cpp), or none.
  const std::vector<std::uint32_t>& originals();

 private:
  Groupings& groupings_;
  std::optional<std::vector<Series>> series_;
  std::optional<std::vector<std::uint32_t>> originals_;
};

/// What an event carries of some attributes: `文1` or `文1, 张三`.
std::string values_of(const std::vector<std::string>& keys, std::uint32_t event, const log::EventTable& events);

}  // namespace shixian::check
