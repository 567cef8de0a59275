#include "rule/yaml_messages.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "text/width.hpp"

namespace shixian::rule {

namespace {

using text::Code;
using text::Phrase;

struct Explanation {
  std::string_view parser;  ///< how the parser's message begins
  Phrase message;
  Phrase help;
};

const Phrase quote_it{"put the text in quotes", "请给这段文字加引号"};
const Phrase align{"keys of one mapping begin in the same column, and so do the items of one list",
                   "同一映射的键左对齐，同一列表的各项也左对齐"};

const std::array explanations{
    Explanation{"illegal map value",
                {"': ' cannot stand here", "此处不能出现“: ”"},
                {"put a text that contains ': ' in quotes; keys of one mapping begin in the same column",
                 "含有“: ”的文字请加引号；同一映射的键左对齐"}},
    Explanation{"illegal block entry",
                {"'- ' cannot stand here", "此处不能出现“- ”"},
                {"a list begins on a line of its own; put a text that begins with '- ' in quotes",
                 "列表须另起一行；以“- ”开头的文字请加引号"}},
    Explanation{"illegal map key", {"'? ' cannot stand here", "此处不能出现“? ”"}, quote_it},
    Explanation{"illegal flow end", {"nothing is open that this closes", "没有与此对应的左括号"}, quote_it},
    Explanation{"end of map not found", {"a key was expected here", "此处应是一个键"}, align},
    Explanation{
        "end of sequence not found", {"a list item ('- ') was expected here", "此处应是列表的一项（“- ”）"}, align},
    Explanation{
        "illegal document indicator in scalar",
        {"a quoted text runs into '---' or '...' at the start of a line", "引号中的文字遇到了行首的“---”或“...”"},
        {"close the quotation mark before it", "请在它之前加上右引号"}},
    Explanation{"unknown escape character",
                {"this escape is not known", "没有这种转义"},
                {"in double quotes a backslash is written \\\\; in single quotes it stands for itself",
                 "双引号中反斜线写作 \\\\；单引号中反斜线就是它自己"}},
    Explanation{"bad character found while scanning hex number",
                {"this escape needs hexadecimal digits", "这个转义需要十六进制数字"},
                {}},
    Explanation{"invalid unicode", {"this escape names no character", "这个转义不是任何字符"}, {}},
    Explanation{"the referenced anchor is not defined",
                {"no value above is named so with '&'", "前面没有用“&”起过这个名字的值"},
                {"put a text that begins with '*' in quotes", "以“*”开头的文字请加引号"}},
    Explanation{"alias not found after *", {"'*' needs the name of an anchor", "“*”后面应是锚点的名字"}, quote_it},
    Explanation{"anchor not found after &", {"'&' needs a name", "“&”后面应是名字"}, quote_it},
    Explanation{"illegal character found while scanning alias",
                {"this character cannot stand in the name of an alias", "别名中不能有这个字符"},
                {"put a text that begins with '*' in quotes", "以“*”开头的文字请加引号"}},
    Explanation{"illegal character found while scanning anchor",
                {"this character cannot stand in the name of an anchor", "锚点名中不能有这个字符"},
                {"put a text that begins with '&' in quotes", "以“&”开头的文字请加引号"}},
    Explanation{"unexpected character in block scalar",
                {"the text of a block begins on the line after '|' or '>'", "“|”或“>”之后的文字须另起一行"},
                quote_it},
    Explanation{
        "aliases can't have any content", {"an alias ('*') stands alone", "别名（“*”）后面不能再有内容"}, quote_it},
};

/// A tab among the blanks that indent a line: many parsers' complaints come from it.
std::optional<std::size_t> tab_in_indentation(const text::Source& source, std::size_t at) {
  const auto number = source.position(at).line;
  const auto line = source.line(number);
  const auto indentation = line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
  const auto tab = indentation.find('\t');
  if (tab == std::string_view::npos) return std::nullopt;
  return source.line_start(number) + tab;
}

/// Whether something else stands before an offset on its line.
bool follows_a_value(const text::Source& source, std::size_t at) {
  const auto start = source.line_start(source.position(at).line);
  return source.content().substr(start, at - start).find_first_not_of(" -") != std::string_view::npos;
}

/// The first of the lines before one that, without a colon and a blank, ran into it: `within：3 days`, `within:3 days`.
std::optional<text::Span> colon_without_blank(const text::Source& source, std::size_t at) {
  std::optional<text::Span> found;
  for (auto number = source.position(at).line; number > 1; --number) {
    const auto line = source.line(number - 1);
    const bool ends_a_key = line.find(": ") != std::string_view::npos || line.ends_with(':');
    const auto wide = line.find("："), half = line.find(':');
    if (ends_a_key || (wide == std::string_view::npos && half == std::string_view::npos)) break;
    const auto start = source.line_start(number - 1);
    found = wide != std::string_view::npos ? text::Span{start + wide, start + wide + std::string_view("：").size()}
                                           : text::Span{start + half, start + half + 1};
  }
  return found;
}

std::string_view character_at(std::string_view content, std::size_t at) {
  auto end = std::min(at + 1, content.size());
  while (end < content.size() && (static_cast<unsigned char>(content[end]) & 0xC0) == 0x80) ++end;
  return content.substr(at, end - at);
}

}  // namespace

std::size_t find_outside_comments(std::string_view content, std::string_view characters, std::size_t from) {
  constexpr std::string_view blanks = " \t\r\n";
  for (auto i = from; i < content.size(); ++i) {
    if (characters.find(content[i]) != std::string_view::npos) return i;
    if (content[i] == '#' && (i == 0 || blanks.find(content[i - 1]) != std::string_view::npos))
      i = std::min(content.find('\n', i), content.size());
  }
  return content.size();
}

void report_unclosed_quote(const text::SourcePtr& source, std::size_t quote, text::Diagnostics& out) {
  out.error(Code::bad_yaml, {source, {quote, quote + 1}}, {"this quotation mark is never closed", "这个引号没有配对"});
}

void report_failure(const text::SourcePtr& source, const YamlFailure& failure, text::Diagnostics& out) {
  const auto content = source->content();
  // At the end of the file the last line that holds something is shown, not the empty one after it.
  const auto at = std::min(failure.at, content.find_last_not_of(" \t\r\n") + 1);
  const auto place = [&](std::size_t where) { return text::Place{source, {where, where + 1}}; };
  const auto says = [&](std::string_view start) { return failure.message.starts_with(start); };

  if (says("illegal EOF in scalar")) {
    report_unclosed_quote(source, find_outside_comments(content, "\"'", failure.read_to), out);
    return;
  }
  if (const auto tab = tab_in_indentation(*source, at)) {
    out.error(Code::bad_yaml, place(*tab), {"a tab cannot indent a line", "不能用制表符缩进"})
        .with_help({"indent with blanks", "请用空格缩进"});
    return;
  }
  if (const auto colon = says("illegal map value") ? colon_without_blank(*source, at) : std::nullopt) {
    out.error(Code::bad_yaml, {source, *colon}, {"this colon ends no key", "这个冒号不能作为键的结尾"})
        .with_help({"write a half-width colon and a blank: 'key: value'", "请写半角冒号加空格：“键: 值”"});
    return;
  }
  if (says("end of map flow") || says("end of sequence flow")) {
    const char closing = says("end of map") ? '}' : ']';
    auto& error =
        out.error(Code::bad_yaml, place(at), text::phrase("',' or '{}' is missing here", "此处缺少“,”或“{}”", closing));
    if (failure.inside) error.label(place(failure.opened_at), {"opened here", "左括号在这里"});
    const auto inside = content.substr(failure.opened_at, at - failure.opened_at);
    for (const auto* wide : {"，", "：", "】", "｝"})
      if (failure.inside && inside.find(wide) != std::string_view::npos) {
        error.with_help(text::phrase("the full-width '{}' separates nothing: write ', ', ': ', ']' and '}}'",
                                     "全角的“{}”不起分隔作用：请写半角的“, ”“: ”“]”“}}”", wide));
        break;
      }
    return;
  }
  if ((says("end of map") || says("end of sequence")) && follows_a_value(*source, at)) {
    out.error(Code::bad_yaml, place(at),
              {"the value ended before this: nothing more can stand on its line", "值到此已经结束，本行不能再有内容"})
        .with_help({"put the whole text in quotes: 'level == \"high\"'", "请给整段文字加引号：'level == \"high\"'"});
    return;
  }
  if (says("unknown token")) {
    out.error(Code::bad_yaml, place(at),
              text::phrase("a text cannot begin with '{}'", "文字不能以“{}”开头", character_at(content, at)))
        .with_help(quote_it);
    return;
  }
  for (const auto& each : explanations) {
    if (!says(each.parser)) continue;
    out.error(Code::bad_yaml, place(at), each.message).with_help(each.help);
    return;
  }
  out.error(Code::bad_yaml, place(at),
            text::phrase("this is not valid YAML: {}", "不是合法的 YAML：{}", failure.message));
}

}  // namespace shixian::rule
