// XES as a ledger.
#include "log/parse/xes.hpp"

#include <zlib.h>

#include <filesystem>
#include <map>
#include <set>

#include "support.hpp"

namespace shixian::log {
namespace {

using namespace std::string_literals;

std::string xes(const std::string& content, const std::string& attributes = "") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log" + attributes + ">\n" + content + "</log>\n";
}

const auto an_event =
    R"(<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2020-06-18"/></event>)"s;

/// What is said of an event with these attributes beside its type and its time, or of its attribute `x`.
std::string rejected(const std::string& attributes) {
  const auto [log, out] = read(xes(an_event + "\n<event>" + attributes + "</event>\n"),
                               mapping_of("event: concept:name\ntime: time:timestamp\n"));
  EXPECT_EQ(said(out), "");
  return rejections_of(log);
}

TEST(Xes, WithoutAMapping) {
  const auto [log, out] =
      read(xes(R"(<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="event"><string key="concept:name" value="UNKNOWN"/><string key="unit" value="UNKNOWN"/></global>
<classifier name="Activity" keys="concept:name lifecycle:transition"/>
<classifier name="Quoted" scope="event" keys="'concept:name' 'of two words'"/>
<classifier name="Variant" scope="trace" keys="concept:name"/>
<string key="source" value="x"><int key="more" value="1"/></string>
<trace>
  <string key="concept:name" value="案件1"/>
  <event>
    <string key="concept:name" value="印发 &amp; 解读"/>
    <string key="lifecycle:transition" value="complete"/>
    <date key="time:timestamp" value="2020-06-18T09:05:00.000+08:00"/>
    <float key="amount" value="35.0"/><boolean key="ok" value="true"/><id key="id" value="7"/>
  </event>
  <event><string key="concept:name" value="b"/><date key="time:timestamp" value="2020-06-19"/></event>
</trace>
<event><string key="concept:name" value="c"/><date key="time:timestamp" value="2020-06-20"/><int key="of two words" value="2"/></event>
)",
               " xes.version=\"1849-2016\" xmlns=\"http://www.xes-standard.org/\""));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log),
            "11:4 印发 & 解读 2020-06-18T09:05:00+08:00 case:concept:name=案件1 lifecycle:transition=complete "
            "amount=35.0 ok=true id=7 classifier:Activity=印发 & 解读+complete\n"
            "17:4 b 2020-06-19 case:concept:name=案件1\n"
            "19:4 c 2020-06-20 of two words=2 classifier:Quoted=c+2\n");
  const auto& origin = log.events.origins().at(0);
  EXPECT_EQ(origin.description, (text::Phrase{"XES", "XES"}));
  EXPECT_EQ(origin.counting, Counting::lines);
  EXPECT_EQ(origin.rows, 3u);
  EXPECT_EQ(origin.columns, (std::vector<std::string>{"case:concept:name", "concept:name", "lifecycle:transition",
                                                      "time:timestamp", "amount", "ok", "id", "of two words",
                                                      "classifier:Activity", "classifier:Quoted"}));
}

TEST(Xes, ClassifiersAreColumnsForTheMapping) {
  const auto mapping = mapping_of(
      "event: {column: 'classifier:Activity', values: {a+start: begun, a+complete: done}}\ntime: time:timestamp\n");
  const auto [log, out] = read(xes(R"(<classifier name="Activity" keys="concept:name lifecycle:transition"/><trace>
<event><string key="concept:name" value="a"/><string key="lifecycle:transition" value="start"/><date key="time:timestamp" value="2020-06-18"/></event>
<event><string key="concept:name" value="a"/><string key="lifecycle:transition" value="complete"/><date key="time:timestamp" value="2020-06-19"/></event>
<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2020-06-20"/></event></trace>)"),
                               mapping);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "4:3 begun 2020-06-18\n5:3 done 2020-06-19\n");
  EXPECT_EQ(rejections_of(log), "6 classifier:Activity '': the row names no event\n");
}

