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

const Domain* domain_of(const Pack& pack, const std::string& attribute) {
  const auto at = std::find_if(pack.domains.begin(), pack.domains.end(),
                               [&](const Domain& one) { return one.attribute == attribute; });
  return at == pack.domains.end() ? nullptr : &*at;
}

const Domain* domain_with(const Pack& pack, const std::string& value) {
  const auto at =
      std::find_if(pack.domains.begin(), pack.domains.end(), [&](const Domain& one) { return lists(one, value); });
  return at == pack.domains.end() ? nullptr : &*at;
}

void hold(const Condition& condition, const Pack& pack, text::Diagnostics& out) {
  for (const auto& comparison : condition.comparisons()) {
    const auto* domain = domain_of(pack, comparison.name);
    if (!domain || comparison.text.empty() || lists(*domain, comparison.text)) continue;
    auto values = text::did_you_mean(comparison.text, domain->one_of);
    out.error(Code::bad_condition, comparison.place,
              text::phrase("'{}' is none of the values that the pack lists for '{}'",
                           "“{}”不在规则包为“{}”列出的取值之内", comparison.text, comparison.name))
        .with_help(std::move(values));
  }
  for (const auto& name : condition.names()) {
    const auto* domain = domain_of(pack, name) ? nullptr : domain_with(pack, name);
    if (!domain || condition.asks_for(name)) continue;
    out.error(Code::bad_condition, condition.place_of(name),
              text::phrase("'{0}' stands here as the name of an attribute, but the pack lists it as a value of '{1}'",
                           "“{0}”在此处被当作属性名，而规则包把它列为“{1}”的取值", name, domain->attribute))
        .with_help(text::phrase("write it in quotes: \"{}\"", "请加引号：\"{}\"", name));
  }
}

}  // namespace

void hold_against_domains(const Pack& pack, text::Diagnostics& out) {
  if (pack.domains.empty()) return;
  for (const auto& rule : pack.rules)
    for (const auto* condition : conditions_of(rule)) hold(*condition, pack, out);
}

}  // namespace shixian::rule
