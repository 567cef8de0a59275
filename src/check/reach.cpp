#include "check/reach.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "check/context.hpp"
#include "log/rows/cell.hpp"
#include "rule/patterns.hpp"
#include "text/list.hpp"
#include "text/suggest.hpp"

namespace shixian::check {

namespace {

using text::Phrase;

constexpr std::size_t most_shown = 8;

/// The event types that rules read, triggers first, each once; `any` when some rule reads every type.
struct Read {
  std::vector<std::string> types;
  bool any = false;

  explicit Read(const std::vector<PackInput>& packs) {
    std::vector<const rule::EventPattern*> triggers, others;
    for (const auto& pack : packs)
      for (const auto& rule : pack.pack->rules) {
        if (rule.scope.kind == rule::Scope::Kind::event) triggers.push_back(&rule.scope.trigger);
        for (const auto& some : {looked_for(rule), rule::clock_patterns_of(rule), rule::excuse_patterns_of(rule)})
          others.insert(others.end(), some.begin(), some.end());
      }
    triggers.insert(triggers.end(), others.begin(), others.end());
    for (const auto* pattern : triggers) {
      any = any || pattern->any();
      for (const auto& type : pattern->types)
        if (!reads(type)) types.push_back(type);
    }
  }

  bool reads(const std::string& type) const { return std::find(types.begin(), types.end(), type) != types.end(); }
};

Phrase quoted(const std::string& name) { return text::phrase("'{}'", "“{}”", log::excerpt(name)); }

/// Where a mapping says what the events of the ledgers are called.
Phrase remedy(const log::Log& log, const std::string& type) {
  const auto& origins = log.events.origins();
  const auto is_long = [](const log::Origin& origin) { return origin.long_form; };
  const auto name = log::excerpt(type);
  if (std::none_of(origins.begin(), origins.end(), is_long))
    return {"write these in the mapping, as 'type' under 'events'", "请在映射中写成这些名称（“events”下的“type”）"};
  return text::phrase("say in the mapping which is which, with 'values' under 'event': values: {{{}: …}}",
                      "请在映射中写明对应关系，即“event”下的“values”：values: {{{}: …}}", name);
}

}  // namespace

std::vector<TypeCount> types_held(const log::Log& log) {
  const auto& types = log.events.types();
  std::vector<TypeCount> held;
  for (std::uint32_t code = 0; code < types.size(); ++code) held.push_back({types.at(code), 0});
  for (std::uint32_t event = 0; event < log.events.size(); ++event) ++held[log.events.type(event)].events;
  held.erase(std::remove_if(held.begin(), held.end(), [](const auto& one) { return one.events == 0; }), held.end());
  std::stable_sort(held.begin(), held.end(), [](const auto& a, const auto& b) { return a.events > b.events; });
  return held;
}

Reach reach_of(const std::vector<PackInput>& packs, const log::Log& log) {
  if (log.events.size() == 0) return Reach::some;
  const Read read(packs);
  if (read.any) return Reach::some;
  for (const auto& held : types_held(log))
    if (read.reads(held.type)) return Reach::some;
  for (const auto& types : log.may_hold)
    for (const auto& type : types)
      if (read.reads(type)) return Reach::declared;
  return Reach::nothing;
}

void tell_reach(const std::vector<PackInput>& packs, const log::Log& log, text::Diagnostics& out) {
  const Read read(packs);
  if (read.types.empty()) return;
  const auto held = types_held(log);
  std::vector<Phrase> counted, names;
  Phrase slips;
  for (const auto& [type, events] : held) {
    const auto name = quoted(type);
    counted.push_back({fmt::format("{} ({})", name.english, events), fmt::format("{}（{} 个）", name.chinese, events)});
    const auto meant = text::nearest(type, read.types);
    if (!meant || counted.size() > most_shown) continue;
    slips.english += fmt::format("did you mean '{}' by {}? ", *meant, name.english);
    slips.chinese += fmt::format("{}是否想写“{}”？", name.chinese, *meant);
  }
  for (const auto& type : read.types) names.push_back(quoted(type));
  const auto all = text::first_of(counted, most_shown), known = text::first_of(names, most_shown),
             how = remedy(log, held.front().type);
  out.warning(text::Code::unknown_event, {},
              {fmt::format("no rule reads any event of the ledgers, so nothing in them is checked: they hold {}",
                           all.english),
               fmt::format("没有规则涉及台账中的任何事件，台账内容一概没有检查：台账中有{}", all.chinese)})
      .with_help({fmt::format("{}the rules read {}; {} ('shixian explain -r PACK' says what each is)", slips.english,
                              known.english, how.english),
                  fmt::format("{}规则涉及的是{}；{}（“shixian explain -r 规则包”逐一列出）", slips.chinese,
                              known.chinese, how.chinese)});
}

}  // namespace shixian::check