TEST(Xes, AttributesWithinAttributes) {
  const auto mapping = mapping_of(
      "attributes: {by: doc/by, of: doc/by/of, one: tags/t, two: 'tags/t#2', three: 'tags/t#3', in: box/x, all: "
      "'case:all/x'}\nevent: concept:name\ntime: time:timestamp\n");
  const auto [log, out] = read(
      xes(R"(<trace><container key="all"><string key="x" value="0"/></container><event><string key="concept:name" value="a"/><date key="time:timestamp" value="2020-06-18"/>
<string key="doc" value=""><string key="by" value="甲"><string key="of" value="乙"/></string></string>
<list key="tags"><values><string key="t" value="1"/><string key="t" value="2"/><string key="t" value="3"/></values></list>
<container key="box"><int key="x" value="4"/></container></event></trace>)"),
      mapping);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log), "3:3 a 2020-06-18 by=甲 of=乙 one=1 two=2 three=3 in=4 all=0\n");
}

TEST(Xes, EventsThatCannotBeTold) {
  const auto twice = [](const std::string& key) {
    return "'" + key + "' is named twice in it, so that it cannot be told which value is meant\n";
  };
  EXPECT_EQ(rejected(R"(<string key="x" value="1"/><string key="x" value="2"/>)"), "4 - 'x=1': " + twice("x"));
  EXPECT_EQ(rejected(R"(<string key="x/y" value="1"/><string key="x"><string key="y" value="2"/></string>)"),
            "4 - 'x/y=1 x=': " + twice("x/y"));
  EXPECT_EQ(rejected("<string value='1'/>"),
            "4 - '<event>': <string> in line 4 has no key, so that it cannot be told what it means\n");
  EXPECT_EQ(rejected("<values><string key='x' value='1'/></values>"),
            "4 - '<event>': <values> in line 4 has no key, so that it cannot be told what it means\n");
  EXPECT_EQ(rejected("<event/>"),
            "4 - '<event>': <event> in line 4 has no key, so that it cannot be told what it means\n");
  EXPECT_EQ(rejected(""), "4 - '<event>': the event has no attributes\n");
  EXPECT_EQ(rejected("<string key='" + std::string(1025, 'k') + "' value='1'/>"),
            "4 - '<event>': the name '" + std::string(39, 'k') +
                "…' cannot be a column: names are at most 1024 bytes long, and a ledger has at most 65535 of them\n");
  EXPECT_EQ(rejected("<string key='x' value='" + std::string((std::size_t{16} << 20) + 1, 'v') + "'/>"),
            "4 - '<event>': a value is longer than 16 MiB, or all of them longer than 64 MiB\n");
}

TEST(Xes, EventsInOddPlaces) {
  const auto [log, out] = read(xes("<group>\n" + an_event + "\n</group>" + an_event + "<trace><trace>" + an_event +
                                   "</trace>" + an_event + "</trace>"),
                               mapping_of("event: concept:name\ntime: time:timestamp\n"));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "5:2 a 2020-06-18\n");
  const auto odd = "this event stands neither in a trace nor directly in the log, where XES has them\n"s;
  EXPECT_EQ(rejections_of(log),
            "4 - '<event>': " + odd + "5 - '<event>': " + odd +
                "5 - 'concept:name=a time:timestamp=2020-06-18': <trace> in line 5 has no key, so that it cannot be "
                "told what it means\n");
}

TEST(Xes, AnAttributeBehindTheEventsOfItsTrace) {
  const auto [log, out] =
      read(xes("<trace>" + an_event + "\n<string key=\"concept:name\" value=\"1\"/>" + an_event +
               "</trace><trace><string key=\"concept:name\" value=\"2\"/>" + an_event + "</trace>"));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "4:2 a 2020-06-18 case:concept:name=2\n");
  const auto why =
      "'concept:name=a time:timestamp=2020-06-18': an attribute of its trace stands in line 4, behind an event: in XES "
      "they stand before the events, and without it the case is not known\n"s;
  EXPECT_EQ(rejections_of(log), "3 - " + why + "4 - " + why);
}

