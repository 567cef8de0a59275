#include "condition/lexer.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>

#include "condition/literal.hpp"
#include "text/width.hpp"

namespace shixian::condition {
namespace {

using Kind = Token::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_quote(char c) { return c == '"' || c == '\''; }

/// The code point at `at`, which moves past it.
UChar32 next_point(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 point = 0;
  U8_NEXT(bytes, at, text.size(), point);
  return point;
}

/// What an input method for Chinese, or a word processor, writes in place of a sign of the language.
struct Slip {
  char32_t written;
  std::string_view meant;
};
constexpr std::array slips{
    Slip{U'“', "\""}, Slip{U'”', "\""}, Slip{U'‘', "\""}, Slip{U'’', "\""},  Slip{U'、', ","},  Slip{U'≥', ">="},
    Slip{U'≤', "<="}, Slip{U'≠', "!="}, Slip{U'×', "*"},  Slip{U'÷', "/"},   Slip{U'−', "-"},   Slip{U'–', "-"},
    Slip{U'—', "-"},  Slip{U'【', "["}, Slip{U'】', "]"}, Slip{U'＝', "=="}, Slip{U'＆', "&&"}, Slip{U'｜', "||"},
};

}  // namespace

std::size_t identifier_end(std::string_view text, std::size_t begin) {
  auto end = begin;
  while (end < text.size()) {
    auto next = end;
    const auto point = next_point(text, next);
    const bool belongs =
        point == '_' || (point > 0 && u_hasBinaryProperty(point, end == begin ? UCHAR_XID_START : UCHAR_XID_CONTINUE));
    if (!belongs) break;
    end = next;
  }
  return end;
}

void Lexer::skip_blanks() {
  while (position_ < text_.size()) {
    const char c = text_[position_];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      ++position_;
    } else if (c == '/' && at(position_ + 1) == '/') {
      while (position_ < text_.size() && text_[position_] != '\n') ++position_;
    } else {
      return;
    }
  }
}

Token Lexer::finish(Kind kind, std::size_t length) {
  Token token{kind, {position_, position_ + length}, {}};
  position_ += length;
  return token;
}

Token Lexer::next() {
  skip_blanks();
  if (position_ >= text_.size()) return {Kind::end, {text_.size(), text_.size()}, {}};
  const char c = text_[position_];
  if (is_digit(c) || (c == '.' && is_digit(at(position_ + 1)))) return number();
  if (is_quote(c)) return quoted(0);
  if (c == '`') return quoted_word();
  if (identifier_end(text_, position_) > position_) return word();
  return sign();
}

Token Lexer::number() {
  auto end = position_;
  bool decimal = false;
  if (text_[end] == '0' && (at(end + 1) == 'x' || at(end + 1) == 'X') && is_hex(at(end + 2))) {
    for (end += 2; is_hex(at(end));) ++end;
  } else {
    while (is_digit(at(end))) ++end;
    if (at(end) == '.' && is_digit(at(end + 1))) {
      decimal = true;
      for (++end; is_digit(at(end));) ++end;
    }
    if (at(end) == 'e' || at(end) == 'E') {
      auto exponent = end + 1;
      if (at(exponent) == '+' || at(exponent) == '-') ++exponent;
      if (is_digit(at(exponent))) {
        decimal = true;
        for (end = exponent; is_digit(at(end));) ++end;
      }
    }
  }
  const auto tail = identifier_end(text_, end);
  if (!decimal && tail == end + 1 && (at(end) == 'u' || at(end) == 'U'))
    throw Problem{
        {position_, tail},
        text::phrase("unsigned integers such as '{}' are outside the subset of CEL that conditions use",
                     "条件采用 CEL 的子集，不含“{}”这样的无符号整数", text_.substr(position_, tail - position_)),
        {"leave out the u", "请去掉 u"}};
  if (tail > end) {
    const auto written = text_.substr(position_, tail - position_);
    throw Problem{{position_, tail},
                  text::phrase("'{}' is neither a number nor a name", "“{}”既不是数值也不是名称", written),
                  text::phrase("put a name that begins with a digit between backquotes: `{}`",
                               "以数字开头的名称请放在反引号之间：`{}`", written)};
  }
  auto token = finish(decimal ? Kind::decimal : Kind::integer, end - position_);
  token.value = text_.substr(token.span.begin, end - token.span.begin);
  return token;
}

