// Every kind of fault of a ledger, just within its definition and just outside.
#include "check/integrity.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "log/support.hpp"
#include "rule/pack.hpp"

namespace shixian::check {
namespace {

constexpr auto reply_rule = R"(
- id: reply
  for-each: received
  expect: replied
  same: [case]
  within: 5 days
)";

constexpr auto long_mapping = R"(
attributes: {case: case, unit: unit}
event: event
time: time
)";

struct Checked {
  rule::Pack pack;
  log::Mapping mapping;
  log::Log log;
  std::vector<Remark> remarks;

  Checked(const std::string& rules, const std::string& mapping_text, const std::vector<std::string>& ledgers)
      : mapping(log::mapping_of(mapping_text)) {
    text::Diagnostics out;
    const auto document = rule::parse_yaml(
        std::make_shared<text::Source>(
            "pack.yaml", "shixian: 1\npack: p\ntitle: t\ncalendar: china\ntime-zone: Asia/Shanghai\nrules:" + rules),
        out);
    auto made = document ? rule::read_pack(*document, {}, out) : std::nullopt;
    EXPECT_EQ(log::said(out), "");
    if (made) pack = std::move(*made);
    for (std::size_t i = 0; i < ledgers.size(); ++i)
      read_ledger(std::string(1, static_cast<char>('a' + i)) + ".csv", ledgers[i], mapping, {pack.zone, 1, {}}, log,
                  out);
    EXPECT_EQ(log::said(out), "");
    static const auto calendar = time::Calendar::weekends_only();
    Groupings groupings(log.events);
    remarks = look_for_faults({{&pack, &calendar}}, log, groupings);
  }

  /// A remark a line: "kind count at a:2 a:3 | what".
  std::string said(bool words = true) const {
    std::string all;
    for (const auto& remark : remarks) {
      EXPECT_FALSE(remark.what.chinese.empty());
      EXPECT_FALSE(remark.title.empty());
      all += fmt::format("{} {} at", remark.kind, remark.count);
      for (const auto event : remark.at) {
        const auto& where = log.events.where(event);
        all += fmt::format(" {}:{}", log.events.origins()[where.origin].file.substr(0, 1), where.row);
      }
      if (words) all += " | " + remark.what.english;
      all += '\n';
    }
    return all;
  }
};

std::string found(const std::vector<std::string>& ledgers, const std::string& rules = reply_rule,
                  const std::string& mapping = long_mapping) {
  return Checked(rules, mapping, ledgers).said(false);
}

std::string told(const std::vector<std::string>& ledgers, const std::string& rules = reply_rule,
                 const std::string& mapping = long_mapping) {
  return Checked(rules, mapping, ledgers).said();
}

const std::string header = "case,event,time,unit\n";

/// `count` cases with a trigger each on a day of its own, from `first` on.
std::string cases(int count, int first = 1000) {
  std::string rows;
  for (int i = 0; i < count; ++i)
    rows += fmt::format("{},received,{},\n", first + i,
                        time::iso(time::Day(std::chrono::days(18262 + i % 20))));  // from 2020-01-01 on
  return rows;
}

TEST(Integrity, SoundLedgersGetNoRemark) {
  EXPECT_EQ(found({header + cases(40) + "1000,replied,2020-01-02,\n"}), "");
  EXPECT_EQ(found({}), "");
  EXPECT_EQ(found({header}), "");
}

TEST(Integrity, RowsThatRepeatOthers) {
  EXPECT_EQ(
      told({header + "1,received,2020-01-01,甲\n1,replied,2020-01-02,甲\n1,received,2020-01-01,甲\n",
            header + "1,replied,2020-01-02,甲\n"}),
      "duplicate-rows 1 at a:4 | 'a.csv': rows that repeat an earlier row in all that the mapping reads: 1 (the "
      "first: row 4, as a.csv row 2); check whether one thing was entered twice, and if so take the repeats out\n"
      "duplicate-rows 1 at b:2 | 'b.csv': rows that repeat an earlier row in all that the mapping reads: 1 (the "
      "first: row 2, as a.csv row 3); check whether one thing was entered twice, and if so take the repeats out\n");
  EXPECT_EQ(found({header + "1,received,2020-01-01,甲\n1,received,2020-01-01,乙\n"}), "") << "another unit";
  EXPECT_EQ(found({header + "1,received,2020-01-01,甲\n1,received,2020-01-01 00:00,甲\n"}), "") << "another precision";
  EXPECT_EQ(found({header + "1,received,?,甲\n1,received,?,甲\n"}), "") << "times that cannot be read";
}

