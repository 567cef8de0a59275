#include "log/table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "log/log.hpp"

namespace shixian::log {
namespace {

using std::chrono::microseconds;
using std::chrono::minutes;

time::Instant at(std::int64_t count) { return time::Instant{microseconds{count}}; }

TEST(Dictionary, NumbersTextsInTheOrderTheyAreMet) {
  Dictionary texts;
  EXPECT_EQ(texts.find(""), no_value);
  EXPECT_EQ(texts.intern("甲"), 0u);
  EXPECT_EQ(texts.intern(""), 1u);
  EXPECT_EQ(texts.intern(std::string_view("\0", 1)), 2u);
  EXPECT_EQ(texts.intern("甲"), 0u);
  EXPECT_EQ(texts.find(""), 1u);
  EXPECT_EQ(texts.find("乙"), no_value);
  EXPECT_EQ(texts.size(), 3u);
  EXPECT_EQ(texts.at(2), std::string(1, '\0'));
}

TEST(Dictionary, AgreesWithAMapAndCanBeCopied) {
  Dictionary texts;
  std::map<std::string, std::uint32_t> reference;
  std::mt19937 random(7);
  for (int i = 0; i < 200'000; ++i) {
    const std::string text(random() % 40, static_cast<char>('a' + random() % 26));
    const auto word = text + std::to_string(random() % 3000);
    const auto code = reference.try_emplace(word, static_cast<std::uint32_t>(reference.size())).first->second;
    ASSERT_EQ(texts.intern(word), code);
  }
  const auto copy = texts;
  texts = {};
  for (const auto& [word, code] : reference) {
    ASSERT_EQ(copy.find(word), code);
    ASSERT_EQ(copy.at(code), word);
  }
}

TEST(EventTable, GivesEveryMomentBackAsItWas) {
  using time::Moment;
  using time::Precision;
  const auto noon = at(1'592'452'800'000'000);
  const auto last = [&](int length) { return noon + minutes{length} - microseconds{1}; };
  const std::vector<Moment> moments{
      {},
      {noon, noon, Precision::instant, 480},
      {noon, last(1), Precision::minute, -570},
      {noon, last(60), Precision::hour, 840},
      {noon, last(24 * 60), Precision::day, 480},
      {noon, last(23 * 60), Precision::day, 120},
      {noon, last(25 * 60), Precision::day, 60},
      {noon, last(24 * 60) + std::chrono::seconds{343}, Precision::day, 480},
      {noon, last(61), Precision::minute, 60},
      {noon, noon + minutes{60}, Precision::instant, 60},
      {noon, last(60), Precision::minute, 60},
      {noon, noon, Precision::day, 60},
      {time::earliest, time::latest, Precision::unknown, 480},
      {time::earliest, time::latest, Precision::day, 0},
      {time::earliest, time::earliest, Precision::instant, 0},
      {time::latest, time::latest, Precision::instant, 0},
      {at(-1), at(-1), Precision::instant, 0},
  };
  EventTable table, parts;
  for (const auto& moment : moments) table.add(table.intern_type("a"), moment, {});
  for (int copies = 0; copies < 2; ++copies) {
    EventTable part;
    for (const auto& moment : moments) part.add(part.intern_type("a"), moment, {});
    parts.append(std::move(part));
  }
  for (std::uint32_t i = 0; i < moments.size(); ++i) {
    EXPECT_EQ(table.moment(i), moments[i]) << i;
    EXPECT_EQ(parts.moment(i), moments[i]) << i;
    EXPECT_EQ(parts.moment(i + static_cast<std::uint32_t>(moments.size())), moments[i]) << i;
  }
}

TEST(EventTable, AnAttributeThatNoEventCarriesIsNotThere) {
  EventTable table;
  const auto unit = table.add_attribute("unit");
  EXPECT_EQ(table.attribute("unit"), nullptr);
  EXPECT_EQ(table.attribute("level"), nullptr);
  const auto event = table.add(table.intern_type("a"), {}, {});
  table.set(event, unit, table.intern_value(unit, "甲"));
  ASSERT_NE(table.attribute("unit"), nullptr);
  EXPECT_EQ(table.attribute("unit")->codes, std::vector<std::uint32_t>{0});
}

TEST(EventTable, ASecondTypeForAnAttributeMakesItUntyped) {
  EventTable table;
  const auto weight = table.add_attribute("weight", AttributeType::number);
  EXPECT_EQ(table.add_attribute("weight", AttributeType::number), weight);
  EXPECT_EQ(table.attributes()[weight].type, AttributeType::number);
  EXPECT_EQ(table.add_attribute("weight", AttributeType::string), weight);
  EXPECT_EQ(table.attributes()[weight].type, AttributeType::untyped);
}

TEST(EventTable, AppendingPartsIsAddingTheirEventsInOrder) {
  std::mt19937 random(11);
  for (int round = 0; round < 50; ++round) {
    EventTable whole, joined;
    EventTable part;
    for (int i = 0; i < 60; ++i) {
      const auto type = "type" + std::to_string(random() % 4);
      const Where where{0, static_cast<std::uint32_t>(i + 2), 3};
      const auto in_whole = whole.add(whole.intern_type(type), {}, where);
      const auto in_part = part.add(part.intern_type(type), {}, where);
      for (int a = 0; a < 3; ++a) {
        if (random() % 2 == 0) continue;
        const auto name = "attribute" + std::to_string(a), value = std::to_string(random() % 9);
        const auto first = whole.add_attribute(name), second = part.add_attribute(name);
        whole.set(in_whole, first, whole.intern_value(first, value));
        part.set(in_part, second, part.intern_value(second, value));
      }
      if (random() % 10 == 0) joined.append(std::exchange(part, {}));
    }
    joined.append(std::move(part));
    ASSERT_EQ(joined.size(), whole.size());
    for (std::uint32_t event = 0; event < whole.size(); ++event) {
      ASSERT_EQ(joined.type(event), whole.type(event));
      ASSERT_EQ(joined.where(event).row, whole.where(event).row);
    }
    for (const auto& attribute : whole.attributes()) {
      const auto* same = joined.attribute(attribute.name);
      ASSERT_NE(same, nullptr);
      ASSERT_EQ(same->codes, attribute.codes);
      for (std::uint32_t code = 0; code < attribute.values.size(); ++code)
        ASSERT_EQ(same->values.at(code), attribute.values.at(code));
    }
  }
}

std::pair<time::Instant, time::Instant> covered(const Log& log, const std::string& type, std::uint32_t origin) {
  const auto coverage = log.covers(type, origin);
  return {coverage.from, coverage.to};
}

TEST(Log, ALedgerSpeaksForItsOwnEvents) {
  Log log;
  log.coverage = {{at(10), at(20)}, {at(0), at(99)}, {}};
  log.may_hold = {{"a"}, {"a"}, {"b"}};
  EXPECT_EQ(covered(log, "a", 0), std::pair(at(10), at(20)));
  EXPECT_EQ(covered(log, "a", 1), std::pair(at(0), at(99)));
  EXPECT_EQ(covered(log, "a", 2), std::pair(at(10), at(20))) << "what both have in common";
  EXPECT_EQ(covered(log, "b", 0), std::pair(time::earliest, time::latest)) << "nothing is declared";
  EXPECT_EQ(covered(log, "c", 0), std::pair(time::earliest, time::latest)) << "no ledger can hold it";
}

TEST(Log, PeriodsWithoutAGapAreOne) {
  const auto before = [](time::Instant instant) { return instant - std::chrono::microseconds(1); };
  Log log;
  log.coverage = {{at(10), before(at(20))}, {at(20), before(at(30))}, {at(0), before(at(10))}, {at(31), at(40)}};
  log.may_hold = {{"a"}, {"a"}, {"a"}, {"b"}};
  for (std::uint32_t origin = 0; origin < 4; ++origin)
    EXPECT_EQ(covered(log, "a", origin), std::pair(at(0), before(at(30)))) << origin;
  log.may_hold[3] = {"a"};
  EXPECT_EQ(covered(log, "a", 0), std::pair(at(0), before(at(30))));
  log.may_hold.push_back({"b"});
  log.coverage.emplace_back();
  EXPECT_EQ(covered(log, "a", 4), std::pair(at(31), before(at(30)))) << "a gap: nothing in common";
}

}  // namespace
}  // namespace shixian::log
