#include "rule/pack.hpp"

#include <filesystem>

#include "pack_fixture.hpp"

namespace shixian::rule {
namespace {

using text::Language;
using text::Phrase;

time::Day day(int year, unsigned month, unsigned of_month) {
  return std::chrono::local_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(of_month)};
}

constexpr const char* whole = R"(shixian: 1
pack: guiyang
title: {zh: 方案, en: Plan}
source: {issuer: 贵阳市卫生健康局, issued: 2020-06-17, text: 001.txt}
calendar: china
time-zone: Asia/Shanghai
regime: cn-civil-code
in-force: {from: 2020-06-17, to: 2020-12-31}
attributes:
  level: {one-of: [特别重大, 重大]}
  kind: {one-of: letter}
parameters:
  start:
    title: {zh: 起点, en: Start}
    because: {zh: 没有规定, en: It is not said}
    choices:
    - {value: incident.detected, title: {zh: 监测, en: detected}}
    - {value: incident.occurred}
    default: incident.detected
rules:
- id: response
  title: {zh: 五小时内回应, en: Respond within 5 hours}
  note: {zh: 甲, en: A}
  cite: {item: 第5项, quote: 最迟5小时内, requirement: GY-05}
  severity: high
  owner: 宣传处
  in-force: {from: 2020-07-01}
  for-each: {event: [$start, incident.repeated], where: 'level != ""'}
  where: confirmed
  of: {unit: roster.subordinate-units}
  expect: response.published
  same: [incident, unit]
  early: allowed
  within:
  - {where: 'level == "重大"', limit: 5 hours}
  - {where: drill, limit: none}
  - {limit: 2个工作日}
  roll: none
  examples:
  - name: {zh: 例, en: example}
    log: |
      2020-07-01 09:00 incident.detected incident=1
    as-of: 2020-07-31
    verdict: late
    rosters: {subordinate-units: [一, 二], others: 三}
  - log: ""
    as-of: 2020-07-31
    verdicts: [met, missing]
- {id: least, for-each: any, expect: [b, c], same: [], within: 1 day}
)";

TEST(Pack, TheHead) {
  const auto pack = pack_of(whole);
  EXPECT_EQ(pack.id, "guiyang");
  EXPECT_EQ(pack.title, (Phrase{"Plan", "方案"}));
  EXPECT_EQ(pack.issuer, "贵阳市卫生健康局");
  EXPECT_EQ(pack.issued, day(2020, 6, 17));
  EXPECT_EQ(pack.source_text, "001.txt");
  EXPECT_EQ(pack.calendar, "china");
  EXPECT_EQ(pack.source->position(pack.calendar_place.span.begin), (text::Position{5, 11}));
  EXPECT_EQ(pack.zone.name(), "Asia/Shanghai");
  EXPECT_EQ(pack.regime, &time::cn_civil_code());
  EXPECT_EQ(pack.in_force.from, day(2020, 6, 17));
  EXPECT_EQ(pack.in_force.to, day(2020, 12, 31));
  EXPECT_EQ(pack.source->position(pack.place.span.begin), (text::Position{2, 7}));
  ASSERT_EQ(pack.domains.size(), 2u);
  EXPECT_EQ(pack.domains[0].attribute, "level");
  EXPECT_EQ(pack.domains[0].one_of, (std::vector<std::string>{"特别重大", "重大"}));
  EXPECT_EQ(pack.domains[1].one_of, std::vector<std::string>{"letter"});
  EXPECT_EQ(pack.rules.size(), 2u);
}

TEST(Pack, Parameters) {
  const auto pack = pack_of(whole);
  ASSERT_EQ(pack.parameters.size(), 1u);
  const auto& start = pack.parameters[0];
  EXPECT_EQ(start.name, "start");
  EXPECT_EQ(start.title, (Phrase{"Start", "起点"}));
  EXPECT_EQ(start.because, (Phrase{"It is not said", "没有规定"}));
  ASSERT_EQ(start.choices.size(), 2u);
  EXPECT_EQ(start.choices[0].value, "incident.detected");
  EXPECT_EQ(start.choices[0].title, (Phrase{"detected", "监测"}));
  EXPECT_EQ(start.choices[1].title, text::verbatim("incident.occurred"));
  EXPECT_EQ(start.chosen, 0u);
  EXPECT_TRUE(start.by_default);
}

