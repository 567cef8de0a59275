#include <filesystem>

#include "log/xlsx/number_format.hpp"
#include "log/xlsx/workbook.hpp"
#include "support.hpp"
#include "workbook.hpp"

namespace shixian::log {
namespace {

using tests::workbook;
using tests::workbook_parts;
using tests::zipped;

Ledger read_book(const std::string& bytes, const Mapping& mapping = default_mapping()) {
  Ledger ledger;
  read_ledger("l.xlsx", bytes, mapping, {*time::Zone::find("Asia/Shanghai"), 1, {}}, ledger.log, ledger.out);
  return ledger;
}

const auto header = "A1 case\nB1 event\nC1 time\nD1 note\n";

std::string one_time(const std::string& cell, const std::string& before = "") {
  const auto [log, out] = read_book(workbook(before + "sheet S\n" + header + "A2 1\nB2 e\nC2 " + cell + "\n"));
  EXPECT_EQ(said(out), "");
  return log.events.size() == 0
             ? ""
             : time::iso(log.events.moment(0)) + (log.rejections.empty() ? "" : " " + log.rejections[0].text);
}

TEST(Xlsx, CellsOfEveryKind) {
  const auto [log, out] =
      read_book(workbook(std::string("sheet S\n") + header +
                         "A2 shared\nB2 e\nC2 2020年6月18日 14:05\nD2 truth 1\n"
                         "A3 inline own\nB3 cached e\nC3 number 43999.5 22\nD3 number 4.0000000000000001E-2\n"
                         "A5 number 1234567\nB5 e\nC5 2020.6.18\nD5 number 123 000000\n"
                         "A6 a\\nb\nB6 e\nC6 2020-06-18\nD6 number 1.1010119900307E+17\n"));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log),
            "2:3 e 2020-06-18T14:05+08:00 case=shared note=TRUE\n"
            "3:3 e 2020-06-17T12:00+08:00 case=own note=0.04\n"
            "5:3 e 2020-06-18 case=1234567 note=000123\n"
            "6:3 e 2020-06-18 case=a\nb note=110101199003070000\n");
  EXPECT_EQ(log.events.origins()[0].sheet, "S");
  EXPECT_EQ(log.events.origins()[0].counting, Counting::cells);
  EXPECT_EQ(log.events.origins()[0].description, (text::Phrase{"XLSX", "XLSX"}));
}

TEST(Xlsx, WhatIsNoValueIsRejected) {
  const auto [log, out] = read_book(workbook(std::string("sheet S\n") + header +
                                             "A2 1\nB2 e\nC2 error #N/A\nA3 error #REF!\nB3 e\nC3 2020-06-18\n"
                                             "A4 1\nB4 formula X1\nC4 2020-06-18\nA5 1\nB5 e\nC5 unsaved NOW()\n"));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "2:3 e unknown case=1\n3:3 e 2020-06-18\n5:3 e unknown case=1\n");
  EXPECT_EQ(rejections_of(log),
            "2 time '#N/A': the formula of this cell failed (#N/A); correct it in the workbook (event kept)\n"
            "3 case '#REF!': the formula of this cell failed (#REF!); correct it in the workbook (event kept)\n"
            "4 event '=X1': a formula whose value was not saved; open the workbook in Excel or WPS and save it\n"
            "5 time '=NOW()': a formula whose value was not saved; open the workbook in Excel or WPS and save it "
            "(event kept)\n");
}

