#include "report/as_of.hpp"

#include <algorithm>
#include <set>

namespace shixian::report {

namespace {

template <class T>
void add_once(std::vector<const T*>& list, const T* one) {
  if (std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
}

}  // namespace

text::Phrase as_of_text(time::Instant as_of, const time::Zone& zone) {
  const auto day = zone.day_of(as_of);
  if (as_of == zone.end_of(day)) return text::phrase("{} (end of the day)", "{} 24时", time::iso(day));
  return text::verbatim(time::readable(zone.at(as_of)) + " " + zone.name());
}

std::string as_of_iso(time::Instant as_of, const time::Zone& zone) {
  const auto day = zone.day_of(as_of);
  return as_of == zone.end_of(day) ? time::iso(day) : time::iso(zone.at(as_of));
}

const time::Zone& zone_of(const check::Findings& findings) {
  static const auto utc = time::Zone::utc();
  return findings.rules.empty() ? utc : findings.rules.front().pack->zone;
}

std::vector<const time::Calendar*> calendars(const check::Findings& findings) {
  std::vector<const time::Calendar*> list;
  for (const auto& context : findings.rules) add_once(list, context.calendar);
  return list;
}

std::vector<Reading> readings(const check::Findings& findings) {
  std::vector<const rule::Pack*> packs;
  std::set<std::pair<const rule::Pack*, std::string>> read;
  for (const auto& context : findings.rules) {
    add_once(packs, context.pack);
    if (!context.judged) continue;
    for (const auto& name : context.rule->parameters) read.emplace(context.pack, name);
  }
  std::vector<Reading> made;
  for (const auto* pack : packs)
    for (const auto& parameter : pack->parameters)
      if (read.contains({pack, parameter.name})) made.push_back({pack, &parameter});
  return made;
}

}  // namespace shixian::report
