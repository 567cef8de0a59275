// The words and signs of a condition.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/phrase.hpp"
#include "text/source.hpp"

namespace shixian::condition {

/// What is wrong with the text of a condition, where in it, and how to mend it. Thrown while it is read; never leaves
/// Condition::parse.
struct Problem {
  text::Span span;
  text::Phrase message;
  text::Phrase help;
};

struct Token {
  enum class Kind : std::uint8_t {
    end,
    integer,
    decimal,
    text,
    word,
    quoted_word,  ///< between backquotes
    left_paren,
    right_paren,
    left_bracket,
    right_bracket,
    left_brace,
    right_brace,
    dot,
    comma,
    colon,
    question,
    plus,
    minus,
    times,
    divide,
    modulo,
    not_,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    and_,
    or_,
  };
  Kind kind = Kind::end;
  text::Span span;
  std::string value;  ///< of a text after escapes, of a word, the digits of a number
};

/// Takes a condition apart from left to right. The text must be valid UTF-8 and outlive the lexer.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  /// The next token; `end` for ever once the text is used up. Throws Problem.
  Token next();

 private:
  void skip_blanks();
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  Token number();
  Token word();
  Token quoted_word();
  /// A text whose opening quote stands `prefix` bytes further on (after `r`).
  Token quoted(std::size_t prefix);
  Token sign();
  Token finish(Token::Kind kind, std::size_t length);
  [[noreturn]] void foreign(std::size_t begin) const;

  std::string_view text_;
  std::size_t position_ = 0;
};

/// The end of the identifier that begins at `begin`, or `begin` when none does: Unicode letters, digits and
/// underscores.
std::size_t identifier_end(std::string_view text, std::size_t begin);

}  // namespace shixian::condition