TEST(Xlsx, DatesAsEveryFormatShowsThem) {
  for (const auto* format : {"14",
                             "15",
                             "16",
                             "17",
                             "27",
                             "28",
                             "29",
                             "30",
                             "31",
                             "36",
                             "50",
                             "51",
                             "52",
                             "53",
                             "54",
                             "57",
                             "58",
                             "yyyy-mm-dd",
                             "yyyy\"年\"m\"月\"d\"日\"",
                             "[$-804]yyyy\\-mm;@",
                             "d/m/yy",
                             "[Red]e.m.d"})
    EXPECT_EQ(one_time(std::string("number 44000 ") + format), "2020-06-18") << format;
  for (const auto* format : {"22", "32", "34", "55", "yyyy/m/d h:mm", "yyyy/m/d h:mm AM/PM", "m/d h:mm"}) {
    EXPECT_EQ(one_time(std::string("number 44000.620833333334 ") + format), "2020-06-18T14:54+08:00") << format;
    EXPECT_EQ(one_time(std::string("number 44000 ") + format), "2020-06-18") << format;
  }
  for (const auto* format : {"33", "35", "56", "yyyy/m/d h:mm:ss", "yyyy/m/d hh:mm:ss.000"})
    EXPECT_EQ(one_time(std::string("number 44000.620833333334 ") + format), "2020-06-18T14:54:00+08:00") << format;
  for (const auto* format : {"17", "27", "36", "57", "yyyy\"年\"m\"月\"", "mmm-yy"})
    EXPECT_EQ(one_time(std::string("number 43983 ") + format), "unknown 2020-06")
        << format << ": entered without a day";
  EXPECT_EQ(one_time("number 43983 31"), "2020-06-01");
  EXPECT_EQ(one_time("number 44000.62090277778 22"), "2020-06-18T14:54:06+08:00");
  EXPECT_EQ(one_time("number 44000.99999999 22"), "2020-06-18T23:59:59+08:00") << "stays in its day";
  EXPECT_EQ(one_time("number 44000.999999999995 22"), "2020-06-19") << "but for what a double loses";
  EXPECT_EQ(one_time("number 44000.000003 22"), "2020-06-18T00:00+08:00") << "a fraction is a time of day";
  EXPECT_EQ(one_time("number 44000.25 14"), "2020-06-18T06:00+08:00") << "the time that the format hides is there";
}

TEST(Xlsx, BothEpochs) {
  EXPECT_EQ(one_time("number 42538 14", "dates 1904\n"), "2020-06-18");
  EXPECT_EQ(one_time("number 0 14", "dates 1904\n"), "1904-01-01");
  EXPECT_EQ(one_time("number 1 14"), "1900-01-01");
  EXPECT_EQ(one_time("number 59 14"), "1900-02-28");
  EXPECT_EQ(one_time("number 60 14"), "unknown 1900-02-29");
  EXPECT_EQ(one_time("number 61 14"), "1900-03-01");
  EXPECT_EQ(one_time("number 0 14"), "unknown 1900-01-00");
  EXPECT_EQ(one_time("number 2958465 14"), "9999-12-31");
  EXPECT_EQ(one_time("number 2958466 14"), "unknown 2958466");
}

TEST(Xlsx, NumbersThatAreNoDates) {
  EXPECT_EQ(one_time("number 44000"), "unknown 44000") << "a number that is not shown as a date is not one";
  EXPECT_EQ(one_time("number 20200618"), "2020-06-18") << "but eight digits are, as in a text";
  EXPECT_EQ(one_time("number 0.5 20"), "unknown 12:00");
  EXPECT_EQ(one_time("number 44000.5 [h]:mm"), "unknown 44000.5");
  EXPECT_EQ(one_time("number 44000 0.00E+00"), "unknown 44000");
  EXPECT_EQ(one_time("number 12 G/通用格式"), "unknown 12");
  EXPECT_EQ(one_time("number 12 GENERAL"), "unknown 12");
  EXPECT_EQ(one_time("number 0.5 20", "dates 1904\n"), "unknown 12:00");
  EXPECT_EQ(one_time("number -1 14"), "unknown -1");
  EXPECT_EQ(one_time("number 44000 #,##0"), "unknown 44000");
  EXPECT_EQ(one_time("number 44000 0\"d\""), "unknown 44000");
}

