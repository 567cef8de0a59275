// JSON lines and JSON arrays as ledgers.
#include "log/parse/json.hpp"
#include "support.hpp"

namespace shixian::log {
namespace {

using namespace std::string_literals;

const auto line = R"({"case":"1","event":"印发","time":"2020-06-18","unit":"甲"})"s + "\n";

/// What becomes of one further value of an event.
std::string cell(const std::string& json) {
  const auto [log, out] = read(line + R"({"case":"1","event":"a","time":"2020-06-18","x":)" + json + "}");
  EXPECT_EQ(said(out), "");
  if (!log.rejections.empty()) return log.rejections.at(0).reason.english;
  const auto* x = log.events.attribute("x");
  return x == nullptr || x->codes.at(1) == no_value ? "" : x->values.at(x->codes[1]);
}

TEST(JsonLines, WithoutAMapping) {
  const auto [log, out] = read(line + "\r\n" + R"( { "time" : "2020-06-19 14:05", "event" : "解读", "case" : 2 } )" +
                               "\r\n\n" + R"({"案件":"没有","case":"3","event":"印发","time":null})");
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log),
            "1:3 印发 2020-06-18 case=1 unit=甲\n"
            "3:3 解读 2020-06-19T14:05+08:00 case=2\n"
            "5:3 印发 unknown case=3 案件=没有\n");
  EXPECT_EQ(rejections_of(log), "5 time '': the event has no time (event kept)\n");
  const auto& origin = log.events.origins().at(0);
  EXPECT_EQ(origin.description, (text::Phrase{"JSON lines, UTF-8", "JSON 行，UTF-8"}));
  EXPECT_EQ(origin.columns, (std::vector<std::string>{"case", "event", "time", "unit", "案件"}));
  EXPECT_EQ(origin.counting, Counting::lines);
  EXPECT_EQ(origin.rows, 3u);
}

TEST(JsonLines, ValuesWithinValuesHavePaths) {
  const auto mapping = mapping_of(
      "attributes: {no: doc.no, who: doc.by.name, all: doc.tags}\nevents:\n- {type: issued, time: dates.issued}\n- "
      "{type: read, time: dates.read}\n");
  const auto [log, out] = read(
      R"({"doc": {"no": "黔〔2020〕1号", "by": {"name": "甲"}, "tags": [1, "a b", {"x": null}]}, "dates": {"issued": "2020-06-18", "read": null}})"
      "\n"
      R"({"dates": {"read": "2020-06-19"}, "doc": {"by": {}, "no": "2"}})",
      mapping);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log),
            "1:4 issued 2020-06-18 no=黔〔2020〕1号 who=甲 all=[1,\"a b\",{\"x\":null}]\n2:5 read 2020-06-19 no=2\n");
  EXPECT_EQ(log.events.origins().at(0).columns,
            (std::vector<std::string>{"doc.no", "doc.by.name", "doc.tags", "dates.issued", "dates.read"}));
}

TEST(JsonLines, ValuesAsTheyAreWritten) {
  EXPECT_EQ(cell(R"("a\n\"b\" \u7532 \ud83d\ude00")"), "a\n\"b\" 甲 😀");
  EXPECT_EQ(cell("\"\""), "");
  EXPECT_EQ(cell("null"), "");
  EXPECT_EQ(cell("true"), "true");
  EXPECT_EQ(cell("false"), "false");
  EXPECT_EQ(cell("{}"), "");
  EXPECT_EQ(cell("[]"), "[]");
  EXPECT_EQ(cell("[ [ ] , \"a  ]\\\"\" ]"), "[[],\"a  ]\\\"\"]");
  for (const auto* number : {"0", "-0", "12.50", "520102199001011234", "0.1", "100000000000000000000000000000001"})
    EXPECT_EQ(cell(number), number);
}

