#include "text/width.hpp"

#include <gtest/gtest.h>

namespace shixian::text {
namespace {

TEST(Width, CountsCodePoints) {
  EXPECT_EQ(code_points(""), 0u);
  EXPECT_EQ(code_points("ab规则"), 4u);
  EXPECT_EQ(code_points("e\u0301"), 2u);
  EXPECT_EQ(code_points("\xF0\x9F\x98\x80"), 1u);
  EXPECT_EQ(code_points("\xFF\xFE"), 2u);
  EXPECT_EQ(code_points("\xE8\xA7x"), 2u);  // a piece of a character counts as one
  EXPECT_EQ(code_points(std::string_view("\0\0", 2)), 2u);
}

TEST(Width, EastAsianCharactersTakeTwoColumns) {
  EXPECT_EQ(display_width(""), 0u);
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("规则"), 4u);
  EXPECT_EQ(display_width("，。ＡＢ　"), 10u);
  EXPECT_EQ(display_width("한글"), 4u);
  EXPECT_EQ(display_width("ｱ"), 1u);    // half-width kana
  EXPECT_EQ(display_width("“…”"), 3u);  // ambiguous width is narrow
  EXPECT_EQ(display_width("\xF0\x9F\x98\x80"), 2u);
  EXPECT_EQ(display_width("\xF0\xA0\x80\x80"), 2u);  // 𠀀
}

TEST(Width, WhatDoesNotAdvanceTakesNone) {
  EXPECT_EQ(display_width("e\u0301"), 1u);
  EXPECT_EQ(display_width("\u200B\u200D\uFEFF\u202E"), 0u);
  EXPECT_EQ(display_width("\u1112\u1161\u11AB"), 2u);  // 한 in three pieces
  EXPECT_EQ(display_width(std::string_view("\0\t\n\x1b\x7f", 5)), 0u);
  EXPECT_EQ(display_width("\u0085\u009B"), 0u);
}

TEST(Width, BytesThatAreNoTextTakeOne) {
  EXPECT_EQ(display_width("\xFF\xFE"), 2u);
  EXPECT_EQ(display_width("规\xE5"), 3u);
}

TEST(Width, Pads) {
  EXPECT_EQ(pad_right("规则", 6) + "|", "规则  |");
  EXPECT_EQ(pad_right("规则", 4) + "|", "规则|");
  EXPECT_EQ(pad_right("规则", 3) + "|", "规则|");
  EXPECT_EQ(pad_right("", 2) + "|", "  |");
}

TEST(Width, ShortensAtACharacter) {
  EXPECT_EQ(shorten("规则", 4), "规则");
  EXPECT_EQ(shorten("规则", 3), "规…");
  EXPECT_EQ(shorten("规则", 2), "…");
  EXPECT_EQ(shorten("规则", 1), "…");
  EXPECT_EQ(shorten("规则", 0), "");
  EXPECT_EQ(shorten("", 0), "");
  EXPECT_EQ(shorten("abcdef", 6), "abcdef");
  EXPECT_EQ(shorten("abcdef", 5), "abcd…");
  EXPECT_EQ(shorten("e\u0301e\u0301e\u0301", 2), "e\u0301…");
}

TEST(Plain, TextStaysAsItIs) {
  for (const char* text : {"", "abc", "规则：“三审三校”", "e\u0301", "Ω ≠ ∅", "\xF0\x9F\x98\x80"})
    EXPECT_EQ(plain(text), text);
}

TEST(Plain, EscapeSequencesAreInert) {
  EXPECT_EQ(plain("\x1b[31mred\x1b[0m"), "␛[31mred␛[0m");
  EXPECT_EQ(plain("\x1b]0;title\x07"), "␛]0;title\uFFFD");
  EXPECT_EQ(plain("\u009B31m"), "\uFFFD31m");  // CSI in one character
  EXPECT_EQ(plain(std::string_view("a\0b\bc\x7f", 6)), "a\uFFFDb\uFFFDc\uFFFD");
}

TEST(Plain, MarksThatChangeTheDirectionOfWritingVanish) {
  EXPECT_EQ(plain("a\u202Ecod.exe\u202C"), "acod.exe");
  EXPECT_EQ(plain("\u2066x\u2069\u200E\u200F\u061C"), "x");
  EXPECT_EQ(plain("\uFEFFa\u200Bb\u00ADc"), "abc");
  EXPECT_EQ(plain("\xF3\xA0\x81\x81"), "");  // a tag character
}

TEST(Plain, LineBreaksAreBlanks) { EXPECT_EQ(plain("a\nb\r\nc\td\u2028e\u2029f"), "a b  c d e f"); }

TEST(Plain, BytesThatAreNoTextAreReplaced) {
  EXPECT_EQ(plain("\xFF"
                  "a\xE8\xA7"),
            "\uFFFDa\uFFFD");
  EXPECT_EQ(plain("\xC0\x80"), "\uFFFD\uFFFD");            // an overlong NUL
  EXPECT_EQ(plain("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // a surrogate
  EXPECT_EQ(plain("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_TRUE(valid_utf8(plain("\xF4\x90\x80\x80\x1b\xC3")));
}

TEST(ValidUtf8, FindsTheFirstByteThatIsNot) {
  std::size_t bad = 99;
  EXPECT_TRUE(valid_utf8("", &bad));
  EXPECT_TRUE(valid_utf8("规则 a\xF0\x9F\x98\x80", &bad));
  EXPECT_EQ(bad, 99u);
  EXPECT_FALSE(valid_utf8("ab\xFF", &bad));
  EXPECT_EQ(bad, 2u);
  EXPECT_FALSE(valid_utf8("规\xE8\xA7", &bad));
  EXPECT_EQ(bad, 3u);
  EXPECT_FALSE(valid_utf8("\xC0\x80\xFF", &bad));
  EXPECT_EQ(bad, 0u);
  EXPECT_FALSE(valid_utf8("\xED\xBF\xBF"));
  EXPECT_FALSE(valid_utf8("\xF4\x90\x80\x80"));
}

}  // namespace
}  // namespace shixian::text
