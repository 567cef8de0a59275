#include "check/check.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <memory>
#include <thread>

#include "check/context.hpp"
#include "check/expect.hpp"

namespace shixian::check {

namespace {

/// Groupings are shared by the rules that have the same keys.
class Groupings {
 public:
  explicit Groupings(const log::EventTable& events) : events_(events) {}
  const Grouping& by(const std::vector<std::uint32_t>& attributes) {
    auto& made = made_[attributes];
    if (!made) made = std::make_unique<Grouping>(events_, attributes);
    return *made;
  }

 private:
  const log::EventTable& events_;
  std::map<std::vector<std::uint32_t>, std::unique_ptr<Grouping>> made_;
};

std::uint32_t number_of(const log::EventTable& events, const std::string& attribute) {
  for (std::uint32_t i = 0; i < events.attributes().size(); ++i)
    if (events.attributes()[i].name == attribute) return i;
  return log::no_value;
}

void append(Findings& findings, Judged part) {
  auto& unmatched = findings.unmatched.back();
  unmatched.insert(unmatched.end(), part.unmatched.begin(), part.unmatched.end());
  const auto reckonings = static_cast<std::uint32_t>(findings.reckonings.size());
  const auto reasons = static_cast<std::uint32_t>(findings.reasons.size());
  for (auto& finding : part.findings) {
    if (finding.reckoning != none) finding.reckoning += reckonings;
    if (finding.reason != none) finding.reason += reasons;
    findings.all.push_back(finding);
  }
  std::move(part.reckonings.begin(), part.reckonings.end(), std::back_inserter(findings.reckonings));
  std::move(part.reasons.begin(), part.reasons.end(), std::back_inserter(findings.reasons));
}

/// Splits the groups of a rule between threads, in parts of a fixed size whose results are joined in order.
void judge_rule(std::uint32_t number, const RuleContext& context, const log::Log& log, const Grouping& triggers,
                const Grouping& responses, unsigned threads, Findings& findings) {
  constexpr std::uint32_t part_size = 16'384;
  const auto parts = (triggers.group_count() + part_size - 1) / part_size;
  std::vector<Judged> results(parts + 1);
  std::atomic<std::uint32_t> next{0};
  const auto work = [&] {
    Expectation expectation(context, number, log, triggers, responses);
    for (std::uint32_t part = next++; part <= parts; part = next++) {
      if (part == parts) {
        expectation.judge_incomplete();
        expectation.list_strangers();
      } else {
        const auto end = std::min(triggers.group_count(), (part + 1) * part_size);
        for (auto group = part * part_size; group < end; ++group) expectation.judge_group(triggers.group(group));
      }
      results[part] = expectation.take();
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < std::min(threads, parts + 1); ++i) helpers.emplace_back(work);
    work();
  }
  for (auto& result : results) append(findings, std::move(result));
}

void sort_findings(std::span<Finding> findings, const RuleContext& context, const log::Log& log) {
  const auto& events = log.events;
  const auto keys_of = [&](const Finding& finding, auto&& visit) {
    for (const auto key : context.keys) {
      const auto& attribute = events.attributes()[key];
      const auto code = attribute.codes[finding.trigger];
      if (!visit(code == log::no_value ? std::string_view() : std::string_view(attribute.values.at(code)))) return;
    }
  };
  const auto compare_keys = [&](const Finding& a, const Finding& b) {
    std::vector<std::string_view> left;
    keys_of(a, [&](std::string_view value) { return left.push_back(value), true; });
    std::size_t i = 0;
    int order = 0;
    keys_of(b, [&](std::string_view value) { return (order = left[i++].compare(value)) == 0; });
    return order;
  };
  std::sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
    const auto left = events.moment(a.trigger), right = events.moment(b.trigger);
    if (left.first != right.first) return left.first < right.first;
    if (left.last != right.last) return left.last < right.last;
    if (const auto order = compare_keys(a, b); order != 0) return order < 0;
    if (a.entity != b.entity) return a.entity < b.entity;
    return a.ordinal != b.ordinal ? a.ordinal < b.ordinal : a.trigger < b.trigger;
  });
}

}  // namespace

Findings check(const std::vector<PackInput>& packs, const log::Log& log, const CheckOptions& options) {
  Findings findings;
  findings.as_of = options.as_of;
  for (const auto& pack : packs)
    for (const auto& rule : pack.pack->rules) findings.rules.push_back(context_of(pack, rule, log, options.as_of));

  Groupings groupings(log.events);
  for (std::uint32_t number = 0; number < findings.rules.size(); ++number) {
    const auto& context = findings.rules[number];
    auto keys = context.keys;
    // A key that no event of the log carries leaves every trigger incomplete: its column is past the last.
    if (keys.size() < context.rule->same.size()) keys.push_back(log::no_value);
    const auto& triggers = groupings.by(keys);
    const auto* responses = &triggers;
    if (context.rule->of) {
      keys.push_back(number_of(log.events, context.rule->of->attribute));
      responses = &groupings.by(keys);
    }
    const auto before = findings.all.size();
    findings.starts.push_back(before);
    findings.unmatched.emplace_back();
    judge_rule(number, context, log, triggers, *responses, options.threads, findings);
    sort_findings(std::span(findings.all).subspan(before), context, log);
    sort_by_time(findings.unmatched.back(), log.events);
  }
  findings.starts.push_back(findings.all.size());
  return findings;
}

}  // namespace shixian::check
