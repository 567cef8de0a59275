// A condition as a stream of tokens: the one at hand, the one before it and the one after.
#pragma once

#include <optional>
#include <string_view>

#include "condition/lexer.hpp"

namespace shixian::condition {

class Tokens {
 public:
  explicit Tokens(std::string_view text);

  const Token& now() const { return now_; }
  const Token& before() const { return before_; }
  /// Whether a token of that kind comes next; false when what comes next is no token.
  bool is_next(Token::Kind kind) const { return !ahead_problem_ && ahead_.kind == kind; }
  bool is(Token::Kind kind) const { return now_.kind == kind; }

  /// Steps to the next token and gives the one left behind. Throws the Problem of a next one that is none.
  const Token& advance();
  /// Steps over a token of that kind, if it is at hand.
  bool take(Token::Kind kind);
  void need(Token::Kind kind, std::string_view written);
  [[noreturn]] void unexpected(const text::Phrase& expected) const;
  text::Span since(std::size_t begin) const { return {begin, before_.span.end}; }

 private:
  void look_ahead();

  std::string_view text_;
  Lexer lexer_;
  Token before_, now_, ahead_;
  std::optional<Problem> ahead_problem_;  ///< waits until its token is reached
};

}  // namespace shixian::condition
