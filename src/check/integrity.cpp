#include "check/integrity.hpp"

#include "check/integrity/inspection.hpp"

namespace shixian::check {

#define X(function, ...) void function(Inspection&, std::vector<Remark>&);
#include "check/integrity.def"
#undef X

namespace {

struct Kind {
  std::string_view name;
  text::Phrase title;
  void (*look)(Inspection&, std::vector<Remark>&);
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
#define X(function, name, english, chinese) Kind{name, {english, chinese}, &function},
#include "check/integrity.def"
#undef X
  };
  return all;
}

/// Keeps the first events, each of another row.
void keep_first(std::vector<std::uint32_t>& at, const log::EventTable& events) {
  std::vector<std::uint32_t> kept;
  for (const auto event : at) {
    const auto& where = events.where(event);
    bool known = false;
    for (const auto other : kept)
      known = known || (events.where(other).origin == where.origin && events.where(other).row == where.row);
    if (!known) kept.push_back(event);
    if (kept.size() == most_places) break;
  }
  at = std::move(kept);
}

}  // namespace

std::vector<Remark> look_for_faults(const std::vector<PackInput>& packs, const log::Log& log, Groupings& groupings) {
  Inspection inspection(packs, log, groupings);
  std::vector<Remark> remarks;
  for (const auto& kind : kinds()) {
    const auto before = remarks.size();
    kind.look(inspection, remarks);
    for (auto i = before; i < remarks.size(); ++i) {
      remarks[i].kind = kind.name;
      remarks[i].title = kind.title;
      keep_first(remarks[i].at, log.events);
    }
  }
  return remarks;
}

}  // namespace shixian::check
