// What looks wrong in the ledgers themselves, whatever the rules make of it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "check/check.hpp"
#include "log/log.hpp"
#include "text/phrase.hpp"

namespace shixian::check {

/// Something about the ledgers that a person should look at. It changes no verdict.
struct Remark {
  std::string_view kind;          ///< stable: `duplicate-rows`, …; those of integrity.def
  text::Phrase title;             ///< of the kind
  std::uint64_t count = 0;        ///< rows, cases or events, as `what` says
  text::Phrase what;              ///< what was found, and what to check or do
  std::vector<std::uint32_t> at;  ///< the first events it is about, each of another row; at most `most_places`
};

inline constexpr std::size_t most_places = 10;

/// Every remark, by kind in the order of integrity.def, then as the ledgers were read. Depends on nothing but its
/// arguments, and on no verdict; the groupings are of the log's events; takes time in proportion to n log n events.
std::vector<Remark> look_for_faults(const std::vector<PackInput>& packs, const log::Log& log, Groupings& groupings);

}  // namespace shixian::check
