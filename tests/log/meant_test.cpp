#include "log/rows/meant.hpp"

#include <filesystem>
#include <fstream>

#include "log/place.hpp"
#include "support.hpp"
#include "workbook.hpp"

namespace shixian::log {
namespace {

using tests::workbook;

Ledger read_book(const std::string& description, const std::string& yaml) {
  Ledger ledger;
  read_ledger("l.xlsx", workbook(description), mapping_of(yaml), {*time::Zone::find("Asia/Shanghai"), 1, {}},
              ledger.log, ledger.out);
  return ledger;
}

const std::string dates = "events:\n- {type: issued, time: 印发}\n- {type: published, time: 解读}\n";

/// Two rows under 文号, 单位, 印发, 解读; the dates of 印发 are merged.
Ledger two_rows(const std::string& cells, const std::string& attributes) {
  return read_book("sheet S\nmerge C2:C3\nA1 文号\nB1 单位\nC1 印发\nD1 解读\nC2 2020-06-18\n" + cells,
                   "attributes: " + attributes + "\n" + dates);
}

TEST(Meant, ADateMergedOverRowsOfDifferentCasesCountsForEach) {
  const auto [log, out] =
      two_rows("A2 1号\nB2 甲\nD2 2020-06-19\nA3 2号\nB3 乙\nD3 2020-06-20\n", "{no: 文号, unit: 单位}");
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log),
            "2:3 issued 2020-06-18 no=1号 unit=甲\n2:4 published 2020-06-19 no=1号 unit=甲\n"
            "3:3 issued 2020-06-18 no=2号 unit=乙\n3:4 published 2020-06-20 no=2号 unit=乙\n");
}

TEST(Meant, ADateMergedOverRowsOfOneCaseCountsOnce) {
  const std::string rows = "merge A2:A3\nA2 1号\nB2 甲\nD2 2020-06-19\nD3 2020-06-20\n";
  const auto same = two_rows(rows + "merge B2:B3\n", "{no: 文号, unit: 单位}");
  EXPECT_EQ(events_of(same.log),
            "2:3 issued 2020-06-18 no=1号 unit=甲\n2:4 published 2020-06-19 no=1号 unit=甲\n"
            "3:4 published 2020-06-20 no=1号 unit=甲\n");
  const auto by_case = two_rows(rows + "B3 乙\n", "{case: 文号, unit: 单位}");
  EXPECT_EQ(rejections_of(by_case.log), "");
  EXPECT_EQ(events_of(by_case.log),
            "2:3 issued 2020-06-18 case=1号 unit=甲\n2:4 published 2020-06-19 case=1号 unit=甲\n"
            "3:4 published 2020-06-20 case=1号 unit=乙\n");
}

TEST(Meant, ADateMergedOverRowsThatShareSomethingIsRejected) {
  const auto [log, out] = two_rows("A2 1号\nB2 甲\nA3 2号\nB3 甲\n", "{no: 文号, unit: 单位}");
  EXPECT_EQ(events_of(log), "2:3 issued 2020-06-18 no=1号 unit=甲\n3:3 issued unknown no=2号 unit=甲\n");
  EXPECT_EQ(rejections_of(log),
            "3 印发 '2020-06-18': merged cells give this date to rows of which some attributes are the same and others "
            "differ, so that it may be one event or several; map the column of the case as 'case', or write the "
            "attributes that differ under the events they belong to, or take the merge apart (event kept)\n");
}

TEST(Meant, ADateMergedSidewaysStandsInEachColumnOfTimes) {
  const auto [log, out] = read_book(
      "sheet S\nmerge C2:D2\nmerge A3:D3\nA1 文号\nB1 单位\nC1 印发\nD1 解读\nA2 1号\nB2 甲\nC2 2020-06-18\n"
      "A3 以下空白\n",
      "attributes: {no: 文号, unit: 单位}\n" + dates);
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log), "2:3 issued 2020-06-18 no=1号 unit=甲\n2:4 published 2020-06-18 no=1号 unit=甲\n");
  EXPECT_EQ(log.events.origins()[0].eventless, 1u);
}

