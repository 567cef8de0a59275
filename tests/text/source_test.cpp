#include "text/source.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "text/width.hpp"

namespace shixian::text {
namespace {

TEST(Source, CountsLinesAndCodePointsFromOne) {
  const Source source("a", "ab\n规则 x\n");
  EXPECT_EQ(source.line_count(), 3u);
  EXPECT_EQ(source.position(0), (Position{1, 1}));
  EXPECT_EQ(source.position(2), (Position{1, 3}));  // the line end belongs to its line
  EXPECT_EQ(source.position(3), (Position{2, 1}));
  EXPECT_EQ(source.position(6), (Position{2, 2}));
  EXPECT_EQ(source.position(9), (Position{2, 3}));
  EXPECT_EQ(source.position(10), (Position{2, 4}));
  EXPECT_EQ(source.position(12), (Position{3, 1}));
}

TEST(Source, APlaceInTheMiddleOfACharacterIsAfterItsStart) {
  const Source source("a", "规则");
  EXPECT_EQ(source.position(4), (Position{1, 3}));
}

TEST(Source, BeyondTheEndIsTheEnd) {
  const Source source("a", "ab\nc");
  EXPECT_EQ(source.position(4), (Position{2, 2}));
  EXPECT_EQ(source.position(5), (Position{2, 2}));
  EXPECT_EQ(source.position(std::string::npos), (Position{2, 2}));
}

TEST(Source, LinesEndAtLfOrCrlf) {
  const Source source("a", "one\r\ntwo\n\r\nth\rree\r");
  EXPECT_EQ(source.line_count(), 4u);
  EXPECT_EQ(source.line(1), "one");
  EXPECT_EQ(source.line(2), "two");
  EXPECT_EQ(source.line(3), "");
  EXPECT_EQ(source.line(4), "th\rree");
  EXPECT_EQ(source.line_start(2), 5u);
  EXPECT_EQ(source.position(5), (Position{2, 1}));
  EXPECT_EQ(source.position(3), (Position{1, 4}));
}

TEST(Source, AByteOrderMarkIsNotPartOfIt) {
  const Source source("a", "\xEF\xBB\xBFx: 1");
  EXPECT_EQ(source.content(), "x: 1");
  EXPECT_EQ(source.position(0), (Position{1, 1}));
  const Source later("a", "x\xEF\xBB\xBF");
  EXPECT_EQ(later.content().size(), 4u);
  const Source alone("a", "\xEF\xBB\xBF");
  EXPECT_EQ(alone.content(), "");
}

TEST(Source, AnEmptyTextHasOneEmptyLine) {
  const Source source("a", "");
  EXPECT_EQ(source.line_count(), 1u);
  EXPECT_EQ(source.line(1), "");
  EXPECT_EQ(source.line_start(1), 0u);
  EXPECT_EQ(source.position(0), (Position{1, 1}));
  EXPECT_EQ(source.position(7), (Position{1, 1}));
}

TEST(Source, CountsInLinesOfAnyLength) {
  std::string content = "first\n";
  for (int i = 0; i < 20'000; ++i) content += i % 3 == 0 ? "规" : i % 3 == 1 ? "x" : "\xF0\x9F\x98\x80";
  content += "\xE8\xA7\nlast";  // an ill-formed piece counts as one
  const Source source("a", content);
  const auto start = source.line_start(2), end = source.line_start(3) - 1;
  EXPECT_EQ(source.position(end), (Position{2, 20'002}));
  for (auto offset = start; offset < end; offset += 997)
    ASSERT_EQ(source.position(offset).column, code_points(source.content().substr(start, offset - start)) + 1)
        << offset;
  EXPECT_EQ(source.position(content.size()), (Position{3, 5}));
}

TEST(Source, CountsInBytesThatAreNoText) {
  const std::string content(20'000, '\x80');
  const Source source("a", content);
  for (const std::size_t offset : {4094u, 4095u, 4096u, 4097u, 8192u, 19'999u, 20'000u})
    EXPECT_EQ(source.position(offset), (Position{1, offset + 1}));
}

class ReadSource : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }
  std::string path_ = testing::TempDir() + "/shixian-source-test-" + std::to_string(::getpid());
};

TEST_F(ReadSource, ReadsAFileAsItIs) {
  std::ofstream(path_, std::ios::binary) << std::string_view("a\r\n\0b", 5);
  Phrase why;
  const auto source = read_source(path_, why);
  ASSERT_TRUE(source) << why.english;
  EXPECT_EQ(source->name(), path_);
  EXPECT_EQ(source->content(), std::string_view("a\r\n\0b", 5));
}

TEST_F(ReadSource, ReadsNoMoreThanAskedFor) {
  std::ofstream(path_, std::ios::binary) << std::string(200'000, 'x');
  Phrase why;
  EXPECT_EQ(read_source(path_, why)->content().size(), 200'000u);
  EXPECT_EQ(read_source(path_, why, 200'000)->content().size(), 200'000u);
  EXPECT_EQ(read_source(path_, why, 199'999)->content().size(), 200'000u);
  EXPECT_EQ(read_source(path_, why, 10)->content().size(), 11u);
  EXPECT_EQ(read_source(path_, why, 0)->content().size(), 1u);
}

TEST_F(ReadSource, SaysWhyAFileCannotBeRead) {
  Phrase why;
  EXPECT_FALSE(read_source(path_, why));
  EXPECT_EQ(why, (Phrase{"No such file or directory", "没有这个文件或目录"}));
  EXPECT_FALSE(read_source(testing::TempDir(), why));
  EXPECT_EQ(why, (Phrase{"Is a directory", "这是目录，不是文件"}));
}

}  // namespace
}  // namespace shixian::text
