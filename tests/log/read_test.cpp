#include "log/read.hpp"

#include <filesystem>
#include <fstream>

#include "support.hpp"

namespace shixian::log {
namespace {

using namespace std::string_literals;

std::string why_not(const std::string& cell) {
  text::Phrase why;
  EXPECT_FALSE(time::read_time(cell, time::Zone::utc(), {}, why));
  return why.english;
}

/// The same, with what to do if the cell is a mark that there is nothing.
std::string why_not_or_empty(const std::string& cell) {
  return fmt::format("{}; if '{}' means that there is none, add empty: [\"{}\"] to the mapping", why_not(cell), cell,
                     cell);
}

const auto wide = mapping_of(R"(attributes: {no: 文号, unit: 处室}
events:
- {type: issued, time: 印发}
- {type: published, time: 解读, attributes: {channel: 渠道, unit: 发布处室}}
)");

TEST(Long, WithoutAMapping) {
  const auto [log, out] =
      read("case,event,time,unit\n1,received,2020-06-18,甲\n1,replied,2020-06-19,\n2, received ,2020-06-20, 乙 \n");
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log),
            "2:3 received 2020-06-18 case=1 unit=甲\n3:3 replied 2020-06-19 case=1\n4:3 received 2020-06-20 case=2 "
            "unit=乙\n");
  const auto& origin = log.events.origins().at(0);
  EXPECT_EQ(origin.file, "l.csv");
  EXPECT_EQ(origin.description, (text::Phrase{"CSV, UTF-8, ','", "CSV，UTF-8，“,”分隔"}));
  EXPECT_EQ(origin.columns, (std::vector<std::string>{"case", "event", "time", "unit"}));
  EXPECT_EQ(origin.rows, 3u);
  EXPECT_EQ(origin.events, 3u);
  EXPECT_EQ(log.coverage.at(0).from, time::earliest);
  EXPECT_EQ(log.coverage.at(0).to, time::latest);
  EXPECT_TRUE(log.may_hold.at(0).empty());
}

TEST(Long, WithoutAMappingInChinese) {
  const auto [log, out] = read("时间;事件;案件\n2020-06-18;印发;1\n");
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "2:1 印发 2020-06-18 案件=1\n");
}

TEST(Long, ALedgerWithoutTheUsualColumnsNeedsAMapping) {
  const auto [log, out] = read("文号,印发\n1,2020-06-18\n");
  EXPECT_EQ(said(out),
            "'l.csv' needs a mapping: without one a ledger has the columns case, event and time, but its columns are: "
            "文号, 印发 "
            "[no-time-column] | give the mapping with -m; if there is none yet, 'shixian mapping init l.csv -o "
            "mapping.yaml' writes a first one");
  EXPECT_EQ(log.events.size(), 0u);
  EXPECT_TRUE(log.events.origins().empty());
}

TEST(Long, RowsWithoutTypeOrTime) {
  const auto mapping = mapping_of("event: 事件\ntime: 时间\nattributes: {no: 号}\n");
  const auto [log, out] = read("号,事件,时间\n1,,2020-06-18\n2,印发,\n3,印发,昨天\n,,\n\n4,印发,2020-06-18\n", mapping);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log),
            "2 事件 '': the row names no event\n"
            "3 时间 '': the event has no time (event kept)\n"
            "4 时间 '昨天': " +
                why_not("昨天") + " (event kept)\n");
  EXPECT_EQ(events_of(log), "3:3 印发 unknown no=2\n4:3 印发 unknown no=3\n7:3 印发 2020-06-18 no=4\n");
  EXPECT_EQ(log.events.origins()[0].rows, 4u);
}

