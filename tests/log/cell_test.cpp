#include "log/rows/cell.hpp"
#include "text/cell.hpp"

#include <gtest/gtest.h>

namespace shixian::log {
namespace {

TEST(Tidy, TakesEveryKindOfBlankOff) {
  EXPECT_EQ(text::tidy(""), "");
  EXPECT_EQ(text::tidy(" \t\r\n"), "");
  EXPECT_EQ(text::tidy("\xE3\x80\x80\xC2\xA0 甲 乙\xE2\x80\x8B\xEF\xBB\xBF"), "甲 乙");
  EXPECT_EQ(text::tidy(std::string_view("\0a\0b\0", 5)), std::string_view("a\0b", 3));
  EXPECT_EQ(text::tidy("ÀàÿÏ…"), "ÀàÿÏ…") << "letters that share bytes with blanks";
}

TEST(Tidy, TakesExcelsTextTrickOff) {
  EXPECT_EQ(text::tidy("=\"0012\""), "0012");
  EXPECT_EQ(text::tidy(" =\" 0012 \" "), "0012");
  EXPECT_EQ(text::tidy("=\"\""), "");
  EXPECT_EQ(text::tidy("=\"a\"&\"b\""), "=\"a\"&\"b\"");
  EXPECT_EQ(text::tidy("=\""), "=\"");
  EXPECT_EQ(text::tidy("=SUM(A1)"), "=SUM(A1)");
}

TEST(Folded, MakesFullWidthNamesAscii) {
  EXPECT_EQ(text::folded("　Ｎｏ．１（件）"), "No.1(件)");
  EXPECT_EQ(text::folded("文号"), "文号");
}

TEST(CanonicalNumber, OneSpellingForEachNumber) {
  const auto number = [](std::string_view cell) { return text::canonical_number(cell).value_or("refused"); };
  EXPECT_EQ(number("0"), "0");
  EXPECT_EQ(number("007"), "7");
  EXPECT_EQ(number("-0.00"), "0");
  EXPECT_EQ(number("+1.50"), "1.5");
  EXPECT_EQ(number(".5"), "0.5");
  EXPECT_EQ(number("5."), "5");
  EXPECT_EQ(number("1,234,567.890"), "1234567.89");
  EXPECT_EQ(number("１，２３４．５"), "1234.5");
  EXPECT_EQ(number("－３"), "-3");
  EXPECT_EQ(number("\xE2\x88\x92"
                   "3"),
            "-3");
  EXPECT_EQ(number("4%"), "0.04");
  EXPECT_EQ(number("４ ％"), "0.04");
  EXPECT_EQ(number("12.5%"), "0.125");
  EXPECT_EQ(number("100%"), "1");
  EXPECT_EQ(number("1,200%"), "12");
  EXPECT_EQ(number("-.5%"), "-0.005");
  EXPECT_EQ(number("123456789012345678901234567890"), "123456789012345678901234567890");
  for (const auto* refused : {"", "-", ".", "%", "1,23", ",123", "1,2345", "1234,567", "1,,234", "1.2.3", "1e5", "0x10",
                              "--1", "3元", "1 2", "1,234.5,6", "二"})
    EXPECT_EQ(number(refused), "refused") << refused;
}

TEST(ReadBoolean, InTheWordsOfLedgers) {
  for (const auto* yes : {"true", "TRUE", "是", "Yes", "Y", "1", "１", "√", "有"})
    EXPECT_EQ(text::read_boolean(yes), true) << yes;
  for (const auto* no : {"false", "False", "否", "no", "N", "0", "×", "无"})
    EXPECT_EQ(text::read_boolean(no), false) << no;
  for (const auto* neither : {"", "2", "不是", "t", "x", "是否"})
    EXPECT_EQ(text::read_boolean(neither), std::nullopt) << neither;
}

TEST(Excerpt, CutsAtACharacter) {
  EXPECT_EQ(excerpt("一二三", 3), "一二三");
  EXPECT_EQ(excerpt("一二三四", 3), "一二…");
  EXPECT_EQ(excerpt("", 3), "");
  EXPECT_EQ(excerpt(std::string(81, 'a')), std::string(79, 'a') + "…");
  EXPECT_EQ(excerpt(std::string(80, 'a')), std::string(80, 'a'));
}

}  // namespace
}  // namespace shixian::log
