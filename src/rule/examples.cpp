#include "rule/read_rule.hpp"

namespace shixian::rule {

namespace {

void read_rosters(text::Fields& example, Example& made) {
  const auto* node = example.take("rosters");
  if (!node) return;
  if (!node->is_mapping()) {
    example.wrong_shape(*node, "rosters", {"a mapping of roster names to lists", "名册名到列表的映射"});
    return;
  }
  for (const auto& entry : node->entries) {
    text::Node one;
    one.kind = text::Node::Kind::mapping;
    one.entries.push_back(entry);
    text::Fields roster(example.source(), one, {"'rosters'", "“rosters”"}, example.out());
    made.rosters.emplace_back(entry.key, roster.texts(entry.key));
  }
}

std::vector<std::string> verdict_words() { return {"met", "late", "missing", "breached", "pending", "undetermined"}; }

void read_verdicts(text::Fields& example, Example& made) {
  if (example.has("verdict")) {
    const auto words = verdict_words();
    if (const auto index = example.one_of("verdict", words)) made.verdicts = {words[*index]};
    if (example.has("verdicts"))
      example.out().error(text::Code::unclear_rule, example.key_place("verdicts"),
                          {"an example has either 'verdict' or 'verdicts'", "示例只能有“verdict”或“verdicts”之一"});
    example.take("verdicts");
    return;
  }
  example.take("verdict");
  const auto* node = example.need("verdicts");
  if (!node) return;
  if (!node->is_sequence()) {
    example.wrong_shape(*node, "verdicts", {"a list of verdicts", "结论的列表"});
    return;
  }
  const auto words = verdict_words();
  for (const auto& item : node->items) {
    text::Node holder;
    holder.kind = text::Node::Kind::mapping;
    holder.entries.push_back({"verdict", item.span, item});
    text::Fields one(example.source(), holder, {"a verdict", "结论"}, example.out());
    if (const auto index = one.one_of("verdict", words)) made.verdicts.push_back(words[*index]);
  }
}

void read_deadlines(text::Fields& example, Example& made) {
  made.deadlines = example.texts("deadline");
  if (!example.has("deadline") || made.verdicts.empty() || made.deadlines.size() == made.verdicts.size()) return;
  example.out().error(text::Code::bad_value, example.place(*example.take("deadline")),
                      text::phrase("{} deadlines for {} verdicts", "{} 个截止日期对应 {} 个结论", made.deadlines.size(),
                                   made.verdicts.size()));
}

void read_coverage(text::Fields& example, Example& made) {
  const auto* node = example.take("covers");
  if (!node) return;
  made.covers_place = example.place(*node);
  text::Fields range(example.source(), *node, {"'covers'", "“covers”"}, example.out());
  made.covers_from = range.text("from").value_or("");
  made.covers_to = range.text("to").value_or("");
  range.finish();
}

}  // namespace

void read_example_log(text::Fields& fields, Example& example) {
  const auto* log = fields.need("log");
  if (!log) return;
  example.log_place = fields.place(*log);
  if (log->is_scalar())
    example.log = log->value;
  else
    fields.wrong_shape(*log, "log", {"lines of 'TIME  event-type  key=value …'", "若干行“时间  事件类型  键=值 …”"});
}

void read_example(text::Fields& fields, Example& example) {
  example.place = fields.place();
  example.name = fields.phrase("name").value_or(text::Phrase{"unnamed", "未命名"});
  if (const auto* as_of = fields.need("as-of")) {
    example.as_of_place = fields.place(*as_of);
    if (as_of->is_scalar())
      example.as_of = as_of->value;
    else
      fields.wrong_shape(*as_of, "as-of", {"a date or time such as 2020-06-30", "日期或时间，如 2020-06-30"});
  }
  read_verdicts(fields, example);
  read_deadlines(fields, example);
  read_coverage(fields, example);
  read_rosters(fields, example);
}

std::vector<Example> read_examples(text::Fields& rule) {
  std::vector<Example> examples;
  const auto* node = rule.take("examples");
  if (!node) return examples;
  if (!node->is_sequence()) {
    rule.wrong_shape(*node, "examples", {"a list of examples", "示例的列表"});
    return examples;
  }
  for (const auto& item : node->items) {
    text::Fields fields(rule.source(), item, {"an example", "示例"}, rule.out());
    Example example;
    read_example_log(fields, example);
    read_example(fields, example);
    fields.finish();
    examples.push_back(std::move(example));
  }
  return examples;
}

}  // namespace shixian::rule
