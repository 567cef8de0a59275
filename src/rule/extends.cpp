#include "rule/extends.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "rule/pack_shape.hpp"
#include "rule/yaml.hpp"
#include "text/suggest.hpp"

namespace shixian::rule {

namespace {

using text::Code;
using text::Entry;
using text::find_value;
using text::Node;

std::string id_of(const Node& rule) {
  const auto* id = find_value(rule, "id");
  return id && id->is_scalar() ? id->value : std::string();
}

/// The base may be in the other spelling.
std::optional<text::Document> read_english(const std::string& path, text::Diagnostics& out) {
  const auto read = read_yaml(path, out);
  if (!read) return std::nullopt;
  return text::in_english(*read, pack_shape(), out).document;
}

/// Nodes keep the file they were written in.
void mark(Node& node, const text::SourcePtr& source) {
  if (!node.source) node.source = source;
  for (auto& item : node.items) mark(item, source);
  for (auto& entry : node.entries) mark(entry.value, source);
}

void put(Node& base, const Entry& entry) {
  if (auto* value = find_value(base, entry.key))
    *value = entry.value;
  else
    base.entries.push_back(entry);
}

/// A rule that neither the base has nor the overlay writes whole is a misspelt id.
bool is_misspelt(const Node& rule) { return !find_value(rule, "for-each") && !find_value(rule, "for-every"); }

void refuse_unknown_rule(const Node& rule, const Node& base, text::Diagnostics& out) {
  std::vector<std::string> ids;
  for (const auto& one : base.items) ids.push_back(id_of(one));
  const auto* id = find_value(rule, "id");
  out.error(Code::unknown_rule, {rule.source, id->span},
            text::phrase("the pack that this one extends has no rule '{}'", "所沿用的规则包没有规则“{}”", id->value))
      .with_help(text::did_you_mean(id->value, ids));
}

void lay_rules(Node& base, const Node& rules, text::Diagnostics& out) {
  for (const auto& rule : rules.items) {
    const auto id = id_of(rule);
    const auto at =
        std::find_if(base.items.begin(), base.items.end(), [&](const Node& one) { return id_of(one) == id; });
    if (id.empty() || at == base.items.end()) {
      if (!id.empty() && is_misspelt(rule))
        refuse_unknown_rule(rule, base, out);
      else
        base.items.push_back(rule);
      continue;
    }
    at->entries.erase(
        std::remove_if(at->entries.begin(), at->entries.end(), [](const Entry& one) { return one.key == "examples"; }),
        at->entries.end());
    for (const auto& entry : rule.entries) put(*at, entry);
    at->span = rule.span;
    at->source = rule.source;
  }
}

void lay_names(Node& base, const Node& names, bool key_by_key) {
  for (const auto& entry : names.entries) {
    auto* known = find_value(base, entry.key);
    if (known && key_by_key && known->is_mapping() && entry.value.is_mapping())
      for (const auto& inner : entry.value.entries) put(*known, inner);
    else
      put(base, entry);
  }
}

void lay(Node& base, const Node& overlay, text::Diagnostics& out) {
  for (const auto& entry : overlay.entries) {
    auto* known = find_value(base, entry.key);
    if (entry.key == "extends") continue;
    if (known && entry.key == "rules" && known->is_sequence() && entry.value.is_sequence())
      lay_rules(*known, entry.value, out);
    else if (known && (entry.key == "parameters" || entry.key == "attributes") && known->is_mapping() &&
             entry.value.is_mapping())
      lay_names(*known, entry.value, entry.key == "parameters");
    else
      put(base, entry);
  }
  base.span = overlay.span;
  base.source = overlay.source;
}

std::string path_of(const text::Document& document, const std::string& written) {
  return (std::filesystem::path(document.source->name()).parent_path() / written).lexically_normal().string();
}

std::optional<text::Document> laid_over(const text::Document& document, std::vector<std::string> above,
                                        text::Diagnostics& out) {
  const auto* extends = find_value(document.root, "extends");
  if (!extends) return document;
  const text::Place place{document.source, extends->span};
  if (!extends->is_scalar() || extends->value.empty()) {
    out.error(Code::wrong_shape, place, {"'extends' must be the path of a pack", "“extends”应是规则包的路径"});
    return std::nullopt;
  }
  const auto path = path_of(document, extends->value);
  above.push_back(std::filesystem::path(document.source->name()).lexically_normal().string());
  if (std::find(above.begin(), above.end(), path) != above.end()) {
    out.error(Code::unclear_rule, place, {"packs extend one another in a circle", "规则包相互扩展，成了循环"});
    return std::nullopt;
  }
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    out.error(Code::unreadable_file, place, text::phrase("there is no pack '{}'", "没有规则包“{}”", path));
    return std::nullopt;
  }
  const auto read = read_english(path, out);
  const auto base = read ? laid_over(*read, above, out) : std::nullopt;
  if (!base) return std::nullopt;
  auto made = *base;
  mark(made.root, base->source);
  auto overlay = document.root;
  mark(overlay, document.source);
  lay(made.root, overlay, out);
  made.source = document.source;
  return made;
}

}  // namespace

std::optional<text::Document> laid_over(const text::Document& document, text::Diagnostics& out) {
  return laid_over(document, {}, out);
}

std::optional<text::Document> base_of(const text::Document& document, text::Diagnostics& out) {
  const auto* extends = find_value(document.root, "extends");
  if (!extends || !extends->is_scalar()) return std::nullopt;
  return read_english(path_of(document, extends->value), out);
}

}  // namespace shixian::rule