TEST(Meant, ARowThatIsNoEventDoesNotCountAMergedDate) {
  const auto [log, out] = read_book(
      "sheet S\nmerge A2:A3\nmerge B2:B3\nA1 文号\nB1 解读\nC1 状态\nA2 1号\nB2 2020-06-19\nC2 已转办\nC3 已解读\n",
      "attributes: {no: 文号}\nevents:\n- {type: published, time: 解读, when: '状态 == \"已解读\"'}\n");
  EXPECT_EQ(events_of(log), "3:2 published 2020-06-19 no=1号\n");
}

TEST(Meant, CasesOfSeveralColumnsAreToldApart) {
  const auto [log, out] =
      read_book("sheet S\nmerge A2:A3\nmerge C2:C3\nA1 年\nB1 号\nC1 印发\nA2 2020\nB2 1\nB3 2\nC2 2020-06-18\n",
                "attributes: {no: {computed: '年 + \"-\" + 号'}}\nevents:\n- {type: issued, time: 印发}\n");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log), "2:3 issued 2020-06-18 no=2020-1\n3:3 issued 2020-06-18 no=2020-2\n");
}

TEST(Meant, ADateMergedOverTwoRowsOfTheSecondCaseCountsOnceForIt) {
  const auto [log, out] =
      read_book("sheet S\nmerge C2:C4\nA1 文号\nB1 备注\nC1 印发\nA2 1号\nA3 2号\nA4 2号\nC2 2020-06-18\n",
                "attributes: {no: 文号}\nevents:\n- {type: issued, time: 印发}\n");
  EXPECT_EQ(events_of(log), "2:3 issued 2020-06-18 no=1号\n3:3 issued 2020-06-18 no=2号\n");
}

TEST(Meant, ADateIsMergedSidewaysFromAColumnThatIsNotMapped) {
  const auto [log, out] = read_book(
      "sheet S\nmerge B2:C2\nmerge B3:C3\nA1 文号\nB1 会签\nC1 印发\nA2 1号\nB2 2020-06-18\nA3 2号\nB3 暂缓\n",
      "attributes: {no: 文号}\nevents:\n- {type: issued, time: 印发}\n");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log), "2:3 issued 2020-06-18 no=1号\n");
}

TEST(Meant, AMergeThatBeginsInARowLeftOutHoldsForTheOthers) {
  const auto [log, out] =
      read_book("sheet S\nmerge B2:B4\nA1 文号\nB1 印发\nA2 作废1号\nA3 2号\nA4 3号\nB2 2020-06-18\n",
                "attributes: {no: 文号}\nskip-rows: [\"作废*\"]\nevents:\n- {type: issued, time: 印发}\n");
  EXPECT_EQ(events_of(log), "3:2 issued 2020-06-18 no=2号\n4:2 issued 2020-06-18 no=3号\n");
}

TEST(Meant, WhatLiesHiddenBeneathAMergeIsNotRead) {
  const auto [log, out] = read_book(
      "sheet S\nmerge A2:A3\nmerge B2:B3\nA1 文号\nB1 印发\nC1 解读\nA2 1号\nA3 2号\nB2 2020-06-18\nB3 2020-08-29\n"
      "C3 2020-06-19\n",
      "attributes: {no: 文号}\n" + dates);
  EXPECT_EQ(events_of(log), "2:2 issued 2020-06-18 no=1号\n3:3 published 2020-06-19 no=1号\n");
}