TEST(Xes, IsToldByItsRoot) {
  const auto trace = "<trace><string key='concept:name' value='1'/>" + an_event + "</trace>";
  const auto events = [](const std::string& bytes) { return read(bytes).log.events.size(); };
  EXPECT_EQ(events("<log>" + trace + "</log>"), 1u);
  EXPECT_EQ(events("\xEF\xBB\xBF<!-- a -->\n<?x y?>\n<log xmlns='http://code.deckfour.org/xes'>" + trace + "</log>"),
            1u);
  const auto prefixed =
      "<x:log xmlns:x='http://www.xes-standard.org/'><x:trace><x:string key='concept:name' "
      "value='1'/><x:event><x:string key='concept:name' value='a'/><x:date key='time:timestamp' "
      "value='2020-06-18'/></x:event></x:trace></x:log>"s;
  EXPECT_EQ(events(prefixed), 1u);
  std::string utf16 = "\xFF\xFE";
  for (const auto c : prefixed) utf16 += {c, '\0'};
  EXPECT_EQ(events(utf16), 1u);
  const auto save = " [bad-log] | open it and save it as .xlsx or as CSV"s;
  for (const auto* other :
       {"<?xml version='1.0'?><logs/>", "<?xml version='1.0'?><log xmlns='urn:x'/>", "<?xml broken"})
    EXPECT_EQ(said(read(other).out), "'l.csv' is an XML document, which cannot be read" + save);
  EXPECT_EQ(said(read("<html><log></log></html>").out),
            "'l.csv' is a web page (some systems export one under the name .xls), which cannot be read" + save);
  EXPECT_EQ(said(read("<log><logentry revision='1'/></log>").out),
            "'l.csv' is XML with the root <log>, as XES has it, but holds no event [bad-log] | XES has <event> "
            "elements, each with its attributes, in <trace> elements");
  EXPECT_EQ(said(read("<log>\n<event/></log>").out),
            "'l.csv': no event can be read; the first, in line 2: the event has no attributes [bad-log]");
}

TEST(Xes, WhatIsCutOffOrBroken) {
  const auto start = "<log><trace><string key='concept:name' value='1'/>\n" + an_event + "\n";
  const auto broken = [&](const std::string& rest) {
    const auto [log, out] = read(start + rest);
    EXPECT_EQ(log.events.size(), 1u);
    EXPECT_EQ(rejections_of(log), "");
    EXPECT_EQ(said(out).substr(0, 29), "'l.csv': the XML is broken at");
    return said(out).substr(30);
  };
  const auto cut_off = ": the file ends too early; it was probably cut off; what stands before was read [bad-log]"s;
  EXPECT_EQ(broken(""), "line 3, column 1" + cut_off);
  EXPECT_EQ(broken("<event><string key='conc"), "line 3, column 8" + cut_off);
  EXPECT_EQ(broken("</log>"),
            "line 3, column 3: an end tag that does not belong to the element that is open; what stands before was "
            "read [bad-log]");
  EXPECT_EQ(broken("<event><string key='x' value='a & b'/></event>"),
            "line 3, column 34: a character that cannot stand there, such as a bare & or <, or text in another "
            "encoding than the file declares; what stands before was read [bad-log]");
  EXPECT_EQ(broken("<event><string key='x' value='&nbsp;'/></event>"),
            "line 3, column 8: an entity that is not defined; only &amp; &lt; &gt; &quot; and &apos; are; what stands "
            "before was read [bad-log]");
  EXPECT_EQ(broken("<event><string key='x' key='y'/></event>"),
            "line 3, column 24: an attribute that stands twice in one tag; what stands before was read [bad-log]");
  EXPECT_EQ(broken("</trace></log>\n<log/>"),
            "line 4, column 1: more text after the end of the log; what stands before was read [bad-log]");
  EXPECT_EQ(broken("<x:event/>"),
            "line 3, column 1: a prefix of a name that is declared nowhere; what stands before was read [bad-log]");
  text::Phrase chinese = read(start).out.all().at(0).message;
  EXPECT_EQ(chinese.chinese, "“l.csv”：XML 在第 3 行第 1 列有错：文件过早结束，多半被截断；其前的内容已读取");
}