Token Lexer::word() {
  const auto end = identifier_end(text_, position_);
  const auto written = text_.substr(position_, end - position_);
  if (is_quote(at(end))) {
    if (written == "r" || written == "R") return quoted(1);
    std::string lower(written);
    for (auto& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (lower == "b" || lower == "br" || lower == "rb")
      throw Problem{{position_, end + 1},
                    {"bytes such as b'…' are outside the subset of CEL that conditions use",
                     "条件采用 CEL 的子集，不含 b'…' 这样的字节串"},
                    {"write a text without the b", "请去掉 b，写成文本"}};
  }
  auto token = finish(Kind::word, written.size());
  token.value = written;
  return token;
}

Token Lexer::quoted_word() {
  auto end = position_ + 1;
  while (end < text_.size() && text_[end] != '`' && static_cast<unsigned char>(text_[end]) >= 0x20) ++end;
  if (at(end) != '`')
    throw Problem{{position_, end},
                  {"the name that begins here is not closed", "从这里开始的名称没有结束"},
                  {"end it with a backquote `", "请用反引号 ` 结束"}};
  if (end == position_ + 1)
    throw Problem{{position_, end + 1},
                  {"there is no name between the backquotes", "反引号之间没有名称"},
                  {"write the name as the log has it: `任何 文字`", "请写上日志中的名称：`任何 文字`"}};
  auto token = finish(Kind::quoted_word, end + 1 - position_);
  token.value = text_.substr(token.span.begin + 1, end - token.span.begin - 1);
  return token;
}

Token Lexer::quoted(std::size_t prefix) {
  auto read = read_quoted(text_, position_, position_ + prefix, prefix > 0);
  auto token = finish(Kind::text, read.end - position_);
  token.value = std::move(read.value);
  return token;
}

Token Lexer::sign() {
  const auto two = text_.substr(position_, 2);
  const auto instead = [&](std::size_t length, std::string_view meant, text::Phrase use) {
    throw Problem{
        {position_, position_ + length},
        text::phrase("expected '{}' but found '{}'", "此处应为“{}”，却是“{}”", meant, text_.substr(position_, length)),
        std::move(use)};
  };
  switch (text_[position_]) {
    case '(':
      return finish(Kind::left_paren, 1);
    case ')':
      return finish(Kind::right_paren, 1);
    case '[':
      return finish(Kind::left_bracket, 1);
    case ']':
      return finish(Kind::right_bracket, 1);
    case '{':
      return finish(Kind::left_brace, 1);
    case '}':
      return finish(Kind::right_brace, 1);
    case '.':
      return finish(Kind::dot, 1);
    case ',':
      return finish(Kind::comma, 1);
    case ':':
      return finish(Kind::colon, 1);
    case '?':
      return finish(Kind::question, 1);
    case '+':
      return finish(Kind::plus, 1);
    case '-':
      return finish(Kind::minus, 1);
    case '*':
      return finish(Kind::times, 1);
    case '/':
      return finish(Kind::divide, 1);
    case '%':
      return finish(Kind::modulo, 1);
    case '!':
      return two == "!=" ? finish(Kind::not_equal, 2) : finish(Kind::not_, 1);
    case '<':
      if (two == "<>") instead(2, "!=", {"'!=' means unequal", "不相等写作“!=”"});
      return two == "<=" ? finish(Kind::less_equal, 2) : finish(Kind::less, 1);
    case '>':
      return two == ">=" ? finish(Kind::greater_equal, 2) : finish(Kind::greater, 1);
    case '=':
      if (text_.substr(position_, 3) == "===") instead(3, "==", {"'==' compares two values", "比较两个值写作“==”"});
      if (two == "==") return finish(Kind::equal, 2);
      if (two == "=>") instead(2, ">=", {"'>=' means at least", "大于等于写作“>=”"});
      if (two == "=<") instead(2, "<=", {"'<=' means at most", "小于等于写作“<=”"});
      instead(1, "==", {"'==' compares two values", "比较两个值写作“==”"});
      break;
    case '&':
      if (two == "&&") return finish(Kind::and_, 2);
      instead(1, "&&", {"'&&' joins two conditions that must both hold", "两个条件须同时成立写作“&&”"});
      break;
    case '|':
      if (two == "||") return finish(Kind::or_, 2);
      instead(1, "||", {"'||' joins two conditions of which one must hold", "两个条件有一个成立即可写作“||”"});
      break;
    default:
      break;
  }
  foreign(position_);
}

void Lexer::foreign(std::size_t begin) const {
  text::Span span{begin, begin};
  const auto point = next_point(text_, span.end);
  const auto written = text_.substr(begin, span.end - begin);
  const auto problem = [&](std::string_view meant, text::Phrase help) {
    throw Problem{span, text::phrase("expected '{}' but found '{}'", "此处应为“{}”，却是“{}”", meant, written),
                  std::move(help)};
  };
  if (point == 0x3000 || point == 0xA0)
    throw Problem{span,
                  {"a full-width or non-breaking blank stands here", "此处是全角空格或不换行空格"},
                  {"write an ordinary blank", "请改用普通空格"}};
  for (const auto& slip : slips)
    if (slip.written == static_cast<char32_t>(point))
      problem(slip.meant, text::phrase("signs are written half-width: {}", "符号请用半角：{}", slip.meant));
  if (point > 0xFF00 && point < 0xFF5F) {
    const std::string meant(1, static_cast<char>(point - 0xFEE0));
    problem(meant, text::phrase("signs are written half-width: {}", "符号请用半角：{}", meant));
  }
  throw Problem{span,
                text::phrase("'{}' has no meaning in a condition", "“{}”在条件中没有意义", text::plain(written)),
                {"a name with such characters goes between backquotes: `任何 文字`",
                 "含此类字符的名称请放在反引号之间：`任何 文字`"}};
}

}  // namespace shixian::condition