TEST(JsonLines, ExponentsAreWrittenOutExactly) {
  EXPECT_EQ(plain_decimal("1e3"), "1000");
  EXPECT_EQ(plain_decimal("-1.25E+1"), "-12.5");
  EXPECT_EQ(plain_decimal("1.5924384E12"), "1592438400000");
  EXPECT_EQ(plain_decimal("123e-2"), "1.23");
  EXPECT_EQ(plain_decimal("123e-3"), "0.123");
  EXPECT_EQ(plain_decimal("1.230e-5"), "0.0000123");
  EXPECT_EQ(plain_decimal("0.05e1"), "0.5");
  EXPECT_EQ(plain_decimal("0e5"), "0");
  EXPECT_EQ(plain_decimal("100e-2"), "1");
  EXPECT_EQ(plain_decimal("1e400").size(), 401u);
  EXPECT_EQ(plain_decimal("1e401"), "1e401");
  EXPECT_EQ(plain_decimal("1e-99999999999999999999"), "1e-99999999999999999999");
  EXPECT_EQ(plain_decimal("0.1"), "0.1");
  EXPECT_EQ(cell("123456789012345678e2"), "12345678901234567800");
}

TEST(JsonLines, WhatIsNoValueInJsonIsToldByName) {
  const auto none = [](const std::string& word) {
    return "'" + word + "' is no value in JSON, which has texts in quotes, numbers such as -12.5, true, false and null";
  };
  for (const auto* word :
       {"NaN", "Infinity", "-Infinity", "tru", "nul", "falsey", "01", "+1", "1.", ".5", "1e", "-", "0x10", "甲"})
    EXPECT_EQ(cell(word), none(word));
  EXPECT_EQ(cell("[1, NaN]"), none("NaN"));
  EXPECT_EQ(cell("[{\"a\": 01}]"), none("01"));
}

TEST(JsonLines, LinesThatAreNoObjectsAreRejectedAndTheRestIsRead) {
  const auto [log, out] =
      read(line + "[1]\n\"x\"\n{\"case\":\"2\"\n{\"a\":1}{\"b\":2}\n{\"a\" 1}\n{\"a\":1,}\n{\"a\":\"\x01\"}\n" +
           "{\"a\":\"\\q\"}\n{\"a\":\"\\ud800\"}\n{\"a\":\"\xFF\"}\n{\"a\":1,\"a\":2}\n" +
           "{\"a.b\":1,\"a\":{\"b\":2}}\n{a:1}\n{\"a\":1 \"b\":2}\n{\"a\":[1 2]}\n" + line + R"({"case":"9)");
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "1:3 印发 2020-06-18 case=1 unit=甲\n17:3 印发 2020-06-18 case=1 unit=甲\n");
  const auto no_object = "it is no JSON object, which stands in braces and names its values, as {\"case\": \"1\"}\n"s;
  const auto open = "the object is not closed: a quote or a brace is missing, or it was cut off\n"s;
  const auto wrong = "it is not written as JSON: a comma, a colon, a quote or a bracket is missing or too many\n"s;
  const auto half =
      "a text in quotes holds a backslash that JSON gives no meaning, or half a character such as \\ud800\n"s;
  EXPECT_EQ(
      rejections_of(log),
      "2 - '[1]': " + no_object + "3 - '\"x\"': " + no_object + "4 - '{\"case\":\"2\"': " + open +
          "5 - '{\"a\":1}{\"b\":2}': more text follows the object; every object must stand on a line of its own\n" +
          "6 - '{\"a\" 1}': " + wrong + "7 - '{\"a\":1,}': " + wrong +
          "8 - '{\"a\":\"\x01\"}': a text in quotes holds a line end, a tab or another control character, which JSON "
          "writes as \\n, \\t or \\u0000; or a quote is missing\n" +
          "9 - '{\"a\":\"\\q\"}': " + half + "10 - '{\"a\":\"\\ud800\"}': " + half +
          "11 - '{\"a\":\"\xEF\xBF\xBD\"}': it is not written in UTF-8, as JSON is; if the whole file is in another "
          "encoding, name it in the mapping, as 'encoding: gb18030'\n" +
          "12 - '{\"a\":1,\"a\":2}': 'a' is named twice in it, so that it cannot be told which value is meant\n" +
          "13 - '{\"a.b\":1,\"a\":{\"b\":2}}': 'a.b' is named twice in it, so that it cannot be told which value is "
          "meant\n" +
          "14 - '{a:1}': " + wrong + "15 - '{\"a\":1 \"b\":2}': " + wrong + "16 - '{\"a\":[1 2]}': " + wrong +
          "18 - '{\"case\":\"9': " + open);
  EXPECT_EQ(log.events.origins().at(0).lost_rows, 16u);
  EXPECT_EQ(log.events.origins().at(0).columns, (std::vector<std::string>{"case", "event", "time", "unit"}))
      << "what is rejected names no columns";
}

