#include "condition/tokens.hpp"

#include "condition/advice.hpp"

namespace shixian::condition {

Tokens::Tokens(std::string_view text) : text_(text), lexer_(text) {
  look_ahead();
  advance();
}

void Tokens::look_ahead() {
  try {
    ahead_ = lexer_.next();
  } catch (Problem& problem) {
    ahead_problem_ = std::move(problem);
  }
}

const Token& Tokens::advance() {
  if (ahead_problem_) throw *ahead_problem_;
  before_ = std::move(now_);
  now_ = std::move(ahead_);
  look_ahead();
  return before_;
}

bool Tokens::take(Token::Kind kind) {
  if (now_.kind != kind) return false;
  advance();
  return true;
}

void Tokens::need(Token::Kind kind, std::string_view written) {
  if (!take(kind)) unexpected(text::phrase("'{}'", "“{}”", written));
}

void Tokens::unexpected(const text::Phrase& expected) const { throw_unexpected(expected, now_, before_, text_); }

}  // namespace shixian::condition