TEST(Xes, HostileDocuments) {
  std::string bomb = "<?xml version='1.0'?>\n<!DOCTYPE log [<!ENTITY a 'aaaaaaaaaa'>";
  for (char c = 'b'; c <= 'k'; ++c)
    bomb += fmt::format("<!ENTITY {} '&{};&{};&{};&{};'>", c, char(c - 1), char(c - 1), char(c - 1), char(c - 1));
  const auto refused =
      "'l.csv': it has a document type (<!DOCTYPE …>), which XES does not use and which can hide texts that grow "
      "without end, so it is not read; take it out if it is sound [bad-log]";
  EXPECT_EQ(said(read(bomb + "]><log><trace><string key='x' value='&k;'/></trace></log>").out), refused);
  EXPECT_EQ(said(read("<!DOCTYPE log SYSTEM 'file:///etc/passwd'><log>" + an_event + "</log>").out), refused);
  EXPECT_EQ(said(read("<!DOCTYPE log [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><log>&x;" + an_event + "</log>").out),
            refused);

  const auto start = "<log><trace><string key='concept:name' value='1'/>\n" + an_event + "\n";
  std::string nested;
  for (int i = 0; i < 97; ++i) nested += "<string key='k' value='1'>";
  EXPECT_EQ(said(read(start + "<event>" + nested).out).substr(0, 29), "'l.csv': the XML is broken at");
  EXPECT_EQ(said(read(start + "<event>" + nested + "<string>").out),
            "'l.csv': elements are nested more than 100 deep in line 3; what stands before was read [bad-log]");

  EXPECT_EQ(said(read(start + "\n<!--" + std::string(std::size_t{100} << 20, ' ')).out),
            "'l.csv': what starts in line 4 is longer than 16 MiB; what stands before it was read [bad-log]");
  const auto huge = read(start + "<event><string key='x' value='" + std::string(std::size_t{100} << 20, 'x'));
  EXPECT_EQ(said(huge.out),
            "'l.csv': what starts in line 3 is longer than 16 MiB; what stands before it was read [bad-log]");
  EXPECT_EQ(huge.log.events.size(), 1u);
}