TEST(Pack, EveryFieldOfARule) {
  const auto pack = pack_of(whole);
  ASSERT_EQ(pack.rules.size(), 2u);
  const auto& rule = pack.rules[0];
  EXPECT_EQ(rule.id, "response");
  EXPECT_EQ(rule.title, (Phrase{"Respond within 5 hours", "五小时内回应"}));
  EXPECT_EQ(rule.note, (Phrase{"A", "甲"}));
  EXPECT_EQ(rule.cite.item, "第5项");
  EXPECT_EQ(rule.cite.quote, "最迟5小时内");
  EXPECT_EQ(rule.cite.requirements, std::vector<std::string>{"GY-05"});
  EXPECT_EQ(rule.severity, Severity::high);
  EXPECT_EQ(rule.owner, "宣传处");
  EXPECT_EQ(rule.in_force.from, day(2020, 7, 1));
  EXPECT_EQ(rule.in_force.to, std::nullopt);
  EXPECT_EQ(rule.scope.trigger.types, (std::vector<std::string>{"incident.detected", "incident.repeated"}));
  ASSERT_TRUE(rule.scope.trigger.where);
  EXPECT_EQ(rule.scope.trigger.where->text(), "level != \"\"");
  ASSERT_TRUE(rule.scope.where);
  EXPECT_EQ(rule.scope.where->text(), "confirmed");
  ASSERT_TRUE(rule.scope.of);
  EXPECT_EQ(rule.scope.of->attribute, "unit");
  EXPECT_EQ(rule.scope.of->roster, "subordinate-units");
  EXPECT_EQ(rule.demand.events.front().types, std::vector<std::string>{"response.published"});
  EXPECT_FALSE(rule.demand.events.front().where);
  EXPECT_EQ(rule.same, (std::vector<std::string>{"incident", "unit"}));
  EXPECT_TRUE(rule.demand.early);
  EXPECT_EQ(rule.clock.roll, time::Roll::none);
  EXPECT_EQ(pack.source->position(rule.place.span.begin), (text::Position{21, 7}));
}

TEST(Pack, LimitsInTheirOrder) {
  const auto pack = pack_of(whole);
  ASSERT_EQ(pack.rules.size(), 2u);
  const auto& within = pack.rules[0].clock.within;
  ASSERT_EQ(within.size(), 3u);
  ASSERT_TRUE(within[0].where);
  EXPECT_EQ(within[0].where->text(), "level == \"重大\"");
  EXPECT_EQ(within[0].period, (time::Period{5, time::Unit::hours}));
  EXPECT_EQ(within[1].period, std::nullopt);
  EXPECT_FALSE(within[2].where);
  EXPECT_EQ(within[2].period, (time::Period{2, time::Unit::working_days}));
  EXPECT_EQ(pack.source->position(within[2].place.span.begin), (text::Position{37, 5}));
}

TEST(Pack, ExamplesOfARule) {
  const auto pack = pack_of(whole);
  ASSERT_EQ(pack.rules.size(), 2u);
  const auto& examples = pack.rules[0].examples;
  ASSERT_EQ(examples.size(), 2u);
  EXPECT_EQ(examples[0].name, (Phrase{"example", "例"}));
  EXPECT_EQ(examples[0].log, "2020-07-01 09:00 incident.detected incident=1\n");
  EXPECT_EQ(examples[0].as_of, "2020-07-31");
  EXPECT_EQ(examples[0].verdicts, std::vector<std::string>{"late"});
  EXPECT_EQ(examples[0].rosters, (std::vector<std::pair<std::string, std::vector<std::string>>>{
                                     {"subordinate-units", {"一", "二"}}, {"others", {"三"}}}));
  EXPECT_EQ(pack.source->position(examples[0].log_place.span.begin), (text::Position{41, 10}));
  EXPECT_EQ(examples[1].name, (Phrase{"unnamed", "未命名"}));
  EXPECT_EQ(examples[1].log, "");
  EXPECT_EQ(examples[1].verdicts, (std::vector<std::string>{"met", "missing"}));
}