TEST(Meant, ATimeOfDayMayStandInAColumnOfItsOwn) {
  const auto mapping = mapping_of("attributes: {no: 编号}\nevents:\n- {type: reported, time: 日期, clock: 时刻}\n");
  const auto [log, out] = read(
      "编号,日期,时刻\n1,2020-06-18,14:05\n2,2020年6月18日,下午2时5分\n3,2020-06-18,\n4,,\n5,,14:05\n"
      "6,2020-06-18 09:00,14:05\n7,2020-06-18,25:00\n8,2020-06-31,14:05\n",
      mapping);
  EXPECT_EQ(events_of(log),
            "2:2 reported 2020-06-18T14:05+08:00 no=1\n3:2 reported 2020-06-18T14:05+08:00 no=2\n"
            "4:2 reported 2020-06-18 no=3\n6:2 reported unknown no=5\n7:2 reported unknown no=6\n"
            "8:2 reported unknown no=7\n9:2 reported unknown no=8\n");
  EXPECT_EQ(rejections_of(log),
            "6 时刻 '14:05': a time of day without its date (event kept)\n"
            "7 时刻 '14:05': '2020-06-18 09:00' has a time of day of its own (event kept)\n"
            "8 时刻 '25:00': there is no time 25:00 (event kept)\n"
            "9 日期 '2020-06-31': 2020-06 has no day 31 (event kept)\n");
  const auto merged = read_book(
      "sheet S\nmerge B2:B3\nA1 编号\nB1 日期\nC1 时刻\nA2 1\nA3 1\nB2 number 44000 14\nC2 number 0.5 20\nC3 number "
      "0.75 20\n",
      "attributes: {case: 编号}\nevents:\n- {type: reported, time: 日期, clock: 时刻}\n");
  EXPECT_EQ(events_of(merged.log),
            "2:2 reported 2020-06-18T12:00+08:00 case=1\n3:2 reported 2020-06-18T18:00+08:00 case=1\n");
  const auto rows = read("编号,事件,日期,时刻\n1,受理,2020-06-18,14:05\n",
                         mapping_of("attributes: {no: 编号}\nevent: 事件\ntime: 日期\nclock: 时刻\n"));
  EXPECT_EQ(events_of(rows.log), "2:3 受理 2020-06-18T14:05+08:00 no=1\n");
}

TEST(Meant, AFaultIsRepeatedWithItsText) {
  const auto merged =
      read_book("sheet S\nmerge A2:A3\nA1 文号\nC1 印发\nD1 解读\nA2 error #N/A\nC2 2020-06-18\nD3 2020-06-19\n",
                "attributes: {no: 文号}\n" + dates);
  EXPECT_EQ(events_of(merged.log), "2:3 issued 2020-06-18\n3:4 published 2020-06-19\n");
  EXPECT_EQ(rejections_of(merged.log),
            "2 文号 '#N/A': the formula of this cell failed (#N/A); correct it in the workbook (event kept)\n"
            "3 文号 '#N/A': the formula of this cell failed (#N/A); correct it in the workbook (event kept)\n");
  const auto filled = read_book("sheet S\nA1 文号\nC1 印发\nD1 解读\nA2 error #N/A\nC2 2020-06-18\nD3 2020-06-19\n",
                                "attributes: {no: 文号}\nfill-down: [文号]\n" + dates);
  EXPECT_EQ(events_of(filled.log), "2:3 issued 2020-06-18\n3:4 published 2020-06-19\n");
  EXPECT_EQ(rejections_of(filled.log),
            "2 文号 '#N/A': the formula of this cell failed (#N/A); correct it in the workbook (event kept)\n"
            "3 文号 '#N/A': filled down from row 2: the formula of this cell failed (#N/A); correct it in the workbook "
            "(event kept)\n");
}

