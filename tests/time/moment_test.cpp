#include "time/moment.hpp"

#include <gtest/gtest.h>

#include "time/zone.hpp"

namespace shixian::time {
namespace {

using namespace std::chrono_literals;

const Instant noon = std::chrono::sys_days{std::chrono::year{2020} / 6 / 18} + 4h;  // 12:00 in China

Moment moment(Instant first, Instant last, Precision precision) { return {first, last, precision, 480}; }

TEST(Moment, IsoFollowsThePrecision) {
  EXPECT_EQ(iso(moment(noon, noon, Precision::instant)), "2020-06-18T12:00:00+08:00");
  EXPECT_EQ(iso(moment(noon + 1us, noon + 1us, Precision::instant)), "2020-06-18T12:00:00.000001+08:00");
  EXPECT_EQ(iso(moment(noon + 250ms, noon + 250ms, Precision::instant)), "2020-06-18T12:00:00.25+08:00");
  EXPECT_EQ(iso(moment(noon, noon + 1min - 1us, Precision::minute)), "2020-06-18T12:00+08:00");
  EXPECT_EQ(iso(moment(noon, noon + 1h - 1us, Precision::hour)), "2020-06-18T12+08:00");
  EXPECT_EQ(iso(moment(noon - 12h, noon + 12h - 1us, Precision::day)), "2020-06-18");
  EXPECT_EQ(iso(Moment{}), "unknown");
  EXPECT_EQ(iso(Moment{noon, noon, Precision::instant, -210}), "2020-06-18T00:30:00-03:30");
}

TEST(Moment, ReadableFollowsThePrecision) {
  EXPECT_EQ(readable(moment(noon, noon, Precision::instant)), "2020-06-18 12:00:00");
  EXPECT_EQ(readable(moment(noon, noon + 1min - 1us, Precision::minute)), "2020-06-18 12:00");
  EXPECT_EQ(readable(moment(noon, noon + 1h - 1us, Precision::hour)), "2020-06-18 12:00–12:59");
  EXPECT_EQ(readable(moment(noon - 12h, noon + 12h - 1us, Precision::day)), "2020-06-18");
  EXPECT_EQ(readable(Moment{}), "unknown");
}

TEST(Moment, ExtremesArePrintedWithinTheYears1To9999) {
  EXPECT_EQ(iso(moment(latest, latest, Precision::instant)), "9999-12-31T24:00:00+08:00");
  EXPECT_EQ(iso(moment(earliest, earliest, Precision::day)), "0001-01-01");
}

TEST(Moment, BeforeIsThreeValued) {
  const auto day = moment(noon - 12h, noon + 12h - 1us, Precision::day);
  const auto next = moment(noon + 12h, noon + 36h - 1us, Precision::day);
  const auto exact = moment(noon, noon, Precision::instant);
  EXPECT_EQ(certainly_before(day, next), Truth::yes);
  EXPECT_EQ(certainly_before(next, day), Truth::no);
  EXPECT_EQ(certainly_before(day, exact), Truth::unknown);
  EXPECT_EQ(certainly_before(exact, day), Truth::unknown);
  EXPECT_EQ(certainly_before(exact, exact), Truth::no);
  EXPECT_EQ(certainly_before(day, day), Truth::unknown);
  EXPECT_EQ(certainly_before(Moment{}, exact), Truth::unknown);
  EXPECT_EQ(certainly_before(exact, Moment{}), Truth::unknown);
  EXPECT_EQ(certainly_before(Moment{}, Moment{}), Truth::unknown);
}

}  // namespace
}  // namespace shixian::time
