#include "check/check.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <memory>
#include <thread>
#include <utility>

#include "check/context.hpp"
#include "check/docket.hpp"
#include "check/reach.hpp"

namespace shixian::check {

namespace {

void join(Judged& all, Judged part) {
  all.unmatched.insert(all.unmatched.end(), part.unmatched.begin(), part.unmatched.end());
  all.outside_force.before += part.outside_force.before;
  all.outside_force.after += part.outside_force.after;
  const auto reckonings = static_cast<std::uint32_t>(all.reckonings.size());
  const auto reasons = static_cast<std::uint32_t>(all.reasons.size());
  for (auto& finding : part.findings) {
    if (finding.reckoning != none) finding.reckoning += reckonings;
    if (finding.reason != none) finding.reason += reasons;
    all.findings.push_back(finding);
  }
  std::move(part.reckonings.begin(), part.reckonings.end(), std::back_inserter(all.reckonings));
  std::move(part.reasons.begin(), part.reasons.end(), std::back_inserter(all.reasons));
}

/// The groupings a rule is judged by: its triggers by its keys, and what its demand looks for by keys and entity.
struct Keys {
  const Grouping* triggers;
  const Grouping* keyed;
};

Keys keys_of(const RuleContext& context, const log::EventTable& events, Groupings& groupings) {
  const auto number_of = [&](const std::string& name) {
    const auto* attribute = events.attribute(name);
    // A key that no event of the log carries leaves every trigger incomplete: its column is past the last.
    return attribute ? events.number_of(*attribute) : log::no_value;
  };
  std::vector<std::uint32_t> keys;
  if (context.rule->scope.kind != rule::Scope::Kind::period)
    for (const auto& name : context.rule->same) keys.push_back(number_of(name));
  const auto& triggers = groupings.by(keys);
  if (!context.rule->scope.of) return {&triggers, &triggers};
  keys.push_back(number_of(context.rule->scope.of->attribute));
  return {&triggers, &groupings.by(keys)};
}

/// Splits the parts of a rule between threads, in portions of a fixed size whose results are joined in order.
Judged judge_rule(std::uint32_t number, const RuleContext& context, const log::Log& log, const Keys& keys,
                  unsigned threads) {
  const std::uint32_t portion = context.periods.empty() ? 16'384 : 64;
  const auto size = Docket(context, number, log, *keys.triggers, *keys.keyed).size();
  const auto portions = (size + portion - 1) / portion;
  std::vector<Judged> results(portions + 1);
  std::atomic<std::uint32_t> next{0};
  const auto work = [&] {
    Docket docket(context, number, log, *keys.triggers, *keys.keyed);
    for (auto at = next++; at <= portions; at = next++) {
      if (at == portions)
        docket.judge_rest();
      else
        for (auto part = at * portion; part < std::min(size, (at + 1) * portion); ++part) docket.judge(part);
      results[at] = docket.take();
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < std::min(threads, portions + 1); ++i) helpers.emplace_back(work);
    work();
  }
  Judged all;
  for (auto& result : results) join(all, std::move(result));
  return all;
}

/// The rules of the same pack whose violations a rule answers to.
std::vector<std::size_t> sources_of(const RuleContext& context, const std::vector<RuleContext>& rules) {
  std::vector<std::size_t> sources;
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (const auto& id : context.rule->scope.violations_of)
      if (rules[i].pack == context.pack && rules[i].rule->id == id) sources.push_back(i);
  return sources;
}

Judged judge_violations(std::uint32_t number, std::vector<RuleContext>& rules, const std::vector<Judged>& judged,
                        const std::vector<std::size_t>& sources, const log::Log& log, const Keys& keys) {
  auto& context = rules[number];
  for (const auto source : sources) {
    const auto& from = rules[source];
    if (context.entity_attribute.empty()) context.entity_attribute = from.entity_attribute;
    context.entities.insert(context.entities.end(), from.entities.begin(), from.entities.end());
    context.periods.insert(context.periods.end(), from.periods.begin(), from.periods.end());
  }
  Docket docket(context, number, log, *keys.triggers, *keys.keyed);
  for (const auto source : sources)
    for (const auto& finding : judged[source].findings)
      if (is_violation(finding.verdict) || finding.verdict == Verdict::undetermined)
        docket.follow(finding, rules[source], judged[source]);
  docket.judge_violations();
  return docket.take();
}

/// Without what another rule of the pack judges, that ends or begins where this one begins or ends.
OutsideForce without_replaced(OutsideForce outside, const RuleContext& context) {
  for (const auto& other : context.pack->rules) {
    if (other.id == context.rule->replaces) outside.before = 0;
    if (other.replaces == context.rule->id) outside.after = 0;
  }
  return outside;
}

void sort_findings(std::span<Finding> findings, const RuleContext& context, const log::Log& log) {
  const auto& events = log.events;
  const auto begins = [&](const Finding& finding) {
    if (finding.trigger != none) return events.moment(finding.trigger);
    return finding.period != none ? context.pack->zone.whole(context.periods[finding.period].first) : time::Moment{};
  };
  const auto keys_of = [&](const Finding& finding, auto&& visit) {
    if (finding.trigger == none) return;
    for (const auto key : context.keys) {
      const auto& attribute = events.attributes()[key];
      const auto code = attribute.codes[finding.trigger];
      if (!visit(code == log::no_value ? std::string_view() : std::string_view(attribute.values.at(code)))) return;
    }
  };
  const auto compare_keys = [&](const Finding& a, const Finding& b) {
    if (a.trigger == b.trigger) return 0;
    std::vector<std::string_view> left;
    keys_of(a, [&](std::string_view value) { return left.push_back(value), true; });
    left.resize(context.keys.size());
    std::size_t i = 0;
    int order = 0;
    keys_of(b, [&](std::string_view value) { return (order = left[i++].compare(value)) == 0; });
    return order;
  };
  std::sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
    const auto left = begins(a), right = begins(b);
    if (left.first != right.first) return left.first < right.first;
    if (left.last != right.last) return left.last < right.last;
    if (const auto order = compare_keys(a, b); order != 0) return order < 0;
    if (a.entity != b.entity) return a.entity < b.entity;
    if (a.ordinal != b.ordinal) return a.ordinal < b.ordinal;
    if (a.trigger != b.trigger) return a.trigger < b.trigger;
    if (a.response != b.response) return a.response < b.response;
    return a.cause != b.cause ? a.cause < b.cause : a.cause_event < b.cause_event;
  });
}

}  // namespace