TEST(Meant, ACellThatSeveralEventsReadIsUnreadableForEach) {
  const auto [log, out] =
      read("文号,印发,解读,等级\n1号,2020-06-18,2020-06-19,一般\n", mapping_of(R"(attributes: {no: 文号}
events:
- {type: issued, time: 印发, attributes: {level: {column: 等级, values: {重大: grave}}}}
- {type: published, time: 解读, attributes: {level: {column: 等级, values: {重大: grave}}}}
)"));
  ASSERT_EQ(log.events.size(), 2u);
  EXPECT_EQ(log.rejections.size(), 1u);
  const auto* level = log.events.attribute("level");
  ASSERT_NE(level, nullptr);
  EXPECT_TRUE(log.events.unreadable(0, log.events.number_of(*level)));
  EXPECT_TRUE(log.events.unreadable(1, log.events.number_of(*level)));
}

TEST(Meant, NothingIsFilledDownOverARowThatCannotBeRead) {
  const auto mapping = mapping_of("attributes: {no: 文号}\nfill-down: [文号]\n" + dates);
  const auto [log, out] = read(
      "文号,印发,解读\n1号,2020-06-18,\n2号,2020-06-18,,多\n,,2020-06-19\n3号,2020-06-18,\n,,2020-06-20\n", mapping);
  EXPECT_EQ(events_of(log),
            "2:2 issued 2020-06-18 no=1号\n4:3 published 2020-06-19\n5:2 issued 2020-06-18 no=3号\n"
            "6:3 published 2020-06-20 no=3号\n");
  EXPECT_EQ(rejections_of(log),
            "3 - '2号,2020-06-18,,多': the row has 4 cells, the header names 3 columns\n"
            "4 文号 '': this cell is to be filled down from row 3, which could not be read (event kept)\n");
}

TEST(Meant, AMarkOfNothingIsNotFilledDownOver) {
  const auto [log, out] =
      read("文号,单位,印发,解读\n1号,甲,2020-06-18,--\n2号,--,2020-06-19,\n3号,,2020-06-20,\n4号,乙,--,\n",
           mapping_of("attributes: {no: 文号, unit: 单位}\nfill-down: [单位]\nempty: [\"--\"]\n" + dates));
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log),
            "2:3 issued 2020-06-18 no=1号 unit=甲\n3:3 issued 2020-06-19 no=2号\n4:3 issued 2020-06-20 no=3号\n");
}

TEST(Meant, CellsUnderNoHeaderAreCounted) {
  const auto [log, out] = read_book(
      "sheet S\nA1 文号\nB1 印发\nC1 解读\nA2 1号\nB2 2020-06-18\nE2 待核\nA3 2号\nB3 2020-06-19\nF3 见附件\n",
      "attributes: {no: 文号}\n" + dates);
  EXPECT_EQ(events_of(log), "2:2 issued 2020-06-18 no=1号\n3:2 issued 2020-06-19 no=2号\n");
  const auto& origin = log.events.origins()[0];
  EXPECT_EQ(origin.stray, 2u);
  EXPECT_EQ(place_within(origin, origin.first_stray).english, "E2");
}

TEST(Meant, SerialNumbersCountFromTheEpochOfTheirWorkbook) {
  const auto mapping = "attributes: {no: 文号}\nexcel-serials: true\n" + dates;
  const std::string cells = "sheet S\nA1 文号\nB1 印发\nC1 解读\nA2 1号\nB2 number 42538\nC2 43999\n";
  EXPECT_EQ(events_of(read_book("dates 1904\n" + cells, mapping).log),
            "2:2 issued 2020-06-18 no=1号\n2:3 published 2024-06-18 no=1号\n");
  EXPECT_EQ(events_of(read_book(cells, mapping).log),
            "2:2 issued 2016-06-17 no=1号\n2:3 published 2020-06-17 no=1号\n");
}

TEST(Meant, TwoRowsThatMayBeTheHeaderAreRefused) {
  const auto mapping = "attributes: {no: 文号}\n" + dates;
  const std::string cells =
      "sheet S\nA1 文号\nB1 印发\nC1 解读\nA3 序号\nB3 文号\nC3 印发\nD3 解读\nA4 1\nB4 1号\nC4 2020-06-18\n";
  EXPECT_EQ(said(read_book(cells, mapping).out),
            "'l.xlsx!S': rows 1 and 3 both name the columns of the mapping, in different places [bad-log] | write in "
            "the mapping which one is the header, such as 'header: 3'");
  EXPECT_EQ(events_of(read_book(cells, "header: 3\n" + mapping).log), "4:3 issued 2020-06-18 no=1号\n");
  const auto again = read("文号,印发,解读\n1号,2020-06-18,\n文号,印发,解读\n2号,2020-06-19,\n",
                          mapping_of("skip-rows: [文号]\n" + mapping));
  EXPECT_EQ(said(again.out), "");
  EXPECT_EQ(events_of(again.log), "2:2 issued 2020-06-18 no=1号\n4:2 issued 2020-06-19 no=2号\n");
}

