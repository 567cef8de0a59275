#include "text/fields.hpp"

#include <algorithm>

#include "text/suggest.hpp"

namespace shixian::text {

namespace {

const Node empty_mapping{Node::Kind::mapping, {}, false, {}, nullptr, {}, {}};
const Phrase a_text{"a text", "一段文字"};

const Entry* find(const Node& node, std::string_view key) {
  for (const auto& entry : node.entries)
    if (entry.key == key) return &entry;
  return nullptr;
}

}  // namespace

Fields::Fields(SourcePtr source, const Node& node, Phrase what, Diagnostics& out)
    : source_(node.source ? node.source : std::move(source)),
      node_(&node),
      span_(node.span),
      what_(std::move(what)),
      out_(&out) {
  if (node.is_mapping()) return;
  out.error(Code::wrong_shape, {source_, node.span},
            {fmt::format("{} must be a mapping of keys to values", what_.english),
             fmt::format("{}应是“键: 值”的映射", what_.chinese)})
      .with_help(full_width_colon(node.value));
  node_ = &empty_mapping;
}

const Node* Fields::take(std::string_view key) {
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.emplace_back(key);
  const auto* entry = find(*node_, key);
  return entry ? &entry->value : nullptr;
}

bool Fields::has(std::string_view key) const { return find(*node_, key) != nullptr; }

const Node* Fields::need(std::string_view key) {
  const auto* node = take(key);
  if (node && node->kind != Node::Kind::null) return node;
  if (node_ != &empty_mapping)
    out_->error(Code::missing_key, node ? key_place(key) : place(),
                {fmt::format("{} needs '{}'{}", what_.english, key, node ? ", but it is empty here" : ""),
                 fmt::format("{}缺少“{}”{}", what_.chinese, key, node ? "的值" : "")});
  return nullptr;
}

Place Fields::key_place(std::string_view key) const {
  const auto* entry = find(*node_, key);
  return entry ? Place{entry->value.source ? entry->value.source : source_, entry->key_span} : place();
}

void Fields::wrong_shape(const Node& node, std::string_view key, const Phrase& expected) {
  const bool empty = node.kind == Node::Kind::null;
  out_->error(Code::wrong_shape, empty && has(key) ? key_place(key) : place(node),
              {fmt::format("'{}' must be {}{}", key, expected.english, empty ? ", but it is empty" : ""),
               fmt::format("“{}”应是{}{}", key, expected.chinese, empty ? "，这里是空的" : "")})
      .with_help(full_width_colon(empty ? key : node.value));
}

std::optional<std::string> Fields::text(std::string_view key) {
  const auto* node = take(key);
  if (!node) return std::nullopt;
  if (node->is_scalar()) return node->value;
  wrong_shape(*node, key, a_text);
  return std::nullopt;
}

std::optional<std::string> Fields::need_text(std::string_view key) {
  const auto* node = need(key);
  if (!node) return std::nullopt;
  if (node->is_scalar() && node->value.find_first_not_of(" \t\r\n") != std::string::npos) return node->value;
  if (node->is_scalar())
    out_->error(Code::bad_value, place(*node),
                {fmt::format("'{}' must not be an empty text", key), fmt::format("“{}”不能是空文字", key)});
  else
    wrong_shape(*node, key, a_text);
  return std::nullopt;
}

std::optional<bool> Fields::boolean(std::string_view key) {
  const auto* node = take(key);
  if (!node) return std::nullopt;
  if (node->is_scalar() && !node->quoted && (node->value == "true" || node->value == "false"))
    return node->value == "true";
  wrong_shape(*node, key, {"true or false", " true 或 false"});
  return std::nullopt;
}

std::vector<std::string> Fields::texts(std::string_view key) {
  const auto* node = take(key);
  if (!node) return {};
  if (node->is_scalar()) return {node->value};
  std::vector<std::string> found;
  if (!node->is_sequence()) {
    wrong_shape(*node, key, {"a text or a list of texts", "一段文字或文字的列表"});
    return found;
  }
  for (const auto& item : node->items) {
    if (item.is_scalar())
      found.push_back(item.value);
    else
      wrong_shape(item, key, {"a list of texts only", "只含文字的列表"});
  }
  return found;
}

std::optional<Phrase> Fields::phrase(std::string_view key) {
  const auto* node = take(key);
  if (!node) return std::nullopt;
  if (node->is_scalar()) return verbatim(node->value);
  if (!node->is_mapping()) {
    wrong_shape(*node, key, {"a text, or a mapping {zh: …, en: …}", "一段文字，或 {zh: …, en: …}"});
    return std::nullopt;
  }
  Fields languages(source_, *node, {fmt::format("'{}'", key), fmt::format("“{}”", key)}, *out_);
  auto chinese = languages.text("zh"), english = languages.text("en");
  languages.finish();
  if (node->entries.empty()) wrong_shape(*node, key, {"a text in at least one of zh and en", " zh、en 中至少一种文字"});
  if (!chinese && !english) return std::nullopt;
  return Phrase{english ? *english : *chinese, chinese ? *chinese : *english};
}

std::optional<std::size_t> Fields::one_of(std::string_view key, const std::vector<std::string>& words) {
  const auto* node = take(key);
  if (!node) return std::nullopt;
  if (node->is_scalar()) {
    const auto found = std::find(words.begin(), words.end(), node->value);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    out_->error(Code::bad_value, place(*node),
                {fmt::format("'{}' is not a value of '{}'", node->value, key),
                 fmt::format("“{}”不能取“{}”", key, node->value)})
        .with_help(did_you_mean(node->value, words));
    return std::nullopt;
  }
  wrong_shape(*node, key, {"one word", "一个词"});
  return std::nullopt;
}

void Fields::finish() {
  for (const auto& entry : node_->entries) {
    if (std::find(asked_.begin(), asked_.end(), entry.key) != asked_.end()) continue;
    out_->error(Code::unknown_key, {entry.value.source ? entry.value.source : source_, entry.key_span},
                {fmt::format("{} has no key '{}'", what_.english, entry.key),
                 fmt::format("{}没有“{}”这个键", what_.chinese, entry.key)})
        .with_help(help_for_key(entry.key, asked_));
  }
}

void check_version(Fields& fields, std::string_view key) {
  const auto* node = fields.need(key);
  if (node && !(node->is_scalar() && node->value == "1"))
    fields.out().error(Code::bad_version, fields.place(*node),
                       text::phrase("this program reads version 1 of '{}' files", "本程序只读第 1 版的“{}”文件", key));
}

}  // namespace shixian::text
