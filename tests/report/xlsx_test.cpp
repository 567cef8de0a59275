// The workbook as its limits, its bytes and its cells show it, read back by the reader of ledgers. What another library
// sees in it is in tests/reports/workbook.py.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "check/check.hpp"
#include "log/support.hpp"
#include "log/xlsx/cells.hpp"
#include "report/xlsx/sheets.hpp"
#include "rule/pack.hpp"
#include "rule/yaml.hpp"

namespace shixian::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Checked {
  rule::Pack pack;
  log::Mapping mapping = log::default_mapping();
  log::Log log;
  check::Findings findings;

  explicit Checked(const std::string& ledger, const std::string& name = "ledger.csv") {
    text::Diagnostics out;
    const auto document = rule::parse_yaml(std::make_shared<text::Source>("pack.yaml", R"(shixian: 1
pack: p
title: t
calendar: china
time-zone: Asia/Shanghai
rules:
- id: reply
  for-each: received
  expect: replied
  same: [case]
  within: 5 days
  roll: none
)"),
                                           out);
    pack = *rule::read_pack(*document, {}, out);
    read_ledger(name, ledger, mapping, {pack.zone, 1, {}}, log, out);
    EXPECT_EQ(log::said(out), "");
    static const auto calendar = time::Calendar::weekends_only();
    check::Groupings groupings(log.events);
    text::Phrase why;
    findings = check::check({{&pack, &calendar}}, log, groupings,
                            {time::read_time("2020-12-31", pack.zone, {}, why)->last, 1});
  }

  std::string bytes(const xlsx::Limits& limits = {}, text::Language language = text::Language::english) const {
    std::ostringstream out;
    xlsx::write({findings, log, language, false, {}}, limits, out);
    EXPECT_TRUE(out);
    return out.str();
  }
};

struct Page {
  std::string name;
  std::vector<std::vector<std::string>> rows;

  std::vector<std::string> column(const std::string& title) const {
    const auto at = static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), title) - rows[0].begin());
    std::vector<std::string> cells;
    for (std::size_t i = 1; i < rows.size(); ++i) cells.push_back(at < rows[i].size() ? rows[i][at] : "");
    return cells;
  }
};

std::vector<Page> pages_of(const std::string& bytes) {
  text::Phrase why, remedy;
  const auto book = log::read_workbook(bytes, why, remedy);
  EXPECT_TRUE(book) << why.english;
  std::vector<Page> pages;
  for (const auto& sheet : book->sheets) {
    pages.push_back({sheet.name, {}});
    log::CellReader reader(*book, [&](const log::Row& row) {
      EXPECT_THAT(row.faults, IsEmpty());
      pages.back().rows.emplace_back(row.cells.begin(), row.cells.end());
    });
    EXPECT_EQ(log::read_xml(*book->package->pieces(sheet.part), reader), std::nullopt);
  }
  return pages;
}

std::vector<std::string> names_of(const std::vector<Page>& pages) {
  std::vector<std::string> names;
  for (const auto& page : pages) names.push_back(page.name);
  return names;
}

const Page& page(const std::vector<Page>& pages, const std::string& name) {
  return *std::find_if(pages.begin(), pages.end(), [&](const Page& one) { return one.name == name; });
}

std::string said(const Page& about) {
  std::string all;
  for (const auto& row : about.rows) {
    for (const auto& cell : row) all += cell + "\t";
    all += '\n';
  }
  return all;
}

const auto five_late =
    "case,event,time\n1,received,2020-06-01\n2,received,2020-06-01\n3,received,2020-06-01\n4,received,2020-06-01\n"
    "5,received,2020-06-01\n";

TEST(XlsxReport, AListThatIsTooLongGoesOnInAnotherSheet) {
  const auto pages = pages_of(Checked(five_late).bytes({3, 65'530, 32'767}));
  EXPECT_THAT(names_of(pages), ElementsAre("About", "Summary", "Violations", "Violations_2", "Violations_3", "Open",
                                           "Undetermined", "Waived", "Data quality", "Rules"));
  EXPECT_THAT(page(pages, "Violations").column("no."), ElementsAre("1", "2"));
  EXPECT_THAT(page(pages, "Violations_2").column("no."), ElementsAre("3", "4"));
  EXPECT_THAT(page(pages, "Violations_3").column("no."), ElementsAre("5"));
  EXPECT_EQ(page(pages, "Violations_3").rows[0], page(pages, "Violations").rows[0]);
}

