#include "log/parse/records.hpp"

#include <gtest/gtest.h>

#include <random>

namespace shixian::log {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows read(std::string_view text, char separator = ',', Marker marker = best_marker()) {
  Rows rows;
  for (Records records(text, separator, marker); records.next();) {
    rows.emplace_back(records.cells().begin(), records.cells().end());
    EXPECT_EQ(records.count(), records.cells().size());
  }
  return rows;
}

TEST(Records, RowsEndAtLfCrlfAndCr) {
  const Rows expected{{"a", "b"}, {"c", "d"}};
  EXPECT_EQ(read("a,b\nc,d\n"), expected);
  EXPECT_EQ(read("a,b\nc,d"), expected);
  EXPECT_EQ(read("a,b\r\nc,d\r\n"), expected);
  EXPECT_EQ(read("a,b\rc,d\r"), expected);
  EXPECT_EQ(read("a,b\r\nc,d\r"), expected);
  EXPECT_EQ(read(""), Rows{});
  EXPECT_EQ(read("\n\r\n\r"), (Rows{{""}, {""}, {""}}));
  EXPECT_EQ(read("a,\n,b,"), (Rows{{"a", ""}, {"", "b", ""}}));
}

TEST(Records, Quotes) {
  EXPECT_EQ(read("\"a,b\",\"c\nd\r\ne\"\r\nf,g"), (Rows{{"a,b", "c\nd\r\ne"}, {"f", "g"}}));
  EXPECT_EQ(read("\"a\"\"b\"\"\",\"\"\"\",\"\""), (Rows{{"a\"b\"", "\"", ""}}));
  EXPECT_EQ(read("5\" pipe,a \"b\" c\nd,e"), (Rows{{"5\" pipe", "a \"b\" c"}, {"d", "e"}})) << "in the middle: literal";
  EXPECT_EQ(read("\"a\"bc,\"d\" \"e,f\"\ng"), (Rows{{"abc", "d \"e", "f\""}, {"g"}}))
      << "after the closing one: literal";
  EXPECT_EQ(read("=\"0012\",x"), (Rows{{"=\"0012\"", "x"}}));
  EXPECT_EQ(read("a;\"b;c\"", ';'), (Rows{{"a", "b;c"}}));
}

TEST(Records, AQuoteThatIsNeverClosed) {
  Records records("a,b\nc,\"d\ne,f\n", ',');
  ASSERT_TRUE(records.next());
  EXPECT_FALSE(records.unclosed());
  ASSERT_TRUE(records.next());
  EXPECT_TRUE(records.unclosed());
  EXPECT_EQ(records.cells().back(), "d\ne,f\n");
  EXPECT_FALSE(records.next());
  Records at_the_end("\"", ',');
  ASSERT_TRUE(at_the_end.next());
  EXPECT_TRUE(at_the_end.unclosed());
}

TEST(Records, CellsAndColumnsHaveLimits) {
  const std::string longest(longest_cell, 'x');
  const auto fitting = longest + ",b\n", commas = std::string(100'000, ',');
  Records fits(fitting, ',');
  EXPECT_TRUE(fits.next() && !fits.too_long());
  const auto text = "a\n" + longest + "x,b\nc";
  Records records(text, ',');
  EXPECT_TRUE(records.next() && !records.too_long());
  EXPECT_TRUE(records.next() && records.too_long());
  EXPECT_TRUE(records.next() && !records.too_long());
  Records many(commas, ',');
  EXPECT_TRUE(many.next());
  EXPECT_EQ(many.count(), 100'001u);
  EXPECT_EQ(many.cells().size(), 65'536u);
}

std::string random_text(std::mt19937& random, std::size_t size) {
  constexpr std::string_view letters = "ab,,,\"\"\"\n\n\r;甲=";
  std::string text;
  while (text.size() < size) {
    if (random() % 20 == 0) text.append(random() % 100, 'x');
    text.push_back(letters[random() % letters.size()]);
  }
  return text;
}

TEST(Records, TheMarkersAgree) {
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    const auto text = random_text(random, random() % 700);
    ASSERT_EQ(read(text), read(text, ',', &mark_plainly));
    ASSERT_EQ(read(text, ';'), read(text, ';', &mark_plainly));
  }
}

TEST(Records, WhatIsWrittenIsReadBack) {
  std::mt19937 random(6);
  for (int round = 0; round < 1000; ++round) {
    Rows rows(1 + random() % 20);
    std::string text;
    const auto* end = round % 3 == 0 ? "\n" : round % 3 == 1 ? "\r\n" : "\r";
    for (auto& row : rows) {
      row.resize(1 + random() % 6);
      for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = random_text(random, random() % 12);
        text += i > 0 ? ",\"" : "\"";
        for (const auto c : row[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
        text += '"';
      }
      text += end;
    }
    ASSERT_EQ(read(text), rows);
  }
}

TEST(Cut, PiecesGiveTheSameRowsWithTheSameNumbers) {
  std::mt19937 random(8);
  for (int round = 0; round < 3000; ++round) {
    const auto text = random_text(random, random() % 400);
    const auto whole = read(text);
    for (const auto wanted : std::initializer_list<std::size_t>{1, 2, 3, 8, 1000}) {
      const auto pieces = cut(text, ',', wanted);
      ASSERT_LE(pieces.size(), wanted);
      Rows joined;
      for (const auto& piece : pieces) {
        ASSERT_EQ(piece.records_before, joined.size());
        ASSERT_FALSE(piece.text.empty());
        for (auto& row : read(piece.text)) joined.push_back(std::move(row));
      }
      ASSERT_EQ(joined, whole) << text;
    }
  }
}

}  // namespace
}  // namespace shixian::log
