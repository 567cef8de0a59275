#include "reference/compare.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "reference/evaluator.hpp"

namespace shixian::reference {

namespace {

using check::Finding;
using check::Verdict;

/// Pack, rule, trigger, entity or none.
using Identity = std::tuple<std::size_t, std::size_t, Event, std::uint32_t>;

std::string shown(const std::optional<time::Instant>& instant) {
  return instant ? time::iso(time::Zone::utc().at(*instant)) : "none";
}

std::optional<time::Instant> deadline(const Finding& finding, const Checked& checked) {
  if (finding.reckoning == check::none) return std::nullopt;
  return checked.findings.reckonings[finding.reckoning].deadline;
}

std::string said(const Finding& finding, const Checked& checked) {
  return fmt::format("{}, deadline {}, response {}{}", check::name(finding.verdict), shown(deadline(finding, checked)),
                     finding.response == check::none ? "none" : time::iso(checked.log.events.moment(finding.response)),
                     finding.reason == check::none ? "" : ", " + checked.findings.reasons[finding.reason].english);
}

std::string said(const Judgement& judgement, const log::Log& log) {
  auto text = fmt::format("{}, deadline {}, responses", check::name(judgement.verdict), shown(judgement.deadline));
  for (const auto response : judgement.responses) text += " " + time::iso(log.events.moment(response));
  return text;
}

bool same_deadline(const Judgement& expected, const Finding& got, const Checked& checked) {
  const bool undecided = got.verdict == Verdict::undetermined && got.reckoning == check::none;
  return undecided || deadline(got, checked) == expected.deadline;
}

bool same_response(const Judgement& expected, const Finding& got) {
  const bool answered = got.verdict == Verdict::met || got.verdict == Verdict::late;
  return !answered || std::count(expected.responses.begin(), expected.responses.end(), got.response) > 0;
}

bool agree(const Judgement& expected, const Finding& got, const Checked& checked) {
  return expected.verdict == got.verdict && same_deadline(expected, got, checked) && same_response(expected, got);
}

}  // namespace

std::unique_ptr<Checked> check_scenario(const Scenario& scenario, const CalendarPair& china, unsigned threads) {
  static const auto weekends = time::Calendar::weekends_only();
  auto checked = std::make_unique<Checked>();
  std::vector<check::PackInput> inputs;
  for (const auto& pack : scenario.packs) checked->packs.push_back(read(pack));
  for (std::size_t i = 0; i < scenario.packs.size(); ++i)
    inputs.push_back({checked->packs[i].get(), scenario.packs[i].with_calendar ? &china.engine : &weekends});
  checked->log = log_of(scenario);
  check::Groupings groupings(checked->log.events);
  checked->findings = check::check(inputs, checked->log, groupings, {scenario.as_of, threads});
  return checked;
}

std::string differences(const Scenario& scenario, const CalendarPair& china) {
  static const DaysOff no_days;
  const auto checked = check_scenario(scenario, china);
  const auto& findings = checked->findings;
  std::map<Identity, const Finding*> got;
  std::string text;
  for (const auto& finding : findings.all) {
    const auto& context = findings.rules[finding.rule];
    const auto at = [&](const auto& one) { return one.get() == context.pack; };
    const auto pack = static_cast<std::size_t>(std::find_if(checked->packs.begin(), checked->packs.end(), at) -
                                               checked->packs.begin());
    const auto rule = static_cast<std::size_t>(context.rule - context.pack->rules.data());
    if (!got.emplace(Identity{pack, rule, finding.trigger, finding.entity}, &finding).second)
      text += fmt::format("rule {} of pack {}: two findings for row {}\n", rule, pack,
                          checked->log.events.where(finding.trigger).row);
  }
  for (std::size_t pack = 0; pack < checked->packs.size(); ++pack) {
    const auto& days = scenario.packs[pack].with_calendar ? china.reference : no_days;
    for (const auto& expected : judge(*checked->packs[pack], days, checked->log, scenario.as_of)) {
      const auto entity = expected.entity ? static_cast<std::uint32_t>(*expected.entity) : check::none;
      const auto found = got.find({pack, expected.rule, expected.trigger, entity});
      const bool absent = found == got.end();
      if (absent || !agree(expected, *found->second, *checked))
        text += fmt::format("rule {} of pack {}, row {}, entity {}:\n  reference: {}\n  engine:    {}\n", expected.rule,
                            pack, checked->log.events.where(expected.trigger).row,
                            expected.entity ? scenario.roster[*expected.entity] : "none", said(expected, checked->log),
                            absent ? "no finding" : said(*found->second, *checked));
      if (!absent) got.erase(found);
    }
  }
  for (const auto& [identity, finding] : got)
    text +=
        fmt::format("rule {} of pack {}, row {}:\n  reference: no finding\n  engine:    {}\n", std::get<1>(identity),
                    std::get<0>(identity), checked->log.events.where(finding->trigger).row, said(*finding, *checked));
  return text;
}

}  // namespace shixian::reference
