#include "condition/advice.hpp"

#include <algorithm>
#include <array>

#include "condition/function.hpp"
#include "condition/program.hpp"
#include "text/suggest.hpp"
#include "text/width.hpp"

namespace shixian::condition {
namespace {

struct Habit {
  std::string_view word, sign;
};
constexpr std::array habits{
    Habit{"and", "&&"},  Habit{"AND", "&&"}, Habit{"And", "&&"}, Habit{"且", "&&"},   Habit{"并且", "&&"},
    Habit{"和", "&&"},   Habit{"or", "||"},  Habit{"OR", "||"},  Habit{"Or", "||"},   Habit{"或", "||"},
    Habit{"或者", "||"}, Habit{"not", "!"},  Habit{"NOT", "!"},  Habit{"Not", "!"},   Habit{"非", "!"},
    Habit{"不", "!"},    Habit{"is", "=="},  Habit{"IS", "=="},  Habit{"等于", "=="}, Habit{"不等于", "!="},
    Habit{"大于", ">"},  Habit{"小于", "<"}, Habit{"IN", "in"},  Habit{"属于", "in"},
};

const Habit* habit(const Token& token) {
  if (token.kind != Token::Kind::word) return nullptr;
  const auto found =
      std::find_if(habits.begin(), habits.end(), [&](const Habit& one) { return one.word == token.value; });
  return found == habits.end() ? nullptr : &*found;
}

text::Phrase instead(const Habit& habit) {
  return text::phrase("write '{}' for '{}'", "“{1}”写作“{0}”", habit.sign, habit.word);
}

constexpr std::array<std::string_view, 17> reserved{"as",        "break",  "const",  "continue", "else", "for",
                                                    "function",  "if",     "import", "let",      "loop", "package",
                                                    "namespace", "return", "var",    "void",     "while"};

}  // namespace

void throw_unexpected(const text::Phrase& expected, const Token& found, const Token& before, std::string_view text) {
  const bool ends = found.kind == Token::Kind::end;
  const auto shown = text::shorten(text::plain(text.substr(found.span.begin, found.span.end - found.span.begin)), 40);
  const text::Phrase message{
      fmt::format("expected {} but {}", expected.english,
                  ends ? "the condition ends here" : fmt::format("found '{}'", shown)),
      fmt::format("此处应为{}，{}", expected.chinese, ends ? "但条件到此结束" : fmt::format("却是“{}”", shown))};
  text::Phrase help;
  const auto* found_habit = habit(found);
  const auto* before_habit = habit(before);
  const auto* one = found_habit ? found_habit : before_habit;
  if (one && (found_habit || before_habit->sign == "!"))
    help = instead(*one);
  else if (before.kind == Token::Kind::modulo)
    help = {"a percentage is written as a decimal: 0.05 for 5%", "百分数写成小数：5% 写作 0.05"};
  throw Problem{found.span, message, help};
}

bool is_reserved(std::string_view word) { return std::find(reserved.begin(), reserved.end(), word) != reserved.end(); }

void throw_reserved(const Token& word) {
  throw Problem{word.span, text::phrase("'{}' is a reserved word of CEL", "“{}”是 CEL 的保留字", word.value),
                text::phrase("put the name between backquotes: `{}`", "请把该名称放在反引号之间：`{}`", word.value)};
}

void throw_unknown_function(const Token& name) {
  if (is_outside_subset(name.value))
    throw Problem{name.span,
                  text::phrase("'{}' is outside the subset of CEL that conditions use", "条件采用 CEL 的子集，不含“{}”",
                               name.value),
                  {}};
  if (const auto* one = habit(name); one && one->sign == "!")
    throw Problem{name.span, text::phrase("there is no function '{}'", "没有函数“{}”", name.value), instead(*one)};
  throw Problem{name.span, text::phrase("there is no function '{}'", "没有函数“{}”", name.value),
                text::did_you_mean(name.value, function_names())};
}

void throw_too_deep(text::Span span) {
  throw Problem{span,
                text::phrase("the condition nests deeper than {} levels", "条件的嵌套超过 {} 层", deepest),
                {"split it into several conditions", "请拆成几个条件"}};
}

}  // namespace shixian::condition
