// What the ledgers hold that no rule will look at.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "check/context.hpp"
#include "check/fit_ledgers.hpp"
#include "check/record.hpp"
#include "text/suggest.hpp"

namespace shixian::check {

namespace {

using text::Code;
using text::Phrase;

Phrase dates_of(const log::Coverage& coverage, const time::Zone& zone) {
  const auto from = coverage.from == time::earliest ? "…" : time::iso(zone.day_of(coverage.from));
  const auto to = coverage.to == time::latest ? "…" : time::iso(zone.day_of(coverage.to));
  return text::phrase("{} to {}", "{} 至 {}", from, to);
}

bool is_declared(const log::Coverage& coverage) {
  return coverage.from != time::earliest || coverage.to != time::latest;
}

}  // namespace

void tell_unlike_coverage(const rule::Rule& rule, const log::Log& log, const time::Zone& zone,
                          std::set<std::string>& told, text::Diagnostics& out) {
  if (rule.scope.kind != rule::Scope::Kind::period) return;
  std::set<std::string> types;
  for (const auto* pattern : looked_for(rule)) types.insert(pattern->types.begin(), pattern->types.end());
  for (const auto& type : types) {
    std::vector<std::string> english, chinese;
    log::Coverage widest{time::latest, time::earliest};
    for (std::uint32_t origin = 0; origin < log.coverage.size(); ++origin) {
      const auto& coverage = log.coverage[origin];
      if (!log.can_hold(origin, type) || !is_declared(coverage)) continue;
      const auto dates = dates_of(coverage, zone);
      const auto& file = log.events.origins()[origin].file;
      english.push_back(file + " (" + dates.english + ")");
      chinese.push_back(file + "（" + dates.chinese + "）");
      widest = {std::min(widest.from, coverage.from), std::max(widest.to, coverage.to)};
    }
    const auto common = log.covers(type, none);
    if (english.size() < 2 || (common.from == widest.from && common.to == widest.to)) continue;
    auto list = fmt::format("{}", fmt::join(english, ", "));
    if (!told.insert(list).second) continue;
    const auto dates = dates_of(common, zone);
    const auto judged = common.from > common.to
                            ? Phrase{"they have no time in common, so nothing is judged that needs them all",
                                     "它们没有共同的期间，凡需全部台账才能判断的都不判定"}
                            : Phrase{"what needs them all is judged only from " + dates.english,
                                     "凡需全部台账才能判断的，只判定 " + dates.chinese};
    out.warning(
           Code::bad_log, {},
           {fmt::format("the ledgers that record '{}' are declared complete for other times, {}; {}", type, list,
                        judged.english),
            fmt::format("记录“{}”的各台账声明的完整期间不同，{}；{}", type, fmt::join(chinese, "、"), judged.chinese)})
        .with_help({"declare times that follow one another day by day, or the same time for all of them",
                    "请声明逐日相接的期间，或者让各台账的期间相同"});
  }
}

void tell_silent_beginning(const std::vector<PackInput>& packs, const log::Log& log, text::Diagnostics& out) {
  if (std::any_of(log.coverage.begin(), log.coverage.end(), is_declared)) return;
  auto first = time::latest;
  for (std::uint32_t event = 0; event < log.events.size(); ++event)
    if (const auto moment = log.events.moment(event); moment.known()) first = std::min(first, moment.first);
  if (first == time::latest) return;
  std::set<std::string> rules;
  std::optional<time::Day> since;
  time::Day begins{};
  for (const auto& pack : packs) {
    begins = pack.pack->zone.day_of(first);
    for (const auto& rule : pack.pack->rules) {
      const auto& from = rule.in_force.from;
      if (rule.scope.kind != rule::Scope::Kind::period || rule.scope.every == time::SpanUnit::log || !from ||
          time::span_of(rule.scope.every, *from).last >= begins || !concerns(rule, log))
        continue;
      rules.insert(rule.id);
      since = since ? std::min(*since, *from) : *from;
    }
  }
  if (!since) return;
  const auto names = rules.size() <= 3 ? fmt::format("{}", fmt::join(rules, ", "))
                                       : fmt::format("{}, … ({})", *rules.begin(), rules.size());
  out.warning(Code::bad_log, {},
              text::phrase("the ledgers' first event is of {0}, but some rules by periods are judged from the day on "
                           "which they came into force, the earliest from {1}: what they ask of the time between is "
                           "missing ({2})",
                           "台账最早的事件在 {0}，而有的按期间要求的规则自其施行之日起判定，最早自 {1}：其间所要求的"
                           "均为未履行（{2}）",
                           time::iso(begins), time::iso(*since), names))
      .with_help(text::phrase("if the ledgers begin later than the rules, say so in the mapping: covers: {{from: {}}}",
                              "如果台账开始得比规则晚，请在映射中写明：covers: {{from: {}}}", time::iso(begins)));
}

void tell_strangers(const rule::Rule& rule, const log::Log& log, std::set<std::string>& told, text::Diagnostics& out) {
  if (rule.scope.kind != rule::Scope::Kind::period || !rule.scope.of || rule.scope.of->roster.empty()) return;
  const auto& of = *rule.scope.of;
  const auto* attribute = log.events.attribute(of.attribute);
  if (!attribute || !log.rosters.contains(of.roster)) return;
  const auto& entities = log.rosters.at(of.roster).entities;
  const KeyColumn column(attribute);
  std::vector<bool> met(attribute->values.size());  // by code: in the roster, or told
  for (const auto& entity : entities)
    if (const auto code = column.find(entity); code != log::no_value) met[code] = true;
  std::vector<bool> wanted(log.events.types().size());
  for (const auto* pattern : looked_for(rule)) {
    const auto types = wanted_types(*pattern, log.events);
    for (std::size_t i = 0; i < types.size(); ++i) wanted[i] = wanted[i] || types[i];
  }
  std::size_t strangers = 0;
  for (std::uint32_t event = 0; event < log.events.size(); ++event) {
    const auto code = column.of(event);
    if (code == log::no_value || met[code] || !wanted[log.events.type(event)]) continue;
    met[code] = true;
    const auto& where = log.events.where(event);
    const auto& name = attribute->values.at(code);
    const auto& file = log.events.origins()[where.origin].file;
    constexpr std::size_t most = 5;
    if (++strangers > most) break;
    if (!told.insert(of.roster + ": " + name).second) continue;
    const auto meant = text::nearest(name, entities);
    out.warning(
           Code::bad_roster, of.place,
           text::phrase("{0} row {1}: the roster '{2}' has no '{3}', so its events count for nobody",
                        "{0} 第 {1} 行：名册“{2}”中没有“{3}”，其事件不计入任何一方", file, where.row, of.roster, name))
        .with_help(meant ? text::phrase("did you mean '{}'?", "是否想写“{}”？", *meant) : Phrase{});
  }
}

}  // namespace shixian::check