TEST(Long, ValuesNameTheTypes) {
  const auto mapping =
      mapping_of("event: {column: 事件, values: {印发: issued, 解读（首次）: published}}\ntime: 时间\n");
  const auto [log, out] = read("事件,时间\n印发,2020-06-18\n解读(首次),2020-06-19\n印法,2020-06-20\n", mapping);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "2:2 issued 2020-06-18\n3:2 published 2020-06-19\n");
  EXPECT_EQ(rejections_of(log),
            "4 事件 '印法': the mapping's 'values' do not list '印法' (did you mean '印发'?); add it, or \"*\" for all "
            "others, or leave such rows out by 'when'\n");
  EXPECT_EQ(log.may_hold.at(0), (std::vector<std::string>{"issued", "published"}));
}

TEST(Wide, ARowIsSeveralEvents) {
  const auto [log, out] = read(
      "文号,处室,印发,解读,渠道,发布处室\n"
      "1,甲,2020-06-18,2020-06-19,网站,乙\n"
      "2,甲,2020-06-18,,,\n"
      "3,甲,,2020-06-19,,\n"
      "4,甲,,,,\n",
      wide);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log),
            "2:3 issued 2020-06-18 no=1 unit=甲\n"
            "2:4 published 2020-06-19 no=1 unit=乙 channel=网站\n"
            "3:3 issued 2020-06-18 no=2 unit=甲\n"
            "4:4 published 2020-06-19 no=3\n");
  EXPECT_EQ(log.events.origins()[0].rows, 4u);
  EXPECT_EQ(log.events.origins()[0].events, 4u);
  EXPECT_EQ(log.may_hold.at(0), (std::vector<std::string>{"issued", "published"}));
}

TEST(Wide, AnUnreadableTimeKeepsTheEvent) {
  const auto [log, out] = read("文号,处室,印发,解读,渠道,发布处室\n1,甲,待定,2020-06-19,,\n", wide);
  EXPECT_EQ(events_of(log), "2:3 issued unknown no=1 unit=甲\n2:4 published 2020-06-19 no=1\n");
  EXPECT_EQ(rejections_of(log), "2 印发 '待定': " + why_not_or_empty("待定") + " (event kept)\n");
}

TEST(Wide, AMarkThatThereIsNoneSaysHowToDeclareIt) {
  const std::vector<std::string> marks{"--", "/", "无", "未答复", "—", "N/A", "\\"};
  std::string ledger = "no,t\n", empty = "empty: [", expected;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto quoted = marks[i] == "\\" ? "\"\\\\\"" : "\"" + marks[i] + "\"";
    ledger += fmt::format("{},{}\n", i, marks[i]);
    empty += (i > 0 ? ", " : "") + quoted;
    expected += fmt::format(
        "{} t '{}': this is not a time that can be read; write it like 2020-06-18 14:05 or 2020年6月18日14时05分; if "
        "'{}' means that there is none, add empty: [{}] to the mapping (event kept)\n",
        i + 2, marks[i], marks[i], quoted);
  }
  const std::string events = "attributes: {no: no}\nevents: [{type: a, time: t}]\n";
  const auto refused = read(ledger, mapping_of(events));
  EXPECT_EQ(rejections_of(refused.log), expected);
  EXPECT_EQ(
      refused.log.rejections.front().reason.chinese,
      "无法读成时间；请写成 2020-06-18 14:05 或 2020年6月18日14时05分 的样子；如“--”表示没有，请在映射中加上 empty: "
      "[\"--\"]");
  const auto told = read(ledger, mapping_of(events + empty + "]\n"));
  EXPECT_EQ(rejections_of(told.log) + events_of(told.log), "");
  EXPECT_EQ(rejections_of(read("no,t\n1,6月18日\n2,六月十八日\n3,2020\n", mapping_of(events)).log),
            "2 t '6月18日': the year is missing; write it, as in 2020-06-18 (event kept)\n3 t '六月十八日': the year "
            "is missing; write it, as in 2020-06-18 (event kept)\n"
            "4 t '2020': a year alone is not a day; write the month and the day too, as in 2020-06-18 (event kept)\n")
      << "what has digits is no mark";
}