std::string gzipped(const std::string& text) {
  constexpr int gzip = 15 + 16, level = 8;
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzip, level, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

TEST(Xes, Packed) {
  std::string all = "<log><trace><string key='concept:name' value='1'/>\n";
  for (int i = 0; i < 20000; ++i)
    all += fmt::format(
        "<event><string key='concept:name' value='{}'/><date key='time:timestamp' value='2020-06-18'/></event>\n", i);
  all += "</trace></log>";
  const auto whole = read(gzipped(all));
  EXPECT_EQ(said(whole.out), "");
  EXPECT_EQ(whole.log.events.size(), 20000u);
  EXPECT_EQ(whole.log.events.origins().at(0).description.english, "XES, gzip");
  const auto packed = gzipped(all);
  for (const auto part : {packed.size() / 10, packed.size() * 9 / 10}) {
    const auto [log, out] = read(packed.substr(0, part));
    EXPECT_EQ(said(out),
              "'l.csv': the packed file is cut short; what it holds up to there was read. Fetch it anew [bad-log]");
    EXPECT_GT(log.events.size(), 1000u);
    EXPECT_LT(log.events.size(), 20000u);
  }
}

TEST(Xes, OneLineOfAHundredMegabytes) {
  std::string all = "<log><trace><string key='concept:name' value='1'/>";
  const auto content = an_event + std::string(1000, ' ');
  std::size_t events = 0;
  for (; all.size() < (std::size_t{100} << 20); ++events) all += content;
  const auto [log, out] = read(all + "</trace></log>");
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(log.events.size(), events);
}

TEST(Xes, ManyColumnsThatAreNearlyAlwaysEmptyNeedAMapping) {
  std::string all = "<log><trace><string key='concept:name' value='1'/>\n<event>";
  for (int i = 0; i < 60000; ++i) all += fmt::format("<int key='n{}' value='1'/>", i);
  all += "</event>";
  for (int i = 0; i < 20000; ++i) all += "<event><string key='n0' value='a'/></event>";
  EXPECT_EQ(said(read(all + "</trace></log>").out),
            "'l.csv': it has 60001 columns, nearly all of them empty in nearly all of its 20001 rows; write a mapping "
            "that names the columns you need [bad-log]");
}

TEST(Xes, RoadTraffic) {
  const std::filesystem::path path = std::string(SHIXIAN_SHARED) + "/data/roadtraffic100traces.xes";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is absent";
  text::Diagnostics out;
  const auto mapping = default_mapping();
  const auto log = read_log({{path.string(), &mapping}}, {*time::Zone::find("Asia/Shanghai"), 4, {}}, out);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  const auto& table = log.events;
  ASSERT_EQ(table.size(), 390u);
  std::map<std::string, int> types, carried;
  std::set<std::string> offsets;
  std::map<std::int64_t, int> hours;  // of the days on which something happened
  auto first = table.moment(0), last = first;
  const auto* classifier = table.attribute("classifier:Event Name");
  ASSERT_NE(classifier, nullptr);
  const auto rome = *time::Zone::find("Europe/Rome");
  for (std::uint32_t event = 0; event < table.size(); ++event) {
    const std::string type(table.types().at(table.type(event)));
    ++types[type];
    EXPECT_EQ(classifier->values.at(classifier->codes[event]), type);
    for (const auto& attribute : table.attributes()) carried[attribute.name] += attribute.codes[event] != no_value;
    const auto moment = table.moment(event);
    if (moment.first < first.first) first = moment;
    if (moment.first > last.first) last = moment;
    EXPECT_EQ(time::iso(moment).substr(10, 9), "T00:00:00");
    offsets.insert(time::iso(moment).substr(19));
    const auto day = rome.day_of(moment.first);
    EXPECT_EQ(rome.start_of(day), moment.first) << time::iso(moment) << " is a midnight where it was written";
    ++hours[std::chrono::round<std::chrono::hours>(rome.end_of(day) - rome.start_of(day)).count()];
  }
  EXPECT_EQ(types, (std::map<std::string, int>{{"Add penalty", 57},
                                               {"Create Fine", 100},
                                               {"Insert Date Appeal to Prefecture", 1},
                                               {"Insert Fine Notification", 57},
                                               {"Notify Result Appeal to Offender", 1},
                                               {"Payment", 58},
                                               {"Receive Result Appeal from Prefecture", 1},
                                               {"Send Appeal to Prefecture", 1},
                                               {"Send Fine", 78},
                                               {"Send for Credit Collection", 36}}));
  EXPECT_EQ(carried, (std::map<std::string, int>{{"amount", 157},
                                                 {"article", 100},
                                                 {"case:concept:name", 390},
                                                 {"classifier:Event Name", 390},
                                                 {"dismissal", 101},
                                                 {"expense", 78},
                                                 {"lastSent", 56},
                                                 {"lifecycle:transition", 390},
                                                 {"notificationType", 57},
                                                 {"org:resource", 100},
                                                 {"paymentAmount", 58},
                                                 {"points", 100},
                                                 {"totalPaymentAmount", 158},
                                                 {"vehicleClass", 100}}));
  EXPECT_EQ(table.attribute("case:concept:name")->values.size(), 100u);
  EXPECT_EQ(offsets, (std::set<std::string>{"+01:00", "+02:00"}));
  EXPECT_EQ(hours, (std::map<std::int64_t, int>{{23, 2}, {24, 387}, {25, 1}}));
  EXPECT_EQ(time::iso(first), "2000-03-15T00:00:00+01:00");
  EXPECT_EQ(time::iso(last), "2013-04-24T00:00:00+02:00");
  EXPECT_EQ(table.where(0).row, 1242u);
  EXPECT_EQ(table.where(389).row, 4549u);
  EXPECT_EQ(table.origins().at(0).rows, 390u);
}

}  // namespace
}  // namespace shixian::log