TEST(JsonLines, Depth) {
  const auto nested = [](std::size_t depth, const std::string& open, const std::string& close) {
    std::string json;
    for (std::size_t i = 1; i < depth; ++i) json += open;
    json += open == "[" ? "" : "1";
    for (std::size_t i = 1; i < depth; ++i) json += close;
    return json;
  };
  const auto deep = "its values are nested more than 64 levels deep";
  EXPECT_EQ(cell(nested(64, "[", "]")), nested(64, "[", "]"));
  EXPECT_EQ(cell(nested(65, "[", "]")), deep);
  EXPECT_EQ(cell(nested(64, "{\"a\":", "}")), "");
  EXPECT_EQ(cell(nested(65, "{\"a\":", "}")), deep);
  EXPECT_EQ(cell("[" + nested(64, "{\"a\":", "}") + "]"), deep);
  EXPECT_EQ(cell(nested(1000000, "[", "]")), deep);
}

TEST(JsonLines, Lengths) {
  const auto [log, out] =
      read(line + "{\"case\":\"" + std::string(std::size_t{100} << 20, 'x') + "\"}\n{\"case\":\"" +
           std::string((std::size_t{16} << 20) + 1, 'y') + "\"}\n{\"" + std::string(1025, 'z') + "\":1}\n" + line);
  EXPECT_EQ(said(out), "");
  const auto too_long = "a value is longer than 16 MiB, or the whole object longer than 64 MiB\n"s;
  EXPECT_EQ(rejections_of(log), "2 - '{\"case\":\"" + std::string(70, 'x') + "…': " + too_long + "3 - '{\"case\":\"" +
                                    std::string(70, 'y') + "…': " + too_long + "4 - '{\"" + std::string(77, 'z') +
                                    "…': the name '" + std::string(39, 'z') +
                                    "…' cannot be a column: names are at most 1024 bytes long, and a ledger has at "
                                    "most 65535 of them\n");
  EXPECT_EQ(log.events.size(), 2u);
}

TEST(JsonLines, MoreNamesThanColumns) {
  std::string all;
  for (int i = 0; i < 70; ++i) {
    all += "{";
    for (int j = 0; j < 1000; ++j) all += fmt::format("{}\"n{}\":1", j > 0 ? "," : "", i * 1000 + j);
    all += "}\n";
  }
  const auto [log, out] = read(all, mapping_of("event: n0\ntime: n1\n"), 4);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(log.events.origins().at(0).columns.size(), 65000u);
  EXPECT_EQ(rejections_of(log).substr(rejections_of(log).rfind("70 - ")),
            "70 - '" + all.substr(all.rfind("{"), 79) +
                "…': the name 'n69000' cannot be a column: names are at most 1024 bytes long, and a ledger has at most "
                "65535 of them\n");
}