TEST(Wide, OneCellForTwoEventsIsRejectedOnce) {
  const auto mapping =
      mapping_of("events: [{type: a, time: t}, {type: b, time: t, attributes: {t: {column: t, type: time}}}]\n");
  const auto [log, out] = read("t\n?\n", mapping);
  EXPECT_EQ(events_of(log), "2:1 a unknown\n2:1 b unknown\n");
  EXPECT_EQ(rejections_of(log), "2 t '?': " + why_not_or_empty("?") + " (event kept)\n");
}

TEST(Attributes, TypedCells) {
  const auto mapping = mapping_of(R"(event: e
time: t
attributes: {n: {column: n, type: number}, b: {column: b, type: boolean}, w: {column: w, type: time}, s: {column: s, type: string}}
)");
  const auto [log, out] =
      read("e,t,n,b,w,s\na,2020-06-18,\"1,234.50\",是,2020-06-19,=\"007\"\na,2020-06-18,many,maybe,soon,x\n", mapping);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "2:2 a 2020-06-18 n=1234.5 b=true w=2020-06-19 s=007\n3:2 a 2020-06-18 s=x\n");
  EXPECT_EQ(
      rejections_of(log),
      "3 n 'many': not a number: expected digits such as 1234.5, 1,234.5 or 4% (event kept)\n"
      "3 b 'maybe': neither true nor false: expected true/false, yes/no, y/n, 1/0, 是/否, 有/无 or √/× (event kept)\n"
      "3 w 'soon': " +
          why_not_or_empty("soon") + " (event kept)\n");
  EXPECT_EQ(log.events.attribute("n")->type, AttributeType::number);
}

TEST(Rows, OfAnotherLengthAreRejected) {
  const auto [log, out] = read(
      "case,event,time\n"
      "1,a,2020-06-18,,\n"
      "1,a\n"
      "1,a,2020-06-18,x\n"
      "\n"
      ",,,,,\n"
      "x\n"
      "1,a,2020-06-18\n");
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "2:3 a 2020-06-18 case=1\n8:3 a 2020-06-18 case=1\n");
  EXPECT_EQ(rejections_of(log),
            "3 - '1,a': the row has 2 cells, the header names 3 columns\n"
            "4 - '1,a,2020-06-18,x': the row has 4 cells, the header names 3 columns\n"
            "7 - 'x': the row has 1 cell, the header names 3 columns\n");
  EXPECT_EQ(log.events.origins()[0].rows, 5u);
  EXPECT_EQ(read("case,event,time,,\n1,a,2020-06-18\n").log.events.size(), 1u)
      << "empty cells at the end of the header are no columns";
}

TEST(Rows, AreNumberedAsASpreadsheetShowsThem) {
  EXPECT_EQ(events_of(read("\n\ncase,event,time\n\"1\n1\",a,2020-06-18\n2,a,2020-06-19\n").log),
            "4:3 a 2020-06-18 case=1\n1\n5:3 a 2020-06-19 case=2\n");
  EXPECT_EQ(events_of(read("sep=;\r\ncase;event;time\r\n1;a;2020-06-18\r\n").log), "2:3 a 2020-06-18 case=1\n");
  EXPECT_EQ(events_of(read("case,event,time\n1,a,2020-06-18\n\x1A").log), "2:3 a 2020-06-18 case=1\n");
  EXPECT_EQ(rejections_of(read("case,event,time\n1,a,2020-06-18\n\x1A").log), "");
}

TEST(Rows, AQuoteThatIsNeverClosedEndsTheLedger) {
  const auto [log, out] = read("case,event,time\n1,a,2020-06-18\n2,a,\"2020-06-18\n3,a,2020-06-18\n");
  EXPECT_EQ(
      said(out),
      "'l.csv': the quote that opens cell 3 of row 3 is never closed, so that nothing after it can be read [bad-log]");
  EXPECT_EQ(log.events.size(), 1u);
  EXPECT_EQ(
      said(read("case,\"event,time\n1,a\n").out),
      "'l.csv': the quote that opens cell 2 of row 1 is never closed, so that nothing after it can be read [bad-log]");
}