TEST(Pack, WhatARuleLeavesOpen) {
  const auto pack = pack_of(whole);
  ASSERT_EQ(pack.rules.size(), 2u);
  const auto& rule = pack.rules[1];
  EXPECT_EQ(rule.title, text::verbatim("least"));
  EXPECT_TRUE(rule.note.empty());
  EXPECT_EQ(rule.cite.item, "");
  EXPECT_EQ(rule.severity, Severity::medium);
  EXPECT_EQ(rule.owner, "");
  EXPECT_EQ(rule.in_force.from, day(2020, 6, 17));
  EXPECT_EQ(rule.in_force.to, day(2020, 12, 31));
  EXPECT_TRUE(rule.scope.trigger.any());
  EXPECT_FALSE(rule.scope.where);
  EXPECT_FALSE(rule.scope.of);
  EXPECT_EQ(rule.demand.events.front().types, (std::vector<std::string>{"b", "c"}));
  EXPECT_TRUE(rule.same.empty());
  EXPECT_FALSE(rule.demand.early);
  EXPECT_EQ(rule.clock.roll, time::Roll::by_regime);
  ASSERT_EQ(rule.clock.within.size(), 1u);
  EXPECT_EQ(rule.clock.within[0].period, (time::Period{1, time::Unit::days}));
  EXPECT_TRUE(rule.examples.empty());
}

TEST(Pack, WhatAPackLeavesOpen) {
  const auto pack = pack_of(least_pack());
  EXPECT_EQ(pack.title, text::verbatim("p"));
  EXPECT_EQ(pack.issuer, "");
  EXPECT_EQ(pack.issued, std::nullopt);
  EXPECT_EQ(pack.calendar, "");
  EXPECT_EQ(pack.regime, &time::cn_civil_code());
  EXPECT_EQ(pack.in_force.from, std::nullopt);
  EXPECT_TRUE(pack.parameters.empty());
}

TEST(Pack, ZeroDaysIsTheSameDay) {
  EXPECT_EQ(pack_of(least_pack_with("3 working days", "0日")).rules.at(0).clock.within.at(0).period,
            (time::Period{0, time::Unit::days}));
}

TEST(Pack, ADollarInQuotesIsAText) {
  EXPECT_EQ(pack_of(least_pack_with("expect: b", "expect: '$b'")).rules.at(0).demand.events.front().types,
            std::vector<std::string>{"$b"});
}

TEST(Pack, AnAliasIsWhatItNames) {
  const auto pack = pack_of(least_pack_with("same: [doc]", "same: &keys [doc]") +
                            "- {id: s, for-each: a, expect: b, same: *keys, within: 1 day}\n");
  ASSERT_EQ(pack.rules.size(), 2u);
  EXPECT_EQ(pack.rules[1].same, std::vector<std::string>{"doc"});
}

TEST(Pack, ShippedPacksHaveNoProblems) {
  std::vector<PackFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(SHIXIAN_ROOT) + "/rules")) {
    if (entry.path().extension() != ".yaml") continue;
    text::Phrase why;
    const auto source = text::read_source(entry.path().string(), why);
    ASSERT_TRUE(source) << why.english;
    if (source->content().find("\nshixian:") == std::string_view::npos) continue;
    files.push_back({entry.path().filename().string(), std::string(source->content())});
  }
  ASSERT_FALSE(files.empty());
  const auto read = read_packs(files);
  EXPECT_EQ(printed(read.problems), "");
  EXPECT_EQ(read.packs.size(), files.size());
}