TEST(Xlsx, SheetsByNameNumberAndPattern) {
  const auto sheet = [](const char* name, const char* number) {
    return fmt::format("sheet {}\n{}A2 {}\nB2 e\nC2 2020-06-18\n", name, header, number);
  };
  const auto book = workbook(sheet("2019年", "1") + sheet("2020年", "2") + "sheet 说明\nA1 本表由办公室填写\n" +
                             sheet("旧 hidden", "3"));
  const auto cases = [&](const std::string& sheets) {
    const auto [log, out] = read_book(
        book, mapping_of(sheets + "attributes: {case: case, year: {from: sheet}}\nevent: event\ntime: time\n"));
    std::string all = said(out);
    for (std::uint32_t event = 0; event < log.events.size(); ++event)
      for (const auto& attribute : log.events.attributes()) all += attribute.values.at(attribute.codes[event]) + " ";
    return all;
  };
  EXPECT_EQ(cases("sheet: 2020年\n"), "2 2020年 ");
  EXPECT_EQ(cases("sheet: 1\n"), "1 2019年 ");
  EXPECT_EQ(cases("sheet: 旧\n"), "3 旧 ");
  EXPECT_EQ(cases("sheet: \"20*\"\n"), "1 2019年 2 2020年 ");
  EXPECT_EQ(cases("sheet: [2020年, \"2*\"]\n"), "2 2020年 1 2019年 ");
  EXPECT_EQ(cases("sheet: 2021年\n"),
            "2:8: 'l.xlsx' has no sheet '2021年' [bad-log] | did you mean '2020年'? its sheets are: 2019年, 2020年, "
            "说明, 旧");
  EXPECT_EQ(cases(""),
            "'l.xlsx' has several sheets, and nothing says which is the ledger: 2019年, 2020年, 说明, 旧 [bad-log] | "
            "these have all columns of the mapping: 2019年, 2020年, 旧; write 'sheet: NAME' in the mapping, a list of "
            "names, or 'sheet: \"*\"' for all of them");
}

TEST(Xlsx, TheOnlySheetThatFitsIsTheLedger) {
  const auto ledger = fmt::format("sheet 台账\n{}A2 1\nB2 e\nC2 2020-06-18\n", header);
  const auto shown = read_book(workbook("sheet 说明\nA1 一\nB1 二\n" + ledger));
  EXPECT_EQ(said(shown.out), "");
  EXPECT_EQ(events_of(shown.log), "2:3 e 2020-06-18 case=1\n");
  EXPECT_EQ(shown.log.events.origins()[0].description,
            (text::Phrase{"XLSX, sheet 2 of 2", "XLSX，第 2 个工作表（共 2 个）"}));
  EXPECT_EQ(events_of(read_book(workbook("sheet Sheet1\n" + ledger + "sheet Sheet3\n")).log),
            "2:3 e 2020-06-18 case=1\n");
}

const auto layout = mapping_of(R"(attributes: {case: 文号, unit: 单位, channel: 渠道}
events:
- {type: issued, time: 时间/印发}
- {type: published, time: 解读}
skip-rows: [合计, "注*"]
)");

TEST(Xlsx, TitlesHeadersOfTwoLinesMergedCellsAndTotals) {
  const auto [log, out] = read_book(workbook(R"(sheet S
merge A1:E1
merge A2:A3
merge B2:C2
merge A4:A5
merge B4:B5
A1 2020年政策解读台账
A2 文号
B2 时间
D2 单\n位
E2 渠道
B3 印发
C3 解读
A4 甲1号
B4 2020-06-18
C4 2020-06-19
D4 办公室
E4 网站
C5 2020-06-20
D5 规划处
E5 微信
A6 甲2号
B6 2020-06-21
C6 2020-06-22
D6 办公室
A7 合 计
B7 number 2
A8 注：本表每季度更新
)"),
                                    layout);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log),
            "4:2 issued 2020-06-18 case=甲1号 unit=办公室 channel=网站\n"
            "4:3 published 2020-06-19 case=甲1号 unit=办公室 channel=网站\n"
            "5:3 published 2020-06-20 case=甲1号 unit=规划处 channel=微信\n"
            "6:2 issued 2020-06-21 case=甲2号 unit=办公室\n"
            "6:3 published 2020-06-22 case=甲2号 unit=办公室\n");
  const auto& origin = log.events.origins()[0];
  EXPECT_EQ(origin.columns, (std::vector<std::string>{"文号", "时间/印发", "解读", "单位", "渠道"}));
  EXPECT_EQ(origin.rows, 3u);
  EXPECT_EQ(origin.skipped, 2u);
}

TEST(Xlsx, ACsvTwinIsReadByTheSameMapping) {
  auto mapping = layout;
  mapping.fill_down = {{"文号", {}}};
  const auto [log, out] = read(
      "2020年政策解读台账,,,,\n文号,时间,,\"单\n位\",渠道\n,印发,解读,,\n甲1号,2020-06-18,2020-06-19,办公室,网站\n"
      ",,2020-06-20,规划处,微信\n甲2号,2020-06-21,2020-06-22,办公室,\n合 计,2,,,\n注：本表每季度更新,,,,\n",
      mapping, 4);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log),
            "4:2 issued 2020-06-18 case=甲1号 unit=办公室 channel=网站\n"
            "4:3 published 2020-06-19 case=甲1号 unit=办公室 channel=网站\n"
            "5:3 published 2020-06-20 case=甲1号 unit=规划处 channel=微信\n"
            "6:2 issued 2020-06-21 case=甲2号 unit=办公室\n"
            "6:3 published 2020-06-22 case=甲2号 unit=办公室\n");
  EXPECT_EQ(log.events.origins()[0].skipped, 2u);
}