TEST(Rows, TooLongACell) {
  const auto [log, out] =
      read("case,event,time\n1,a,2020-06-18\n" + std::string((16 << 20) + 1, 'x') + ",a,2020-06-18\n2,a,2020-06-18\n");
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log),
            "3 - '" + std::string(79, 'x') + "…': a cell is longer than 16 MiB, or the row longer than 64 MiB\n");
  EXPECT_EQ(log.events.size(), 2u);
}

TEST(Separator, IsSniffedOrNamed) {
  const auto with = [](const std::string& s) {
    return "case" + s + "event" + s + "time\n\"1,;\t|\"" + s + "a" + s + "2020-06-18\n";
  };
  const std::vector<std::pair<std::string, std::string>> separators{
      {",", "','"}, {";", "';'"}, {"\t", "tab"}, {"|", "'|'"}};
  for (const auto& [separator, shown] : separators) {
    const auto [log, out] = read(with(separator));
    EXPECT_EQ(said(out), "");
    EXPECT_EQ(events_of(log), "2:3 a 2020-06-18 case=1,;\t|\n");
    EXPECT_EQ(log.events.origins().at(0).description.english, "CSV, UTF-8, " + shown);
  }
  const auto mapping = mapping_of("separator: semicolon\nevent: e,f\ntime: t\n");
  EXPECT_EQ(events_of(read("e,f;t\na,b;2020-06-18\n", mapping).log), "2:2 a,b 2020-06-18\n");
}

TEST(Columns, ThatTheLedgerLacksAreErrorsWhereTheMappingNamesThem) {
  const auto mapping = mapping_of("event: 事件\ntime: 发生时问\nattributes: {a: 文号, b: 文号, c: colour}\n");
  EXPECT_EQ(
      said(read("事件,发生时间,号\n", mapping).out),
      "4:17: 'l.csv' has no column '文号' [unknown-column] | did you mean '号'? its columns are: 事件, 发生时间, 号\n"
      "4:31: 'l.csv' has no column 'colour' [unknown-column] | its columns are: 事件, 发生时间, 号\n"
      "3:7: 'l.csv' has no column '发生时问' [unknown-column] | did you mean '发生时间'? its columns are: 事件, "
      "发生时间, 号");
}

TEST(Columns, ThatAreMissingWhereTheMappingNamesAWrongEncodingOrSeparator) {
  const std::string events = "event: 事件\ntime: 时间\n";
  const auto help_of = [](const std::string& ledger, const std::string& mapping) {
    const auto read_ledger = read(ledger, mapping_of(mapping));
    const auto& problems = read_ledger.out.all();
    return problems.empty() ? "none" : problems.front().help.english + "\n" + problems.front().help.chinese;
  };
  EXPECT_EQ(
      help_of("事件,时间\n", events + "separator: ';'\n"),
      "its columns are: 事件,时间. The 'separator' of the mapping may be wrong: by itself the file looks like CSV, "
      "UTF-8, ',', and its columns are: 事件, 时间\n"
      "它的列是：事件,时间。映射中的“separator”可能写错：按文件本身看应是 CSV，UTF-8，“,”分隔，它的列是：事件、时间");
  EXPECT_EQ(
      help_of("事件,时间\n", events + "encoding: gbk\n"),
      "its columns are: 浜嬩欢, 鏃堕棿. The 'encoding' of the mapping may be wrong: by itself the file looks like CSV, "
      "UTF-8, ',', and its columns are: 事件, 时间\n"
      "它的列是：浜嬩欢、鏃堕棿。映射中的“encoding”可能写错：按文件本身看应是 CSV，UTF-8，“,”分隔，它的列是：事件、"
      "时间");
  EXPECT_EQ(help_of("\xCA\xC2\xBC\xFE;\xCA\xB1\xBC\xE4\n", events + "encoding: utf-8\nseparator: ','\n"),
            "its columns are: \uFFFD¼\uFFFD;ʱ\uFFFD\uFFFD. The 'encoding' or 'separator' of the mapping may be wrong: "
            "by itself the "
            "file looks like CSV, GB18030, ';', and its columns are: 事件, 时间\n"
            "它的列是：\uFFFD¼\uFFFD;ʱ\uFFFD\uFFFD。映射中的“encoding”或“separator”可能写错：按文件本身看应是 "
            "CSV，GB18030，“;”"
            "分隔，它的列是：事件、时间");
  EXPECT_EQ(help_of("事件;日期,a\n", events + "separator: ';'\n"),
            "its columns are: 事件, 日期,a\n它的列是：事件、日期,a")
      << "the separator is right, the column is not";
  EXPECT_EQ(help_of("事件,时间\n", events + "separator: ','\nencoding: utf-8\n"), "none");
}

