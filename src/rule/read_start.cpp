// From when a clock runs.
#include "rule/parameters.hpp"
#include "rule/read_clock.hpp"
#include "rule/read_pattern.hpp"
#include "rule/read_value.hpp"

namespace shixian::rule {

namespace {

using text::Code;

const text::Phrase a_point{"'trigger', an event type, {attribute: …}, or {earlier-of: […]}",
                           "trigger、事件类型、{attribute: …} 或 {earlier-of: […]}"};
const text::Phrase points{"a list of at least two points", "至少含两个时点的列表"};

StartPoint read_point(text::Fields& parent, const text::Node& node, std::string_view key, bool may_add);

/// `{point: …, plus: …}`, `{attribute: …, plus: …}`, `{event: …, where: …, plus: …}`.
StartPoint read_point_mapping(text::Fields& parent, const text::Node& node, bool may_add) {
  StartPoint point;
  text::Fields fields(parent.source(), node, {"a starting point", "起算点"}, parent.out());
  if (fields.has("point")) {
    if (const auto* inner = fields.need("point")) point = read_point(fields, *inner, "point", false);
    fields.need("plus");
  } else if (fields.has("attribute")) {
    point.kind = StartPoint::Kind::attribute;
    point.attribute = fields.need_text("attribute").value_or("");
  } else {
    point.kind = StartPoint::Kind::event;
    point.event = read_event_and_where(fields);
  }
  if (fields.has("plus") && !may_add)
    fields.out().error(Code::unclear_rule, fields.key_place("plus"),
                       {"'plus' stands once in a starting point", "一个起算点只能写一个“plus”"});
  if (auto plus = period_at(fields, "plus", Zero::refused)) point.plus = plus;
  for (const auto* known : {"point", "attribute", "event", "where"}) fields.take(known);
  for (const auto* other : {"attribute", "event", "where"})
    if (fields.has(other) &&
        (fields.has("point") || (fields.has("attribute") && other != std::string_view("attribute"))))
      fields.out()
          .error(Code::unclear_rule, fields.key_place(other),
                 text::phrase("'{}' does not go with '{}' here", "这里“{}”不能与“{}”同时写", other,
                              fields.has("point") ? "point" : "attribute"))
          .label(fields.key_place(fields.has("point") ? "point" : "attribute"),
                 {"the other stands here", "另一个在这里"});
  fields.finish();
  return point;
}

StartPoint read_point(text::Fields& parent, const text::Node& node, std::string_view key, bool may_add) {
  StartPoint point;
  if (node.is_mapping()) {
    point = read_point_mapping(parent, node, may_add);
  } else if (node.is_sequence() || (node.is_scalar() && node.value != "trigger")) {
    point.kind = StartPoint::Kind::event;
    point.event = read_pattern(parent, node, key);
  } else if (!node.is_scalar()) {
    parent.wrong_shape(node, key, a_point);
  }
  point.place = parent.place(node);
  return point;
}

}  // namespace

std::optional<Start> read_start(text::Fields& rule) {
  const auto* node = rule.take("start");
  if (!node || is_unresolved(*node)) return std::nullopt;
  Start start;
  if (node->is_mapping()) {
    text::Fields fields(rule.source(), *node, quoted("start"), rule.out());
    for (const auto kind : {Start::Kind::earlier_of, Start::Kind::later_of}) {
      const auto* key = kind == Start::Kind::earlier_of ? "earlier-of" : "later-of";
      if (!fields.has(key)) continue;
      start.kind = kind;
      const auto* list = fields.need(key);
      if (list && (!list->is_sequence() || list->items.size() < 2))
        fields.wrong_shape(*list, key, points);
      else if (list)
        for (const auto& item : list->items) start.points.push_back(read_point(fields, item, key, true));
      fields.finish();
      return start;
    }
  }
  start.points.push_back(read_point(rule, *node, "start", true));
  return start;
}

}  // namespace shixian::rule
