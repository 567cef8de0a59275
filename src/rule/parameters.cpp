#include "rule/parameters.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "text/suggest.hpp"

namespace shixian::rule {

namespace {

using text::Code;

/// `20 working days` and 20个工作日, `the end of the year` and 年底.
bool means_the_same(const std::string& a, const std::string& b) {
  text::Phrase why;
  if (const auto period = time::read_period(a, why)) return period == time::read_period(b, why);
  if (const auto due = time::read_due_date(a, why)) return due == time::read_due_date(b, why);
  return a == b;
}

std::optional<std::size_t> index_of(const Parameter& parameter, const std::string& value) {
  const auto found = std::find_if(parameter.choices.begin(), parameter.choices.end(),
                                  [&](const auto& choice) { return means_the_same(choice.value, value); });
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

/// Where conditions stand.
bool holds_condition(const text::Entry& entry) {
  return entry.value.is_scalar() && (entry.key == "where" || entry.key == "assert");
}

bool is_name_letter(char c) { return c == '-' || c == '_' || std::isalnum(static_cast<unsigned char>(c)) || c < 0; }

/// Each `$name` of a condition outside its quotes: where it begins, and the name.
std::vector<std::pair<std::size_t, std::string>> named_in_condition(const std::string& condition) {
  std::vector<std::pair<std::size_t, std::string>> found;
  char quote = 0;
  for (std::size_t i = 0; i < condition.size(); ++i) {
    const char c = condition[i];
    if (quote != 0) {
      if (c == '\\') ++i;
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '$') {
      auto end = i + 1;
      while (end < condition.size() && is_name_letter(condition[end])) ++end;
      found.emplace_back(i, condition.substr(i + 1, end - i - 1));
      i = end - 1;
    }
  }
  return found;
}

class Replacer {
 public:
  Replacer(const std::vector<Parameter>& parameters, const text::SourcePtr& source, text::Diagnostics& out)
      : parameters_(parameters), source_(source), out_(out) {}

  void replace(text::Node& node) {
    for (auto& item : node.items) replace(item);
    for (auto& entry : node.entries) {
      if (holds_condition(entry) && !is_unresolved(entry.value))
        replace_in_condition(entry.value);
      else
        replace(entry.value);
    }
    if (!is_unresolved(node)) return;
    if (const auto* chosen = value_of(node.value.substr(1), node,
                                      {"put a text that begins with '$' in quotes", "以“$”开头的文字请加引号"}))
      node.value = *chosen;
  }

 private:
  void replace_in_condition(text::Node& node) {
    auto names = named_in_condition(node.value);
    for (auto at = names.rbegin(); at != names.rend(); ++at) {
      const auto* chosen = value_of(at->second, node, {});
      node.value.replace(at->first, at->second.size() + 1, chosen ? "(" + *chosen + ")" : "true");
    }
  }

  /// nullptr: there is none, or the parameter is at fault, which was reported.
  const std::string* value_of(const std::string& name, const text::Node& node, const text::Phrase& otherwise) {
    std::vector<std::string> names;
    for (const auto& parameter : parameters_) {
      names.push_back(parameter.name);
      if (parameter.name == name)
        return parameter.choices.empty() ? nullptr : &parameter.choices[parameter.chosen].value;
    }
    const auto meant = text::did_you_mean(name, names);
    out_.error(Code::unknown_parameter, {node.source ? node.source : source_, node.span},
               text::phrase("the pack has no parameter '{}'", "规则包没有“{}”这个参数", name))
        .with_help(meant.empty() ? otherwise : meant);
    return nullptr;
  }

  const std::vector<Parameter>& parameters_;
  const text::SourcePtr& source_;
  text::Diagnostics& out_;
};

}  // namespace

text::Node with_parameters(const text::Node& node, const std::vector<Parameter>& parameters,
                           const text::SourcePtr& source, text::Diagnostics& out) {
  auto made = node;
  for (auto& entry : made.entries)
    if (entry.key != "parameters") Replacer(parameters, source, out).replace(entry.value);
  return made;
}

namespace {

void collect(const text::Node& node, std::vector<std::string>& names) {
  for (const auto& item : node.items) collect(item, names);
  const auto add = [&](std::string name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  };
  for (const auto& entry : node.entries) {
    collect(entry.value, names);
    if (holds_condition(entry))
      for (auto& [at, name] : named_in_condition(entry.value.value)) add(std::move(name));
  }
  if (is_unresolved(node)) add(node.value.substr(1));
}

}  // namespace

std::vector<std::string> parameters_in(const text::Node& node) {
  std::vector<std::string> names;
  collect(node, names);
  return names;
}

bool is_unresolved(const text::Node& node) { return node.is_scalar() && !node.quoted && node.value.starts_with('$'); }

}  // namespace shixian::rule