TEST(Integrity, RowsWithoutKeysRepeatOneAnotherOnlyIfRarely) {
  const std::string rules = "\n- id: r\n  for-every: {unit: from-log}\n  expect: updated\n  gap: at most 7 days\n";
  const auto rows = [&](int others) {
    auto all = header + ",updated,2020-01-01,甲\n,updated,2020-01-01,甲\n";
    for (int i = 0; i < others; ++i) all += fmt::format(",updated,2020-01-{:02},乙\n", i + 1);
    return all;
  };
  EXPECT_EQ(found({rows(8)}, rules), "duplicate-rows 1 at a:3\n");
  EXPECT_EQ(found({rows(7)}, rules), "");
  EXPECT_EQ(found({header + ",updated,2020-01-01,\n,updated,2020-01-01,\n" + rows(20).substr(header.size())}, rules),
            "duplicate-rows 1 at a:5\n")
      << "nothing tells events without attributes apart";
}

TEST(Integrity, WideRowsRepeatOthersInAllTheirEvents) {
  const std::string wide =
      "attributes: {case: case}\nevents: [{type: received, time: in}, {type: replied, time: out}]\n";
  EXPECT_EQ(found({"case,in,out\n1,2020-01-01,2020-01-02\n1,2020-01-01,2020-01-03\n1,2020-01-01,\n"}, reply_rule, wide),
            "");
  EXPECT_EQ(found({"case,in,out\n1,2020-01-01,2020-01-02\n2,2020-01-01,\n1,2020-01-01,2020-01-02\n2,2020-01-01,\n"},
                  reply_rule, wide),
            "duplicate-rows 2 at a:4 a:5\n");
}

TEST(Integrity, IdsThatStandOnSeveralRows) {
  EXPECT_EQ(
      told({header + cases(9) + "7,received,2020-02-01,\n7,received,2020-02-02,\n7,received,2020-02-02,乙\n"}),
      "duplicate-ids 3 at a:11 a:12 a:13 | 'a.csv': values of case that stand on several rows of 'received', though "
      "nearly every other stands on one: 1, on 3 rows (7 in rows 11, 12, 13); check whether a case was entered twice "
      "or "
      "a number given twice: each row is judged as a case, and an answer may be taken for another's\n");
  EXPECT_EQ(found({header + cases(8) + "7,received,2020-02-01,\n7,received,2020-02-02,\n"}), "") << "one in nine";
  EXPECT_EQ(found({header + cases(20) + "7,received,2020-02-01,\n7,received,2020-02-01,\n"}),
            "duplicate-rows 1 at a:23\n")
      << "told once";
  EXPECT_EQ(found({header + cases(20), header + cases(20, 1005)}).find("duplicate-ids"), std::string::npos)
      << "each ledger numbers its own";
  EXPECT_EQ(found({header + cases(9) + "7,replied,2020-02-01,\n7,replied,2020-02-02,\n7,received,2020-01-20,\n"}), "");
}

TEST(Integrity, ResponsesBeforeTriggers) {
  EXPECT_EQ(told({header + "1,received,2020-01-05,\n1,replied,2020-01-04,\n"}),
            "response-before-trigger 1 at a:3 | cases whose 'replied' lies before their 'received': 1 (the first: 1, "
            "'replied' 2020-01-04, 'received' 2020-01-05); check whether the two dates are swapped or mistyped, or the "
            "number is another case's\n");
  EXPECT_EQ(found({header + "1,received,2020-01-05 10:00,\n1,replied,2020-01-05,\n"}), "") << "perhaps after it";
  EXPECT_EQ(found({header + "1,received,2020-01-05 10:00,\n1,replied,2020-01-05 09:59,\n"}),
            "response-before-trigger 1 at a:3\n");
  EXPECT_EQ(found({header + "1,received,2020-01-05,\n1,replied,2020-01-04,\n"},
                  std::string(reply_rule) + "  early: allowed\n"),
            "");
  EXPECT_EQ(found({header + "1,received,2020-01-05 10:00,\n1,replied,2020-01-05 09:59,\n"},
                  std::string(reply_rule) + "  by-day: true\n"),
            "");
  EXPECT_EQ(found({header + "1,received,?,\n1,received,2020-01-05,\n1,replied,2020-01-04,\n"}), "") << "unknown";
}

