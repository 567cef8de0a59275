#include "rule/read_demand.hpp"

#include <array>

#include "rule/parameters.hpp"
#include "rule/read_aggregate.hpp"
#include "rule/read_pattern.hpp"
#include "rule/read_value.hpp"

namespace shixian::rule {

namespace {

using text::Code;

constexpr std::array<Demand::Kind, 8> kinds{
    Demand::Kind::expect, Demand::Kind::expect_before, Demand::Kind::forbid,    Demand::Kind::assert_that,
    Demand::Kind::count,  Demand::Kind::ratio,         Demand::Kind::reconcile, Demand::Kind::require_attributes,
};

/// The first demand that is written; more than one, or none, is an error.
Demand::Kind kind_of(text::Fields& rule) {
  std::optional<Demand::Kind> found;
  for (const auto kind : kinds) {
    rule.take(key_of(kind));
    if (!rule.has(key_of(kind))) continue;
    if (found)
      rule.out()
          .error(Code::unclear_rule, rule.key_place(key_of(kind)),
                 text::phrase("a rule has one demand, but both '{}' and '{}' are written",
                              "一条规则只能有一项要求，这里却有“{}”和“{}”", key_of(*found), key_of(kind)))
          .with_help({"make two rules of it", "请分成两条规则"})
          .label(rule.key_place(key_of(*found)), {"the other stands here", "另一项在这里"});
    else
      found = kind;
  }
  if (!found)
    rule.out()
        .error(Code::missing_key, rule.place(), {"the rule demands nothing", "规则没有写要求"})
        .with_help(
            {"write one of: expect, expect-before, forbid, assert, count, ratio, reconcile, require-attributes",
             "请写以下之一：expect、expect-before、forbid、assert、count、ratio、reconcile、require-attributes"});
  return found.value_or(Demand::Kind::expect);
}

void read_expect(text::Fields& rule, Demand& demand) {
  const auto* node = rule.need("expect");
  if (!node) return;
  if (node->is_mapping()) {
    text::Fields fields(rule.source(), *node, quoted("expect"), rule.out());
    if (fields.has("all")) {
      demand.all = true;
      if (const auto* all = fields.need("all")) demand.events = read_patterns(fields, *all, "all");
      fields.finish();
      if (demand.events.size() == 1)
        rule.out()
            .error(Code::unclear_rule, fields.place(*fields.take("all")),
                   {"'all' is for two or more, here is one", "“all”用于两项以上，这里只有一项"})
            .with_help({"write it as 'expect' alone", "请直接写在“expect”下"});
      return;
    }
  }
  demand.events.push_back(read_pattern(rule, *node, "expect"));
}

/// `at most 7 days`.
std::optional<time::Period> read_gap(text::Fields& rule) {
  const auto* node = rule.take("gap");
  if (!node || is_unresolved(*node)) return std::nullopt;
  if (!node->is_scalar()) {
    rule.wrong_shape(*node, "gap", {"a longest time such as 'at most 7 days'", "最长间隔，如“不超过7天”"});
    return std::nullopt;
  }
  for (const std::string_view prefix : {"at most ", "不超过", "最多", "至多"}) {
    if (!node->value.starts_with(prefix)) continue;
    auto length = *node;
    length.value = node->value.substr(prefix.size());
    return read_period(rule, length, "gap", Zero::refused);
  }
  rule.out()
      .error(Code::bad_period, rule.place(*node),
             text::phrase("'{}' does not say that it is the most there may be", "“{}”没有写明是最长间隔", node->value))
      .with_help(text::phrase("write: at most {}", "请写：不超过{}", node->value));
  return std::nullopt;
}

void read_bounds(text::Fields& rule, Demand& demand) {
  demand.bounds.at_least = number_at(rule, "at-least", 1);
  demand.bounds.at_most = number_at(rule, "at-most", 0);
  if (const auto exactly = number_at(rule, "exactly", 0)) demand.bounds = {exactly, exactly};
}

std::optional<Condition> read_assertion(text::Fields& rule) {
  if (!rule.need("assert")) return std::nullopt;
  return read_condition(rule, "assert");
}

void read_required(text::Fields& rule, Demand& demand) {
  const auto* node = rule.need("require-attributes");
  if (node && node->is_sequence() && node->items.empty())
    rule.wrong_shape(*node, "require-attributes", {"a list of at least one attribute", "至少含一个属性的列表"});
  if (node) demand.required = attributes_at(rule, "require-attributes");
}

void read_kind(text::Fields& rule, Demand& demand) {
  switch (demand.kind) {
    case Demand::Kind::expect:
    case Demand::Kind::gap:
      if (rule.has("expect")) read_expect(rule, demand);
      break;
    case Demand::Kind::expect_before:
      if (const auto* node = rule.need("expect-before")) demand.events = read_patterns(rule, *node, "expect-before");
      break;
    case Demand::Kind::forbid:
      demand.events.push_back(need_pattern(rule, "forbid"));
      break;
    case Demand::Kind::count:
      demand.events.push_back(need_pattern(rule, "count"));
      break;
    case Demand::Kind::assert_that:
      demand.assertion = read_assertion(rule);
      break;
    case Demand::Kind::ratio:
      demand.ratio = read_ratio(rule);
      break;
    case Demand::Kind::reconcile:
      demand.reconcile = read_reconciliation(rule);
      break;
    case Demand::Kind::require_attributes:
      read_required(rule, demand);
      break;
  }
}

}  // namespace

std::string_view key_of(Demand::Kind kind) {
  switch (kind) {
    case Demand::Kind::expect:
      return "expect";
    case Demand::Kind::expect_before:
      return "expect-before";
    case Demand::Kind::forbid:
      return "forbid";
    case Demand::Kind::assert_that:
      return "assert";
    case Demand::Kind::count:
      return "count";
    case Demand::Kind::gap:
      return "gap";
    case Demand::Kind::ratio:
      return "ratio";
    case Demand::Kind::reconcile:
      return "reconcile";
    case Demand::Kind::require_attributes:
      break;
  }
  return "require-attributes";
}

Demand read_demand(text::Fields& rule) {
  Demand demand;
  demand.kind = kind_of(rule);
  demand.place = rule.key_place(key_of(demand.kind));
  demand.gap = read_gap(rule);
  if (demand.kind == Demand::Kind::expect && rule.has("gap")) demand.kind = Demand::Kind::gap;
  read_kind(rule, demand);
  if (demand.kind != Demand::Kind::ratio) read_bounds(rule, demand);
  for (const auto* bound : {"at-least", "at-most", "exactly"}) rule.take(bound);

  demand.distinct = attribute_at(rule, "distinct");
  demand.in_order = rule.boolean("in-order").value_or(false);
  static const std::vector<std::string> matchings{"one-to-one"}, allowed{"allowed"}, either{"allowed", "counts"};
  demand.one_to_one = rule.one_of("matching", matchings).has_value();
  // What is forbidden only from the trigger on may happen before it anyway: that is what `allowed` says there.
  const bool forbids = demand.kind == Demand::Kind::forbid;
  const auto early = rule.one_of("early", forbids ? either : allowed);
  demand.early = early && (!forbids || *early == 1);
  demand.until = pattern_at(rule, "until");
  return demand;
}

}  // namespace shixian::rule
