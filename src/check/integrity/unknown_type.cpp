// Event types of the ledgers that no rule reads and that are nearly a type which some rule reads and no ledger holds.
// Patterns of any type read none by name. What `check_fit` says from the rule's side is not said again.
#include <algorithm>
#include <set>

#include "check/context.hpp"
#include "check/integrity/inspection.hpp"
#include "rule/patterns.hpp"
#include "text/suggest.hpp"

namespace shixian::check {

namespace {

constexpr std::size_t too_short = 6;  // 收文 is no slip for 发文

using Types = std::set<std::string>;

void add(const rule::EventPattern& pattern, Types& types) { types.insert(pattern.types.begin(), pattern.types.end()); }

/// The types that `check_fit` has told to be in no ledger, as far as it was asked.
Types told(const rule::Rule& rule, const log::Log& log) {
  Types types;
  if (!concerns(rule, log)) return types;
  if (rule.scope.kind == rule::Scope::Kind::event) add(rule.scope.trigger, types);
  for (const auto* pattern : looked_for(rule)) add(*pattern, types);
  for (const auto* pattern : rule::clock_patterns_of(rule)) add(*pattern, types);
  for (const auto* pattern : rule::excuse_patterns_of(rule)) add(*pattern, types);
  return types;
}

}  // namespace

void look_for_unknown_types(Inspection& inspection, std::vector<Remark>& out) {
  const auto& events = inspection.events;
  Types held, read, said;
  for (std::uint32_t code = 0; code < events.types().size(); ++code) held.insert(events.types().at(code));
  for (const auto& types : inspection.log.may_hold) held.insert(types.begin(), types.end());
  for (const auto& pack : inspection.packs)
    for (const auto& rule : pack.pack->rules) {
      for (const auto* pattern : rule::patterns_of(rule)) add(*pattern, read);
      said.merge(told(rule, inspection.log));
    }
  std::vector<std::string> missing;
  const std::vector<std::string> known(held.begin(), held.end());
  std::set_difference(read.begin(), read.end(), held.begin(), held.end(), std::back_inserter(missing));
  for (std::uint32_t code = 0; code < events.types().size(); ++code) {
    const auto& type = events.types().at(code);
    if (read.contains(type) || type.size() <= too_short) continue;
    const auto meant = text::nearest(type, missing);
    if (!meant || (said.contains(*meant) && text::nearest(*meant, known) == type)) continue;
    Remark remark;
    for (std::uint32_t event = 0; event < events.size(); ++event)
      if (events.type(event) == code) remark.at.push_back(event);
    if (remark.at.empty()) continue;
    remark.count = remark.at.size();
    remark.what = text::phrase(
        "no rule reads the events of type '{0}' ({1}); did you mean '{2}', which rules read and no ledger holds? If "
        "so, "
        "correct the word in the ledger or in the mapping",
        "没有规则涉及“{0}”这类事件（{1} 个）；是否想写“{2}”？规则涉及它，而台账中没有。如是，请在台账或映射中更正",
        type, remark.count, *meant);
    out.push_back(std::move(remark));
  }
}

}  // namespace shixian::check