TEST(Xlsx, AConditionOverACellThatHoldsNoValueCannotBeTold) {
  const auto mapping = mapping_of(
      "attributes: {no: case, done: {computed: note == \"y\"}}\nevents: [{type: e, time: time, when: 'event == "
      "\"a\"'}]\n");
  const auto [log, out] =
      read_book(workbook(std::string("sheet S\n") + header +
                         "A2 1\nB2 error #N/A\nC2 2020-06-18\nA3 2\nB3 a\nC3 2020-06-18\nD3 unsaved A1\n"),
                mapping);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "2:3 e unknown no=1 done=false\n3:3 e 2020-06-18 no=2\n");
  EXPECT_EQ(rejections_of(log),
            "2 event '#N/A': the formula of this cell failed (#N/A); correct it in the workbook (event kept)\n"
            "3 note '=A1': a formula whose value was not saved; open the workbook in Excel or WPS and save it (event "
            "kept)\n");
  EXPECT_EQ(log.events.origins()[0].lost_rows, 0u);
}

TEST(Xlsx, HiddenRowsAreReadAndCounted) {
  const auto [log, out] = read_book(workbook(std::string("sheet S\nrow 3 hidden\nrow 9 hidden\n") + header +
                                             "A2 1\nB2 e\nC2 2020-06-18\nA3 2\nB3 e\nC3 2020-06-19\n"));
  EXPECT_EQ(events_of(log), "2:3 e 2020-06-18 case=1\n3:3 e 2020-06-19 case=2\n");
  EXPECT_EQ(log.events.origins()[0].hidden, 1u) << "an empty one counts for nothing";
}

/// As other programs write it: parts with names of their own, found by absolute paths; prefixed and strict names;
/// cells without their places; rich text; how a text is pronounced.
TEST(Xlsx, WorkbooksOfOtherPrograms) {
  const std::string strict = "http://purl.oclc.org/ooxml/";
  const auto relations = [](const std::string& content) {
    return "<r:Relationships xmlns:r=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + content +
           "</r:Relationships>";
  };
  const auto point = [&](const char* id, const char* type, const char* to) {
    return fmt::format("<r:Relationship Target=\"{}\" Type=\"{}officeDocument/relationships/{}\" Id=\"{}\"/>", to,
                       strict, type, id);
  };
  const auto bytes = zipped({
      {"_rels/.rels", relations(point("a", "officeDocument", "/et/book.xml"))},
      {"et/book.xml", "<x:workbook xmlns:x=\"" + strict + "spreadsheetml/main\" xmlns:q=\"" + strict +
                          "officeDocument/relationships\"><x:sheets><x:sheet name=\"台账\" sheetId=\"7\" "
                          "q:id=\"k\"/></x:sheets></x:workbook>"},
      {"et/_rels/book.xml.rels",
       relations(point("k", "worksheet", "/et/pages/p.xml") + point("t", "sharedStrings", "texts.xml"))},
      {"et/texts.xml",
       "<x:sst xmlns:x=\"u\"><x:si><x:r><x:t>ca</x:t></x:r><x:r><x:t>se</x:t></x:r><x:rPh><x:t>!</x:t></x:rPh></x:si>"
       "<x:si><x:t>a_x000D_b_x005F_x000D_</x:t></x:si></x:sst>"},
      {"et/pages/p.xml",
       "<x:worksheet xmlns:x=\"u\"><x:sheetData><x:row><x:c t=\"s\"><x:v>0</x:v></x:c><x:c "
       "t=\"inlineStr\"><x:is><x:t>event</x:t></x:is></x:c><x:c t=\"str\"><x:v>time</x:v></x:c></x:row>"
       "<x:row><x:c t=\"s\"><x:v>1</x:v></x:c><x:c t=\"str\"><x:v>e</x:v></x:c><x:c "
       "t=\"d\"><x:v>2020-06-18T14:05:09</x:v>"
       "</x:c></x:row></x:sheetData></x:worksheet>"},
  });
  const auto [log, out] = read_book(bytes);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "2:3 e 2020-06-18T14:05:09+08:00 case=a\rb_x000D_\n");
}

