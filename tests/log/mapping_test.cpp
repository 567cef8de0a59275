#include "log/mapping/mapping.hpp"

#include "support.hpp"

namespace shixian::log {
namespace {

using namespace std::string_literals;

std::string refused(const std::string& yaml) {
  text::Diagnostics out;
  const auto mapping = mapping_of("shixian-log: 1\n" + yaml, out);
  EXPECT_EQ(mapping.has_value(), !out.has_errors());
  return said(out);
}

TEST(Mapping, WideWithEverything) {
  const auto mapping = mapping_of(R"(files: [台账.csv, more/b.csv]
encoding: gb18030
separator: tab
time-zone: Asia/Shanghai
covers: {from: 2020-01-01, to: 2020-12-31}
date-order: day-month-year
excel-serials: true
epoch: true
attributes: {doc_no: 文号, level: {column: 等级, type: string}, weight: {column: 权重, type: number}}
events:
- {type: policy.issued, time: 印发时间}
- {type: interpretation.published, time: 解读发布时间, attributes: {channel: 发布渠道, done: {column: 已办, type: boolean}}}
rosters: {units: {file: units.csv, column: 单位}, all: {file: all.csv}}
)");
  ASSERT_EQ(mapping.files.size(), 2u);
  EXPECT_EQ(mapping.files[1].file.text, "more/b.csv");
  EXPECT_EQ(mapping.encoding, Encoding::gb18030);
  EXPECT_EQ(mapping.separator, '\t');
  EXPECT_EQ(mapping.zone->name(), "Asia/Shanghai");
  EXPECT_EQ(time::iso(*mapping.covers_from), "2020-01-01");
  EXPECT_EQ(time::iso(*mapping.covers_to), "2020-12-31");
  EXPECT_EQ(mapping.times.order, time::DateOrder::day_month_year);
  EXPECT_TRUE(mapping.times.excel_serials && mapping.times.epoch);
  ASSERT_EQ(mapping.attributes.size(), 3u);
  EXPECT_EQ(mapping.attributes[0].type, AttributeType::untyped);
  EXPECT_EQ(mapping.attributes[1].column.text, "等级");
  EXPECT_EQ(mapping.attributes[1].type, AttributeType::string);
  EXPECT_EQ(mapping.attributes[2].type, AttributeType::number);
  ASSERT_EQ(mapping.events.size(), 2u);
  EXPECT_EQ(mapping.events[1].type, "interpretation.published");
  EXPECT_EQ(mapping.events[1].time.text, "解读发布时间");
  EXPECT_EQ(mapping.events[1].time.place.source->position(mapping.events[1].time.place.span.begin).line, 13u);
  EXPECT_EQ(mapping.events[1].attributes[1].type, AttributeType::boolean);
  EXPECT_FALSE(mapping.type);
  ASSERT_EQ(mapping.rosters.size(), 2u);
  EXPECT_EQ(mapping.rosters[0].column, "单位");
  EXPECT_EQ(mapping.rosters[1].file.text, "all.csv");
  EXPECT_EQ(mapping.rosters[1].column, "");
}

TEST(Mapping, Long) {
  const auto mapping =
      mapping_of("event: {column: 事件, values: {印发: policy.issued}}\ntime: 时间\nseparator: \"|\"\n");
  EXPECT_EQ(mapping.type->column.text, "事件");
  EXPECT_EQ(mapping.type->values.at("印发"), "policy.issued");
  EXPECT_EQ(mapping.time.text, "时间");
  EXPECT_EQ(mapping.separator, '|');
  EXPECT_EQ(mapping.encoding, Encoding::detect);
  EXPECT_FALSE(mapping.zone);
  EXPECT_EQ(mapping_of("event: 事件\ntime: 时间\n").type->column.text, "事件");
  EXPECT_TRUE(mapping_of("event: {column: 事件}\ntime: 时间\n").type->values.empty());
}

std::vector<std::string> paths_of(const Mapping& mapping) {
  text::Diagnostics out;
  std::vector<std::string> paths;
  for (const auto& own : files_of(mapping, out)) paths.push_back(own.path);
  EXPECT_EQ(said(out), "");
  return paths;
}

TEST(Mapping, FilesAreRelativeToItsFolder) {
  text::Diagnostics out;
  const std::string yaml = "shixian-log: 1\nfiles: [a.csv, ../b.csv, /c.csv]\nevent: e\ntime: t\n";
  const auto mapping = mapping_of(yaml, out, "ledgers/2020/m.yaml");
  EXPECT_EQ(paths_of(*mapping), (std::vector<std::string>{"ledgers/2020/a.csv", "ledgers/b.csv", "/c.csv"}));
  EXPECT_EQ(paths_of(*mapping_of(yaml, out)), (std::vector<std::string>{"a.csv", "../b.csv", "/c.csv"}));
  EXPECT_EQ(resolve(default_mapping(), "a.csv"), "a.csv");
  EXPECT_EQ(mapping_of("files: a.csv\nevent: e\ntime: t\n").files.size(), 1u);
}

TEST(Mapping, TheShapeMustBeClear) {
  EXPECT_EQ(refused("attributes: {a: b}\n"),
            "1:1: the mapping does not say where the events are [missing-key] | write 'events: [{type: …, time: "
            "COLUMN}]' when a row "
            "has several dates, or 'event: COLUMN' and 'time: COLUMN' when a row is one event");
  EXPECT_EQ(refused("events: [{type: a, time: b}]\nevent: c\ntime: d\n"),
            "3:1: 'event' is for rows that are one event each; 'events' says that a row is several [bad-value] | keep "
            "one of the two "
            "shapes\n"
            "4:1: 'time' is for rows that are one event each; 'events' says that a row is several [bad-value] | keep "
            "one of the two "
            "shapes");
  EXPECT_EQ(refused("event: c\n"), "1:1: the mapping needs 'time' [missing-key]");
  EXPECT_EQ(refused("time: c\n"), "1:1: the mapping needs 'event' [missing-key]");
  EXPECT_EQ(refused("events: []\n"), "2:9: 'events' must be a list of events {type: …, time: …} [wrong-shape]");
  EXPECT_EQ(refused("events: [{time: a}]\n"), "2:10: an event needs 'type' [missing-key]");
  EXPECT_EQ(refused("events: [{type: a}]\n"), "2:10: an event needs 'time' [missing-key]");
  EXPECT_EQ(refused("event: {column: a, values: {}}\ntime: b\n"),
            "2:28: 'values' must be a mapping of cells to event types [wrong-shape]");
  EXPECT_EQ(refused("event: {values: {a: b}}\ntime: b\n"), "2:8: event needs 'column' [missing-key]");
  EXPECT_EQ(refused("event: [a]\ntime: b\n"), "2:8: 'event' must be a column, or {column: …, values: …} [wrong-shape]");
}

TEST(Mapping, EveryProblemIsReported) {
  text::Diagnostics out;
  EXPECT_FALSE(mapping_of(R"(shixian-log: 2
encoding: gbk2
separator: ':'
time-zone: Asia/Shanghia
covers: {from: 2020-13-01, too: 2020-12-31}
date-order: ymd
excel-serials: maybe
attributes: {a: [b], c: {type: text}, d: ''}
event: 事件
time: 时间
rosters: {units: {colum: a}}
colour: red
)",
                          out));
  EXPECT_EQ(
      said(out),
      "1:14: this program reads version 1 of 'shixian-log' files [bad-version]\n"
      "2:11: 'gbk2' is not a value of 'encoding' [bad-value] | did you mean 'gbk'?\n"
      "3:12: ':' is not a value of 'separator' [bad-value] | possible here: comma, semicolon, tab, bar, ,, ;, \t, |\n"
      "4:12: there is no time zone 'Asia/Shanghia' [bad-zone] | write an IANA name such as Asia/Shanghai, or an offset "
      "such as "
      "+08:00\n" +
          said_of_day("2020-13-01", "5:16") +
          "5:28: covers has no key 'too' [unknown-key] | did you mean 'to'?\n"
          "6:13: 'ymd' is not a value of 'date-order' [bad-value] | possible here: day-month-year, month-day-year\n"
          "7:16: 'excel-serials' must be true or false [wrong-shape]\n"
          "8:17: 'a' must be a column, or {column: …, type: …} [wrong-shape]\n"
          "8:25: attribute 'c' must say where it is from, in one way [missing-key] | write one of 'column: COLUMN', "
          "'value: "
          "TEXT', 'computed: CONDITION' or 'from: group, file or sheet'\n"
          "8:32: 'text' is not a value of 'type' [bad-value] | possible here: string, number, boolean, time\n"
          "8:42: 'd' must be a column, or {column: …, type: …} [wrong-shape]\n"
          "11:18: roster 'units' needs 'file' [missing-key]\n"
          "11:19: roster 'units' has no key 'colum' [unknown-key] | did you mean 'column'?\n"
          "12:1: the mapping has no key 'colour' [unknown-key]");
}

TEST(Mapping, Covers) {
  EXPECT_EQ(refused("event: a\ntime: b\ncovers: {from: 2020-02-01, to: 2020-01-31}\n"),
            "4:9: the period ends before it starts [bad-value]");
  EXPECT_EQ(refused("event: a\ntime: b\ncovers: {from: 2020-02-01, to: 2020-02-01}\n"), "");
  EXPECT_EQ(refused("event: a\ntime: b\ncovers: {to: 2020-02-01}\n"), "");
  EXPECT_EQ(refused("event: a\ntime: b\ncovers: {}\n"),
            "4:9: 'covers' must be a period {from: …, to: …} [wrong-shape]");
  EXPECT_EQ(refused("event: a\ntime: b\ncovers: 2020\n"),
            "4:9: covers must be a mapping of keys to values [wrong-shape]");
}

TEST(Mapping, APasswordIsRefusedAndNotRepeated) {
  for (const auto* database : {"host=h user=u password=pa55", "postgresql://u:pa55@h/oa", "postgresql://u:pa/55@h/oa",
                               "postgresql://u:pa?55@h/oa", "postgresql://h/oa?password=pa55"})
    for (const auto* query : {"query: SELECT 1\n", ""}) {
      text::Diagnostics out;
      mapping_of("shixian-log: 1\nevent: a\ntime: b\ndatabase: "s + database + "\n" + query, out);
      EXPECT_EQ(said(out),
                "line 4 of 'm.yaml' holds a password, which does not belong in a file that is kept and passed on "
                "[bad-value] | take it out; give it in the environment (PGPASSWORD) or in ~/.pgpass");
      std::ostringstream printed;
      text::print(printed, out, text::Language::chinese);
      EXPECT_EQ(printed.str(),
                "shixian: 错误: “m.yaml”第 4 行写有密码：密码不应写在要保存、传阅的文件里 [bad-value]\n      = 办法："
                "请删去密码，改用环境变量 PGPASSWORD 或 ~/.pgpass 文件提供\n");
    }
  EXPECT_EQ(refused("event: a\ntime: b\ndatabase: postgresql://u@h:5432/oa?application_name=a@b\n"),
            "4:11: a database needs a query [missing-key] | add 'query: SELECT …', whose columns are then those of the "
            "ledger");
}

}  // namespace
}  // namespace shixian::log