TEST(JsonLines, ManyColumnsThatAreNearlyAlwaysEmptyNeedAMapping) {
  std::string all;
  for (int i = 0; i < 60000; ++i) all += fmt::format("{}\"n{}\":1", i > 0 ? "," : "{", i);
  all += "}\n";
  for (int i = 0; i < 20000; ++i) all += "{\"n0\":\"a\",\"n1\":\"2020-06-18\"}\n";
  EXPECT_EQ(said(read(all).out),
            "'l.csv': it has 60000 columns, nearly all of them empty in nearly all of its 20001 rows; write a mapping "
            "that names the columns you need [bad-log]");
  EXPECT_EQ(read(all, mapping_of("event: n0\ntime: n1\n")).log.events.size(), 20001u);
}

TEST(JsonLines, Encodings) {
  const auto utf16 = [](const std::string& ascii, bool big, bool mark) {
    std::string bytes = mark ? (big ? "\xFE\xFF" : "\xFF\xFE") : "";
    for (const auto c : ascii) bytes += big ? std::string{'\0', c} : std::string{c, '\0'};
    return bytes;
  };
  const auto ascii = "{\"case\":\"1\",\"event\":\"a\",\"time\":\"2020-06-18\"}\n"s;
  EXPECT_EQ(events_of(read("\xEF\xBB\xBF" + line).log), "1:3 印发 2020-06-18 case=1 unit=甲\n");
  for (const bool mark : {true, false}) {
    const auto little = read(utf16(ascii, false, mark)), big = read(utf16(ascii, true, mark));
    EXPECT_EQ(events_of(little.log), "1:3 a 2020-06-18 case=1\n");
    EXPECT_EQ(little.log.events.origins().at(0).description.english, "JSON lines, UTF-16LE");
    EXPECT_EQ(events_of(big.log), "1:3 a 2020-06-18 case=1\n");
    EXPECT_EQ(big.log.events.origins().at(0).description.english, "JSON lines, UTF-16BE");
  }
  const auto gb = "{\"case\":\"\xBC\xD7\",\"event\":\"a\",\"time\":\"2020-06-18\"}\n"s;
  const auto named = mapping_of("encoding: gb18030\nattributes: {case: case}\nevent: event\ntime: time\n");
  EXPECT_EQ(events_of(read(gb, named).log), "1:3 a 2020-06-18 case=甲\n");
  const auto utf8 = mapping_of("encoding: utf-8\nattributes: {case: case}\nevent: event\ntime: time\n");
  const auto damaged = read(gb + ascii, utf8);
  EXPECT_EQ(events_of(damaged.log), "1:3 a 2020-06-18\n2:3 a 2020-06-18 case=1\n");
  EXPECT_EQ(damaged.log.events.origins().at(0).bad_bytes, 2u);
  EXPECT_EQ(damaged.log.events.origins().at(0).first_bad_line, 1u);
}

TEST(JsonLines, ThreadsChangeNothing) {
  std::string all;
  for (int i = 0; i < 20000; ++i)
    all += i % 97 == 5 ? "broken\n\n"
                       : fmt::format("{{\"case\":\"{}\",\"event\":\"e\",\"time\":\"2020-06-{:02}\",\"n{}\":{}}}\n", i,
                                     1 + i % 28, i % 50, i);
  const auto one = read(all, default_mapping(), 1), many = read(all, default_mapping(), 7);
  EXPECT_EQ(events_of(one.log), events_of(many.log));
  EXPECT_EQ(rejections_of(one.log), rejections_of(many.log));
  EXPECT_EQ(one.log.events.size(), 19793u);
  EXPECT_EQ(one.log.rejections.size(), 207u);
}

const auto help =
    " [bad-log] | every line must be one object, as {\"case\": \"1\", \"event\": \"issued\", \"time\": "
    "\"2020-06-18\"}; "
    "'jq -c . FILE' writes objects that run over several lines so"s;