/// A workbook whose only sheet has these rows below case, event and time.
std::string with_rows(const std::string& rows) {
  auto parts = workbook_parts(std::string("sheet S\n") + header);
  auto& sheet = parts.at("xl/worksheets/sheet1.xml");
  const auto end = sheet.find("</sheetData>");
  EXPECT_NE(end, std::string::npos);
  sheet.insert(end, rows);
  return zipped(parts);
}

std::string texts(int row, std::initializer_list<const char*> cells) {
  std::string xml;
  char column = 'A';
  for (const auto* cell : cells) xml += fmt::format("<c r=\"{}{}\" t=\"str\"><v>{}</v></c>", column++, row, cell);
  return xml;
}

TEST(Xlsx, RowsOutOfOrderCellsGivenTwiceAndAlternateContents) {
  const auto row = [](int number, const std::string& cells) {
    return fmt::format("<row r=\"{}\">{}</row>", number, cells);
  };
  const auto unordered =
      read_book(with_rows(row(9, texts(9, {"1", "e", "2020-06-18"})) + row(5, texts(5, {"2", "e", "2020-06-18"}))));
  EXPECT_EQ(said(unordered.out),
            "'l.xlsx': its rows are not in order: row 5 stands after row 9; save it anew in Excel or WPS [bad-log]");
  EXPECT_EQ(events_of(unordered.log), "9:3 e 2020-06-18 case=1\n");
  const auto twice = read_book(with_rows(row(2, texts(2, {"1", "e", "2020-06-18"}) + texts(2, {"2"}))));
  EXPECT_EQ(events_of(twice.log), "2:3 e 2020-06-18\n");
  EXPECT_EQ(rejections_of(twice.log),
            "2 case '2': the workbook holds this cell twice; save it anew in Excel or WPS (event kept)\n");
  const auto choice =
      read_book(with_rows("<mc:AlternateContent xmlns:mc=\"u\"><mc:Choice Requires=\"x\">" +
                          row(2, texts(2, {"1", "a"})) + "</mc:Choice><mc:Fallback>" +
                          row(2, texts(2, {"2", "e", "2020-06-18"})) + "</mc:Fallback></mc:AlternateContent>"));
  EXPECT_EQ(said(choice.out), "");
  EXPECT_EQ(events_of(choice.log), "2:3 e 2020-06-18 case=2\n");
}

std::string refused(const std::string& bytes, const Mapping& mapping = default_mapping()) {
  const auto [log, out] = read_book(bytes, mapping);
  EXPECT_EQ(log.events.size(), 0u);
  return said(out);
}

TEST(Xlsx, WhatIsNoWorkbookIsNamed) {
  const std::string save_as = " [bad-log] | open it and save it as .xlsx or as CSV";
  EXPECT_EQ(refused(zipped({{"a.csv", "x"}})),
            "'l.xlsx' cannot be read: it is a ZIP archive and no Excel workbook [bad-log] | unpack it, and give the "
            "ledger that is in it");
  EXPECT_EQ(refused(zipped({{"content.xml", "x"}})),
            "'l.xlsx' cannot be read: it is an OpenDocument file (.ods)" + save_as);
  EXPECT_EQ(refused(zipped({{"xl/workbook.bin", "x"}})),
            "'l.xlsx' cannot be read: it is a binary Excel workbook (.xlsb)" + save_as);
  EXPECT_EQ(refused(zipped({{"word/document.xml", "x"}})),
            "'l.xlsx' cannot be read: it is a Word document (.docx) [bad-log] | copy its table to a sheet and save "
            "that as .xlsx");
  const std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  std::string encrypted = compound + std::string(1000, '\0');
  for (const char c : std::string("EncryptedPackage")) encrypted += {c, '\0'};
  EXPECT_EQ(refused(compound),
            "'l.xlsx' is an old workbook (.xls of Excel, .et of WPS), which cannot be read [bad-log] | "
            "open it in Excel or WPS and save it as .xlsx");
  EXPECT_EQ(refused(encrypted),
            "'l.xlsx' is an Excel workbook that is protected by a password, which cannot be read [bad-log] | "
            "open it with its password and save it without one (in Excel: File, Info, Protect Workbook)");
}

