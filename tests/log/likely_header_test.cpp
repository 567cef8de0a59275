#include "log/mapping/likely_header.hpp"

#include <gtest/gtest.h>

namespace shixian::log {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// "row+lines".
std::string header_of(const Rows& rows, const std::vector<Merge>& merges = {}) {
  const auto found = likely_header(rows, merges);
  return fmt::format("{}+{}", found.first, found.lines);
}

TEST(LikelyHeader, StandsAboveValuesAndFillsMostColumns) {
  EXPECT_EQ(header_of({}), "0+1");
  EXPECT_EQ(header_of({{}, {"", ""}}), "0+1");
  EXPECT_EQ(header_of({{"编号", "日期"}, {"1", "2020-06-17"}}), "1+1");
  EXPECT_EQ(header_of({{"名单"}, {"花溪"}, {"云岩"}}), "1+1");
  EXPECT_EQ(header_of({{"名单"}, {"单位", "区"}, {"甲", "乙"}}), "2+1");
  EXPECT_EQ(header_of({{"2020年时间台账"}, {}, {"编号", "日期", "备注"}, {"1", "2020-06-17"}}), "3+1");
  EXPECT_EQ(header_of({{"单位", "办公室", "", ""}, {"编号", "处室", "日期", "备注"}, {"1", "甲", "2020-06-17"}}),
            "2+1");
  EXPECT_EQ(
      header_of({{"日期", "2020-06-17", "单位", ""}, {"编号", "处室", "收到", "备注"}, {"1", "甲", "2020-06-17"}}),
      "2+1");
  EXPECT_EQ(header_of({{"地区", "2018", "2019"}, {"花溪", "1", "2"}}), "1+1");
  EXPECT_EQ(header_of({{"1", "2020-06-17"}, {"2", "2020-06-18"}}), "1+1");
}

TEST(LikelyHeader, HasSeveralLinesWhereNamesStandOverOthers) {
  EXPECT_EQ(header_of({{"编号", "时间", "", "备注"}, {"", "收到", "答复"}, {"1", "2020-06-17"}}), "1+2");
  EXPECT_EQ(
      header_of({{"收文", "", "发文"}, {"文号", "日期", "文号", "日期"}, {"甲", "2020-06-17", "乙", "2020-06-18"}}),
      "1+2");
  EXPECT_EQ(header_of({{"收文", "收文", "发文", "发文"}, {"文号", "日期", "文号", "日期"}, {"甲", "2020-06-17"}}),
            "1+2");
  EXPECT_EQ(header_of({{"基本信息", "", "时间", ""}, {"编号", "处室", "收到", "答复"}, {"1", "甲", "2020-06-17"}}),
            "2+1");
  EXPECT_EQ(header_of({{"编号", "处室", "", "备注"}, {"甲", "乙", "丙", "丁"}}), "1+1");
}

TEST(LikelyHeader, HasTheLinesOverWhichItsCellsAreMerged) {
  const Rows rows{{"台账"}, {"编号", "时间", "备注"}, {"", "收到", ""}, {"1", "2020-06-17"}, {"", "2020-06-18"}};
  EXPECT_EQ(header_of(rows), "2+1");
  EXPECT_EQ(header_of(rows, {{2, 3, 1, 1}, {2, 3, 3, 3}, {4, 5, 1, 1}}), "2+2");
  EXPECT_EQ(header_of({{"时间台账"}, {}, {"编号", "收到", "答复"}, {"1", "2020-06-17"}}, {{1, 2, 1, 3}}), "3+1");
}

}  // namespace
}  // namespace shixian::log
