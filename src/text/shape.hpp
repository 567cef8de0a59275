// What a structured file may say: its keys, the words that are values, and where free text stands, each word in both
// spellings. One table a kind of file; reading, translating and the JSON Schema all follow it.
#pragma once

#include <string_view>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/document.hpp"

namespace shixian::text {

/// One word of the language in its two spellings.
struct Word {
  std::string_view english;
  std::string_view chinese;
};

/// What the text of a scalar is.
enum class Scalar {
  none,       ///< no scalar stands here
  text,       ///< any text; some words may have a meaning of their own
  word,       ///< one of the words
  flag,       ///< true or false, 是 or 否
  whole,      ///< a whole number
  decimal,    ///< `0.04`, `4%`
  day,        ///< a date
  moment,     ///< a date or a time
  period,     ///< `3 working days`; words may stand instead
  due,        ///< `01-31 of the next year`
  longest,    ///< `at most 7 days`
  condition,  ///< an expression
  roster,     ///< `roster.units`, or one of the words
};

struct Shape;
using ShapeOf = const Shape& (*)();

struct Key {
  Word word;
  ShapeOf value;
  enum class Need { none, in_a_whole_file, always } need = Need::none;  ///< an overlay is not a whole file
};

/// What may stand in one place: a scalar, a list, a mapping, or several of these.
struct Shape {
  std::string_view name;  ///< among the definitions of a schema
  Scalar scalar = Scalar::none;
  std::vector<Word> words{};
  ShapeOf items = nullptr;  ///< of a list
  std::vector<Key> keys{};  ///< of a mapping
  ShapeOf names = nullptr;  ///< the value of any other key: names that the writer chose

  bool is_mapping() const { return !keys.empty() || names; }
};

/// The key of a mapping in either spelling, or nullptr.
const Key* find_key(const Shape& shape, std::string_view written);
/// The word in either spelling, or nullptr.
const Word* find_word(const Shape& shape, std::string_view written);

struct Spelled {
  Document document;     ///< keys and words in the English spelling, places as written
  bool chinese = false;  ///< some were in the Chinese one
};

/// Reads either spelling. A key in Chinese letters that the table has not is reported here, with a suggestion among
/// the Chinese ones, and left out; a key written in both spellings is reported as a duplicate.
Spelled in_english(const Document& document, const Shape& shape, Diagnostics& out);

/// In the problems from `first` on, names the keys in the Chinese spelling: for files that are written in it.
void name_keys_in_chinese(Diagnostics& out, std::size_t first, const Shape& shape);

/// What `read` (English document → optional) makes of a file in either spelling, its problems told in the file's own;
/// nullopt ⇔ errors were added.
template <class Read>
auto in_either_spelling(const Document& document, const Shape& shape, Diagnostics& out, Read read) {
  const auto errors_before = out.errors();
  const auto problems_before = out.all().size();
  const auto spelled = in_english(document, shape, out);
  auto made = read(spelled.document);
  if (spelled.chinese) name_keys_in_chinese(out, problems_before, shape);
  if (out.errors() > errors_before) made.reset();
  return made;
}

/// Shapes that stand in many files.
const Shape& any_text();
const Shape& any_texts();     ///< one text or a list of them
const Shape& phrase_shape();  ///< a text, or {zh: …, en: …}
const Shape& flag_shape();
const Shape& day_shape();
const Shape& whole_shape();
const Shape& days_covered();  ///< {from: …, to: …}

}  // namespace shixian::text
