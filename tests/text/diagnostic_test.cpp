#include "text/diagnostic.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace shixian::text {
namespace {

SourcePtr source_of(std::string content, std::string name = "rules.yaml") {
  return std::make_shared<const Source>(std::move(name), std::move(content));
}

/// One error at [begin, end) of a text, as it is printed.
std::string printed(const std::string& content, std::size_t begin, std::size_t end,
                    Language language = Language::english) {
  Diagnostics problems;
  problems.error(Code::bad_value, {source_of(content), {begin, end}}, {"wrong", "不对"});
  std::ostringstream out;
  print(out, problems, language);
  return out.str();
}

std::string all_printed(const Diagnostics& problems, Language language = Language::english, bool colour = false) {
  std::ostringstream out;
  print(out, problems, language, colour);
  return out.str();
}

TEST(Print, TheLineAndACaret) {
  EXPECT_EQ(printed("a: 1\nwithin: 3 fortnights\n", 13, 25), R"(rules.yaml:2:9: error: wrong [bad-value]
    2 | within: 3 fortnights
      |         ^~~~~~~~~~~~
)");
}

TEST(Print, InChinese) {
  EXPECT_EQ(printed("severity: 急", 10, 13, Language::chinese), R"(rules.yaml:1:11: 错误: 不对 [bad-value]
    1 | severity: 急
      |           ^~
)");
}

TEST(Print, TheCaretStandsUnderWideCharacters) {
  EXPECT_EQ(printed("标题: 解读材料x", 8, 20), R"(rules.yaml:1:5: error: wrong [bad-value]
    1 | 标题: 解读材料x
      |       ^~~~~~~~
)");
  EXPECT_EQ(printed("e\u0301e\u0301: x", 8, 9),
            "rules.yaml:1:7: error: wrong [bad-value]\n    1 | e\u0301e\u0301: x\n      |     ^\n");
}

TEST(Print, ATabCountsAsOneBlank) {
  EXPECT_EQ(printed("\ta\tb", 3, 4), R"(rules.yaml:1:4: error: wrong [bad-value]
    1 |  a b
      |    ^
)");
}

TEST(Print, AnEmptySpanAndTheEndOfALineGetACaret) {
  EXPECT_EQ(printed("ab\ncd", 2, 2), R"(rules.yaml:1:3: error: wrong [bad-value]
    1 | ab
      |   ^
)");
  EXPECT_EQ(printed("ab\r\ncd", 2, 4), R"(rules.yaml:1:3: error: wrong [bad-value]
    1 | ab
      |   ^
)");
  EXPECT_EQ(printed("ab", 99, 120), R"(rules.yaml:1:3: error: wrong [bad-value]
    1 | ab
      |   ^
)");
}

TEST(Print, ASpanThatEndsBeforeItBeginsIsOneCaret) {
  EXPECT_EQ(printed("abcdef", 4, 1), R"(rules.yaml:1:5: error: wrong [bad-value]
    1 | abcdef
      |     ^
)");
}

TEST(Print, OfSeveralLinesTheFirstIsShown) {
  EXPECT_EQ(printed("- id: a\n  title: b\n", 2, 18), R"(rules.yaml:1:3: error: wrong [bad-value]
    1 | - id: a
      |   ^~~~~
)");
}

TEST(Print, AnEmptyFileHasNoLineToShow) { EXPECT_EQ(printed("", 0, 1), "rules.yaml:1:1: error: wrong [bad-value]\n"); }

TEST(Print, WithoutASourceItIsTheRunAsAWhole) {
  Diagnostics problems;
  problems.error(Code::bad_usage, {}, {"no rules", "没有规则"});
  EXPECT_EQ(all_printed(problems), "shixian: error: no rules [bad-usage]\n");
  EXPECT_EQ(all_printed(problems, Language::chinese), "shixian: 错误: 没有规则 [bad-usage]\n");
}

TEST(Print, AWideLineIsCutAtItsEnd) {
  const auto line = "key: " + std::string(300, 'x');
  EXPECT_EQ(printed(line, 0, 3),
            "rules.yaml:1:1: error: wrong [bad-value]\n    1 | key: " + std::string(154, 'x') + "…\n      | ^~~\n");
  EXPECT_EQ(printed(line.substr(0, 160), 0, 3),
            "rules.yaml:1:1: error: wrong [bad-value]\n    1 | key: " + std::string(155, 'x') + "\n      | ^~~\n");
}

TEST(Print, AWideLineIsCutAtItsStartWhenThePlaceIsFarRight) {
  const auto line = std::string(150, 'a') + "bbbbbbbbbbb" + std::string(300, 'c');
  EXPECT_EQ(printed(line, 150, 160), "rules.yaml:1:151: error: wrong [bad-value]\n    1 | " + line.substr(0, 159) +
                                         "…\n      | " + std::string(150, ' ') + "^~~~~~~~~~\n");
  EXPECT_EQ(printed(line, 150, 161), "rules.yaml:1:151: error: wrong [bad-value]\n    1 | …bbbbbbbbbbb" +
                                         std::string(147, 'c') + "…\n      |  ^~~~~~~~~~~\n");
}

TEST(Print, AMarkIsNoWiderThanTheExcerpt) {
  const auto wide = std::string(50'000, 'x');
  EXPECT_EQ(printed(wide, 10'000, 50'000), "rules.yaml:1:10001: error: wrong [bad-value]\n    1 | …" +
                                               std::string(158, 'x') + "…\n      |  ^" + std::string(158, '~') + "\n");
}

TEST(Print, WideCharactersAreCutWhole) {
  std::string line;
  for (int i = 0; i < 100; ++i) line += "规";
  std::string shown;
  for (int i = 0; i < 79; ++i) shown += "规";
  EXPECT_EQ(printed(line, 0, 3), "rules.yaml:1:1: error: wrong [bad-value]\n    1 | " + shown + "…\n      | ^~\n");
}

TEST(Print, LineNumbersOfAnyLengthKeepTheirMargin) {
  EXPECT_EQ(printed(std::string(99'998, '\n') + "x", 99'998, 99'999), R"(rules.yaml:99999:1: error: wrong [bad-value]
 99999 | x
       | ^
)");
}

TEST(Print, WhatAnOutsiderWroteIsInert) {
  Diagnostics problems;
  problems
      .error(Code::bad_value, {source_of("a: \x1b[2Jx\u202E\xFFy", "\x1b[1mevil\n.yaml"), {3, 8}},
             {"'\x1b[31m\n' is no value", ""})
      .with_help({"\x1b]0;x\x07", ""});
  EXPECT_EQ(all_printed(problems),
            "␛[1mevil .yaml:1:4: error: '␛[31m ' is no value [bad-value]\n"
            "    1 | a: ␛[2Jx\uFFFDy\n"
            "      |    ^~~~~\n"
            "      = help: ␛]0;x\uFFFD\n");
}

TEST(Print, ASentenceOfAnyLengthIsCut) {
  Diagnostics problems;
  problems.error(Code::bad_value, {}, verbatim(std::string(1'000'000, 'x')));
  EXPECT_EQ(all_printed(problems), "shixian: error: " + std::string(999, 'x') + "… [bad-value]\n");
}

TEST(Print, HelpAndLabels) {
  Diagnostics problems;
  const auto source = source_of("a: 1\nb: 2\na: 3\n");
  problems.error(Code::duplicate_key, {source, {10, 11}}, {"the key 'a' stands twice", "键“a”重复"})
      .with_help({"keep one", "只留一个"})
      .label({source, {0, 1}}, {"first here", "第一次"})
      .label({source_of("c: 1", "other.yaml"), {0, 1}}, {"also here", "这里也有"});
  EXPECT_EQ(all_printed(problems), R"(rules.yaml:3:1: error: the key 'a' stands twice [duplicate-key]
    3 | a: 3
      | ^
      = help: keep one
rules.yaml:1:1: note: first here
    1 | a: 1
      | ^
other.yaml:1:1: note: also here
    1 | c: 1
      | ^
)");
  EXPECT_EQ(all_printed(problems, Language::chinese), R"(rules.yaml:3:1: 错误: 键“a”重复 [duplicate-key]
    3 | a: 3
      | ^
      = 办法：只留一个
rules.yaml:1:1: 说明: 第一次
    1 | a: 1
      | ^
other.yaml:1:1: 说明: 这里也有
    1 | c: 1
      | ^
)");
}

TEST(Print, Colours) {
  Diagnostics problems;
  const auto source = source_of("a: 1\n");
  problems.error(Code::bad_value, {source, {3, 4}}, {"wrong", ""}).label({source, {0, 1}}, {"see", ""});
  problems.warning(Code::unclear_rule, {}, {"unclear", ""});
  EXPECT_EQ(all_printed(problems, Language::english, true),
            "\x1b[1mrules.yaml:1:4: \x1b[0m\x1b[1;31merror\x1b[0m: wrong [bad-value]\n"
            "    1 | a: 1\n"
            "      |    \x1b[1m^\x1b[0m\n"
            "\x1b[1mrules.yaml:1:1: \x1b[0m\x1b[1;36mnote\x1b[0m: see\n"
            "    1 | a: 1\n"
            "      | \x1b[1m^\x1b[0m\n"
            "\x1b[1mshixian: \x1b[0m\x1b[1;33mwarning\x1b[0m: unclear [unclear-rule]\n");
}

TEST(Print, FilesInTheOrderMetAndPlacesInTheOrderOfTheFile) {
  Diagnostics problems;
  const auto first = source_of("abc", "z.yaml"), second = source_of("abc", "a.yaml");
  problems.error(Code::bad_value, {first, {2, 3}}, verbatim("three"));
  problems.error(Code::bad_value, {second, {0, 1}}, verbatim("four"));
  problems.error(Code::bad_value, {first, {0, 1}}, verbatim("one"));
  problems.warning(Code::bad_value, {first, {0, 2}}, verbatim("two"));
  problems.error(Code::bad_usage, {}, verbatim("five"));
  EXPECT_EQ(all_printed(problems), R"(z.yaml:1:1: error: one [bad-value]
    1 | abc
      | ^
z.yaml:1:1: warning: two [bad-value]
    1 | abc
      | ^~
z.yaml:1:3: error: three [bad-value]
    1 | abc
      |   ^
a.yaml:1:1: error: four [bad-value]
    1 | abc
      | ^
shixian: error: five [bad-usage]
)");
}

TEST(Print, OfVeryManyTheFirstThousand) {
  Diagnostics problems;
  for (int i = 0; i < 1000; ++i) problems.error(Code::bad_usage, {}, verbatim("x"));
  const auto thousand = all_printed(problems);
  EXPECT_EQ(thousand.find("more"), std::string::npos);
  problems.error(Code::bad_usage, {}, verbatim("y"));
  problems.error(Code::bad_usage, {}, verbatim("y"));
  EXPECT_EQ(all_printed(problems), thousand + "shixian: note: 2 more problems are not shown\n");
}

TEST(Diagnostics, WarningsAreNoErrors) {
  Diagnostics problems;
  EXPECT_FALSE(problems.has_errors());
  problems.warning(Code::bad_value, {}, verbatim("x"));
  EXPECT_FALSE(problems.has_errors());
  EXPECT_EQ(problems.all().size(), 1u);
  problems.error(Code::bad_value, {}, verbatim("x"));
  EXPECT_TRUE(problems.has_errors());
  EXPECT_EQ(problems.errors(), 1u);
  EXPECT_EQ(problems.all()[0].severity, Severity::warning);
}

TEST(Diagnostics, CodesHaveNames) {
  EXPECT_EQ(name(Code::unreadable_file), "unreadable-file");
  EXPECT_EQ(name(Code::bad_usage), "bad-usage");
}

}  // namespace
}  // namespace shixian::text