TEST(Integrity, AnEarlierResponseBesideALaterOneIsToldWhereItIsRare) {
  const auto with = [](int sound) {
    auto rows = header + "1,received,2020-01-05,\n1,replied,2020-01-04,\n1,replied,2020-01-06,\n";
    for (int i = 0; i < sound; ++i)
      rows += fmt::format("{0},received,2020-01-{1:02},\n{0},replied,2020-01-{1:02},\n", 10 + i, i + 1);
    return rows;
  };
  EXPECT_EQ(found({with(9)}), "response-before-trigger 1 at a:3\n");
  EXPECT_EQ(found({with(8)}), "");
}

/// Events one a day for `count` days from 2020-01-01 on, then one after a gap.
std::string daily(int count, int gap, int step = 1) {
  std::string rows = header;
  for (int i = 0; i < count; ++i)
    rows += fmt::format("{},received,{},\n", i, time::iso(time::Day(std::chrono::days(18262 + i * step))));
  return rows +
         fmt::format("x,received,{},\n", time::iso(time::Day(std::chrono::days(18262 + (count - 1) * step + gap))));
}

TEST(Integrity, SilentStretches) {
  EXPECT_EQ(
      told({daily(19, 30)}),
      "silent-stretch 1 at a:20 a:21 | 'a.csv': stretches without any 'received': 1 (the longest: 30 days, between "
      "2020-01-19 and 2020-02-18), though nine in ten follow one another within a day; check whether the ledger "
      "lacks rows of that time\n");
  EXPECT_EQ(found({daily(18, 30)}), "") << "19 events";
  EXPECT_EQ(found({daily(19, 29)}), "");
  EXPECT_EQ(found({daily(19, 40, 4)}), "silent-stretch 1 at a:20 a:21\n");
  EXPECT_EQ(found({daily(19, 39, 4)}), "") << "less than ten times the usual";
}

TEST(Integrity, SilenceOutsideTheCoverageIsNone) {
  const auto covered = [](const char* to) {
    return std::string(long_mapping) + "covers: {from: 2020-01-01, to: " + to + "}\n";
  };
  EXPECT_EQ(found({daily(19, 60)}, reply_rule, covered("2020-02-18")),
            "silent-stretch 1 at a:20 a:21\noutside-coverage 1 at a:21\n")
      << "30 days to the end of 18 February";
  EXPECT_EQ(found({daily(19, 60)}, reply_rule, covered("2020-02-16")), "outside-coverage 1 at a:21\n");
}

TEST(Integrity, BatchesOfMonthlyRowsAreNotSilence) {
  std::string rows = header;
  for (int month = 1; month <= 12; ++month)
    for (int i = 0; i < 20; ++i) rows += fmt::format("{}-{},received,2020-{:02}-01,\n", month, i, month);
  EXPECT_EQ(found({rows}), "");
}

std::string batch(int same, int others, const char* time = "2020-03-01 10:30") {
  std::string rows = header;
  for (int i = 0; i < same; ++i) rows += fmt::format("s{},received,{},\n", i, time);
  for (int i = 0; i < others; ++i)
    rows += fmt::format("o{},received,2020-03-{:02} {:02}:{:02},\n", i, 2 + i / 1440, i / 60 % 24, i % 60);
  return rows;
}

TEST(Integrity, RowsOfTheVerySameTime) {
  EXPECT_EQ(
      told({batch(10, 5)}),
      "same-instant 10 at a:2 a:3 a:4 a:5 a:6 a:7 a:8 a:9 a:10 a:11 | 'a.csv': rows that record 'received' at the "
      "very same time as many others: 10 (the most: 10 rows at 2020-03-01 10:30); a time "
      "that an import or a later entry stamped is not when it happened: check it against the originals\n");
  EXPECT_EQ(found({batch(9, 5)}), "");
  EXPECT_EQ(found({batch(10, 5, "2020-03-01")}), "") << "a day";
  EXPECT_EQ(found({batch(10, 5, "2020-03-01 00:00")}), "") << "midnight";
  EXPECT_EQ(found({batch(10, 5, "2020-03-01 24:00")}), "") << "midnight";
  EXPECT_EQ(found({batch(10, 5, "2020-03-01 00:00:01")}).substr(0, 15), "same-instant 10");
  EXPECT_EQ(found({batch(10, 990)}).substr(0, 15), "same-instant 10") << "one in a hundred";
  EXPECT_EQ(found({batch(10, 991)}), "");
  EXPECT_EQ(found({batch(49, 4900)}), "");
  EXPECT_EQ(found({batch(50, 5000)}).substr(0, 15), "same-instant 50");
}

