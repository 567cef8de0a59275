#include "rule/read_scope.hpp"

#include "rule/parameters.hpp"
#include "rule/read_pattern.hpp"
#include "rule/read_value.hpp"
#include "text/suggest.hpp"

namespace shixian::rule {

namespace {

using text::Code;

const text::Phrase one_entity{"one attribute and its roster, such as {unit: roster.units}",
                              "一个属性及其名册，如 {unit: roster.units}"};
const text::Phrase a_recurrence{"a period such as year, or {unit: roster.units, period: year}",
                                "期间，如 year，或 {unit: roster.units, period: year}"};

std::optional<Entities> read_entities(text::Fields& fields, const text::Entry& entry) {
  constexpr std::string_view prefix = "roster.";
  const auto& value = entry.value;
  Entities entities{entry.key, "", fields.place(value)};
  if (is_unresolved(value)) return std::nullopt;
  if (value.value == "from-log") return entities;
  if (value.value.starts_with(prefix) && value.value.size() > prefix.size()) {
    entities.roster = value.value.substr(prefix.size());
    return entities;
  }
  fields.out()
      .error(Code::bad_value, fields.place(value), text::phrase("'{}' is not a roster", "“{}”不是名册", value.value))
      .with_help(
          text::phrase("write roster.{}; the mapping says which file it is; or from-log for those that the log names",
                       "请写 roster.{}，映射文件说明它是哪个文件；或写 from-log，以台账中出现的为准", value.value));
  return std::nullopt;
}

std::optional<Entities> read_of(text::Fields& rule) {
  const auto* node = rule.take("of");
  if (!node) return std::nullopt;
  if (!node->is_mapping() || node->entries.size() != 1 || !node->entries[0].value.is_scalar()) {
    rule.wrong_shape(*node, "of", one_entity);
    return std::nullopt;
  }
  return read_entities(rule, node->entries[0]);
}

time::SpanUnit read_unit(text::Fields& fields, const text::Node& node, std::string_view key) {
  if (is_unresolved(node)) return time::SpanUnit::log;
  if (!node.is_scalar()) {
    fields.wrong_shape(node, key, {"a period such as year", "期间，如 year"});
    return time::SpanUnit::log;
  }
  if (const auto unit = time::read_span_unit(node.value)) return *unit;
  fields.out()
      .error(Code::bad_value, fields.place(node),
             text::phrase("'{}' is not a period of the calendar", "“{}”不是日历上的期间", node.value))
      .with_help(text::did_you_mean(node.value, time::span_unit_words()));
  return time::SpanUnit::log;
}

void read_for_every(text::Fields& rule, Scope& scope) {
  scope.kind = Scope::Kind::period;
  const auto* node = rule.need("for-every");
  if (!node) return;
  if (node->is_scalar()) {
    scope.every = read_unit(rule, *node, "for-every");
    return;
  }
  if (!node->is_mapping() || node->entries.empty()) {
    rule.wrong_shape(*node, "for-every", a_recurrence);
    return;
  }
  text::Fields fields(rule.source(), *node, quoted("for-every"), rule.out());
  const auto* period = fields.take("period");
  if (period) scope.every = read_unit(fields, *period, "period");
  for (const auto& entry : node->entries) {
    if (&entry.value == period) continue;
    if (scope.of)
      rule.out()
          .error(Code::unclear_rule, {rule.source(), entry.key_span},
                 {"'for-every' names one attribute only", "“for-every”只能写一个属性"})
          .label(scope.of->place, {"the first stands here", "第一个在这里"});
    else if (!entry.value.is_scalar())
      rule.wrong_shape(*node, "for-every", a_recurrence);
    else
      scope.of = read_entities(fields, entry);
  }
}

void read_for_each(text::Fields& rule, Scope& scope) {
  const auto* node = rule.need("for-each");
  if (!node) return;
  if (node->is_mapping()) {
    text::Fields fields(rule.source(), *node, quoted("for-each"), rule.out());
    if (fields.has("violation-of")) {
      scope.kind = Scope::Kind::violation;
      scope.trigger.place = rule.place(*node);
      const text::Phrase ids{"the id of a rule, or a list of them", "规则标识，或其列表"};
      if (const auto* node_of_ids = fields.need("violation-of")) {
        scope.trigger.place = fields.place(*node_of_ids);
        if (node_of_ids->is_sequence() && node_of_ids->items.empty())
          fields.wrong_shape(*node_of_ids, "violation-of", ids);
        scope.violations_of = names_at(fields, "violation-of", ids);
      }
      fields.finish();
      return;
    }
  }
  scope.trigger = read_pattern(rule, *node, "for-each");
}

}  // namespace

Scope read_scope(text::Fields& rule) {
  Scope scope;
  scope.place = rule.place();
  if (rule.has("for-every")) {
    scope.place = rule.key_place("for-every");
    read_for_every(rule, scope);
    rule.take("for-each");
    if (rule.has("for-each"))
      rule.out()
          .error(Code::unclear_rule, rule.key_place("for-each"),
                 {"a rule has either 'for-each' or 'for-every'", "规则只能有“for-each”或“for-every”之一"})
          .label(rule.key_place("for-every"), {"the other stands here", "另一个在这里"});
    rule.take("of");
  } else {
    scope.place = rule.key_place("for-each");
    rule.take("for-every");
    if (rule.has("for-each"))
      read_for_each(rule, scope);
    else
      rule.out().error(Code::missing_key, rule.place(),
                       {"a rule needs 'for-each' or 'for-every'", "规则缺少“for-each”或“for-every”"});
    rule.take("for-each");
    scope.of = read_of(rule);
  }
  scope.during = rule.text("during").value_or("");
  scope.where = read_condition(rule, "where");
  scope.where_place = rule.has("where") ? rule.place(*rule.take("where")) : scope.place;
  return scope;
}

}  // namespace shixian::rule