TEST(Columns, ThatStandTwiceAreErrorsWhenTheMappingUsesThem) {
  const auto mapping = mapping_of("event: e\ntime: t\nattributes: {a: n}\n");
  EXPECT_EQ(said(read("e,t,n,ｎ\n", mapping).out),
            "4:17: 'l.csv' has the column 'n' more than once: columns 3 and 4 [duplicate-column] | give the columns "
            "different names in "
            "the ledger");
  EXPECT_EQ(said(read("e,t,n,x,x\n", mapping).out), "");
  EXPECT_EQ(said(read("case,event,time,x,x\n").out),
            "'l.csv' has the column 'x' more than once: columns 4 and 5 [duplicate-column] | give the columns "
            "different names in the "
            "ledger");
}

TEST(Columns, AreFoundWhateverTheirWidth) {
  const auto mapping = mapping_of("event: ' 事件(类) '\ntime: ＮＯ1\n");
  EXPECT_EQ(events_of(read("　事件（类）,NO1\na,2020-06-18\n", mapping).log), "2:2 a 2020-06-18\n");
}

TEST(Columns, HaveALimit) {
  EXPECT_EQ(said(read("case,event,time," + std::string(65'532, ',') + "x\n").out),
            "'l.csv': the header has 65536 columns; at most 65535 can be read [bad-log]");
}

TEST(Files, ThatAreNoLedgersAreNamed) {
  EXPECT_EQ(said(read("").out), "'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]");
  EXPECT_EQ(said(read("\n \n,,\n").out),
            "'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]");
  EXPECT_EQ(said(read("\x1F\x8B\x08").out),
            "'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]");
  EXPECT_EQ(said(read("a,b\nc\xFF\xFF,d\n").out),
            "'l.csv' is neither UTF-8, UTF-16, GB18030 nor GBK: line 2 has bytes that are no UTF-8 [bad-encoding] | "
            "name the encoding in "
            "the mapping, as 'encoding: gb18030'; bytes that do not fit are then replaced and counted");
}

TEST(Files, BadBytesOfANamedEncodingAreCountedAndTheirCellsRejected) {
  const auto mapping = mapping_of("encoding: utf-8\nevent: e\ntime: t\n");
  const auto [log, out] = read("e,t\na\xFF\xFF,2020-06-18\n", mapping);
  EXPECT_EQ(events_of(log), "");
  EXPECT_EQ(rejections_of(log),
            "2 e 'a\uFFFD\uFFFD': some bytes of this cell are not text in the encoding that was used; correct the "
            "cell, or name "
            "the encoding in the mapping\n");
  EXPECT_EQ(log.events.origins().at(0).lost_rows, 1u);
  EXPECT_EQ(log.events.origins().at(0).bad_bytes, 2u);
}

TEST(Coverage, IsWholeDaysOfTheMappingsZone) {
  const auto covered = [](const std::string& zone) {
    const auto mapping = mapping_of(zone + "covers: {from: 2020-01-01, to: 2020-12-31}\nevent: e\ntime: t\n");
    const auto coverage = read("e,t\n", mapping).log.coverage.at(0);
    const auto utc = time::Zone::utc();
    return time::iso(utc.at(coverage.from)) + " " + time::iso(utc.at(coverage.to));
  };
  EXPECT_EQ(covered(""), "2019-12-31T16:00:00+00:00 2020-12-31T15:59:59.999999+00:00");
  EXPECT_EQ(covered("time-zone: UTC\n"), "2020-01-01T00:00:00+00:00 2020-12-31T24:00:00+00:00");
}

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  Ledger read_files(const std::vector<std::string>& names, const std::string& yaml) {
    Ledger ledger;
    mapping_ =
        mapping_of("shixian-log: 1\n" + yaml, ledger.out, (folder_ / "m.yaml").string()).value_or(default_mapping());
    std::vector<Input> inputs;
    for (const auto& name : names) inputs.push_back({(folder_ / name).string(), &mapping_});
    ledger.log = read_log(inputs, options_, ledger.out);
    return ledger;
  }
  /// What was said, with the folder left out.
  std::string said_here(const text::Diagnostics& out) {
    auto all = said(out);
    const auto prefix = folder_.string() + "/";
    for (auto at = all.find(prefix); at != all.npos; at = all.find(prefix)) all.erase(at, prefix.size());
    return all;
  }

  std::filesystem::path folder_;
  Mapping mapping_;
  ReadOptions options_{*time::Zone::find("Asia/Shanghai"), 1, {}};
};

using ReadLog = Folder;

TEST_F(ReadLog, SeveralFilesAreOneLogAndOneThatFailsDoesNotStopTheOthers) {
  write("a.csv", "e,t\na,2020-06-18\n");
  write("b.csv", "e,u\nb,2020-06-18\n");
  write("c.csv", "t,e\n2020-06-19,a\n2020-06-20,c\n");
  std::uint64_t last_done = 0, last_total = 1;
  options_.progress = [&](std::uint64_t done, std::uint64_t total) { last_done = done, last_total = total; };
  const auto [log, out] = read_files({"a.csv", "missing.csv", "b.csv", "c.csv"}, "event: e\ntime: t\n");
  EXPECT_EQ(said_here(out),
            "'missing.csv' cannot be read: No such file or directory [unreadable-file]\n"
            "3:7: 'b.csv' has no column 't' [unknown-column] | its columns are: e, u");
  EXPECT_EQ(events_of(log), "2:2 a 2020-06-18\n2:1 a 2020-06-19\n3:1 c 2020-06-20\n");
  ASSERT_EQ(log.events.origins().size(), 2u);
  EXPECT_EQ(log.events.where(2).origin, 1u);
  EXPECT_EQ(log.events.origins()[1].file, (folder_ / "c.csv").string());
  EXPECT_EQ(log.coverage.size(), 2u);
  EXPECT_EQ(log.may_hold.size(), 2u);
  EXPECT_EQ(last_total, 0u) << "a missing file has no size";
}

TEST_F(ReadLog, TellsHowFarItIs) {
  write("a.csv", "e,t\n" + std::string(3 << 20, '\n') + "a,2020-06-18\n");
  std::vector<std::uint64_t> told;
  std::uint64_t of = 0;
  options_.progress = [&](std::uint64_t done, std::uint64_t total) { told.push_back(done), of = total; };
  const auto [log, out] = read_files({"a.csv"}, "event: e\ntime: t\n");
  EXPECT_EQ(events_of(log), "3145730:2 a 2020-06-18\n");
  EXPECT_EQ(of, (3u << 20) + 17);
  EXPECT_GE(told.size(), 3u);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), of);
}

