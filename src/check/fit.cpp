#include <algorithm>
#include <set>

#include "check/check.hpp"
#include "check/context.hpp"
#include "check/fit_ledgers.hpp"
#include "check/reach.hpp"
#include "check/record.hpp"
#include "rule/patterns.hpp"
#include "text/list.hpp"
#include "text/suggest.hpp"

namespace shixian::check {

namespace {

using text::Code;

struct Known {
  std::vector<std::string> types;
  std::vector<std::string> attributes;
  std::vector<std::string> rosters;

  explicit Known(const log::Log& log) {
    std::set<std::string> all;
    for (std::uint32_t i = 0; i < log.events.types().size(); ++i) all.insert(log.events.types().at(i));
    for (const auto& held : log.may_hold) all.insert(held.begin(), held.end());
    types.assign(all.begin(), all.end());
    for (const auto& attribute : log.events.attributes()) attributes.push_back(attribute.name);
    for (const auto& [name, roster] : log.rosters) rosters.push_back(name);
  }
};

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Event types that rules read and no ledger holds, each told once.
class Missing {
 public:
  Missing(const Known& known, text::Diagnostics& out) : known_(known), out_(out) {}

  void fit(const rule::EventPattern& pattern, const rule::Rule& rule) {
    for (const auto& type : pattern.types) {
      read_.insert(type);
      if (contains(known_.types, type)) continue;
      const auto at = std::find_if(all_.begin(), all_.end(), [&](const auto& one) { return one.type == type; });
      auto& missing = at == all_.end() ? all_.emplace_back(One{type, pattern.place, {}}) : *at;
      missing.rules.insert(rule.id);
    }
  }

  /// What moves a clock need not be recorded anywhere; a type that is nearly one that is, is a slip.
  void fit_clock(const rule::EventPattern& pattern, const rule::Rule& rule) {
    constexpr std::size_t too_short = 6;  // 终止 is no slip for 中止
    for (const auto& type : pattern.types) {
      read_.insert(type);
      if (type.size() > too_short && text::nearest(type, known_.types))
        fit({{type}, std::nullopt, pattern.place}, rule);
    }
  }

  /// A line for each that is nearly a type of the ledgers; one for all others, unless it `was_said` that rules and
  /// ledgers have nothing in common.
  void tell(bool was_said) {
    std::vector<const One*> others;
    for (const auto& one : all_)
      if (const auto meant = text::nearest(one.type, known_.types); meant && !read_.contains(*meant))
        warn(one).with_help(
            text::phrase("the ledgers have '{0}', which no rule reads: if it is meant, write '{1}' in the "
                         "mapping or in the ledger",
                         "台账中有“{0}”，没有规则涉及它：如指的就是它，请在映射或台账中写成“{1}”", *meant, one.type));
      else
        others.push_back(&one);
    if (was_said || others.empty()) return;
    const text::Phrase remedy{
        "if a ledger holds such events under another name, give them this one in the mapping: 'values' under 'event', "
        "or 'type' under 'events'",
        "如果台账以别的名称记载这类事件，请在映射中改为此名：“event”下的“values”，或“events”下的“type”"};
    if (others.size() == 1) {
      warn(*others.front()).with_help(remedy);
      return;
    }
    std::vector<text::Phrase> names;
    for (const auto* one : others)
      names.push_back({fmt::format("'{}' ({} rule{})", one->type, one->rules.size(), one->rules.size() == 1 ? "" : "s"),
                       fmt::format("“{}”（{} 条规则）", one->type, one->rules.size())});
    constexpr std::size_t most_shown = 8;
    const auto all = text::first_of(names, most_shown);
    out_.warning(Code::unknown_event, {},
                 {"no ledger given has events of these types, which rules read: " + all.english,
                  "所给台账中没有规则涉及的这些事件：" + all.chinese})
        .with_help(remedy);
  }

 private:
  struct One {
    std::string type;
    text::Place place;
    std::set<std::string> rules;
  };

  text::Diagnostic& warn(const One& one) {
    return out_.warning(
        Code::unknown_event, one.place,
        text::phrase("no ledger given has events of type '{}'", "所给台账中没有“{}”这类事件", one.type));
  }

