// Events that lie certainly before the beginning or after the end of what their ledger declares to be complete, and for
// which no other ledger is declared.
#include <algorithm>
#include <map>

#include "check/integrity/inspection.hpp"

namespace shixian::check {

namespace {

struct Outside {
  std::vector<std::uint32_t> before, after;
};

std::uint32_t first_row(const std::vector<std::uint32_t>& some, const log::EventTable& events) {
  auto row = events.where(some.front()).row;
  for (const auto event : some) row = std::min(row, events.where(event).row);
  return row;
}

Remark remark_on(std::vector<std::uint32_t> some, text::Phrase what) {
  Remark remark;
  remark.count = some.size();
  remark.what = std::move(what);
  remark.at = std::move(some);
  return remark;
}

}  // namespace

void look_for_events_outside_coverage(Inspection& inspection, std::vector<Remark>& out) {
  const auto& events = inspection.events;
  std::vector<Outside> by_origin(events.origins().size());
  std::map<std::pair<std::uint32_t, std::uint32_t>, log::Coverage> joint;  // by origin and type: with neighbours
  for (std::uint32_t event = 0; event < events.size(); ++event) {
    const auto origin = events.where(event).origin;
    const auto moment = events.moment(event);
    const auto& own = inspection.coverage(origin);
    if (!moment.known() || (moment.first <= own.to && moment.last >= own.from)) continue;
    const auto [entry, added] = joint.try_emplace({origin, events.type(event)});
    if (added) entry->second = inspection.log.covers(inspection.type(event), origin);
    if (moment.first > entry->second.to)
      by_origin[origin].after.push_back(event);
    else if (moment.last < entry->second.from)
      by_origin[origin].before.push_back(event);
  }
  for (std::uint32_t origin = 0; origin < by_origin.size(); ++origin) {
    auto& [before, after] = by_origin[origin];
    const auto& file = events.origins()[origin].file;
    const auto& own = inspection.coverage(origin);
    if (!before.empty())
      out.push_back(remark_on(
          before, text::phrase(
                      "'{0}' is declared complete from {1}; events that lie before that: {2} (first in row "
                      "{3}); as it may lack what else happened then, nothing of that time is judged late or "
                      "missing; if the ledger holds all there is of the earlier time too, move 'covers: "
                      "{{from: …}}'",
                      "“{0}”声明自 {1} 起完整，此前的事件有 {2} 个（最前一个在第 {3} 行）；因其可能未收录当时的其他"
                      "事件，对此前的时间不判逾期或未履行；如果台账对此前的时间也是完整的，请前移“covers: {{from: …}}”",
                      file, time::iso(inspection.zone().day_of(own.from)), before.size(), first_row(before, events))));
    if (!after.empty())
      out.push_back(remark_on(
          after,
          text::phrase("'{0}' is declared complete to {1}; what lies after that is not looked at: {2} (first in "
                       "row {3}); if the ledger holds all there is of the later time too, move 'covers: {{to: …}}'",
                       "“{0}”声明完整至 {1}，此后的事件不予考虑：{2} 个（最前一个在第 {3} 行）；如果台账对此后的时间"
                       "也是完整的，请后移“covers: {{to: …}}”",
                       file, time::iso(inspection.zone().day_of(own.to)), after.size(), first_row(after, events))));
  }
}

}  // namespace shixian::check