TEST(Meant, NothingIsReadBelowASecondHeaderOfAnotherOrder) {
  std::string rows = "文号,印发,解读\n";
  for (int i = 1; i <= 60; ++i) rows += fmt::format("{}号,2020-06-18,2020-06-19\n", i);
  const auto [log, out] =
      read(rows + "文号,解读,印发\n61号,2020-06-19,2020-06-18\n", mapping_of("attributes: {no: 文号}\n" + dates));
  EXPECT_EQ(said(out),
            "'l.csv': row 62 names the columns anew, in another order, so that it cannot be told what stands below it; "
            "divide the table there [bad-log]");
  EXPECT_EQ(log.unread.size(), 1u);
  EXPECT_EQ(log.rejections.size(), 2u);
}

TEST(Meant, ASheetThatMayBePartOfTheLedgerIsNamedWhenItIsLeftOut) {
  const auto [log, out] = read_book(
      "sheet 上半年\nA1 文号\nB1 印发\nC1 解读\nA2 1号\nB2 2020-06-18\nsheet 下半年\nA1 文号\nB1 印发日期\nC1 "
      "解读日期\n"
      "sheet 说明\nA1 填表人\nB1 填表日期\n",
      "attributes: {no: 文号}\n" + dates);
  EXPECT_EQ(said(out),
            "warning: 'l.xlsx!下半年' is not read: it does not have '印发', '解读' [bad-log] | if it is part of the "
            "ledger, correct its header; 'sheet:' in the mapping says which sheets are meant");
  EXPECT_EQ(events_of(log), "2:2 issued 2020-06-18 no=1号\n");
}

TEST(Meant, MarksAndTotalsAreNotOnARoster) {
  const auto folder = std::filesystem::temp_directory_path() / "shixian-meant-test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "单位.csv") << "单位\n甲局\n——\n乙局\n合 计\n";
  text::Diagnostics out;
  const auto mapping = mapping_of(
      "shixian-log: 1\nattributes: {unit: 单位}\nevent: 事件\ntime: 时间\nskip-rows: [合计]\nempty: [——]\n"
      "rosters: {units: {file: 单位.csv}}\n",
      out, (folder / "m.yaml").string());
  ASSERT_TRUE(mapping);
  std::ofstream(folder / "l.csv") << "单位,事件,时间\n甲局,e,2020-06-18\n";
  const auto log =
      read_log({{(folder / "l.csv").string(), &*mapping, ""}}, {*time::Zone::find("Asia/Shanghai"), 1, {}}, out);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(log.rosters.at("units").entities, (std::vector<std::string>{"甲局", "乙局"}));
  EXPECT_EQ(log.rosters.at("units").rows, (std::vector<std::uint32_t>{2, 4}));
  std::filesystem::remove_all(folder);
}

TEST(Meant, LockFilesAreNoLedgers) {
  const auto folder = std::filesystem::temp_directory_path() / "shixian-lock-test";
  std::filesystem::create_directories(folder);
  for (const auto* name : {"2019.xlsx", "2020.xlsx", "~$2020.xlsx"}) std::ofstream(folder / name) << "x";
  text::Diagnostics out;
  const auto mapping = mapping_of("shixian-log: 1\nfiles: [\"*.xlsx\"]\nattributes: {}\nevent: 事件\ntime: 时间\n", out,
                                  (folder / "m.yaml").string());
  ASSERT_TRUE(mapping) << said(out);
  std::string names;
  for (const auto& ledger : files_of(*mapping, out))
    names += std::filesystem::path(ledger.path).filename().string() + " ";
  EXPECT_EQ(names, "2019.xlsx 2020.xlsx ");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace shixian::log