TEST(XlsxReport, WhatIsLeftOutIsTold) {
  const auto pages = pages_of(Checked(std::string(five_late) + std::string(20'000, 'x') + ",received,2020-06-01\n")
                                  .bytes({1'048'576, 65'530, 10'000}));
  EXPECT_EQ(page(pages, "Violations").column("what (entity · period · keys)")[5], std::string(9'999, 'x') + "…");
  EXPECT_THAT(said(page(pages, "About")), testing::HasSubstr("long texts\t1 texts are cut and end with “…”: a cell "
                                                             "takes 10000 characters; --format jsonl has them whole"));
  EXPECT_THAT(said(pages_of(Checked(five_late).bytes())[0]), testing::Not(testing::HasSubstr("are cut")));
}

TEST(XlsxReport, PlacesBeyondTheLinksOfABookAreText) {
  const Checked checked(five_late, SHIXIAN_ROOT "/README.md");  // a ledger that is no file has no links at all
  const auto pages = pages_of(checked.bytes({4, 2, 32'767}));
  EXPECT_THAT(page(pages, "Violations").column("row or cell"), ElementsAre("2", "3", "4"));
  EXPECT_THAT(page(pages, "Violations_2").column("row or cell"), ElementsAre("5", "6"));
  EXPECT_THAT(said(pages[0]), testing::HasSubstr("links\t3 places are named without a link: the workbook holds no more "
                                                 "than 2 of them"));
  EXPECT_THAT(said(pages_of(checked.bytes())[0]), testing::Not(testing::HasSubstr("without a link")));
}

TEST(XlsxReport, TheSameReportGivesTheSameBytes) {
  const Checked checked(five_late);
  const auto bytes = checked.bytes();
  EXPECT_EQ(checked.bytes(), bytes);
  EXPECT_NE(checked.bytes({}, text::Language::chinese), bytes);
}

TEST(XlsxReport, TimesAreAsPreciseAsTheyWereRead) {
  const auto pages = pages_of(Checked("case,event,time\n1,received,2020-06-01\n2,received,2020-06-01 09:05\n"
                                      "3,received,2020-06-01 09:05:07\n4,received,2020-06-01T09:05:07Z\n"
                                      "5,received,1899-06-01\n6,received,2020-06-01 24:00\n")
                                  .bytes());
  EXPECT_THAT(page(pages, "Violations").column("time of the trigger"),
              ElementsAre("1899-06-01", "2020-06-01", "2020-06-01 09:05", "2020-06-01 09:05:07", "2020-06-01 17:05:07",
                          "2020-06-01 23:59:59"));
}

TEST(XlsxReport, CellsAreHarmless) {
  bool cut = false;
  const auto harmless = [&](std::string_view text) { return xlsx::cell_text(text, 20, cut); };
  EXPECT_EQ(harmless("=HYPERLINK(1)"), "=HYPERLINK(1)");  // a text, as the sheet says
  EXPECT_EQ(harmless("a\x1b[31mb"), "a␛[31mb");
  EXPECT_EQ(harmless(std::string_view("a\0b", 3)), "a\uFFFDb");
  EXPECT_EQ(harmless("a\xFF"
                     "b"),
            "a\uFFFDb");
  EXPECT_EQ(harmless("a\u202Eb"), "ab");
  EXPECT_EQ(harmless("a\nb"), "a b");
  EXPECT_EQ(harmless("_x0041_"), "_x005F_x0041_");
  EXPECT_EQ(harmless("a_x41_"), "a_x41_");
  EXPECT_FALSE(cut);
  EXPECT_EQ(harmless("12345678901234567890"), "12345678901234567890");
  EXPECT_FALSE(cut);
  EXPECT_EQ(harmless("123456789012345678901"), "1234567890123456789…");
  EXPECT_TRUE(cut);
  EXPECT_EQ(harmless("𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀"), "𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀");  // each counts as two to Excel
  EXPECT_FALSE(cut);
  EXPECT_EQ(harmless("𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀a"), "𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀…");
  EXPECT_TRUE(cut);
}

TEST(XlsxReport, WhatCannotBeWrittenLeavesTheStreamBad) {
  const Checked checked(five_late);
  const std::string before = std::getenv("TMPDIR") ? std::getenv("TMPDIR") : "";
  setenv("TMPDIR", "/nonexistent", 1);
  std::ostringstream out;
  xlsx::write({checked.findings, checked.log, text::Language::english, false, {}}, {}, out);
  before.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", before.c_str(), 1);
  EXPECT_FALSE(out);
  EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace shixian::report
