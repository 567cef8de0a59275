#include "time/span.hpp"

#include <gtest/gtest.h>

#include "support.hpp"

namespace shixian::time {
namespace {

std::string days_of(const Span& span) { return iso(span.first) + " " + iso(span.last); }

TEST(Span, HoldsTheDaysOfTheCalendar) {
  EXPECT_EQ(days_of(span_of(SpanUnit::day, day("2020-02-29"))), "2020-02-29 2020-02-29");
  EXPECT_EQ(days_of(span_of(SpanUnit::week, day("2020-06-21"))), "2020-06-15 2020-06-21");
  EXPECT_EQ(days_of(span_of(SpanUnit::week, day("2020-06-22"))), "2020-06-22 2020-06-28");
  EXPECT_EQ(days_of(span_of(SpanUnit::month, day("2020-02-01"))), "2020-02-01 2020-02-29");
  EXPECT_EQ(days_of(span_of(SpanUnit::quarter, day("2020-06-30"))), "2020-04-01 2020-06-30");
  EXPECT_EQ(days_of(span_of(SpanUnit::half_year, day("2020-07-01"))), "2020-07-01 2020-12-31");
  EXPECT_EQ(days_of(span_of(SpanUnit::year, day("2020-12-31"))), "2020-01-01 2020-12-31");
}

TEST(Span, FollowsAcrossYears) {
  EXPECT_EQ(label(next(span_of(SpanUnit::day, day("2020-12-31")))), "2021-01-01");
  EXPECT_EQ(label(next(span_of(SpanUnit::week, day("2020-12-31")))), "2021-W01");
  EXPECT_EQ(label(next(span_of(SpanUnit::month, day("2020-12-31")))), "2021-01");
  EXPECT_EQ(label(next(span_of(SpanUnit::quarter, day("2020-12-31")))), "2021-Q1");
  EXPECT_EQ(label(next(span_of(SpanUnit::half_year, day("2020-12-31")))), "2021-H1");
  EXPECT_EQ(label(next(span_of(SpanUnit::year, day("2020-12-31")))), "2021");
}

TEST(Span, AWeekBelongsToTheYearOfItsThursday) {
  EXPECT_EQ(label(span_of(SpanUnit::week, day("2021-01-03"))), "2020-W53");
  EXPECT_EQ(label(span_of(SpanUnit::week, day("2019-12-30"))), "2020-W01");
  EXPECT_EQ(label(span_of(SpanUnit::week, day("2024-12-30"))), "2025-W01");
  EXPECT_EQ(label(span_of(SpanUnit::week, day("2023-01-01"))), "2022-W52");
}

TEST(Span, ReadsItsLabelsBack) {
  for (const auto unit :
       {SpanUnit::day, SpanUnit::week, SpanUnit::month, SpanUnit::quarter, SpanUnit::half_year, SpanUnit::year})
    for (auto at = day("2019-12-20"); at < day("2021-01-20"); at += std::chrono::days{1}) {
      const auto span = span_of(unit, at);
      ASSERT_EQ(read_span(label(span)), span) << label(span);
    }
  const Span log{SpanUnit::log, day("2020-06-17"), day("2020-12-31")};
  EXPECT_EQ(label(log), "2020-06-17/2020-12-31");
  EXPECT_EQ(read_span(label(log)), log);
}

TEST(Span, ReadsChinese) {
  EXPECT_EQ(label(*read_span("2020年")), "2020");
  EXPECT_EQ(label(*read_span("２０２０年度")), "2020");
  EXPECT_EQ(label(*read_span("2020年6月")), "2020-06");
  EXPECT_EQ(label(*read_span("2020年第二季度")), "2020-Q2");
  EXPECT_EQ(label(*read_span("2020年上半年")), "2020-H1");
  EXPECT_EQ(label(*read_span("2020年下半年")), "2020-H2");
}

TEST(Span, RefusesWhatIsNoPeriod) {
  for (const auto* text : {"", "20", "2020-13", "2020-Q5", "2020-H3", "2020-W54", "2021-W53", "2020-02-30",
                           "2020年13月", "2020-12-31/2020-06-17", "last year", "0000"})
    EXPECT_FALSE(read_span(text)) << text;
}

}  // namespace
}  // namespace shixian::time
