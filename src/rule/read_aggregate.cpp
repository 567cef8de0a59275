#include "rule/read_aggregate.hpp"

#include "rule/read_pattern.hpp"
#include "rule/read_value.hpp"

namespace shixian::rule {

namespace {

using text::Code;

/// Whether attributes of the trigger itself may be added or divided instead of events.
enum class Trigger { may_be_used, not_here };

const text::Phrase not_both{"an aggregate has either 'sum' or 'distinct'", "“sum”与“distinct”只能写一个"};
const text::Phrase two_names{"two attributes, such as [answered, received]", "两个属性，如 [answered, received]"};
const text::Phrase list_of_names{
    "a list of attributes of the trigger, such as [online, by-post]; to add over events write {event: …, sum: …}",
    "触发事件的属性列表，如 [online, by-post]；对事件求和请写 {event: …, sum: …}"};

void read_over_events(text::Fields& fields, Aggregate& made) {
  made.events = read_event_and_where(fields);
  const bool sum = fields.has("sum");
  made.kind = sum ? Aggregate::Kind::sum : Aggregate::Kind::count;
  made.attribute = attribute_at(fields, sum ? "sum" : "distinct");
  fields.take("sum");
  fields.take("distinct");
  if (sum && fields.has("distinct"))
    fields.out()
        .error(Code::unclear_rule, fields.key_place("distinct"), not_both)
        .label(fields.key_place("sum"), {"the other stands here", "另一个在这里"});
}

void read_over_attributes(text::Fields& fields, Aggregate& made) {
  const bool ratio = fields.has("ratio");
  const auto* key = ratio ? "ratio" : "sum";
  made.kind = ratio ? Aggregate::Kind::ratio : Aggregate::Kind::attributes;
  const auto* node = fields.need(key);
  for (const auto* known : {"event", "where", "sum", "ratio"}) fields.take(known);
  for (const auto* other : {"where", "sum"})
    if (fields.has(other) && other != std::string_view(key))
      fields.out()
          .error(Code::unclear_rule, fields.key_place(other),
                 text::phrase("'{}' does not go with '{}' here", "这里“{}”不能与“{}”同时写", other, key))
          .label(fields.key_place(key), {"the other stands here", "另一个在这里"});
  if (!node) return;
  if (!node->is_sequence() || node->items.empty() || (ratio && node->items.size() != 2)) {
    fields.wrong_shape(*node, key, ratio ? two_names : list_of_names);
    return;
  }
  made.attributes = fields.texts(key);
  for (const auto& name : made.attributes)
    if (name.empty()) fields.wrong_shape(*node, key, ratio ? two_names : list_of_names);
}

Aggregate read_aggregate(text::Fields& parent, std::string_view key, Trigger trigger) {
  Aggregate made;
  const auto* node = parent.need(key);
  if (!node) return made;
  if (node->is_mapping()) {
    text::Fields fields(parent.source(), *node, quoted(key), parent.out());
    const bool attributes = !fields.has("event") && (fields.has("sum") || fields.has("ratio"));
    if (attributes && trigger == Trigger::may_be_used)
      read_over_attributes(fields, made);
    else
      read_over_events(fields, made);
    fields.finish();
  } else {
    made.events = read_pattern(parent, *node, key);
  }
  made.place = parent.place(*node);
  return made;
}

}  // namespace

std::optional<Ratio> read_ratio(text::Fields& rule) {
  const auto* node = rule.need("ratio");
  if (!node) return std::nullopt;
  Ratio ratio;
  text::Fields fields(rule.source(), *node, quoted("ratio"), rule.out());
  ratio.of = read_aggregate(fields, "of", Trigger::not_here);
  ratio.to = read_aggregate(fields, "to", Trigger::not_here);
  static const std::vector<std::string> verdicts{"met", "breached", "undetermined"};
  if (fields.need("if-none"))
    ratio.if_none = static_cast<Ratio::IfNone>(fields.one_of("if-none", verdicts).value_or(2));
  fields.finish();
  ratio.at_least = decimal_at(rule, "at-least");
  ratio.at_most = decimal_at(rule, "at-most");
  return ratio;
}

std::optional<Reconciliation> read_reconciliation(text::Fields& rule) {
  const auto* node = rule.need("reconcile");
  if (!node) return std::nullopt;
  Reconciliation made;
  text::Fields fields(rule.source(), *node, quoted("reconcile"), rule.out());
  made.figure = fields.need_text("figure").value_or("");
  static const std::vector<std::string> relations{"equals", "at-most", "at-least"};
  const std::string* written = nullptr;
  for (std::size_t i = 0; i < relations.size(); ++i) {
    const auto& relation = relations[i];
    fields.take(relation);
    if (!fields.has(relation)) continue;
    if (written) {
      fields.out()
          .error(Code::unclear_rule, fields.key_place(relation),
                 text::phrase("'reconcile' has either '{}' or '{}'", "“reconcile”只能有“{}”或“{}”之一", *written,
                              relation))
          .label(fields.key_place(*written), {"the other stands here", "另一个在这里"});
      continue;
    }
    written = &relation;
    made.relation = static_cast<Reconciliation::Relation>(i);
    made.with = read_aggregate(fields, relation, Trigger::may_be_used);
  }
  if (!written && node->is_mapping())
    fields.out().error(
        Code::missing_key, fields.place(),
        {"'reconcile' needs 'equals', 'at-most' or 'at-least'", "“reconcile”缺少“equals”“at-most”或“at-least”"});
  static const std::vector<std::string> roundings{"as-shown"};
  made.as_shown = fields.one_of("rounding", roundings).has_value();
  made.during = attribute_at(fields, "during");
  fields.finish();
  const bool of_events = made.with.kind == Aggregate::Kind::count || made.with.kind == Aggregate::Kind::sum;
  if (fields.has("during") && written && !of_events)
    fields.out()
        .error(Code::unclear_rule, fields.key_place("during"),
               {"'during' picks events, but here attributes of the trigger are reckoned with",
                "“during”用来挑选事件，而这里核算的是触发事件自身的属性"})
        .label(made.with.place, {"these attributes", "这些属性"});
  return made;
}

}  // namespace shixian::rule