constexpr const char* with_start =
    "parameters: {start: {choices: [{value: 5 hours}, {value: 24 hours}], default: 5 hours}}\nrules:";

std::string pack_with_start(const std::string& id = "p") {
  auto yaml = least_pack_with("rules:", with_start);
  yaml.replace(yaml.find("3 working days"), 14, "$start");
  yaml.replace(yaml.find("id: r"), 5, "id: r-" + id);
  return yaml.replace(yaml.find("pack: p"), 7, "pack: " + id);
}

time::Period limit_of(const Pack& pack) { return pack.rules.at(0).clock.within.at(0).period.value(); }

TEST(Settings, ChooseAnotherReading) {
  const auto by_default = pack_of(pack_with_start());
  EXPECT_EQ(limit_of(by_default), (time::Period{5, time::Unit::hours}));
  const auto chosen = pack_of(pack_with_start(), {{"start", "24 hours"}});
  EXPECT_EQ(limit_of(chosen), (time::Period{24, time::Unit::hours}));
  EXPECT_EQ(chosen.parameters[0].chosen, 1u);
  EXPECT_FALSE(chosen.parameters[0].by_default);
}

TEST(Settings, OfOnePackOnly) {
  const auto read =
      read_packs({{"p.yaml", pack_with_start("p")}, {"q.yaml", pack_with_start("q")}}, {{"q.start", "24 hours"}});
  EXPECT_EQ(printed(read.problems), "");
  ASSERT_EQ(read.packs.size(), 2u);
  EXPECT_EQ(limit_of(read.packs[0]), (time::Period{5, time::Unit::hours}));
  EXPECT_EQ(limit_of(read.packs[1]), (time::Period{24, time::Unit::hours}));
}

TEST(Settings, OfAllPacksAndTheLastOneWins) {
  const auto read = read_packs({{"p.yaml", pack_with_start("p")}, {"q.yaml", pack_with_start("q")}},
                               {{"start", "24 hours"}, {"p.start", "5 hours"}});
  EXPECT_EQ(printed(read.problems), "");
  ASSERT_EQ(read.packs.size(), 2u);
  EXPECT_EQ(limit_of(read.packs[0]), (time::Period{5, time::Unit::hours}));
  EXPECT_EQ(limit_of(read.packs[1]), (time::Period{24, time::Unit::hours}));
}

TEST(Settings, ThatNoPackKnows) {
  const auto read =
      read_packs({{"p.yaml", pack_with_start()}}, {{"strat", "5 hours"}, {"q.start", "5 hours"}, {"x", "y"}});
  EXPECT_EQ(printed(read.problems),
            R"(shixian: error: --set strat: no pack has a parameter of that name [unknown-parameter]
      = help: did you mean 'start'?
shixian: error: --set q.start: no pack has a parameter of that name [unknown-parameter]
      = help: did you mean 'start'?
shixian: error: --set x: no pack has a parameter of that name [unknown-parameter]
      = help: possible here: start
)");
  EXPECT_EQ(printed(read_packs({{"p.yaml", least_pack()}}, {{"x", "y"}}).problems, Language::chinese),
            "shixian: 错误: --set x：没有规则包有这个参数 [unknown-parameter]\n");
}

TEST(Settings, ThatAreNoChoice) {
  const auto read = read_packs({{"pack.yaml", pack_with_start()}}, {{"start", "34 hours"}});
  EXPECT_TRUE(read.packs.empty());
  EXPECT_EQ(printed(read.problems),
            R"(pack.yaml:4:14: error: '34 hours' is not a choice of the parameter 'start' [bad-value]
    4 | parameters: {start: {choices: [{value: 5 hours}, {value: 24 hours}], default: 5 hours}}
      |              ^~~~~
      = help: did you mean '24 hours'?
)");
}

