#include "log/file/encoding.hpp"

#include <gtest/gtest.h>

#include <random>

#include "support.hpp"

namespace shixian::log {
namespace {

std::string shown(std::string_view bytes, Encoding named = Encoding::detect) {
  const auto decoded = decode(bytes, named);
  if (!decoded) return "none fits";
  auto all = std::string(name(decoded->encoding)) + " " + std::string(decoded->text());
  if (decoded->bad_bytes > 0) all += " bad " + std::to_string(decoded->bad_bytes);
  return all;
}

using namespace std::string_view_literals;
using namespace std::string_literals;

TEST(Decode, AMarkDecides) {
  EXPECT_EQ(shown("\xEF\xBB\xBF甲"), "UTF-8 甲");
  EXPECT_EQ(shown("\xFF\xFE\x32\x75,\0"sv), "UTF-16LE 甲,");
  EXPECT_EQ(shown("\xFE\xFF\x75\x32\0,"sv), "UTF-16BE 甲,");
  EXPECT_EQ(shown("\xFE\xFF\x75\x32\0,"sv, Encoding::gbk), "UTF-16BE 甲,") << "also over the name given";
  EXPECT_EQ(shown("\xEF\xBB\xBF"), "UTF-8 ");
}

TEST(Decode, WithoutAMarkTheFirstThatFits) {
  EXPECT_EQ(shown(""), "UTF-8 ");
  EXPECT_EQ(shown("abc"), "UTF-8 abc");
  EXPECT_EQ(shown("甲,乙"), "UTF-8 甲,乙");
  EXPECT_EQ(shown("\xBC\xD7,\xD2\xD2"), "GB18030 甲,乙");
  EXPECT_EQ(shown("\xBC\xD7\x82\x35\x8F\x33"), "GB18030 甲龦") << "four bytes";
  EXPECT_EQ(shown("\xBC\xD7\x80"), "GBK 甲€");
  EXPECT_EQ(shown("a\0,\0\x32\x75\n\0"sv), "UTF-16LE a,甲\n");
  EXPECT_EQ(shown("\0a\0,\x75\x32\0\n"sv), "UTF-16BE a,甲\n");
  EXPECT_EQ(shown("ab\0\0cd,e"sv), "UTF-8 ab\0\0cd,e"s) << "padding is no UTF-16";
  EXPECT_EQ(shown("abcdefghijklmnopqrstuvwxyz\0,"sv), "UTF-8 abcdefghijklmnopqrstuvwxyz\0,"s);
  EXPECT_EQ(shown("a\xFF\xFF"), "none fits");
  EXPECT_EQ(shown("\xBC"), "none fits");
}

TEST(Decode, Utf8ThatWasCutOffWithinACharacterIsNoGb18030) {
  EXPECT_EQ(shown("受理,\xE7"), "UTF-8 受理,\uFFFD bad 1");
  EXPECT_EQ(shown("受理,\xE7\xAD"), "UTF-8 受理,\uFFFD bad 2");
  EXPECT_EQ(shown("受理,\xF0\x9F\x98"), "UTF-8 受理,\uFFFD bad 3");
  EXPECT_EQ(shown("a,\xE4\xB8"), "GB18030 a,涓") << "nothing says that it is UTF-8";
  EXPECT_EQ(shown("\xBC\xD7,\xE7\xAD"), "GB18030 甲,绛");
}

TEST(Decode, NamedEncodingsReplaceWhatDoesNotFitAndCountIt) {
  EXPECT_EQ(shown("a\xFF"
                  "b\xE4\xBA",
                  Encoding::utf8),
            "UTF-8 a\uFFFDb\uFFFD bad 3");
  EXPECT_EQ(shown("\xEF\xBB\xBF"
                  "a\xFF"),
            "UTF-8 a\uFFFD bad 1");
  EXPECT_EQ(shown("a\xFF,\xBC\xD7", Encoding::gb18030), "GB18030 a\uFFFD,甲 bad 1");
  EXPECT_EQ(shown("\xBC\xD7\xBC", Encoding::gbk), "GBK 甲\uFFFD bad 1");
  EXPECT_EQ(shown("\xFF\x80", Encoding::gbk), "GBK \uFFFD€ bad 1");
  EXPECT_EQ(shown("a\0b"sv, Encoding::utf16le), "UTF-16LE a\uFFFD bad 1");
  EXPECT_EQ(shown("\xD8\x00\x00"
                  "a"sv,
                  Encoding::utf16be),
            "UTF-16BE \uFFFDa bad 2")
      << "half a pair";
  EXPECT_EQ(shown("\xD8\x3D\xDE\x00"sv, Encoding::utf16be), "UTF-16BE 😀");
}

TEST(Decode, Gb18030IsReadAsOf2022) {
  EXPECT_EQ(shown("\xA6\xD9\xFE\x59\xFE\xA0"), "GB18030 \uFE10\u9FB4\u9FBB");
  EXPECT_EQ(shown("\xA3\xA0\xBC\xD7"), "GB18030 \u3000甲");
}

TEST(Decode, LinesInUtf8AmongOthers) {
  EXPECT_EQ(first_line_in_utf8("a,b\n\xD4\xC6\xD1\xD2,1\n云岩,2\n"), 3u);
  EXPECT_EQ(first_line_in_utf8("a,b\n\xD4\xC6\xD1\xD2,1\n岩,2\n"), 0u) << "one character may be chance";
  EXPECT_EQ(first_line_in_utf8("a\n\xD4\xC6\xD1\xD2\xBB\xA8\xCF\xAA\n"), 0u);
  const auto mixed = read("case,event,time\n\xD4\xC6\xD1\xD2,a,2020-06-18\n云岩,b,2020-06-18\n");
  EXPECT_EQ(
      said(mixed.out),
      "'l.csv' mixes encodings: line 3 reads as UTF-8, other lines only as GB18030; it is read as GB18030, wrongly "
      "in such lines [bad-encoding] | save each part in one encoding; if the line is right as it is read, name the "
      "encoding in the mapping");
}

TEST(Decode, LongTextsAcrossBuffers) {
  std::string gb, utf8;
  for (int i = 0; i < 100'000; ++i) {
    gb += i % 3 ? "\xBC\xD7" : ",";
    utf8 += i % 3 ? "甲" : ",";
  }
  EXPECT_EQ(decode(gb, Encoding::detect)->text(), utf8);
}

TEST(Decode, AnyBytesGiveUtf8) {
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random() % 3 ? random() % 256 : random() % 2 ? 0 : ',');
    for (const auto named :
         {Encoding::detect, Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::gb18030, Encoding::gbk}) {
      const auto decoded = decode(bytes, named);
      ASSERT_TRUE(decoded || named == Encoding::detect);
      if (!decoded) continue;
      ASSERT_EQ(first_bad_utf8(decoded->text()), decoded->text().size());
    }
  }
}

}  // namespace
}  // namespace shixian::log
