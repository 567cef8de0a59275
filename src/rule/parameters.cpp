#include "rule/parameters.hpp"

#include <algorithm>

#include "text/suggest.hpp"

namespace shixian::rule {

namespace {

using text::Code;

std::optional<std::size_t> index_of(const Parameter& parameter, const std::string& value) {
  const auto found = std::find_if(parameter.choices.begin(), parameter.choices.end(),
                                  [&](const auto& choice) { return choice.value == value; });
  if (found == parameter.choices.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parameter.choices.begin());
}

void read_choices(text::Fields& fields, Parameter& parameter) {
  const auto* choices = fields.need("choices");
  if (!choices) return;
  if (!choices->is_sequence() || choices->items.empty()) {
    fields.wrong_shape(*choices, "choices",
                       {"a list of at least one {value, title}", "至少含一项 {value, title} 的列表"});
    return;
  }
  for (const auto& item : choices->items) {
    text::Fields choice(fields.source(), item, {"a choice", "选项"}, fields.out());
    auto value = choice.need_text("value");
    auto title = choice.phrase("title");
    choice.finish();
    if (!value) continue;
    if (index_of(parameter, *value))
      fields.out().error(Code::bad_value, choice.place(*choice.take("value")),
                         text::phrase("the choice '{}' stands twice", "选项“{}”重复", *value));
    if (value->starts_with('$'))
      fields.out().error(Code::bad_value, choice.place(*choice.take("value")),
                         {"the value of a choice cannot begin with '$'", "选项的值不能以“$”开头"});
    parameter.choices.push_back({*value, title.value_or(text::verbatim(*value))});
  }
}

std::vector<std::string> values_of(const Parameter& parameter) {
  std::vector<std::string> values;
  for (const auto& choice : parameter.choices) values.push_back(choice.value);
  return values;
}

void no_such_choice(const Parameter& parameter, const std::string& value, text::Place place, text::Diagnostics& out) {
  out.error(Code::bad_value, std::move(place),
            text::phrase("'{1}' is not a choice of the parameter '{0}'", "参数“{0}”没有“{1}”这一选项", parameter.name,
                         value))
      .with_help(text::did_you_mean(value, values_of(parameter)));
}

}  // namespace

std::vector<Parameter> read_parameters(text::Fields& pack, const std::string& pack_id,
                                       std::span<const Setting> settings) {
  std::vector<Parameter> parameters;
  const auto* node = pack.take("parameters");
  if (!node) return parameters;
  if (!node->is_mapping()) {
    pack.wrong_shape(*node, "parameters", {"a mapping of names to parameters", "参数名到参数的映射"});
    return parameters;
  }
  for (const auto& entry : node->entries) {
    Parameter parameter;
    parameter.name = entry.key;
    parameter.place = {pack.source(), entry.key_span};
    text::Fields fields(pack.source(), entry.value, {"a parameter", "参数"}, pack.out());
    parameter.title = fields.phrase("title").value_or(text::verbatim(entry.key));
    parameter.because = fields.phrase("because").value_or(text::Phrase{});
    read_choices(fields, parameter);
    const auto* chosen = fields.need("default");
    fields.finish();
    if (chosen && !chosen->is_scalar()) {
      fields.wrong_shape(*chosen, "default", {"one of the values of 'choices'", "“choices”中的一个值"});
    } else if (chosen && !parameter.choices.empty()) {
      if (const auto index = index_of(parameter, chosen->value))
        parameter.chosen = *index;
      else
        no_such_choice(parameter, chosen->value, pack.place(*chosen), pack.out());
    }
    for (const auto& setting : settings) {
      if (setting.name != parameter.name && setting.name != pack_id + "." + parameter.name) continue;
      setting.used = true;
      if (parameter.choices.empty()) continue;
      if (const auto index = index_of(parameter, setting.value)) {
        parameter.chosen = *index;
        parameter.by_default = false;
      } else {
        no_such_choice(parameter, setting.value, parameter.place, pack.out());
      }
    }
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}

namespace {

void replace(text::Node& node, const std::vector<Parameter>& parameters, const text::SourcePtr& source,
             text::Diagnostics& out) {
  for (auto& item : node.items) replace(item, parameters, source, out);
  for (auto& entry : node.entries) replace(entry.value, parameters, source, out);
  if (!is_unresolved(node)) return;

  const auto name = node.value.substr(1);
  std::vector<std::string> names;
  for (const auto& parameter : parameters) {
    names.push_back(parameter.name);
    if (parameter.name != name) continue;
    if (!parameter.choices.empty()) node.value = parameter.choices[parameter.chosen].value;
    return;
  }
  auto help = text::did_you_mean(name, names);
  if (help.empty()) help = {"put a text that begins with '$' in quotes", "以“$”开头的文字请加引号"};
  out.error(Code::unknown_parameter, {node.source ? node.source : source, node.span},
            text::phrase("the pack has no parameter '{}'", "规则包没有“{}”这个参数", name))
      .with_help(std::move(help));
}

}  // namespace

text::Node with_parameters(const text::Node& node, const std::vector<Parameter>& parameters,
                           const text::SourcePtr& source, text::Diagnostics& out) {
  auto made = node;
  for (auto& entry : made.entries)
    if (entry.key != "parameters") replace(entry.value, parameters, source, out);
  return made;
}

namespace {

void collect(const text::Node& node, std::vector<std::string>& names) {
  for (const auto& item : node.items) collect(item, names);
  for (const auto& entry : node.entries) collect(entry.value, names);
  if (!is_unresolved(node)) return;
  auto name = node.value.substr(1);
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

}  // namespace

std::vector<std::string> parameters_in(const text::Node& node) {
  std::vector<std::string> names;
  collect(node, names);
  return names;
}

bool is_unresolved(const text::Node& node) { return node.is_scalar() && !node.quoted && node.value.starts_with('$'); }

}  // namespace shixian::rule
