#include "rule/read_clock.hpp"

#include "rule/parameters.hpp"
#include "rule/read_pattern.hpp"
#include "rule/read_value.hpp"

namespace shixian::rule {

namespace {

using text::Code;

std::vector<Limit> read_within(text::Fields& rule) {
  std::vector<Limit> limits;
  rule.take("within");
  const auto* node = rule.has("within") ? rule.need("within") : nullptr;
  if (!node) return limits;
  if (node->is_scalar()) {
    limits.push_back({std::nullopt, read_period(rule, *node, "within", Zero::allowed_in_days), rule.place(*node)});
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
        limit.period = read_period(row, *period, "limit", Zero::allowed_in_days);
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

std::optional<time::DueDate> read_by(text::Fields& rule) {
  rule.take("by");
  const auto* node = rule.has("by") ? rule.need("by") : nullptr;
  if (!node || is_unresolved(*node)) return std::nullopt;
  if (!node->is_scalar()) {
    rule.wrong_shape(*node, "by", {"a date such as '01-31 of the next year'", "日期，如“次年1月31日”"});
    return std::nullopt;
  }
  text::Phrase why;
  auto due = time::read_due_date(node->value, why);
  if (!due) rule.out().error(Code::bad_time, rule.place(*node), why);
  return due;
}

/// Every item of a list of mappings, or the one mapping that stands alone.
template <class Read>
void each_mapping(text::Fields& rule, std::string_view key, const text::Phrase& what, Read read) {
  const auto* node = rule.take(key);
  if (!node) return;
  for (const auto* item :
       items_of(rule, *node, key, {"a mapping, or a list of at least one", "映射，或至少含一项的列表"})) {
    text::Fields fields(rule.source(), *item, what, rule.out());
    if (!item->is_mapping()) continue;
    read(fields);
    fields.finish();
  }
}

PauseRule read_pause(text::Fields& fields) {
  PauseRule pause;
  pause.place = fields.place();
  pause.from = need_pattern(fields, "from");
  pause.to = need_pattern(fields, "to");
  pause.same = attributes_at(fields, "same");
  pause.at_most = period_at(fields, "at-most", Zero::refused);
  return pause;
}

RestartRule read_restart(text::Fields& fields) {
  RestartRule restart;
  restart.place = fields.place();
  restart.on = need_pattern(fields, "on");
  restart.condition = pattern_at(fields, "if");
  restart.within = period_at(fields, "within", Zero::allowed_in_days);
  if (fields.has("within") && !fields.has("if"))
    fields.out()
        .error(
            Code::unclear_rule, fields.key_place("within"),
            {"'within' of a restart limits its 'if', which is not there", "重新起算的“within”限定“if”，而这里没有“if”"})
        .with_help({"name the event that must come first: if: correction.requested",
                    "请写明须先有的事件：if: correction.requested"});
  return restart;
}

ExtensionRule read_extension(text::Fields& fields) {
  ExtensionRule extension;
  extension.place = fields.place();
  if (const auto* on = fields.need("on")) extension.on = read_patterns(fields, *on, "on");
  extension.by = need_period(fields, "by", Zero::refused);
  extension.times = number_at(fields, "times", 1).value_or(1);
  static const std::vector<std::string> ends{"deadline"};
  fields.one_of("before", ends);
  return extension;
}

DeemedRule read_deemed(text::Fields& fields) {
  DeemedRule deemed;
  deemed.place = fields.place();
  deemed.event = need_pattern(fields, "event");
  deemed.unless = need_pattern(fields, "if-no");
  deemed.within = need_period(fields, "within", Zero::allowed_in_days);
  return deemed;
}

Excuse read_excuse(text::Fields& fields) {
  Excuse excuse;
  excuse.place = fields.place();
  excuse.on = pattern_at(fields, "on");
  excuse.where = read_condition(fields, "where");
  if (fields.has("on") && fields.has("where"))
    fields.out()
        .error(Code::unclear_rule, fields.key_place("where"),
               {"an excuse has either 'on' or 'where'", "事由只能有“on”或“where”之一"})
        .with_help({"a condition on the event stands in it: on: {event: …, where: …}",
                    "对事件的条件写在其中：on: {event: …, where: …}"})
        .label(fields.key_place("on"), {"the other stands here", "另一个在这里"});
  else if (!fields.has("on") && !fields.has("where"))
    fields.out().error(Code::missing_key, fields.place(), {"an excuse needs 'on' or 'where'", "事由缺少“on”或“where”"});
  excuse.within = period_at(fields, "within", Zero::allowed_in_days);
  static const std::vector<std::string> verdicts{"met", "undetermined"};
  if (fields.need("verdict"))
    if (const auto index = fields.one_of("verdict", verdicts)) excuse.verdict = verdicts[*index];
  return excuse;
}

}  // namespace

Clock read_clock(text::Fields& rule) {
  Clock clock;
  for (const auto* key : {"by", "ahead", "no-sooner-than", "within"})
    if (rule.has(key)) clock.place = rule.key_place(key);
  clock.within = read_within(rule);
  clock.no_sooner_than = period_at(rule, "no-sooner-than", Zero::refused);
  clock.ahead = period_at(rule, "ahead", Zero::refused);
  clock.by = read_by(rule);
  static const std::vector<std::string> rolls{"none", "next-working-day"};
  if (const auto roll = rule.one_of("roll", rolls))
    clock.roll = *roll == 0 ? time::Roll::none : time::Roll::next_working_day;
  clock.by_day = rule.boolean("by-day").value_or(false);
  clock.each_step = rule.boolean("chain").value_or(false);
  clock.start = read_start(rule);
  each_mapping(rule, "pause", {"a pause", "中止"}, [&](auto& fields) { clock.pauses.push_back(read_pause(fields)); });
  each_mapping(rule, "restart", {"a restart", "重新起算"},
               [&](auto& fields) { clock.restarts.push_back(read_restart(fields)); });
  each_mapping(rule, "extend", {"an extension", "延期"},
               [&](auto& fields) { clock.extensions.push_back(read_extension(fields)); });
  each_mapping(rule, "deemed", {"a deemed event", "视为发生的事件"},
               [&](auto& fields) { clock.deemed.push_back(read_deemed(fields)); });
  each_mapping(rule, "excuse", {"an excuse", "事由"},
               [&](auto& fields) { clock.excuses.push_back(read_excuse(fields)); });
  return clock;
}

}  // namespace shixian::rule