TEST(Xlsx, EmptyAndHeaderAlone) {
  EXPECT_EQ(refused(workbook("sheet S\n")),
            "'l.xlsx' is empty: a ledger starts with a header that names its columns [bad-log]");
  const auto [log, out] = read_book(workbook(std::string("sheet S\n") + header));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(log.events.origins()[0].rows, 0u);
  auto mapping = default_mapping();
  mapping.header.first = 9;
  EXPECT_EQ(refused(workbook(std::string("sheet S\n") + header), mapping),
            "'l.xlsx' is empty: a ledger starts with a header that names its columns [bad-log]");
}

TEST(Xlsx, CutShortOrDamaged) {
  auto parts =
      workbook_parts(std::string("sheet S\n") + header + "A2 1\nB2 e\nC2 2020-06-18\nA3 2\nB3 e\nC3 2020-06-18\n");
  const auto whole = zipped(parts);
  EXPECT_EQ(refused(whole.substr(0, whole.size() / 2)),
            "'l.xlsx' cannot be read: it is a damaged or cut off Excel workbook (or another ZIP archive) [bad-log] | "
            "open it in "
            "Excel or WPS and save it again, or fetch it anew");
  auto& sheet = parts["xl/worksheets/sheet1.xml"];
  sheet.resize(sheet.find("<row r=\"3\""));
  const auto [log, out] = read_book(zipped(parts));
  EXPECT_EQ(said(out), fmt::format("'l.xlsx': its XML is cut short at line 2, column {} [bad-log]",
                                   sheet.size() - sheet.find('\n')));
  EXPECT_EQ(events_of(log), "2:3 e 2020-06-18 case=1\n");
}

TEST(Xlsx, BombsAndEntities) {
  auto parts = workbook_parts(std::string("sheet S\n") + header);
  auto& sheet = parts["xl/worksheets/sheet1.xml"];
  const auto plain = sheet;
  sheet.insert(sheet.find("<sheetData>"), "<!-- -->" + std::string(std::size_t{200} << 20, ' '));
  EXPECT_EQ(refused(zipped(parts)),
            "'l.xlsx!S': more than 64 MiB come out of it, over 250 times its size: it looks like a file made to fill "
            "the memory, "
            "and was read no further. If it is sound, save the sheet as CSV and give that [bad-log]");
  sheet = plain;
  sheet.insert(sheet.find('\n') + 1, "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d SYSTEM \"file:///etc/passwd\">]>");
  EXPECT_EQ(
      refused(zipped(parts)),
      "'l.xlsx!S': it declares a document type, which may define texts without bound or point to other files; such a "
      "declaration is not read. Take the <!DOCTYPE …> out [bad-log]");
}

TEST(Xlsx, RealMessagesOfCitizens) {
  const auto path = std::string(SHIXIAN_SHARED) + "/data/citizen-messages.xlsx";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not there";
  const auto mapping = mapping_of("attributes: {no: 留言编号}\nevents: [{type: received, time: 留言时间}]\n");
  text::Diagnostics out;
  const auto log = read_log({{path, &mapping}}, {*time::Zone::find("Asia/Shanghai"), 2, {}}, out);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(log.events.size(), 4326u);
  std::size_t days = 0, others = 0;
  auto first = time::latest, last = time::earliest;
  for (std::uint32_t event = 0; event < log.events.size(); ++event) {
    const auto moment = log.events.moment(event);
    days += moment.precision == time::Precision::day ? 1 : 0;
    others += moment.precision != time::Precision::day && moment.precision != time::Precision::instant ? 1 : 0;
    first = std::min(first, moment.first);
    last = std::max(last, moment.last);
  }
  EXPECT_EQ(days, 14u) << "whole serial numbers, which are shown as midnight: nothing says that a time was meant";
  EXPECT_EQ(others, 0u);
  const auto zone = *time::Zone::find("Asia/Shanghai");
  EXPECT_EQ(time::iso(zone.at(first)), "2017-06-08T17:31:20+08:00");
  EXPECT_EQ(time::iso(zone.at(last)), "2020-01-26T19:47:11+08:00");
}

}  // namespace
}  // namespace shixian::log
