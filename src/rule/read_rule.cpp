#include "rule/read_rule.hpp"

#include <algorithm>

#include "rule/combinations.hpp"
#include "rule/parameters.hpp"
#include "rule/read_clock.hpp"
#include "rule/read_demand.hpp"
#include "rule/read_scope.hpp"
#include "rule/read_value.hpp"

namespace shixian::rule {

namespace {

using text::Code;

void read_citation(text::Fields& rule, Citation& cite) {
  const auto* node = rule.take("cite");
  if (!node) return;
  text::Fields fields(rule.source(), *node, {"'cite'", "“cite”"}, rule.out());
  cite.item = fields.text("item").value_or("");
  cite.quote = fields.text("quote").value_or("");
  cite.requirements = fields.texts("requirement");
  fields.finish();
}

void read_replaced(text::Fields& fields, Rule& rule) {
  fields.take("replaces");
  if (!fields.has("replaces")) return;
  rule.replaces = fields.need_text("replaces").value_or("");
  rule.replaces_place = fields.place(*fields.take("replaces"));
  if (!fields.has("in-force") || !rule.in_force.from)
    fields.out()
        .error(Code::unclear_rule, fields.key_place("replaces"),
               {"it is not said from when the rule replaces the other", "没有说明自何日起取代另一规则"})
        .with_help({"write the first day: in-force: {from: 2021-01-01}", "请写明首日：in-force: {from: 2021-01-01}"});
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
  rule.weight = decimal_at(fields, "weight");
  rule.in_force = fields.has("in-force") ? read_in_force(fields) : (fields.take("in-force"), pack.in_force);

  read_replaced(fields, rule);
  rule.scope = read_scope(fields);
  rule.demand = read_demand(fields);
  rule.same = attributes_at(fields, "same");
  rule.same_place = fields.has("same") ? fields.place(*fields.take("same")) : rule.place;
  rule.clock = read_clock(fields);
  rule.examples = read_examples(fields);
  fields.finish();
  refuse_unclear_combinations(fields, rule);

  if (out.errors() > errors_before) return std::nullopt;
  return rule;
}

}  // namespace shixian::rule
