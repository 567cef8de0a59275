#include "rule/read_pattern.hpp"

#include "rule/parameters.hpp"
#include "rule/read_value.hpp"

namespace shixian::rule {

namespace {

using text::Code;

const text::Phrase an_event{"an event type, a list of them, 'any', or {event: …, where: …}",
                            "事件类型、事件类型的列表、any，或 {event: …, where: …}"};
const text::Phrase event_types{"an event type, a list of at least one, or 'any'",
                               "事件类型、至少含一个事件类型的列表，或 any"};
const text::Phrase patterns{"an event type, or a list of at least one", "事件类型，或至少含一个事件类型的列表"};

void refuse_odd_type(text::Fields& fields, const text::Node& type, bool alone) {
  if (type.is_scalar() && type.value.empty())
    fields.out().error(Code::bad_value, fields.place(type),
                       {"an event type cannot be an empty text", "事件类型不能是空文字"});
  else if (type.is_scalar() && type.value == "any" && !alone)
    fields.out().error(Code::bad_value, fields.place(type),
                       {"'any' means every event type already: it stands alone", "any 已指任何事件类型，应单独写"});
  else if (type.is_scalar() && (type.value.starts_with('{') || type.value.starts_with('[')))
    fields.out()
        .error(Code::bad_value, fields.place(type),
               text::phrase("'{}' is a text here, not a pattern of events", "“{}”在这里只是一段文字，不是事件的写法",
                            type.value))
        .with_help({"write the mapping without quotes; a parameter chooses between event types, or between conditions",
                    "请去掉引号直接写映射；参数只能在事件类型之间或条件之间选择"});
}

/// A text or a list that is not empty.
std::vector<std::string> types_of(text::Fields& fields, const text::Node& node, std::string_view key) {
  std::vector<std::string> types;
  if (node.is_scalar()) types.push_back(node.value);
  refuse_odd_type(fields, node, true);
  for (const auto& item : node.items) {
    refuse_odd_type(fields, item, node.items.size() == 1);
    if (item.is_scalar())
      types.push_back(item.value);
    else
      fields.wrong_shape(item, key, {"a list of texts only", "只含文字的列表"});
  }
  if (types == std::vector<std::string>{"any"}) return {};
  return types;
}

}  // namespace

std::optional<Condition> read_condition(text::Fields& fields, std::string_view key) {
  const auto* node = fields.take(key);
  if (!node) return std::nullopt;
  if (is_unresolved(*node)) return std::nullopt;
  if (node->is_scalar()) return Condition::parse(node->value, fields.place(*node), fields.out());
  fields.wrong_shape(*node, key, {"a condition, such as 'level == \"重大\"'", "条件，如 'level == \"重大\"'"});
  return std::nullopt;
}

EventPattern read_event_and_where(text::Fields& fields) {
  EventPattern pattern;
  pattern.place = fields.place();
  if (const auto* event = fields.need("event")) {
    if (event->is_scalar() || (event->is_sequence() && !event->items.empty()))
      pattern.types = types_of(fields, *event, "event");
    else
      fields.wrong_shape(*event, "event", event_types);
  }
  pattern.where = read_condition(fields, "where");
  return pattern;
}

EventPattern read_pattern(text::Fields& fields, const text::Node& node, std::string_view key) {
  EventPattern pattern;
  if (node.is_mapping()) {
    text::Fields mapping(fields.source(), node, quoted(key), fields.out());
    pattern = read_event_and_where(mapping);
    mapping.finish();
  } else if (node.is_scalar() || (node.is_sequence() && !node.items.empty())) {
    pattern.types = types_of(fields, node, key);
  } else {
    fields.wrong_shape(node, key, an_event);
  }
  pattern.place = fields.place(node);
  return pattern;
}

EventPattern need_pattern(text::Fields& fields, std::string_view key) {
  const auto* node = fields.need(key);
  return node ? read_pattern(fields, *node, key) : EventPattern{};
}

std::optional<EventPattern> pattern_at(text::Fields& fields, std::string_view key) {
  const auto* node = fields.take(key);
  if (!node) return std::nullopt;
  return read_pattern(fields, *node, key);
}

std::vector<EventPattern> read_patterns(text::Fields& fields, const text::Node& node, std::string_view key) {
  std::vector<EventPattern> made;
  for (const auto* item : items_of(fields, node, key, patterns)) made.push_back(read_pattern(fields, *item, key));
  return made;
}

}  // namespace shixian::rule