Findings check(const std::vector<PackInput>& packs, const log::Log& log, Groupings& groupings,
               const CheckOptions& options) {
  Findings findings;
  findings.as_of = options.as_of;
  findings.reach = reach_of(packs, log);
  for (const auto& pack : packs)
    for (const auto& rule : pack.pack->rules) findings.rules.push_back(context_of(pack, rule, log, options.as_of));
  auto& rules = findings.rules;

  std::vector<Judged> judged(rules.size());
  std::vector<bool> done(rules.size());
  // Rules about violations wait for the rules they speak of; the reader refuses circles.
  for (std::size_t left = rules.size(), before = left + 1; left > 0 && left < before;) {
    before = left;
    for (std::uint32_t number = 0; number < rules.size(); ++number) {
      const auto sources = sources_of(rules[number], rules);
      const bool waits = std::any_of(sources.begin(), sources.end(), [&](std::size_t one) { return !done[one]; });
      if (done[number] || waits) continue;
      if (rules[number].judged) {
        const auto keys = keys_of(rules[number], log.events, groupings);
        judged[number] = sources.empty() ? judge_rule(number, rules[number], log, keys, options.threads)
                                         : judge_violations(number, rules, judged, sources, log, keys);
        sort_findings(judged[number].findings, rules[number], log);
        sort_by_time(judged[number].unmatched, log.events);
      }
      done[number] = true;
      --left;
    }
  }

  Judged all;
  for (std::size_t number = 0; number < rules.size(); ++number) {
    auto& one = judged[number];
    findings.starts.push_back(all.findings.size());
    findings.outside_force.push_back(without_replaced(one.outside_force, rules[number]));
    findings.unmatched.push_back(std::exchange(one.unmatched, {}));
    join(all, std::move(one));
  }
  findings.starts.push_back(all.findings.size());
  findings.all = std::move(all.findings);
  findings.reckonings = std::move(all.reckonings);
  findings.reasons = std::move(all.reasons);
  return findings;
}

}  // namespace shixian::check