TEST_F(ReadLog, Rosters) {
  write("a.csv", "e,t\n");
  write("units.csv", "编号,单位\n1,甲\n2,\n3, 乙 \n4,甲\n5\n");
  write("plain.csv", "name\n丙\n");
  const auto [log, out] = read_files({"a.csv", "a.csv"},
                                     "event: e\ntime: t\n"
                                     "rosters: {units: {file: units.csv, column: 单位}, first: {file: plain.csv}}\n");
  EXPECT_EQ(said_here(out),
            "4:25: warning: 'units.csv' names '甲' in rows 2 and 5; it counts once [bad-roster]\n"
            "4:25: 'units.csv', row 6: the row has 1 cell, the header names 2 columns [bad-roster]");
  ASSERT_EQ(log.rosters.size(), 2u);
  EXPECT_EQ(log.rosters.at("units").entities, (std::vector<std::string>{"甲", "乙"}));
  EXPECT_EQ(log.rosters.at("units").rows, (std::vector<std::uint32_t>{2, 4}));
  EXPECT_EQ(log.rosters.at("units").file, (folder_ / "units.csv").string());
  EXPECT_EQ(log.rosters.at("first").entities, std::vector<std::string>{"丙"});
}

TEST_F(ReadLog, RostersThatCannotBeRead) {
  write("units.csv", "编号,单位\n");
  const auto [log, out] = read_files({}, "event: e\ntime: t\n");
  EXPECT_TRUE(log.rosters.empty());
  write("a.csv", "e,t\n");
  EXPECT_EQ(said_here(read_files({"a.csv"},
                                 "event: e\ntime: t\nrosters: {a: {file: no.csv}, b: {file: units.csv, column: 处室}, "
                                 "c: {file: units.csv}}\n")
                          .out),
            "4:21: the roster 'no.csv' cannot be read: No such file or directory [unreadable-file]\n"
            "4:59: 'units.csv' has no column '处室' [unknown-column] | its columns are: 编号, 单位\n"
            "4:74: warning: the roster 'units.csv' names nobody [bad-roster]");
}

