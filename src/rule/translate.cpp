#include "rule/translate.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "time/due_date.hpp"
#include "time/period.hpp"

namespace shixian::rule {

namespace {

using text::Scalar;
using text::Shape;

constexpr text::Word flags[]{{"true", "是"}, {"false", "否"}};
constexpr text::Word roster{"roster.", "名册."};
constexpr text::Word at_most{"at most ", "不超过"};

struct Replacement {
  text::Span span;
  std::string text;
};

class Translator {
 public:
  Translator(std::string_view content, Spelling to) : content_(content), to_(to) {}

  void visit(const text::Node& node, const Shape& shape) {
    if (node.is_scalar()) return visit_scalar(node, shape);
    for (const auto& item : node.items)
      if (shape.items) visit(item, shape.items());
    for (const auto& entry : node.entries) {
      const auto* key = text::find_key(shape, entry.key);
      if (key) {
        put(entry.key_span, entry.key, from(key->word), into(key->word));
        visit(entry.value, key->value());
      } else if (shape.names) {
        visit(entry.value, shape.names());
      }
    }
  }

  std::string result() {
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
    // What an alias repeats stands once.
    found_.erase(
        std::unique(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.span == b.span; }),
        found_.end());
    std::string made;
    std::size_t at = 0;
    for (const auto& one : found_) {
      made += content_.substr(at, one.span.begin - at);
      made += one.text;
      at = one.span.end;
    }
    return made += content_.substr(at);
  }

 private:
  std::string from(const text::Word& word) const {
    return std::string(to_ == Spelling::chinese ? word.english : word.chinese);
  }
  std::string into(const text::Word& word) const {
    return std::string(to_ == Spelling::chinese ? word.chinese : word.english);
  }
  const std::string& from(const text::Phrase& phrase) const {
    return to_ == Spelling::chinese ? phrase.english : phrase.chinese;
  }
  const std::string& into(const text::Phrase& phrase) const {
    return to_ == Spelling::chinese ? phrase.chinese : phrase.english;
  }

  /// Only what stands there bare and exactly as its spelling writes it.
  void put(text::Span span, const std::string& value, const std::string& expected, const std::string& other) {
    const auto end = span.begin + value.size();
    if (value != expected || end > content_.size() || content_.substr(span.begin, value.size()) != value) return;
    found_.push_back({{span.begin, end}, other});
  }

  void visit_scalar(const text::Node& node, const Shape& shape) {
    if (node.quoted) return;
    if (const auto* word = text::find_word(shape, node.value))
      return put(node.span, node.value, from(*word), into(*word));
    switch (shape.scalar) {
      case Scalar::flag:
        for (const auto& flag : flags)
          if (node.value == from(flag)) put(node.span, node.value, from(flag), into(flag));
        return;
      case Scalar::roster:
        return put_prefixed(node, roster, [](const std::string& name) { return text::verbatim(name); });
      case Scalar::longest:
        return put_prefixed(node, at_most, period);
      case Scalar::period:
        return put_phrase(node, period(node.value));
      case Scalar::due:
        return put_phrase(node, due(node.value));
      case Scalar::none:
      case Scalar::text:
      case Scalar::word:
      case Scalar::whole:
      case Scalar::decimal:
      case Scalar::day:
      case Scalar::moment:
      case Scalar::condition:
        return;
    }
  }

  static std::optional<text::Phrase> period(const std::string& written) {
    text::Phrase why;
    const auto read = time::read_period(written, why);
    return read ? std::optional(time::describe(*read)) : std::nullopt;
  }

  /// A date on its own is the same in both.
  static std::optional<text::Phrase> due(const std::string& written) {
    text::Phrase why;
    const auto read = time::read_due_date(written, why);
    return read && !read->date ? std::optional(time::describe(*read)) : std::nullopt;
  }

  void put_phrase(const text::Node& node, const std::optional<text::Phrase>& phrase) {
    if (phrase) put(node.span, node.value, from(*phrase), into(*phrase));
  }

  template <class Read>
  void put_prefixed(const text::Node& node, const text::Word& prefix, Read read) {
    const auto begin = from(prefix);
    if (!node.value.starts_with(begin)) return;
    const std::optional<text::Phrase> rest = read(node.value.substr(begin.size()));
    if (rest) put(node.span, node.value, begin + from(*rest), into(prefix) + into(*rest));
  }

  std::string_view content_;
  Spelling to_;
  std::vector<Replacement> found_;
};

}  // namespace

std::string translated(const text::Document& document, const Shape& shape, Spelling to) {
  Translator translator(document.source->content(), to);
  translator.visit(document.root, shape);
  return translator.result();
}

}  // namespace shixian::rule