TEST(JsonLines, FaultsOfSeveralObjectsOnOneLineAreAllCounted) {
  const auto [log, out] = read(
      "[{\"case\":\"1\",\"event\":\"a\",\"time\":\"2020-06-31\"},{\"case\":\"2\",\"event\":\"a\",\"time\":\"2020-06-"
      "31\"}]");
  EXPECT_EQ(rejections_of(log),
            "1 time '2020-06-31': 2020-06 has no day 31 (event kept)\n"
            "1 time '2020-06-31': 2020-06 has no day 31 (event kept)\n");
}

TEST(JsonLines, NothingToRead) {
  const auto looks = "'l.csv' looks like JSON, but no object in it names a value"s;
  EXPECT_EQ(said(read("{}\n{}\n").out), looks + help);
  EXPECT_EQ(said(read("[]").out), looks + help);
  EXPECT_EQ(said(read("{\n  \"case\": \"1\"\n}\n").out),
            looks + "; line 1: the object is not closed: a quote or a brace is missing, or it was cut off" + help);
  EXPECT_EQ(said(read("").out), "'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]");
  EXPECT_EQ(said(read("{a},b\n1,2\n").out).substr(0, 23), "'l.csv' needs a mapping") << "that is no JSON";
}

TEST(JsonArrays, AreReadObjectByObject) {
  const auto [log, out] = read(
      "\n[\n  {\n    \"case\": \"1\",\n    \"event\": \"a]\\\"}\",\n    \"time\": \"2020-06-18\"\n  },\n"
      "  {\"case\": \"2\", \"event\": \"b\", \"time\": \"2020-06-19\"}, 7,\n  {\"case\": NaN},\n{\"event\": "
      "\"c\",\"time\": "
      "\"2020-06-20\"}\n]\n",
      default_mapping(), 4);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "3:3 a]\"} 2020-06-18 case=1\n8:3 b 2020-06-19 case=2\n10:3 c 2020-06-20\n");
  EXPECT_EQ(rejections_of(log),
            "8 - '7': it is no JSON object, which stands in braces and names its values, as {\"case\": \"1\"}\n"
            "9 - '{\"case\": NaN}': 'NaN' is no value in JSON, which has texts in quotes, numbers such as -12.5, true, "
            "false and null\n");
  EXPECT_EQ(log.events.origins().at(0).description, (text::Phrase{"JSON array, UTF-8", "JSON 数组，UTF-8"}));
}

TEST(JsonArrays, WhatIsNotCertainToEndEndsTheReading) {
  const auto object = R"({"case":"1","event":"a","time":"2020-06-18"})"s;
  const auto fails = [&](const std::string& rest) {
    const auto [log, out] = read("[" + object + rest);
    EXPECT_EQ(log.events.size(), 1u);
    EXPECT_EQ(rejections_of(log), "");
    return said(out);
  };
  EXPECT_EQ(fails(",\n{\"case\":\"2"),
            "'l.csv': what starts in line 2 of the JSON array is not closed: it was cut off, or lacks a quote or a "
            "brace [bad-log]");
  EXPECT_EQ(fails(""),
            "'l.csv': what starts in line 1 of the JSON array is not closed: it was cut off, or lacks a quote or a "
            "brace [bad-log]");
  EXPECT_EQ(fails("\n" + object + "]"),
            "'l.csv': a comma is missing before line 2 of the JSON array; what follows was not read [bad-log]");
  EXPECT_EQ(fails("]\n" + object),
            "'l.csv': more text follows the JSON array, which ends in line 1; it was not read [bad-log]");
  EXPECT_EQ(fails(",\n{\"case\": \"2\" \"event\": \"a\"}," + object + "]"),
            "'l.csv': the object that starts in line 2 of the JSON array cannot be read, and nothing after it was: it "
            "is not written as JSON: a comma, a colon, a quote or a bracket is missing or too many [bad-log]");
}

}  // namespace
}  // namespace shixian::log