TEST(Threads, DoNotChangeTheLog) {
  std::string ledger = "case,event,time,unit,note\n";
  for (int i = 0; i < 20'000; ++i) {
    ledger += fmt::format("{},type{},2020-06-{:02},{},\"a\n\"\"{}\"\"\"\n", i / 3, i % 7, 1 + i % 31,
                          i % 13 ? "unit" + std::to_string(i % 17) : "", i % 1000);
    if (i % 501 == 0) ledger += "x,y\n";
    if (i % 777 == 0) ledger += "\n1,2\" stray,2020-06-01,,\n";
  }
  const auto one = read(ledger);
  EXPECT_EQ(said(one.out), "");
  EXPECT_GT(one.log.rejections.size(), 500u);
  for (const unsigned threads : {2U, 3U, 8U}) {
    const auto several = read(ledger, default_mapping(), threads);
    EXPECT_EQ(said(several.out), "");
    ASSERT_TRUE(events_of(several.log) == events_of(one.log)) << threads;
    ASSERT_EQ(rejections_of(several.log), rejections_of(one.log)) << threads;
    const auto &a = one.log.events, &b = several.log.events;
    for (std::uint32_t i = 0; i < a.attributes().size(); ++i)
      ASSERT_EQ(a.attributes()[i].codes, b.attributes()[i].codes);
    for (std::uint32_t i = 0; i < a.size(); ++i) ASSERT_EQ(a.type(i), b.type(i));
    EXPECT_EQ(several.log.events.origins()[0].rows, one.log.events.origins()[0].rows);
  }
  const auto broken = ledger + "1,\"never closed\n";
  const auto first = read(broken), second = read(broken, default_mapping(), 4);
  EXPECT_EQ(said(first.out), said(second.out));
  EXPECT_EQ(first.log.events.size(), second.log.events.size());
}

}  // namespace
}  // namespace shixian::log
