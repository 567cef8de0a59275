// Which events of a world a pattern means.
#include <algorithm>

#include "reference/exact.hpp"

namespace shixian::reference {

bool holds_in(const std::optional<condition::Condition>& condition, const rule::Pack&, const Happening& event) {
  if (!condition) return true;
  std::vector<condition::Binding> bindings;
  for (const auto& name : condition->names()) {
    const auto found = event.attributes.find(name);
    bindings.push_back(found == event.attributes.end()
                           ? condition::Binding{std::nullopt, {"no value", "没有值"}}
                           : condition::Binding{condition::Value{condition::Untyped{found->second}}, {}});
  }
  const auto outcome = condition->evaluate(bindings);
  if (!outcome.value) return false;
  if (const auto* truth = std::get_if<bool>(&outcome.value->of)) return *truth;
  const auto* text = std::get_if<condition::Untyped>(&outcome.value->of);
  return text && text->text == "true";
}

bool fits_in(const rule::EventPattern& pattern, const rule::Pack& pack, const Happening& event) {
  const bool of_type =
      pattern.any() || std::find(pattern.types.begin(), pattern.types.end(), event.type) != pattern.types.end();
  return of_type && holds_in(pattern.where, pack, event);
}

std::vector<const Happening*> events_of(const rule::EventPattern& pattern, const Matter& matter, bool with_trigger) {
  std::vector<const Happening*> found;
  for (const auto& event : matter.world->events) {
    if (event.at > matter.world->as_of || (!with_trigger && &event == matter.trigger)) continue;
    if (!fits_in(pattern, *matter.pack, event)) continue;
    const bool keyed = std::all_of(matter.keys.begin(), matter.keys.end(), [&](const auto& key) {
      const auto own = event.attributes.find(key.first);
      return own != event.attributes.end() && own->second == key.second;
    });
    if (keyed) found.push_back(&event);
  }
  return found;
}

bool is_of(const Happening& event, const Matter& matter) {
  const auto& period = *matter.period;
  const auto& during = matter.rule->scope.during;
  if (!during.empty()) return time::read_span(event.attributes.at(during)) == period;
  const auto& zone = matter.pack->zone;
  return zone.start_of(period.first) <= event.at && event.at <= zone.end_of(period.last);
}

time::Instant begin_of(const Matter& matter) {
  if (matter.begins) return *matter.begins;
  const bool of_trigger = matter.trigger && matter.trigger->at == matter.at && matter.trigger->seen.known();
  return of_trigger ? matter.trigger->seen.first : matter.at;
}

bool may_lack(const Matter& matter) { return matter.world->covered_from && begin_of(matter) < matter.world->beginning; }

void World::sort() {
  std::sort(events.begin(), events.end(),
            [](const Happening& a, const Happening& b) { return std::pair(a.at, a.row) < std::pair(b.at, b.row); });
}

}  // namespace shixian::reference
