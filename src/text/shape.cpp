#include "text/shape.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "text/suggest.hpp"

namespace shixian::text {

namespace {

constexpr Word flags[]{{"true", "是"}, {"false", "否"}};
constexpr Word roster_prefix{"roster.", "名册."};

bool has_other_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::vector<std::string> chinese_keys(const Shape& shape) {
  std::vector<std::string> words;
  for (const auto& key : shape.keys) words.emplace_back(key.word.chinese);
  return words;
}

class Speller {
 public:
  Speller(const SourcePtr& source, Diagnostics& out) : source_(source), out_(out) {}

  void spell(Node& node, const Shape& shape) {
    const auto source = node.source ? node.source : source_;
    if (node.is_scalar()) return spell_scalar(node, shape);
    for (auto& item : node.items)
      if (shape.items) spell(item, shape.items());
    if (!node.is_mapping() || !shape.is_mapping()) return;
    std::vector<Entry> kept;
    for (auto& entry : node.entries) {
      const auto* key = find_key(shape, entry.key);
      if (!key && !shape.names && has_other_letters(entry.key)) {
        unknown(entry, shape, source);
        continue;
      }
      if (key && entry.key != key->word.english) {
        chinese = chinese || has_other_letters(entry.key);
        entry.key = key->word.english;
      }
      if (key && repeated(kept, entry, *key, source)) continue;
      if (key)
        spell(entry.value, key->value());
      else if (shape.names)
        spell(entry.value, shape.names());
      kept.push_back(std::move(entry));
    }
    node.entries = std::move(kept);
  }

  bool chinese = false;

 private:
  void put(Node& node, std::string_view english) {
    chinese = chinese || (node.value != english && has_other_letters(node.value));
    node.value = english;
  }

  void spell_scalar(Node& node, const Shape& shape) {
    if (const auto* word = find_word(shape, node.value)) return put(node, word->english);
    if (shape.scalar == Scalar::flag && !node.quoted)
      for (const auto& flag : flags)
        if (node.value == flag.chinese) return put(node, flag.english);
    if (shape.scalar == Scalar::roster && node.value.starts_with(roster_prefix.chinese))
      put(node, std::string(roster_prefix.english) + node.value.substr(roster_prefix.chinese.size()));
  }

  void unknown(const Entry& entry, const Shape& shape, const SourcePtr& source) {
    out_.error(Code::unknown_key, {source, entry.key_span},
               phrase("there is no key '{}' here", "此处没有“{}”这个键", entry.key))
        .with_help(help_for_key(entry.key, chinese_keys(shape)));
  }

  bool repeated(const std::vector<Entry>& kept, const Entry& entry, const Key& key, const SourcePtr& source) {
    const auto first =
        std::find_if(kept.begin(), kept.end(), [&](const Entry& one) { return one.key == key.word.english; });
    if (first == kept.end()) return false;
    out_.error(Code::duplicate_key, {source, entry.key_span},
               {"this key stands here already, in the other spelling", "这个键已用另一种写法写过"})
        .label({source, first->key_span}, {"the first stands here", "第一个在这里"});
    return true;
  }

  SourcePtr source_;
  Diagnostics& out_;
};

void collect(const Shape& shape, std::set<const Shape*>& seen, std::map<std::string, std::string>& names) {
  if (!seen.insert(&shape).second) return;
  for (const auto& key : shape.keys) {
    names.emplace(key.word.english, key.word.chinese);
    collect(key.value(), seen, names);
  }
  for (const auto& word : shape.words) names.emplace(word.english, word.chinese);
  if (shape.items) collect(shape.items(), seen, names);
  if (shape.names) collect(shape.names(), seen, names);
}

bool is_of_a_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/// Every word that is a key becomes its Chinese spelling; with `quoted` only one between single quotes.
void respell(std::string& text, const std::map<std::string, std::string>& names, bool quoted) {
  for (std::size_t at = 0; at < text.size();) {
    auto end = at;
    while (end < text.size() && is_of_a_name(text[end])) ++end;
    const bool bare = at == 0 || text[at - 1] != '\'' || end == text.size() || text[end] != '\'';
    const auto found = quoted && bare ? names.end() : names.find(text.substr(at, end - at));
    if (found != names.end()) {
      text.replace(at, end - at, found->second);
      end = at + found->second.size();
    }
    at = end + 1;
  }
}

}  // namespace

const Key* find_key(const Shape& shape, std::string_view written) {
  for (const auto& key : shape.keys)
    if (written == key.word.english || written == key.word.chinese) return &key;
  return nullptr;
}

const Word* find_word(const Shape& shape, std::string_view written) {
  for (const auto& word : shape.words)
    if (written == word.english || written == word.chinese) return &word;
  return nullptr;
}

Spelled in_english(const Document& document, const Shape& shape, Diagnostics& out) {
  Spelled spelled{document, false};
  Speller speller(document.source, out);
  speller.spell(spelled.document.root, shape);
  spelled.chinese = speller.chinese;
  return spelled;
}

void name_keys_in_chinese(Diagnostics& out, std::size_t first, const Shape& shape) {
  std::set<const Shape*> seen;
  std::map<std::string, std::string> names;
  collect(shape, seen, names);
  out.reword(first, [&](Phrase& phrase) {
    respell(phrase.english, names, true);
    respell(phrase.chinese, names, false);
  });
}

const Shape& any_text() {
  static const Shape shape{"", Scalar::text};
  return shape;
}

const Shape& any_texts() {
  static const Shape shape{"texts", Scalar::text, {}, any_text};
  return shape;
}

const Shape& phrase_shape() {
  static const Shape shape{
      "phrase", Scalar::text, {}, nullptr, {{{"zh", "中文"}, any_text}, {{"en", "英文"}, any_text}}};
  return shape;
}

const Shape& flag_shape() {
  static const Shape shape{"flag", Scalar::flag};
  return shape;
}

const Shape& day_shape() {
  static const Shape shape{"day", Scalar::day};
  return shape;
}

const Shape& whole_shape() {
  static const Shape shape{"whole", Scalar::whole};
  return shape;
}

const Shape& days_covered() {
  static const Shape shape{"days", Scalar::none, {}, nullptr, {{{"from", "自"}, day_shape}, {{"to", "至"}, day_shape}}};
  return shape;
}

}  // namespace shixian::text
