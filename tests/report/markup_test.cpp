#include "report/markup.hpp"

#include <gtest/gtest.h>

namespace shixian::report {
namespace {

using namespace std::string_literals;

TEST(Markup, NothingFromOutsideIsMarkup) {
  EXPECT_EQ(escaped(R"(<a href="x" title='y'>&amp;</a>)"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  EXPECT_EQ(escaped("]]>"), "]]&gt;");
  EXPECT_EQ(escaped("=HYPERLINK(\"http://x\")"), "=HYPERLINK(&quot;http://x&quot;)");
  EXPECT_EQ(escaped("政务公开〔2020〕1号"), "政务公开〔2020〕1号");
}

TEST(Markup, WhatXmlDoesNotAllowIsGone) {
  EXPECT_EQ(escaped("a\x1b[31mb"), "a␛[31mb");
  EXPECT_EQ(escaped("a\0b"s), "a\uFFFDb");
  EXPECT_EQ(escaped("a\xC0\x80\xED\xA0\x80 b"), "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD b");
  EXPECT_EQ(escaped("a\uFFFE\uFFFFb\uFFFD"), "a\uFFFD\uFFFDb\uFFFD");
  EXPECT_EQ(escaped("a\u202Eb\u200Fc\u2066d"), "abcd");
  EXPECT_EQ(escaped("a\r\nb"), "a  b");
}

TEST(Markup, LinksAreRelativeFilesAndNothingElse) {
  EXPECT_EQ(link_to_file("samples/台账.csv", ""), "samples/%E5%8F%B0%E8%B4%A6.csv");
  EXPECT_EQ(link_to_file("samples/a.csv", "samples"), "a.csv");
  EXPECT_EQ(link_to_file("/data/a.csv", "/data/reports/2020"), "../../a.csv");
  EXPECT_EQ(link_to_file("/data/../data//a.csv", "/data"), "a.csv");
  EXPECT_EQ(link_to_file("javascript:alert(1)", ""), "javascript%3Aalert%281%29");
  EXPECT_EQ(link_to_file("a?b#c\".csv", ""), "a%3Fb%23c%22.csv");
  EXPECT_EQ(link_to_file("//example.org/a.csv", "/"), "example.org/a.csv");
  EXPECT_EQ(link_to_file("\xFF.csv", ""), "%FF.csv");
}

TEST(Markup, WhatIsNoFileHasNoLink) {
  EXPECT_EQ(link_to_file("", ""), "");
  EXPECT_EQ(link_to_file("-", ""), "");
  EXPECT_EQ(link_to_file("postgresql://host/ledger", ""), "");
}

}  // namespace
}  // namespace shixian::report
