#include "check/waiving.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "check/evidence.hpp"
#include "text/cell.hpp"
#include "text/suggest.hpp"

namespace shixian::check {

namespace {

using text::Code;
using State = WaiverUse::State;

/// The waivers of one rule, found by what they name.
struct Selectors {
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_fingerprint;
  std::map<std::vector<std::string>, std::unordered_map<std::string, std::vector<std::uint32_t>>> by_names;
};

/// Values side by side, each kept apart from its neighbour by its length.
void put(std::string& key, const std::string& value) {
  const auto folded = text::folded(value);
  key += std::to_string(folded.size()) + ":" + folded;
}

std::map<std::string, Selectors> selectors_of(std::span<const rule::Waiver> waivers) {
  std::map<std::string, Selectors> made;
  for (std::uint32_t i = 0; i < waivers.size(); ++i) {
    auto& of_rule = made[waivers[i].rule];
    if (!waivers[i].fingerprint.empty()) {
      of_rule.by_fingerprint[text::lower_case(waivers[i].fingerprint)].push_back(i);
      continue;
    }
    const std::map<std::string, std::string> match(waivers[i].match.begin(), waivers[i].match.end());
    std::vector<std::string> names;
    std::string key;
    for (const auto& [name, value] : match) {
      names.push_back(name);
      put(key, value);
    }
    of_rule.by_names[names][key].push_back(i);
  }
  return made;
}

std::optional<std::string> value_of(const std::string& name, const Finding& finding, const Findings& findings,
                                    const log::Log& log) {
  if (const auto whose = entity(finding, findings); whose && whose->first == name) return whose->second;
  if (name == "period" || name == "周期")
    if (const auto span = period(finding, findings)) return time::label(*span);
  const auto event = finding.trigger != none ? finding.trigger : finding.response;
  const auto* column = log.events.attribute(name);
  if (event == none || !column || column->codes[event] == log::no_value) return std::nullopt;
  return column->values.at(column->codes[event]);
}

/// The waivers that speak of a finding, in the order of the files.
std::vector<std::uint32_t> waivers_of(const Finding& finding, const Selectors& selectors, const Findings& findings,
                                      const log::Log& log) {
  std::vector<std::uint32_t> speaking;
  if (!selectors.by_fingerprint.empty())
    if (const auto at = selectors.by_fingerprint.find(fingerprint(finding, findings, log));
        at != selectors.by_fingerprint.end())
      speaking = at->second;
  for (const auto& [names, by_key] : selectors.by_names) {
    std::string key;
    bool whole = true;
    for (const auto& name : names)
      if (const auto value = value_of(name, finding, findings, log))
        put(key, *value);
      else
        whole = false;
    if (const auto at = by_key.find(key); whole && at != by_key.end())
      speaking.insert(speaking.end(), at->second.begin(), at->second.end());
  }
  std::sort(speaking.begin(), speaking.end());
  return speaking;
}

State state_of(const rule::Waiver& waiver, time::Day day) {
  if (day < waiver.approved_on) return State::not_yet_approved;
  return day > waiver.expires ? State::expired : State::in_force;
}

}  // namespace

namespace {

/// Whether each waiver's rule is given, and its state on the day of the as-of in the zone of that rule's pack.
std::vector<WaiverUse> states_of(std::span<const rule::Waiver> waivers, const Findings& findings) {
  std::map<std::string_view, const RuleContext*> given;
  for (const auto& context : findings.rules) given.emplace(context.rule->id, &context);
  std::vector<WaiverUse> uses(waivers.size());
  for (std::size_t i = 0; i < waivers.size(); ++i) {
    const auto found = given.find(waivers[i].rule);
    uses[i].rule_given = found != given.end();
    const auto* context = uses[i].rule_given ? found->second : findings.rules.empty() ? nullptr : &findings.rules[0];
    if (context) uses[i].state = state_of(waivers[i], context->pack->zone.day_of(findings.as_of));
  }
  return uses;
}

}  // namespace

void waive(Findings& findings, const log::Log& log, std::span<const rule::Waiver> waivers) {
  findings.waivers = waivers;
  findings.waiver_uses = states_of(waivers, findings);
  const auto selectors = selectors_of(waivers);
  const auto in_force = [&](std::uint32_t waiver) { return findings.waiver_uses[waiver].state == State::in_force; };
  for (auto& finding : findings.all) {
    const auto of_rule = selectors.find(findings.rules[finding.rule].rule->id);
    if (of_rule == selectors.end()) continue;
    const auto speaking = waivers_of(finding, of_rule->second, findings, log);
    const bool violated = is_violation(finding.verdict);
    const auto first = std::find_if(speaking.begin(), speaking.end(), in_force);
    for (const auto waiver : speaking) {
      auto& use = findings.waiver_uses[waiver];
      const bool answers = violated && (first == speaking.end() || in_force(waiver));
      ++(answers ? use.violations : use.others);
    }
    if (!violated || first == speaking.end()) continue;
    finding.waiver = *first;
    finding.waived_from = finding.verdict;
    finding.verdict = Verdict::waived;
  }
}

void tell_waivers(const Findings& findings, text::Diagnostics& out) {
  std::vector<std::string> rules;
  for (const auto& context : findings.rules) rules.push_back(context.rule->id);
  for (std::size_t i = 0; i < findings.waivers.size(); ++i) {
    const auto& waiver = findings.waivers[i];
    const auto& use = findings.waiver_uses[i];
    if (!use.rule_given)
      out.warning(Code::unused_waiver, waiver.place,
                  text::phrase("waiver {0}: no pack given has a rule '{1}'", "豁免 {0}：所给规则包没有规则“{1}”",
                               waiver.id, waiver.rule))
          .with_help(text::did_you_mean(waiver.rule, rules));
    else if (use.violations + use.others == 0)
      out.warning(Code::unused_waiver, waiver.place,
                  text::phrase("waiver {} speaks of no obligation in these ledgers",
                               "豁免 {} 在这些台账中没有对应的义务", waiver.id))
          .with_help(
              {"name the keys as the report shows them, or the fingerprint that --format jsonl gives; if it is no "
               "longer needed, remove it",
               "请按报告所示写明键值，或写 --format jsonl 给出的指纹；若已不需要，请删去"});
    else if (use.violations > 0 && use.state == State::expired)
      out.warning(Code::expired_waiver, waiver.place,
                  text::phrase("waiver {0} expired on {1}: what it waived counts again ({2})",
                               "豁免 {0} 已于 {1} 失效：所豁免事项重新计入（{2} 项）", waiver.id,
                               time::iso(waiver.expires), use.violations));
    else if (use.violations > 0 && use.state == State::not_yet_approved)
      out.warning(
          Code::expired_waiver, waiver.place,
          text::phrase("waiver {0} was approved on {1}, after the day this check speaks of, and does not count",
                       "豁免 {0} 批准于 {1}，晚于本次统计截止日，不计", waiver.id, time::iso(waiver.approved_on)));
  }
}

}  // namespace shixian::check