  const Known& known_;
  text::Diagnostics& out_;
  std::vector<One> all_;
  std::set<std::string> read_;
};

void fit_attribute(const std::string& attribute, const text::Place& place, const Known& known, text::Diagnostics& out) {
  if (contains(known.attributes, attribute)) return;
  out.warning(Code::unknown_attribute, place,
              text::phrase("no event of the ledgers given carries '{}'", "所给台账的事件都没有“{}”", attribute))
      .with_help(text::nearest(attribute, known.attributes)
                     ? text::did_you_mean(attribute, known.attributes)
                     : text::Phrase{"if a ledger says it, name its column under 'attributes' in the mapping",
                                    "如果台账有这一项，请在映射的“attributes”中写明它的列"});
}

void fit_condition(const std::optional<condition::Condition>& condition, const text::Place& place, const Known& known,
                   text::Diagnostics& out) {
  if (!condition) return;
  const auto& names = condition->names();
  const auto is_known = [&](const std::string& name) { return contains(known.attributes, name); };
  // A ledger need not have every attribute of a condition; what is nearly one that it has is a slip.
  const bool reads_some = std::any_of(names.begin(), names.end(), is_known);
  for (const auto& name : names)
    if (!reads_some || text::nearest(name, known.attributes)) fit_attribute(name, place, known, out);
}

void fit_roster(const rule::Entities& of, const log::Log& log, const Known& known, text::Diagnostics& out) {
  if (!log.rosters.contains(of.roster))
    out.error(Code::unknown_roster, of.place,
              text::phrase("no mapping gives the roster '{}'", "没有映射文件给出名册“{}”", of.roster))
        .with_help(contains(known.rosters, of.roster) || known.rosters.empty()
                       ? text::phrase("add to the mapping: rosters: {{{}: {{file: …, column: …}}}}",
                                      "请在映射文件中加上：rosters: {{{}: {{file: …, column: …}}}}", of.roster)
                       : text::did_you_mean(of.roster, known.rosters));
  else if (log.rosters.at(of.roster).entities.empty())
    out.error(Code::bad_roster, of.place,
              text::phrase("the roster '{}' ({}) names nobody, so nothing would be checked",
                           "名册“{}”（{}）是空的，什么也检查不了", of.roster, log.rosters.at(of.roster).file));
}

/// An extension of several events, some of which no ledger records.
void fit_extensions(const rule::Rule& rule, const Known& known, text::Diagnostics& out) {
  const auto is_known = [&](const rule::EventPattern& pattern) {
    return pattern.any() || std::any_of(pattern.types.begin(), pattern.types.end(),
                                        [&](const std::string& type) { return contains(known.types, type); });
  };
  for (const auto& extension : rule.clock.extensions) {
    const auto there = std::find_if(extension.on.begin(), extension.on.end(), is_known);
    if (there == extension.on.end()) continue;
    for (const auto& pattern : extension.on)
      if (!is_known(pattern))
        out.warning(Code::unknown_event, pattern.place,
                    text::phrase(
                        "the ledgers record '{}' but not '{}', and the rule '{}' counts an extension only with both",
                        "所给台账记载“{}”而没有“{}”，规则“{}”须两者都有才计延长", types_of(*there), types_of(pattern),
                        rule.id))
            .with_help({"where one column stands for both, give it to both in the mapping",
                        "如果一列兼指两者，请在映射中把它同时用于两者"});
  }
}

/// Working hours, wherever they stand, need the calendar to say when the office is open.
void fit_hours(const rule::Rule& rule, const time::Calendar& calendar, text::Diagnostics& out) {
  if (!calendar.office_hours().empty()) return;
  for (const auto& [period, place] : rule::periods_of(rule))
    if (period.unit == time::Unit::working_hours)
      out.error(Code::bad_calendar, place,
                text::phrase("the calendar '{}' does not say when the office is open", "日历“{}”没有写明办公时间",
                             calendar.id()))
          .with_help({"add to the calendar: hours: [09:00-12:00, 13:00-17:00]",
                      "请在日历中加上：hours: [09:00-12:00, 13:00-17:00]"});
}

void fit_rule(const rule::Rule& rule, const Known& known, Missing& missing, text::Diagnostics& out) {
  auto patterns = looked_for(rule);
  if (rule.scope.kind == rule::Scope::Kind::event) patterns.insert(patterns.begin(), &rule.scope.trigger);
  for (const auto* pattern : patterns) {
    missing.fit(*pattern, rule);
    fit_condition(pattern->where, pattern->place, known, out);
  }
  for (const auto* pattern : rule::clock_patterns_of(rule)) missing.fit_clock(*pattern, rule);
  for (const auto* pattern : rule::excuse_patterns_of(rule)) missing.fit_clock(*pattern, rule);
  fit_extensions(rule, known, out);
  for (const auto& key : rule.same) fit_attribute(key, rule.same_place, known, out);
  if (rule.scope.of) fit_attribute(rule.scope.of->attribute, rule.scope.of->place, known, out);
  fit_condition(rule.scope.where, rule.scope.where_place, known, out);
  for (const auto& limit : rule.clock.within) fit_condition(limit.where, limit.place, known, out);
}

}  // namespace

void check_fit(const std::vector<PackInput>& packs, const log::Log& log, text::Diagnostics& out) {
  const Known known(log);
  const bool empty = log.events.size() == 0;
  std::set<std::string> told;
  Missing missing(known, out);
  const bool some_read = reach_of(packs, log) == Reach::some;
  if (!some_read) tell_reach(packs, log, out);
  text::Diagnostics unsaid;  // of attributes, where not even the events are those of the rules
  tell_silent_beginning(packs, log, out);
  for (const auto& pack : packs) {
    for (const auto& rule : pack.pack->rules) {
      fit_hours(rule, *pack.calendar, out);
      if (!empty && !concerns(rule, log)) continue;  // reported as not judged
      if (rule.scope.of && !rule.scope.of->roster.empty()) fit_roster(*rule.scope.of, log, known, out);
      if (!empty) fit_rule(rule, known, missing, some_read ? out : unsaid);
      tell_unlike_coverage(rule, log, pack.pack->zone, told, out);
      tell_strangers(rule, log, told, out);
    }
  }
  missing.tell(!some_read);
}

}  // namespace shixian::check
