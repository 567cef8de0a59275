#include "condition/untyped.hpp"

#include "condition/number.hpp"
#include "text/cell.hpp"
#include "text/width.hpp"

namespace shixian::condition {
namespace {

std::string quoted(std::string_view text) { return text::shorten(text::plain(text), 60); }

text::Phrase describe(Needed needed) {
  switch (needed) {
    case Needed::number:
      return {"a number", "数值"};
    case Needed::whole_number:
      return {"a whole number", "整数"};
    case Needed::truth:
      return {"true or false", " true 或 false"};
    case Needed::timestamp:
      return {"a time such as 2020-06-18T09:00:00+08:00", "形如 2020-06-18T09:00:00+08:00 的时间"};
    case Needed::duration:
      return {"a duration such as 36h or 90s", "形如 36h、90s 的时长"};
    case Needed::time_or_duration:
      return {"a time such as 2020-06-18T09:00:00+08:00 or a duration such as 36h",
              "形如 2020-06-18T09:00:00+08:00 的时间或形如 36h 的时长"};
  }
  return {};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::optional<Value> number_in(std::string_view text) {
  if (const auto whole = whole_number_in(text)) return Value{*whole};
  if (const auto decimal = decimal_in(text)) return Value{*decimal};
  return std::nullopt;
}

std::optional<std::int64_t> whole_number_in(std::string_view text) {
  if (const auto plain = read_int(trimmed(text))) return plain;
  const auto number = text::canonical_number(text::tidy(text));
  return number ? read_int(*number) : std::nullopt;
}

std::optional<double> decimal_in(std::string_view text) {
  if (const auto plain = read_double(trimmed(text))) return plain;
  const auto number = text::canonical_number(text::tidy(text));
  return number ? read_double(*number) : std::nullopt;
}

std::optional<bool> truth_in(std::string_view text) {
  const auto word = trimmed(text);
  if (word == "true" || word == "True" || word == "TRUE") return true;
  if (word == "false" || word == "False" || word == "FALSE") return false;
  return std::nullopt;
}

text::Phrase unreadable(std::string_view text, Needed needed) {
  const auto wanted = describe(needed);
  return {
      fmt::format("{} is needed here, but the text is '{}'; correct it, or declare the attribute's type in the mapping",
                  wanted.english, quoted(text)),
      fmt::format("此处需要{}，却是文本“{}”；请更正，或在映射中声明该属性的类型", wanted.chinese, quoted(text))};
}

text::Phrase fraction_beside_whole(std::string_view text) {
  return text::phrase(
      "a whole number is needed beside a whole number, but the text is '{}'; write the other one as a decimal "
      "(2.0 for 2), or declare the attribute's type in the mapping",
      "整数旁边需要整数，却是文本“{}”；请把另一个数写成小数（2 写作 2.0），或在映射中声明该属性的类型", quoted(text));
}

text::Phrase undeclared(std::string_view sign, std::string_view left, std::string_view right) {
  return text::phrase(
      "the type of neither '{}' nor '{}' is declared, so '{}' could mean numbers, times or texts; declare it "
      "in the mapping",
      "“{}”和“{}”都未声明类型，无法确定“{}”所指的是数值、时间还是文本；请在映射中声明", quoted(left), quoted(right),
      sign);
}

}  // namespace shixian::condition