const std::string recorded_mapping =
    "attributes: {case: case, recorded-at: {column: rec, type: time}}\nevent: event\ntime: time\n";

TEST(Integrity, EntriesRecordedAfterTheFact) {
  const std::string columns = "case,event,time,rec\n";
  EXPECT_EQ(
      told({columns + "1,received,2020-03-01 10:00,2020-03-02 10:01\n2,received,2020-03-01,2020-03-03 00:00\n"},
           reply_rule, recorded_mapping),
      "recorded-late 2 at a:2 a:3 | 'a.csv': entries recorded more than 24 hours after the event: 2 (the first: "
      "row 2, 'received' 2020-03-01 10:00, recorded 2020-03-02 10:01); check their times against the originals\n");
  EXPECT_EQ(found({columns + "1,received,2020-03-01 10:00:00,2020-03-02 10:00:00\n"}, reply_rule, recorded_mapping), "")
      << "24 hours";
  EXPECT_EQ(found({columns + "1,received,2020-03-01,2020-03-02\n"}, reply_rule, recorded_mapping), "") << "perhaps";
  EXPECT_EQ(found({columns + "1,received,2020-03-01,\n"}, reply_rule, recorded_mapping), "");
}

TEST(Integrity, EntriesRecordedBeforeTheFact) {
  const std::string columns = "case,event,time,rec\n";
  EXPECT_EQ(told({columns + "1,received,2020-03-02,2020-03-01\n"}, reply_rule, recorded_mapping),
            "recorded-early 1 at a:2 | 'a.csv': entries recorded before the event happened: 1 (the first: row 2, "
            "'received' 2020-03-02, recorded 2020-03-01); what was only planned then is no event: check whether it "
            "happened, and when\n");
  EXPECT_EQ(found({columns + "1,received,2020-03-02 09:00,2020-03-02\n"}, reply_rule, recorded_mapping), "");
  const std::string wide =
      "attributes: {case: case, recorded-at: {column: rec, type: time}}\n"
      "events: [{type: received, time: in}, {type: replied, time: out}]\n";
  EXPECT_EQ(found({"case,in,out,rec\n1,2020-03-01,2020-03-09,2020-03-05\n"}, reply_rule, wide), "")
      << "a row that grows with its case";
  EXPECT_EQ(found({"case,in,out,rec\n1,2020-03-01,2020-03-09,2020-03-11\n"}, reply_rule, wide),
            "recorded-late 1 at a:2\n");
}

TEST(Integrity, EventsOutsideTheCoverage) {
  const auto covered = std::string(long_mapping) + "covers: {from: 2020-02-01, to: 2020-02-29}\n";
  EXPECT_EQ(
      told({header + "1,received,2020-01-31,\n2,received,2020-02-01,\n3,received,2020-02-29,\n4,received,"
                     "2020-03-01,\n"},
           reply_rule, covered),
      "outside-coverage 1 at a:2 | 'a.csv' is declared complete from 2020-02-01; events that lie before that: 1 "
      "(first in row 2); as it may lack what else happened then, nothing of that time is judged late or missing; "
      "if the ledger holds all there is of the earlier time too, move 'covers: {from: …}'\n"
      "outside-coverage 1 at a:5 | 'a.csv' is declared complete to 2020-02-29; what lies after that is not looked "
      "at: 1 (first in row 5); if the ledger holds all there is of the later time too, move 'covers: {to: …}'\n");
}

TEST(Integrity, TypesThatAreNearlyOnesThatARuleReads) {
  const std::string rules = std::string(reply_rule) +
                            "\n- id: other\n  for-each: letter.received\n  expect: letter.answered\n  same: [case]\n"
                            "  within: 5 days\n";
  const std::string values =
      "attributes: {case: case}\nevent: {column: event, values: {r: received, p: replied, l: letter.recieved}}\ntime: "
      "time\n";
  EXPECT_EQ(told({header + "1,r,2020-01-01,\n1,p,2020-01-01,\n2,l,2020-01-01,\n"}, rules, values),
            "unknown-type 1 at a:4 | no rule reads the events of type 'letter.recieved' (1); did you mean "
            "'letter.received', which rules read and no ledger holds? If so, correct the word in the ledger or in the "
            "mapping\n");
  EXPECT_EQ(found({header + "1,received,2020-01-01,\n2,letter.recieved,2020-01-01,\n"}, rules), "")
      << "told from the rule's side, since the ledger could hold what the rule is about";
  EXPECT_EQ(found({header + "1,letter.received,2020-01-01,\n2,letter.recieved,2020-01-01,\n"}, rules), "")
      << "some ledger holds it";
  EXPECT_EQ(found({header + "1,received,2020-01-01,\n2,letter.opened,2020-01-01,\n"}, rules), "") << "not near";
}

