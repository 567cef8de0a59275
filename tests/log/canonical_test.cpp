// What is written in the canonical form comes back as the same events.
#include "log/canonical/canonical.hpp"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "log/canonical/canonical_mapping.hpp"
#include "log/support.hpp"
#include "text/cell.hpp"

namespace shixian::log {
namespace {

const time::Zone shanghai = *time::Zone::find("Asia/Shanghai");
const time::Zone berlin = *time::Zone::find("Europe/Berlin");

std::string csv_of(const Log& log, const time::Zone& zone = shanghai) {
  std::ostringstream out;
  write_csv(log, zone, out);
  return out.str();
}

/// Written and read back through the mapping that is written with it.
Ledger again(const Log& log, const time::Zone& zone = shanghai) {
  const auto yaml = canonical_mapping(log, {"l.csv", true, zone, {}});
  text::Diagnostics out;
  const auto mapping = mapping_of(yaml, out);
  EXPECT_EQ(said(out), "") << yaml;
  Ledger ledger;
  if (mapping) read_ledger("l.csv", csv_of(log, zone), *mapping, {time::Zone::utc(), 1, {}}, ledger.log, ledger.out);
  EXPECT_EQ(said(ledger.out), "");
  return ledger;
}

/// All that an event says.
std::string contents(const Log& log) {
  std::string all;
  const auto& events = log.events;
  for (std::uint32_t event = 0; event < events.size(); ++event) {
    const auto moment = events.moment(event);
    all += fmt::format("{} {} {} {} {}", events.types().at(events.type(event)), moment.first.time_since_epoch().count(),
                       moment.last.time_since_epoch().count(), static_cast<int>(moment.precision), moment.offset);
    for (const auto& attribute : events.attributes())
      if (attribute.codes[event] != no_value)
        all += fmt::format(" [{}:{}={}]", attribute.name, static_cast<int>(attribute.type),
                           attribute.values.at(attribute.codes[event]));
    all += '\n';
  }
  return all;
}

TEST(Canonical, IsAnEventARowWithItsSource) {
  const auto ledger = read("文号,印发,解读,件数\n京1,2020-06-17,2020-06-18 09:05,\"1,234\"\n京2,2020-06-19,,\n",
                           mapping_of("attributes: {doc: 文号, n: {column: 件数, type: number}}\n"
                                      "events: [{type: issued, time: 印发}, {type: interpreted, time: 解读}]\n"));
  EXPECT_EQ(csv_of(ledger.log),
            "event,time,doc,n,source\n"
            "issued,2020-06-17,京1,1234,l.csv row 2\n"
            "interpreted,2020-06-18T09:05+08:00,京1,1234,l.csv row 2\n"
            "issued,2020-06-19,京2,,l.csv row 3\n");
  std::ostringstream json;
  write_json_lines(ledger.log, shanghai, json);
  EXPECT_EQ(json.str(),
            "{\"event\":\"issued\",\"time\":\"2020-06-17\",\"doc\":\"京1\",\"n\":\"1234\",\"source\":\"l.csv row 2\"}\n"
            "{\"event\":\"interpreted\",\"time\":\"2020-06-18T09:05+08:00\",\"doc\":\"京1\",\"n\":\"1234\",\"source\":"
            "\"l.csv row 2\"}\n"
            "{\"event\":\"issued\",\"time\":\"2020-06-19\",\"doc\":\"京2\",\"source\":\"l.csv row 3\"}\n");
  EXPECT_EQ(canonical_mapping(ledger.log, {"out/l.csv", true, shanghai, {}}),
            "shixian-log: 1\nfiles: [\"l.csv\"]\nencoding: utf-8\nseparator: comma\ntime-zone: \"Asia/Shanghai\"\n"
            "attributes:\n  \"doc\": \"doc\"\n  \"n\": {column: \"n\", type: number}\n"
            "event:\n  column: event\n  values:\n    \"interpreted\": \"interpreted\"\n    \"issued\": \"issued\"\n"
            "time: time\n");
  EXPECT_EQ(contents(again(ledger.log).log), contents(ledger.log));
}

TEST(Canonical, HostileTextComesBack) {
  const std::vector<std::string> values{"a,b",
                                        "say \"so\"",
                                        "\"",
                                        "line\nbreak",
                                        "line\r\nbreak",
                                        "=SUM(A1)",
                                        "=\"a\"b\"",
                                        "+1",
                                        "@x",
                                        "007",
                                        "1E17",
                                        "a;b\tc|d",
                                        "#",
                                        "- x",
                                        "a\xEF\xBB\xBF"
                                        "b",
                                        "null",
                                        "~",
                                        "'",
                                        "\\n",
                                        "{a: b}",
                                        "x\xEF\xBF\xBD"};
  Log log;
  log.events.add_origin({"l.csv", "", {}, {}});
  log.coverage.emplace_back();
  log.may_hold.emplace_back();
  for (const auto* name : {"a", "time", "source", "event", "time (2)", "名,称", "\"x\": y", "line\nbreak"})
    log.events.add_attribute(name, AttributeType::string);
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const auto event = log.events.add(log.events.intern_type(values[i]), shanghai.whole(time::Day{}), {0, i + 2, 1});
    for (std::uint32_t attribute = 0; attribute < log.events.attributes().size(); ++attribute)
      log.events.set(event, attribute, log.events.intern_value(attribute, values[(i + attribute) % values.size()]));
  }
  text::Diagnostics out;
  EXPECT_TRUE(can_be_canonical(log, shanghai, out)) << said(out);
  const auto back = again(log);
  EXPECT_EQ(rejections_of(back.log), "");
  EXPECT_EQ(contents(back.log), contents(log));
}

TEST(Canonical, WhatWouldChangeIsRefusedByRow) {
  Log log;
  log.events.add_origin({"l.csv", "表", {}, {}});
  log.coverage.emplace_back();
  log.may_hold.emplace_back();
  const auto unit = log.events.add_attribute("unit");
  const auto figure = log.events.add_attribute("figure", AttributeType::number);
  const auto event = log.events.add(log.events.intern_type("A"), berlin.whole(time::Day{}), {0, 7, 1});
  log.events.add(log.events.intern_type("Ａ"), {}, {0, 8, 1});
  log.events.set(event, unit, log.events.intern_value(unit, " x"));
  log.events.set(event, figure, log.events.intern_value(figure, "1,000"));
  text::Diagnostics out;
  EXPECT_FALSE(can_be_canonical(log, shanghai, out));
  EXPECT_EQ(
      said(out),
      "the event type 'Ａ' differs from another in width alone, and would be read as that one [bad-log] | give the "
      "two the same name, or different ones, in the mapping's 'values'\n"
      "l.csv!表 row 7: the time 1970-01-01 cannot be written so that it comes back the same in Asia/Shanghai "
      "[bad-time] | name the time zone that its days are of: time-zone: … in the mapping\n"
      "l.csv!表 row 7: the value ' x' of 'unit' would be read back as another [bad-log] | correct the value in the "
      "ledger\n"
      "l.csv!表 row 7: the value '1,000' of 'figure' would be read back as another [bad-log] | correct the value in "
      "the ledger");
}

TEST(Canonical, EveryTimeThatIsReadIsWrittenExactly) {
  for (const auto* written :
       {"2020-06-18", "2020-06-18 14:05", "2020-06-18 14:05:09", "2020-06-18 14:05:09.123456", "2020年6月18日14时",
        "2020-06-18T24:00", "2020-10-25 02:30", "2020-10-25 02:30:15", "2020-10-25T02:30+02:00", "2020年10月25日2时",
        "2020-10-25", "2020-03-29", "2020-06-18T14:05Z", "2020-06-18T14:05:00-03:30", "0001-01-01", "9999-12-31",
        "1900-01-01 00:00", "9999-12-31 24:00"}) {
    text::Phrase why;
    const auto moment = time::read_time(written, berlin, {}, why);
    ASSERT_TRUE(moment) << written << ": " << why.english;
    const auto text = written_exactly(*moment, berlin);
    ASSERT_TRUE(text) << written;
    EXPECT_EQ(time::read_time(*text, berlin, {}, why), moment) << written << " as " << *text;
  }
  EXPECT_EQ(written_exactly({}, berlin), "");
  text::Phrase why;
  EXPECT_EQ(written_exactly(*time::read_time("2020-10-25 02:30", berlin, {}, why), berlin), "2020-10-25T02:30");
}

TEST(Canonical, LostRowsAndUnknownTimesStayInDoubt) {
  const auto ledger = read("case,event,time\n1,in,2020-01-01\n2,,2020-01-02\n3,in,?\n");
  EXPECT_EQ(csv_of(ledger.log),
            "event,time,case,source\nin,2020-01-01,1,l.csv row 2\n,,,l.csv row 3\nin,,3,l.csv row 4\n");
  const auto back = again(ledger.log);
  EXPECT_EQ(contents(back.log), contents(ledger.log));
  EXPECT_EQ(rejections_of(back.log),
            "3 event '': the row names no event\n4 time '': the event has no time (event kept)\n");
  EXPECT_EQ(back.log.events.origins()[0].lost_rows, 1u);
}

TEST(Canonical, AttributesThatCouldNotBeReadStayInDoubt) {
  const auto mapping =
      mapping_of("attributes: {case: case, level: {column: level, values: {重大: grave}}}\nevent: event\ntime: time\n");
  const auto ledger = read("case,event,time,level\n1,in,2020-01-01,一般\n2,in,2020-01-02,\n", mapping);
  EXPECT_EQ(csv_of(ledger.log),
            "event,time,case,level,source\nin,2020-01-01,1,\xEF\xBF\xBD,l.csv row 2\nin,2020-01-02,2,,l.csv row 3\n");
  const auto back = again(ledger.log);
  EXPECT_EQ(
      rejections_of(back.log),
      "2 level '\xEF\xBF\xBD': only the mark of a lost text stands here (U+FFFD); correct the cell, or the ledger "
      "that was converted (event kept)\n");
  EXPECT_TRUE(back.log.events.unreadable(0, 1));
  EXPECT_FALSE(back.log.events.unreadable(1, 1));
}

/// A random table, as reading could give it.
Log random_log(std::mt19937& dice, const time::Zone& zone) {
  const auto roll = [&](int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); };
  const auto word = [&] {
    static const std::vector<std::string> pieces{"a", "\"",           ",", "\n", "文",      " ", "0",
                                                 "=", "\xEF\xBB\xBF", "'", "\t", "\xC2\xA0"};
    std::string made;
    for (int i = 0, size = 1 + roll(6); i < size; ++i) made += pieces[static_cast<std::size_t>(roll(12))];
    const auto tidied = std::string(text::tidy(made));
    return tidied.empty() ? std::string("x") : tidied;
  };
  const auto moment = [&]() -> time::Moment {
    const time::Instant instant{std::chrono::seconds{1'571'000'000 + roll(100'000'000)} +
                                std::chrono::microseconds{roll(3) ? 0 : roll(1'000'000)}};
    if (roll(20) == 0) return {};
    if (roll(3) == 0) return zone.whole(zone.day_of(instant));
    if (roll(3) == 0) return zone.at(instant);
    const auto local = time::iso(zone.at(std::chrono::floor<std::chrono::minutes>(instant)));
    text::Phrase why;
    const auto text = roll(2) ? local.substr(0, 16) : local.substr(0, 16) + "+05:30";
    return time::read_time(text, zone, {}, why).value_or(time::Moment{});
  };
  Log log;
  log.events.add_origin({"l.csv", "", {}, {}});
  log.coverage.emplace_back();
  log.may_hold.emplace_back();
  for (int i = 0, count = roll(4); i < count; ++i) log.events.add_attribute(word() + std::to_string(i));
  for (std::uint32_t row = 2, count = static_cast<std::uint32_t>(1 + roll(30)); row < count; ++row) {
    const auto event = log.events.add(log.events.intern_type(word()), moment(), {0, row, 1});
    for (std::uint32_t attribute = 0; attribute < log.events.attributes().size(); ++attribute)
      if (roll(4)) log.events.set(event, attribute, log.events.intern_value(attribute, word()));
  }
  return log;
}

TEST(Canonical, RandomTablesComeBack) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 dice(seed);
    const auto& zone = seed % 2 ? shanghai : berlin;
    const auto log = random_log(dice, zone);
    text::Diagnostics out;
    ASSERT_TRUE(can_be_canonical(log, zone, out)) << seed << ": " << said(out);
    ASSERT_EQ(contents(again(log, zone).log), contents(log)) << seed << '\n' << csv_of(log, zone);
  }
}

}  // namespace
}  // namespace shixian::log
