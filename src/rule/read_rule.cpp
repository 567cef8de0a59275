#include "rule/read_rule.hpp"

#include <algorithm>

#include "rule/parameters.hpp"

namespace shixian::rule {

namespace {

using text::Code;

const text::Phrase an_event{"an event type, a list of them, 'any', or {event: …, where: …}",
                            "事件类型、事件类型的列表、any，或 {event: …, where: …}"};

const text::Phrase event_types{"an event type, a list of at least one, or 'any'",
                               "事件类型、至少含一个事件类型的列表，或 any"};

std::optional<Condition> read_condition(text::Fields& fields, std::string_view key) {
  const auto* node = fields.take(key);
  if (!node) return std::nullopt;
  if (is_unresolved(*node)) return std::nullopt;
  if (node->is_scalar()) return Condition::parse(node->value, fields.place(*node), fields.out());
  fields.wrong_shape(*node, key, {"a condition, such as 'level == \"重大\"'", "条件，如 'level == \"重大\"'"});
  return std::nullopt;
}

void refuse_odd_type(text::Fields& fields, const text::Node& type, bool alone) {
  if (type.is_scalar() && type.value.empty())
    fields.out().error(Code::bad_value, fields.place(type),
                       {"an event type cannot be an empty text", "事件类型不能是空文字"});
  else if (type.is_scalar() && type.value == "any" && !alone)
    fields.out().error(Code::bad_value, fields.place(type),
                       {"'any' means every event type already: it stands alone", "any 已指任何事件类型，应单独写"});
}

std::vector<std::string> types_of(text::Fields& fields, std::string_view key) {
  auto types = fields.texts(key);
  const auto& node = *fields.take(key);
  refuse_odd_type(fields, node, true);
  for (const auto& item : node.items) refuse_odd_type(fields, item, node.items.size() == 1);
  if (types == std::vector<std::string>{"any"}) return {};
  return types;
}

EventPattern read_pattern(text::Fields& rule, std::string_view key) {
  EventPattern pattern;
  const auto* node = rule.need(key);
  if (!node) return pattern;
  pattern.place = rule.place(*node);
  if (node->is_mapping()) {
    text::Fields fields(rule.source(), *node, {fmt::format("'{}'", key), fmt::format("“{}”", key)}, rule.out());
    if (const auto* event = fields.need("event")) {
      if (event->is_sequence() && event->items.empty())
        fields.wrong_shape(*event, "event", event_types);
      else
        pattern.types = types_of(fields, "event");
    }
    pattern.where = read_condition(fields, "where");
    fields.finish();
  } else if (node->is_scalar() || (node->is_sequence() && !node->items.empty())) {
    pattern.types = types_of(rule, key);
  } else {
    rule.wrong_shape(*node, key, an_event);
  }
  return pattern;
}

std::optional<EachOf> read_of(text::Fields& rule) {
  const auto* node = rule.take("of");
  if (!node) return std::nullopt;
  constexpr std::string_view prefix = "roster.";
  if (!node->is_mapping() || node->entries.size() != 1 || !node->entries[0].value.is_scalar()) {
    rule.wrong_shape(
        *node, "of",
        {"one attribute and its roster, such as {unit: roster.units}", "一个属性及其名册，如 {unit: roster.units}"});
    return std::nullopt;
  }
  const auto& entry = node->entries[0];
  if (!entry.value.value.starts_with(prefix) || entry.value.value.size() == prefix.size()) {
    rule.out()
        .error(Code::bad_value, rule.place(entry.value),
               text::phrase("'{}' is not a roster", "“{}”不是名册", entry.value.value))
        .with_help(text::phrase("write roster.{}; the mapping says which file it is",
                                "请写 roster.{}；映射文件说明它是哪个文件", entry.value.value));
    return std::nullopt;
  }
  return EachOf{entry.key, entry.value.value.substr(prefix.size()), rule.place(entry.value)};
}

std::optional<time::Period> read_limit_period(text::Fields& fields, const text::Node& node) {
  if (is_unresolved(node)) return std::nullopt;
  text::Phrase why;
  auto period = time::read_period(node.value, why);
  if (!period)
    fields.out().error(Code::bad_period, fields.place(node), why);
  else if (period->count == 0 && !time::counts_days(period->unit))
    fields.out().error(Code::bad_period, fields.place(node),
                       {"a limit of no time at all cannot be met", "期限为零，无法履行"});
  return period;
}

std::vector<Limit> read_within(text::Fields& rule) {
  std::vector<Limit> limits;
  const auto* node = rule.need("within");
  if (!node) return limits;
  if (node->is_scalar()) {
    limits.push_back({std::nullopt, read_limit_period(rule, *node), rule.place(*node)});
    return limits;
  }
  if (!node->is_sequence() || node->items.empty()) {
    rule.wrong_shape(*node, "within",
                     {"a period such as '3 working days', or a table of {where, limit}",
                      "期限，如“3个工作日”，或由 {where, limit} 组成的表"});
    return limits;
  }
  const Limit* catch_all = nullptr;
  limits.reserve(node->items.size());
  for (const auto& item : node->items) {
    text::Fields row(rule.source(), item, {"a row of the limit table", "期限表的一行"}, rule.out());
    Limit limit;
    limit.place = row.place();
    limit.where = read_condition(row, "where");
    const bool unconditional = item.is_mapping() && !row.has("where");
    if (const auto* period = row.need("limit")) {
      if (!period->is_scalar())
        row.wrong_shape(*period, "limit", {"a period, or none", "期限，或 none"});
      else if (period->value != "none")
        limit.period = read_limit_period(row, *period);
    }
    row.finish();
    if (catch_all)
      rule.out()
          .error(Code::unclear_rule, limit.place,
                 {"this row is never reached: the one before it applies to everything",
                  "这一行永远用不到：它前面的一行适用于一切情形"})
          .label(catch_all->place, {"this row has no 'where'", "这一行没有“where”"});
    limits.push_back(std::move(limit));
    if (unconditional && !catch_all) catch_all = &limits.back();
  }
  return limits;
}

void read_citation(text::Fields& rule, Citation& cite) {
  const auto* node = rule.take("cite");
  if (!node) return;
  text::Fields fields(rule.source(), *node, {"'cite'", "“cite”"}, rule.out());
  cite.item = fields.text("item").value_or("");
  cite.quote = fields.text("quote").value_or("");
  cite.requirement = fields.text("requirement").value_or("");
  fields.finish();
}

}  // namespace

std::optional<Rule> read_rule(const text::SourcePtr& source, const text::Node& node, const Pack& pack,
                              text::Diagnostics& out) {
  const auto errors_before = out.errors();
  Rule rule;
  text::Fields fields(source, node, {"a rule", "规则"}, out);
  if (!node.is_mapping()) return std::nullopt;
  rule.place = fields.place();
  rule.id = fields.need_text("id").value_or("");
  if (const auto* id = fields.take("id")) rule.place = fields.place(*id);
  rule.title = fields.phrase("title").value_or(text::verbatim(rule.id));
  rule.note = fields.phrase("note").value_or(text::Phrase{});
  read_citation(fields, rule.cite);
  static const std::vector<std::string> severities{"high", "medium", "low"};
  rule.severity = static_cast<Severity>(fields.one_of("severity", severities).value_or(1));
  rule.owner = fields.text("owner").value_or("");
  rule.in_force = fields.has("in-force") ? read_in_force(fields) : (fields.take("in-force"), pack.in_force);

  rule.for_each = read_pattern(fields, "for-each");
  rule.where = read_condition(fields, "where");
  rule.where_place = fields.has("where") ? fields.place(*fields.take("where")) : rule.place;
  rule.of = read_of(fields);
  rule.expect = read_pattern(fields, "expect");
  rule.same = fields.texts("same");
  rule.same_place = fields.has("same") ? fields.place(*fields.take("same")) : rule.place;
  if (std::find(rule.same.begin(), rule.same.end(), "") != rule.same.end())
    fields.wrong_shape(*fields.take("same"), "same", {"names of attributes", "属性的名称"});
  static const std::vector<std::string> allowed{"allowed"};
  rule.early = fields.one_of("early", allowed).has_value();
  rule.within = read_within(fields);
  static const std::vector<std::string> rolls{"none"};
  if (fields.one_of("roll", rolls)) rule.roll = time::Roll::none;
  rule.examples = read_examples(fields);
  fields.finish();

  if (!fields.has("same") && !rule.of && node.is_mapping() && fields.has("expect"))
    out.error(Code::unclear_rule, rule.place,
              {"the rule does not say what ties a response to its trigger", "规则没有说明回应与触发事件凭什么对应"})
        .with_help({"name the attributes that both carry: same: [doc_no]; or same: [] when any response will do",
                    "请写出两者共有的属性：same: [doc_no]；任何回应都可以时写 same: []"});
  if (out.errors() > errors_before) return std::nullopt;
  return rule;
}

}  // namespace shixian::rule
