#include "rule/yaml.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "rule_fixture.hpp"

namespace shixian::rule {
namespace {

using text::Language;
using text::Node;

text::Document parsed(const std::string& yaml) {
  text::Diagnostics problems;
  auto document = parse_yaml(source_of(yaml), problems);
  EXPECT_EQ(printed(problems), "");
  return document ? *document : text::Document{source_of(yaml), {}};
}

/// What is printed for a text of which nothing can be read.
std::string refused(const std::string& yaml, Language language = Language::english) {
  text::Diagnostics problems;
  EXPECT_FALSE(parse_yaml(source_of(yaml), problems)) << yaml;
  return printed(problems, language);
}

/// What is printed for a text of which the rest is read.
std::string faulty(const std::string& yaml, Language language = Language::english) {
  text::Diagnostics problems;
  EXPECT_TRUE(parse_yaml(source_of(yaml), problems)) << yaml;
  return printed(problems, language);
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

void outline(const text::Document& document, const Node& node, std::string& out) {
  const auto text = [&](text::Span span) {
    return std::string(document.source->content().substr(span.begin, span.end - span.begin));
  };
  switch (node.kind) {
    case Node::Kind::null:
      out += "null<" + text(node.span) + ">";
      break;
    case Node::Kind::scalar:
      out += (node.quoted ? "quoted" : "plain") + std::string("<") + text(node.span) + ">" + node.value;
      break;
    case Node::Kind::sequence:
      out += "list<" + text(node.span) + ">[";
      for (const auto& item : node.items) outline(document, item, out), out += ";";
      out += "]";
      break;
    case Node::Kind::mapping:
      out += "map<" + text(node.span) + ">{";
      for (const auto& entry : node.entries) {
        out += entry.key + "<" + text(entry.key_span) + ">=";
        outline(document, entry.value, out);
        out += ";";
      }
      out += "}";
      break;
  }
}

/// The tree with the text of each span: kind<span>value.
std::string outline(const std::string& yaml) {
  const auto document = parsed(yaml);
  std::string out;
  outline(document, document.root, out);
  return out;
}

TEST(Yaml, PlainTexts) {
  EXPECT_EQ(outline("a: x"), "map<a: x>{a<a>=plain<x>x;}");
  EXPECT_EQ(outline("标题: 解读 材料  # 注释\n"), "map<标题: 解读 材料>{标题<标题>=plain<解读 材料>解读 材料;}");
  EXPECT_EQ(outline("a: http://x:8/#y"), "map<a: http://x:8/#y>{a<a>=plain<http://x:8/#y>http://x:8/#y;}");
  EXPECT_EQ(outline("a: 010"), "map<a: 010>{a<a>=plain<010>010;}");
  EXPECT_EQ(outline("key with blanks : v"), "map<key with blanks : v>{key with blanks<key with blanks>=plain<v>v;}");
}

TEST(Yaml, QuotesMakeAText) {
  EXPECT_EQ(outline("a: \"true\""), "map<a: \"true\">{a<a>=quoted<\"true\">true;}");
  EXPECT_EQ(outline("a: true"), "map<a: true>{a<a>=plain<true>true;}");
  EXPECT_EQ(outline("a: 'it''s' # c"), "map<a: 'it''s'>{a<a>=quoted<'it''s'>it's;}");
  EXPECT_EQ(outline(R"(a: "x\"\u9650\n" # c)"),
            "map<a: \"x\\\"\\u9650\\n\">{a<a>=quoted<\"x\\\"\\u9650\\n\">x\"限\n;}");
  EXPECT_EQ(outline("'a b': \"\""), "map<'a b': \"\">{a b<'a b'>=quoted<\"\">;}");
  EXPECT_EQ(outline("a: \"null\""), "map<a: \"null\">{a<a>=quoted<\"null\">null;}");
}

TEST(Yaml, WhatIsEmptyStandsWhereItsKeyStands) {
  EXPECT_EQ(outline("a:\nb: ~\nc: null # x\n"), "map<a:\nb: ~\nc: null>{a<a>=null<a>;b<b>=null<b>;c<c>=null<c>;}");
  EXPECT_EQ(outline("{a: , b}"), "map<{a: , b}>{a<a>=null<a>;b<b>=null<b>;}");
}

TEST(Yaml, Lists) {
  EXPECT_EQ(outline("- a\n- [b, 'c' ]\n"),
            "list<- a\n- [b, 'c' ]>[plain<a>a;list<[b, 'c' ]>[plain<b>b;quoted<'c'>c;];]");
  EXPECT_EQ(outline("[]"), "list<[]>[]");
  EXPECT_EQ(outline("[a, ]"), "list<[a, ]>[plain<a>a;]");
  EXPECT_EQ(outline("-\n- a\n- # x - y\n-"), "list<-\n- a\n- # x - y\n->[null<->;plain<a>a;null<->;null<->;]");
  EXPECT_EQ(outline("[a, , ~, # ]\n]"), "list<[a, , ~, # ]\n]>[plain<a>a;null<,>;null<~>;]");
  EXPECT_EQ(outline("a:\n- b\n"), "map<a:\n- b>{a<a>=list<- b>[plain<b>b;];}");
}

TEST(Yaml, Mappings) {
  EXPECT_EQ(
      outline("a: {b: {c: 1}, d: {}}\n"),
      "map<a: {b: {c: 1}, d: {}}>{a<a>=map<{b: {c: 1}, d: {}}>{b<b>=map<{c: 1}>{c<c>=plain<1>1;};d<d>=map<{}>{};};}");
  EXPECT_EQ(
      outline("- id: a\n  b:\n    c: 1\n"),
      "list<- id: a\n  b:\n    c: 1>[map<id: a\n  b:\n    c: 1>{id<id>=plain<a>a;b<b>=map<c: 1>{c<c>=plain<1>1;};};]");
  EXPECT_EQ(outline("{\"a\":1}"), "map<{\"a\":1}>{a<\"a\">=plain<1>1;}");
}

TEST(Yaml, Blocks) {
  EXPECT_EQ(outline("a: |\n  x\n   y\n\nb: >-\n  x\n  y\n"),
            "map<a: |\n  x\n   y\n\nb: >->{a<a>=quoted<|>x\n y\n;b<b>=quoted<>->x y;}");
  EXPECT_EQ(outline("a: |\r\n  x\r\n  y\r\n"), "map<a: |>{a<a>=quoted<|>x\ny\n;}");
}

TEST(Yaml, APlainTextOfSeveralLinesIsShownByItsFirst) {
  EXPECT_EQ(outline("a: x\n  y z # c\n"), "map<a: x>{a<a>=plain<x>x y z;}");
}

TEST(Yaml, CarriageReturnsAndByteOrderMarksMoveNothing) {
  EXPECT_EQ(outline("\xEF\xBB\xBF"
                    "a: x\r\nb:\r\n- y\r\n"),
            "map<a: x\r\nb:\r\n- y>{a<a>=plain<x>x;b<b>=list<- y>[plain<y>y;];}");
}

TEST(Yaml, AliasesAreCopiesThatStandWhereTheyStand) {
  EXPECT_EQ(outline("a: &x {b: 1}\nc: *x\nd: [*x, *x]\n"),
            "map<a: &x {b: 1}\nc: *x\nd: [*x, *x]>{a<a>=map<{b: 1}>{b<b>=plain<1>1;};c<c>=map<*x>{b<b>=plain<1>1;};"
            "d<d>=list<[*x, *x]>[map<*x>{b<b>=plain<1>1;};map<*x>{b<b>=plain<1>1;};];}");
  EXPECT_EQ(outline("a: &x \"q\"\nb: &y\n  c: 1\n"),
            "map<a: &x \"q\"\nb: &y\n  c: 1>{a<a>=quoted<\"q\">q;b<b>=map<c: 1>{c<c>=plain<1>1;};}");
}

TEST(Yaml, MarkersOfOneDocumentAreFine) {
  EXPECT_EQ(outline("%YAML 1.2\n---\na: x\n...\n"), "map<a: x>{a<a>=plain<x>x;}");
}

TEST(YamlRefuses, NothingAtAll) {
  EXPECT_EQ(refused(""), "pack.yaml:1:1: error: the file is empty [bad-yaml]\n");
  EXPECT_EQ(refused("", Language::chinese), "pack.yaml:1:1: 错误: 文件是空的 [bad-yaml]\n");
  EXPECT_EQ(refused("\xEF\xBB\xBF"), "pack.yaml:1:1: error: the file is empty [bad-yaml]\n");
  EXPECT_EQ(refused(" \n\n"), "pack.yaml:1:1: error: the file is empty [bad-yaml]\n    1 |  \n      | ^\n");
  EXPECT_EQ(refused("# 规则\n"),
            "pack.yaml:1:1: error: the file holds nothing but comments [bad-yaml]\n    1 | # 规则\n      | ^\n");
  EXPECT_EQ(refused("---\n# x\n"),
            "pack.yaml:1:1: error: the file holds nothing but comments [bad-yaml]\n    1 | ---\n      | ^\n");
}

TEST(YamlRefuses, DuplicateKeysAtAnyDepth) {
  EXPECT_EQ(faulty("a: 1\nb: 2\na: 3\n"), R"(pack.yaml:3:1: error: the key 'a' stands twice [duplicate-key]
    3 | a: 3
      | ^
      = help: keep one of the two
pack.yaml:1:1: note: first written here
    1 | a: 1
      | ^
)");
  EXPECT_EQ(faulty("r:\n- x: {键: 1, \"键\": 2}\n", Language::chinese),
            R"(pack.yaml:2:13: 错误: 键“键”重复 [duplicate-key]
    2 | - x: {键: 1, "键": 2}
      |              ^~~~
      = 办法：请只保留一个
pack.yaml:2:7: 说明: 第一次写在这里
    2 | - x: {键: 1, "键": 2}
      |       ^~
)");
  text::Diagnostics problems;
  const auto document = parse_yaml(source_of("a: 1\na: 2\na: 3\n"), problems);
  ASSERT_TRUE(document);
  EXPECT_EQ(problems.errors(), 2u);
  ASSERT_EQ(document->root.entries.size(), 1u);
  EXPECT_EQ(document->root.entries[0].value.value, "1");
}

TEST(YamlRefuses, KeysThatAreNoTexts) {
  EXPECT_EQ(faulty("? [x, y]\n: 2\n"), R"(pack.yaml:1:3: error: a key must be a single text [bad-yaml]
    1 | ? [x, y]
      |   ^~~~~~
)");
  EXPECT_EQ(faulty("{a: 1}: 2\n", Language::chinese), R"(pack.yaml:1:1: 错误: 键应是一段文字 [bad-yaml]
    1 | {a: 1}: 2
      | ^~~~~~
)");
  EXPECT_EQ(faulty(": 2\n"), R"(pack.yaml:1:1: error: a key must be a single text [bad-yaml]
    1 | : 2
      | ^
)");
}

TEST(YamlRefuses, MergeKeysAndTags) {
  EXPECT_EQ(faulty("a: &x {b: 1}\nc:\n  <<: *x\n"),
            R"(pack.yaml:3:3: error: merge keys ('<<') are not used here [bad-yaml]
    3 |   <<: *x
      |   ^~
      = help: write the keys out
)");
  EXPECT_EQ(outline("\"<<\": x"), "map<\"<<\": x>{<<<\"<<\">=plain<x>x;}");
  EXPECT_EQ(faulty("where: !has_interpretation\n"),
            R"(pack.yaml:1:8: error: YAML tags ('!has_interpretation') are not used here [bad-yaml]
    1 | where: !has_interpretation
      |        ^
      = help: put a text that begins with '!' in quotes
)");
  EXPECT_EQ(faulty("a: !!int 5\nb: !<x> {c: 1}\nc: !y [1]\n", Language::chinese),
            R"(pack.yaml:1:4: 错误: 此处不使用 YAML 标签（“tag:yaml.org,2002:int”） [bad-yaml]
    1 | a: !!int 5
      |    ^
      = 办法：以“!”开头的文字请加引号
pack.yaml:2:4: 错误: 此处不使用 YAML 标签（“x”） [bad-yaml]
    2 | b: !<x> {c: 1}
      |    ^
      = 办法：以“!”开头的文字请加引号
pack.yaml:3:4: 错误: 此处不使用 YAML 标签（“!y”） [bad-yaml]
    3 | c: !y [1]
      |    ^
      = 办法：以“!”开头的文字请加引号
)");
}

TEST(YamlRefuses, ASecondDocument) {
  EXPECT_EQ(faulty("a: 1\n---\nb: 1\n"), R"(pack.yaml:2:1: error: a second YAML document begins here [bad-yaml]
    2 | ---
      | ^~~
      = help: one file holds one document
)");
  EXPECT_EQ(faulty("---\na: 1\n---\n", Language::chinese), R"(pack.yaml:3:1: 错误: 此处开始了第二个 YAML 文档 [bad-yaml]
    3 | ---
      | ^~~
      = 办法：一个文件只写一个文档
)");
  EXPECT_EQ(faulty("- a\nb: 1\n"), R"(pack.yaml:2:1: error: this does not belong to what stands before it [bad-yaml]
    2 | b: 1
      | ^~~~
      = help: a file is one mapping: indent what belongs to a key
pack.yaml:1:1: note: what stands before it
    1 | - a
      | ^~~
)");
}

TEST(YamlRefuses, WhatIsNotUtf8) {
  EXPECT_EQ(refused("a: 1\nb: \xB9\xE6\n"), R"(pack.yaml:2:4: error: the file is not UTF-8 [bad-encoding]
    2 | b: ��
      |    ^
      = help: save it as UTF-8
)");
  EXPECT_EQ(first_line(refused(std::string("\xFF\xFE"
                                           "a\0:\0",
                                           6))),
            "pack.yaml:1:1: error: the file is not UTF-8 [bad-encoding]");
}

TEST(YamlRefuses, ControlCharacters) {
  // The parser takes U+0004 for the end of the file, and a NUL for a sign of UTF-16.
  EXPECT_EQ(refused("a: 1\nb: x\x04\nc: 2\n"),
            R"(pack.yaml:2:5: error: the file holds a control character (U+0004) [bad-encoding]
    2 | b: x�
      |     ^
      = help: delete it, or save the file as UTF-8 if it is in another encoding
)");
  EXPECT_EQ(refused(std::string("a\0:\0 \0", 6), Language::chinese),
            R"(pack.yaml:1:2: 错误: 文件中有控制字符（U+0000） [bad-encoding]
    1 | a�:� �
      |  ^
      = 办法：请删除；若文件是其他编码，请另存为 UTF-8
)");
  EXPECT_EQ(first_line(refused("a: \x7F")),
            "pack.yaml:1:4: error: the file holds a control character (U+007F) [bad-encoding]");
}

struct Broken {
  std::string yaml;
  std::string printed;
};

class YamlSyntax : public testing::TestWithParam<Broken> {};

TEST_P(YamlSyntax, IsExplained) { EXPECT_EQ(refused(GetParam().yaml), GetParam().printed); }

INSTANTIATE_TEST_SUITE_P(
    Mistakes, YamlSyntax,
    testing::Values(
        Broken{"a: 'x\nb: 1", R"(pack.yaml:1:4: error: this quotation mark is never closed [bad-yaml]
    1 | a: 'x
      |    ^
)"},
        Broken{"# it's\na: \"x\nb: 1\n", R"(pack.yaml:2:4: error: this quotation mark is never closed [bad-yaml]
    2 | a: "x
      |    ^
)"},
        Broken{"a: 'x''\n", R"(pack.yaml:1:4: error: this quotation mark is never closed [bad-yaml]
    1 | a: 'x''
      |    ^
)"},
        Broken{"a: \"x\\\"\n", R"(pack.yaml:1:4: error: this quotation mark is never closed [bad-yaml]
    1 | a: "x\"
      |    ^
)"},
        Broken{"a: [1, 2\n\n", R"(pack.yaml:1:9: error: ',' or ']' is missing here [bad-yaml]
    1 | a: [1, 2
      |         ^
pack.yaml:1:4: note: opened here
    1 | a: [1, 2
      |    ^
)"},
        Broken{"a: {b: 1\nc: 2\n", R"(pack.yaml:2:2: error: ',' or '}' is missing here [bad-yaml]
    2 | c: 2
      |  ^
pack.yaml:1:4: note: opened here
    1 | a: {b: 1
      |    ^
)"},
        Broken{"a: 1}\nb: }\n", R"(pack.yaml:2:4: error: nothing is open that this closes [bad-yaml]
    2 | b: }
      |    ^
      = help: put the text in quotes
)"},
        Broken{"a:\n\tb: 1\n", R"(pack.yaml:2:1: error: a tab cannot indent a line [bad-yaml]
    2 |  b: 1
      | ^
      = help: indent with blanks
)"},
        Broken{"a:\n  b: 1\n  \tc: 1\n", R"(pack.yaml:3:3: error: a tab cannot indent a line [bad-yaml]
    3 |    c: 1
      |   ^
      = help: indent with blanks
)"},
        Broken{"a: b: c\n", R"(pack.yaml:1:5: error: ': ' cannot stand here [bad-yaml]
    1 | a: b: c
      |     ^
      = help: put a text that contains ': ' in quotes; keys of one mapping begin in the same column
)"},
        Broken{"a: 1\n b: 2\n", R"(pack.yaml:2:3: error: ': ' cannot stand here [bad-yaml]
    2 |  b: 2
      |   ^
      = help: put a text that contains ': ' in quotes; keys of one mapping begin in the same column
)"},
        Broken{"r:\n  - a: 1\n   b: 2\n", R"(pack.yaml:3:4: error: a list item ('- ') was expected here [bad-yaml]
    3 |    b: 2
      |    ^
      = help: keys of one mapping begin in the same column, and so do the items of one list
)"},
        Broken{"a: |\n  x\n y\n", R"(pack.yaml:3:2: error: a key was expected here [bad-yaml]
    3 |  y
      |  ^
      = help: keys of one mapping begin in the same column, and so do the items of one list
)"},
        Broken{"where: \"重大\" == level\n",
               R"(pack.yaml:1:13: error: the value ended before this: nothing more can stand on its line [bad-yaml]
    1 | where: "重大" == level
      |               ^
      = help: put the whole text in quotes: 'level == "high"'
)"},
        Broken{"where: [1] == x\n",
               R"(pack.yaml:1:12: error: the value ended before this: nothing more can stand on its line [bad-yaml]
    1 | where: [1] == x
      |            ^
      = help: put the whole text in quotes: 'level == "high"'
)"},
        Broken{"a: @x\n", R"(pack.yaml:1:4: error: a text cannot begin with '@' [bad-yaml]
    1 | a: @x
      |    ^
      = help: put the text in quotes
)"},
        Broken{"a: 50\nb: %x\n", R"(pack.yaml:2:4: error: a text cannot begin with '%' [bad-yaml]
    2 | b: %x
      |    ^
      = help: put the text in quotes
)"},
        Broken{"a: - b\n", R"(pack.yaml:1:4: error: '- ' cannot stand here [bad-yaml]
    1 | a: - b
      |    ^
      = help: a list begins on a line of its own; put a text that begins with '- ' in quotes
)"},
        Broken{"a: \"\\d+\"\n", R"(pack.yaml:1:7: error: this escape is not known [bad-yaml]
    1 | a: "\d+"
      |       ^
      = help: in double quotes a backslash is written \\; in single quotes it stands for itself
)"},
        Broken{"a: *\n", R"(pack.yaml:1:5: error: '*' needs the name of an anchor [bad-yaml]
    1 | a: *
      |     ^
      = help: put the text in quotes
)"},
        Broken{"a: *x\n", R"(pack.yaml:1:4: error: no value above is named so with '&' [bad-yaml]
    1 | a: *x
      |    ^
      = help: put a text that begins with '*' in quotes
)"},
        Broken{"a: | x\n", R"(pack.yaml:1:6: error: the text of a block begins on the line after '|' or '>' [bad-yaml]
    1 | a: | x
      |      ^
      = help: put the text in quotes
)"},
        Broken{"%YAML 3.0\n---\na: 1",
               R"(pack.yaml:1:1: error: this is not valid YAML: YAML major version too large [bad-yaml]
    1 | %YAML 3.0
      | ^
)"}));

TEST(YamlRefuses, SyntaxErrorsInChinese) {
  EXPECT_EQ(refused("a: [1\n", Language::chinese), R"(pack.yaml:1:6: 错误: 此处缺少“,”或“]” [bad-yaml]
    1 | a: [1
      |      ^
pack.yaml:1:4: 说明: 左括号在这里
    1 | a: [1
      |    ^
)");
  EXPECT_EQ(refused("a: 'x", Language::chinese), R"(pack.yaml:1:4: 错误: 这个引号没有配对 [bad-yaml]
    1 | a: 'x
      |    ^
)");
}

TEST(YamlRefuses, AnAliasInsideWhatItNames) {
  EXPECT_EQ(faulty("a: &x [*x]\n"), R"(pack.yaml:1:8: error: this alias stands inside the value that it names [bad-yaml]
    1 | a: &x [*x]
      |        ^~
)");
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(YamlLimits, Depth) {
  EXPECT_EQ(outline(repeated("[", 64) + repeated("]", 64)).size(),
            64 * (std::string("list<>[").size()) + 64 + 63 + 64 * 65);
  EXPECT_EQ(refused(repeated("[", 65) + repeated("]", 65)),
            "pack.yaml:1:65: error: values are nested more than 64 levels deep here [too-large]\n    1 | " +
                repeated("[", 65) + repeated("]", 65) + "\n      | " + std::string(64, ' ') + "^\n");
  EXPECT_EQ(first_line(refused(repeated("- ", 100) + "x", Language::chinese)),
            "pack.yaml:1:129: 错误: 此处嵌套超过 64 层 [too-large]");
  for (const char* piece : {"[", "{a: ", "- ", "? ", "[{", "&a [", "!x [", "- - "}) {
    text::Diagnostics problems;
    EXPECT_FALSE(parse_yaml(source_of(repeated(piece, 100'000)), problems)) << piece;
    EXPECT_TRUE(problems.has_errors()) << piece;
  }
}

TEST(YamlLimits, LaughsWithAliases) {
  std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const auto alias = "*a" + std::to_string(i - 1);
    yaml += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated(alias + ", ", 9) + alias + "]\n";
  }
  EXPECT_EQ(
      refused(yaml),
      R"(pack.yaml:6:40: error: the file holds more than 1000000 values, aliases counted as often as they stand [too-large]
    6 | a5: &a5 [*a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4]
      |                                        ^
)");
}

TEST(YamlLimits, LongTextsWithAliases) {
  const auto yaml = "a: &x " + std::string(1 << 20, 'x') + "\nb: [" + repeated("*x, ", 100) + "]\n";
  EXPECT_EQ(first_line(refused(yaml)),
            "pack.yaml:2:257: error: aliases make the file grow by more than 64 MiB [too-large]");
}

TEST(YamlLimits, AnchorsAroundAnchors) {
  std::string yaml;
  for (char c = 'a'; c <= 'z'; ++c) yaml += std::string("&") + c + " [";
  yaml += repeated("x,", 60'000) + repeated("]", 26);
  EXPECT_EQ(first_line(refused(yaml)),
            "pack.yaml:1:44: error: the file holds more than 1000000 values, aliases counted as often as they stand "
            "[too-large]");
}

TEST(YamlLimits, ManyKeysAndManyDuplicatesAreReadFast) {
  std::string yaml = "{";
  for (int i = 0; i < 20'000; ++i) yaml += "k" + std::to_string(i) + ": 1, ";
  EXPECT_EQ(parsed(yaml + "}").root.entries.size(), 20'000u);
  text::Diagnostics problems;
  EXPECT_TRUE(parse_yaml(source_of("{" + repeated("k: 1, ", 20'000) + "}"), problems));
  EXPECT_EQ(problems.errors(), 19'999u);
}

class YamlFile : public testing::Test {
 protected:
  void TearDown() override { std::remove(path_.c_str()); }
  std::string printed_for(const std::string& content) {
    std::ofstream(path_, std::ios::binary) << content;
    text::Diagnostics problems;
    EXPECT_FALSE(read_yaml(path_, problems));
    auto text = printed(problems);
    return text.substr(text.find(": error") + 2);
  }
  std::string path_ = testing::TempDir() + "/shixian-yaml-test-" + std::to_string(::getpid());
};

TEST_F(YamlFile, IsReadWithItsName) {
  std::ofstream(path_) << "a: 1\n";
  text::Diagnostics problems;
  const auto document = read_yaml(path_, problems);
  ASSERT_TRUE(document) << printed(problems);
  EXPECT_EQ(document->source->name(), path_);
}

TEST_F(YamlFile, ThatIsNotThereOrIsAFolder) {
  text::Diagnostics problems;
  EXPECT_FALSE(read_yaml("no/such.yaml", problems));
  EXPECT_FALSE(read_yaml("/", problems));
  EXPECT_EQ(printed(problems),
            "shixian: error: cannot read 'no/such.yaml': No such file or directory [unreadable-file]\n"
            "shixian: error: cannot read '/': Is a directory [unreadable-file]\n");
}

TEST_F(YamlFile, Above32MiB) {
  const std::string most(32u << 20, '#');
  EXPECT_EQ(first_line(printed_for(most)), "error: the file holds nothing but comments [bad-yaml]");
  EXPECT_EQ(first_line(printed_for(most + "#")), "error: the file is larger than 32 MiB [too-large]");
}

TEST_F(YamlFile, WithoutAnEnd) {
  if (::access("/dev/zero", R_OK) != 0) GTEST_SKIP() << "there is no endless device to read here";
  text::Diagnostics problems;
  EXPECT_FALSE(read_yaml("/dev/zero", problems));
  EXPECT_EQ(first_line(printed(problems)), "/dev/zero:1:1: error: the file is larger than 32 MiB [too-large]");
}

}  // namespace
}  // namespace shixian::rule
