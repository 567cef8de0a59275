#include "rule/domains.hpp"

#include <algorithm>

#include "rule/patterns.hpp"
#include "text/suggest.hpp"

namespace shixian::rule {

namespace {

using text::Code;

bool lists(const Domain& domain, const std::string& value) {
  return std::find(domain.one_of.begin(), domain.one_of.end(), value) != domain.one_of.end();
}

const Domain* domain_of(const std::vector<Domain>& domains, const std::string& attribute) {
  const auto at =
      std::find_if(domains.begin(), domains.end(), [&](const Domain& one) { return one.attribute == attribute; });
  return at == domains.end() ? nullptr : &*at;
}

const Domain* domain_with(const std::vector<Domain>& domains, const std::string& value) {
  const auto at = std::find_if(domains.begin(), domains.end(), [&](const Domain& one) { return lists(one, value); });
  return at == domains.end() ? nullptr : &*at;
}

const text::Shape& domain() {
  static const text::Shape shape{
      "attribute", text::Scalar::none, {}, nullptr, {{{"one-of", "取值"}, text::any_texts, text::Key::Need::always}}};
  return shape;
}

}  // namespace

const text::Shape& domains_shape() {
  static const text::Shape shape{"attributes", text::Scalar::none, {}, nullptr, {}, domain};
  return shape;
}

std::vector<Domain> read_domains(text::Fields& fields) {
  std::vector<Domain> domains;
  const auto* node = fields.take("attributes");
  if (!node) return domains;
  if (!node->is_mapping()) {
    fields.wrong_shape(*node, "attributes", {"a mapping of attribute names", "属性名的映射"});
    return domains;
  }
  for (const auto& entry : node->entries) {
    text::Fields attribute(fields.source(), entry.value, {"an attribute", "属性"}, fields.out());
    const auto* list = attribute.need("one-of");
    auto values = list ? attribute.texts("one-of") : std::vector<std::string>();
    if (list && list->is_sequence() && list->items.empty())
      attribute.wrong_shape(*list, "one-of", {"a list of at least one value", "至少含一个值的列表"});
    attribute.finish();
    if (!values.empty()) domains.push_back({entry.key, std::move(values)});
  }
  return domains;
}

void hold_against_domains(const Condition& condition, const std::vector<Domain>& domains, text::Diagnostics& out) {
  for (const auto& comparison : condition.comparisons()) {
    const auto* domain = domain_of(domains, comparison.name);
    if (!domain || comparison.text.empty() || lists(*domain, comparison.text)) continue;
    auto values = text::did_you_mean(comparison.text, domain->one_of);
    out.error(Code::bad_condition, comparison.place,
              text::phrase("'{}' is none of the values that 'attributes' lists for '{}'",
                           "“{}”不在“attributes”为“{}”列出的取值之内", comparison.text, comparison.name))
        .with_help(std::move(values));
  }
  for (const auto& name : condition.names()) {
    const auto* domain = domain_of(domains, name) ? nullptr : domain_with(domains, name);
    if (!domain || condition.asks_for(name)) continue;
    out.error(
           Code::bad_condition, condition.place_of(name),
           text::phrase("'{0}' stands here as the name of an attribute, but 'attributes' lists it as a value of '{1}'",
                        "“{0}”在此处被当作属性名，而“attributes”把它列为“{1}”的取值", name, domain->attribute))
        .with_help(text::phrase("write it in quotes: \"{}\"", "请加引号：\"{}\"", name));
  }
}

void hold_against_domains(const Pack& pack, text::Diagnostics& out) {
  if (pack.domains.empty()) return;
  for (const auto& rule : pack.rules)
    for (const auto* condition : conditions_of(rule)) hold_against_domains(*condition, pack.domains, out);
}

}  // namespace shixian::rule