TEST(Settings, OfAParameterThatIsFaultyItself) {
  const auto read =
      read_packs({{"pack.yaml", least_pack_with("rules:", "parameters: {start: {choices: [], default: x}}\nrules:")}},
                 {{"start", "x"}});
  EXPECT_EQ(printed(read.problems),
            R"(pack.yaml:4:31: error: 'choices' must be a list of at least one {value, title} [wrong-shape]
    4 | parameters: {start: {choices: [], default: x}}
      |                               ^~
)");
}

TEST(SeveralPacks, TheSamePackTwice) {
  const auto read = read_packs({{"a.yaml", least_pack()}, {"b.yaml", least_pack()}});
  EXPECT_EQ(printed(read.problems), R"(b.yaml:2:7: error: the pack 'p' is given twice [duplicate-rule]
    2 | pack: p
      |       ^
a.yaml:2:7: note: first given here
    2 | pack: p
      |       ^
)");
}

TEST(SeveralPacks, TheSameRuleInTwo) {
  const auto read = read_packs({{"a.yaml", least_pack()}, {"b.yaml", least_pack_with("pack: p", "pack: q")}});
  EXPECT_EQ(printed(read.problems), R"(b.yaml:5:7: error: the rule id 'r' stands in two packs [duplicate-rule]
    5 | - id: r
      |       ^
      = help: findings are told apart by the rule's id: rename one
a.yaml:5:7: note: first used here
    5 | - id: r
      |       ^
)");
  EXPECT_EQ(printed(read.problems, Language::chinese), R"(b.yaml:5:7: 错误: 两个规则包都有规则“r” [duplicate-rule]
    5 | - id: r
      |       ^
      = 办法：结论按规则标识区分：请改其中一个
a.yaml:5:7: 说明: 第一次用在这里
    5 | - id: r
      |       ^
)");
}

TEST(SeveralPacks, AllMistakesOfAllFilesInOneRun) {
  const auto read = read_packs(
      {{"a.yaml", least_pack_with("3 working days", "3 fortnights") + "  severity: hihg\n  colour: red\n- id: s\n"},
       {"b.yaml", "shixian: 1\n\tpack: q\n"},
       {"c.yaml", "shixian: 1\npack: q\nrules: [x]\ntime-zone: Mars\n"},
       {"d.yaml", least_pack_with("pack: p", "pack: s")}});
  EXPECT_EQ(read.packs.size(), 1u);
  EXPECT_EQ(
      printed(read.problems),
      R"(a.yaml:9:11: error: '3 fortnights' is not a period: 'fortnights' is not a unit; possible here: minutes, hours, working hours, days, working days, weeks, months, years [bad-period]
    9 |   within: 3 fortnights
      |           ^~~~~~~~~~~~
a.yaml:10:13: error: 'hihg' is not a value of 'severity' [bad-value]
   10 |   severity: hihg
      |             ^~~~
      = help: did you mean 'high'?
a.yaml:11:3: error: a rule has no key 'colour' [unknown-key]
   11 |   colour: red
      |   ^~~~~~
a.yaml:12:3: error: a rule needs 'for-each' or 'for-every' [missing-key]
   12 | - id: s
      |   ^~~~~
a.yaml:12:3: error: the rule demands nothing [missing-key]
   12 | - id: s
      |   ^~~~~
      = help: write one of: expect, expect-before, forbid, assert, count, ratio, reconcile, require-attributes
b.yaml:2:1: error: a tab cannot indent a line [bad-yaml]
    2 |  pack: q
      | ^
      = help: indent with blanks
c.yaml:3:9: error: a rule must be a mapping of keys to values [wrong-shape]
    3 | rules: [x]
      |         ^
c.yaml:4:12: error: there is no time zone 'Mars' [bad-zone]
    4 | time-zone: Mars
      |            ^~~~
      = help: write a name of the tz database such as Asia/Shanghai, UTC, or an offset such as +08:00
)");
}

}  // namespace
}  // namespace shixian::rule