TEST(Integrity, NumbersThatASpreadsheetHasRounded) {
  const auto with = [](const std::string& id, int sound, const std::string& others) {
    auto rows = header + id + ",received,2020-01-01,\n";
    for (int i = 1; i <= sound; ++i) rows += fmt::format("{}{:03},received,2020-01-02,\n", others, i);
    return rows;
  };
  const std::string fifteen = "110101199003070";
  EXPECT_EQ(
      told({with(fifteen + "000", 3, fifteen)}),
      "rounded-id 1 at a:2 | 'a.csv': 'case' holds numbers that a spreadsheet has rounded, in 1 events (the first: "
      "row 2, 110101199003070000): Excel keeps 15 digits of a number and writes zeros for the rest, so different "
      "numbers become one; restore them from the originals, and format the column as text before anything is "
      "entered or imported\n");
  EXPECT_EQ(found({with("1.10101E+17", 0, "")}), "rounded-id 1 at a:2\n");
  EXPECT_EQ(found({with("1.10101E+10", 0, "")}), "") << "ten digits are shown in full";
  EXPECT_EQ(found({with("1E17", 0, "")}), "");
  EXPECT_EQ(found({with("110101199003000", 0, "")}), "") << "15 digits";
  EXPECT_EQ(found({with("1101011990030700", 0, "")}), "") << "one in ten numbers of 16 digits ends so";
  EXPECT_EQ(found({with(fifteen + "000", 49, fifteen)}), "rounded-id 1 at a:2\n");
  EXPECT_EQ(found({with(fifteen + "000", 50, fifteen)}), "") << "by chance, at more than 1 in 20";
}

TEST(Integrity, OtherAttributesAreLookedAtWhenMostOfTheirValuesAreLong) {
  EXPECT_EQ(found({header + "1,received,2020-01-01,110101199003070000\n2,received,2020-01-02,x\n3,received,2020-01-03,"
                            "110101199003070001\n"}),
            "rounded-id 1 at a:2\n");
  EXPECT_EQ(found({header + "1,received,2020-01-01,110101199003070000\n2,received,2020-01-02,x\n"}), "");
}

TEST(Integrity, NoMoreThanTenPlacesAreKept) {
  auto rows = header;
  for (int i = 0; i < 30; ++i) rows += "1,received,2020-01-01,\n";
  const Checked checked(reply_rule, long_mapping, {rows});
  ASSERT_EQ(checked.remarks.size(), 1u);
  EXPECT_EQ(checked.remarks[0].count, 29u);
  EXPECT_EQ(checked.remarks[0].at.size(), most_places);
}

TEST(Integrity, TheRealMailboxHasSevenIdsOnFifteenRowsAndFourLettersAnsweredTooSoon) {
  const std::string path = SHIXIAN_SHARED "/data/mayor-mailbox.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the ledger mayor-mailbox.csv is not here";
  std::ifstream file(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  const Checked checked("\n- id: reply\n  for-each: received\n  expect: replied\n  same: [mail]\n  within: 15 days\n",
                        "attributes: {mail: mail_id, title: title}\n"
                        "events: [{type: received, time: query_date}, {type: replied, time: reply_date}]\n",
                        {bytes});
  ASSERT_EQ(checked.remarks.size(), 2u);
  EXPECT_EQ(checked.remarks[0].kind, "duplicate-ids");
  EXPECT_EQ(checked.remarks[0].count, 15u);
  EXPECT_EQ(
      checked.remarks[0].what.english,
      "'a.csv': values of mail that stand on several rows of 'received', though nearly every other stands on one: "
      "7, on 15 rows (20211009006 in rows 114, 115; 20210813004 in rows 164, 165, 166; 20210507001 in rows 296, "
      "297; …); check whether a case was entered twice or a number given twice: each row is judged as a case, and "
      "an answer may be taken for another's");
  EXPECT_EQ(checked.remarks[1].kind, "response-before-trigger");
  EXPECT_EQ(checked.remarks[1].count, 4u);
}

}  // namespace
}  // namespace shixian::check
