#include "condition/value.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "condition/time_value.hpp"

namespace shixian::condition {
namespace {

TEST(Value, WritesScalarsAsJson) {
  EXPECT_EQ(to_json({nullptr}), "null");
  EXPECT_EQ(to_json({true}), "true");
  EXPECT_EQ(to_json({std::numeric_limits<std::int64_t>::min()}), "-9223372036854775808");
  EXPECT_EQ(to_json({1.0}), "1.0");
  EXPECT_EQ(to_json({-0.0}), "-0.0");
  EXPECT_EQ(to_json({0.1}), "0.1");
  EXPECT_EQ(to_json({1e300}), "1e+300");
  EXPECT_EQ(to_json({std::nan("")}), "\"NaN\"");
  EXPECT_EQ(to_json({INFINITY}), "\"Infinity\"");
  EXPECT_EQ(to_json({-INFINITY}), "\"-Infinity\"");
  EXPECT_EQ(to_json({Untyped{"重大"}}), "\"重大\"");
}

TEST(Value, EscapesTextForJson) {
  EXPECT_EQ(to_json({std::string("\"\\\b\f\n\r\t/")}), R"("\"\\\b\f\n\r\t/")");
  EXPECT_EQ(to_json({std::string("\0\x1b\x7f", 3)}), R"("\u0000\u001b\u007f")");
  EXPECT_EQ(to_json({std::string("时限🐱")}), "\"时限🐱\"");
  EXPECT_EQ(to_json({std::string("a\xff"
                                 "b\xe6\x97")}),
            "\"a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\"");
}

TEST(Value, WritesListsAndMapsInTheirOrder) {
  EXPECT_EQ(to_json({List{}}), "[]");
  EXPECT_EQ(to_json({List{{std::int64_t{1}}, {std::string("a")}, {List{{nullptr}}}}}), R"([1,"a",[null]])");
  EXPECT_EQ(to_json({Map{}}), "{}");
  EXPECT_EQ(to_json({Map{{{std::string("b")}, {std::int64_t{1}}}, {{std::int64_t{7}}, {true}}, {{false}, {nullptr}}}}),
            R"({"b":1,"7":true,"false":null})");
}

struct Time {
  std::string written, again;  ///< `again` is empty when it is refused
};

TEST(TimeValue, ReadsRfc3339) {
  const Time times[] = {
      {"2020-06-18T14:05:09+08:00", "2020-06-18T06:05:09Z"},
      {"2020-06-18T14:05:09.123456789Z", "2020-06-18T14:05:09.123456789Z"},
      {"2020-06-18T14:05:09.500Z", "2020-06-18T14:05:09.5Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"},
      {"1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z"},
      {"2020-02-29T00:00:00-03:30", "2020-02-29T03:30:00Z"},
      {"0001-01-01T00:00:00+00:01", ""},
      {"9999-12-31T23:59:59-00:01", ""},
      {"2019-02-29T00:00:00Z", ""},
      {"2020-06-18T24:00:00Z", ""},
      {"2020-06-18T23:60:00Z", ""},
      {"2020-06-18T23:59:60Z", ""},
      {"2020-06-18T14:05Z", ""},
      {"2020-06-18 14:05:09Z", ""},
      {"2020-06-18t14:05:09z", ""},
      {"2020-06-18T14:05:09", ""},
      {"2020-06-18T14:05:09.Z", ""},
      {"2020-06-18T14:05:09.1234567890Z", ""},
      {"2020-06-18T14:05:09+24:00", ""},
      {"2020-06-18T14:05:09Zx", ""},
      {"2020-06-18", ""},
      {"", ""},
  };
  for (const auto& [written_form, again] : times) {
    const auto read = read_timestamp(written_form);
    EXPECT_EQ(read ? written(*read) : "", again) << written_form;
  }
}

TEST(TimeValue, ReadsDurations) {
  const Time durations[] = {
      {"0", "0s"},
      {"-0", "0s"},
      {"100s", "100s"},
      {"1h30m", "5400s"},
      {"+1.5h", "5400s"},
      {"-1.5s", "-1.5s"},
      {".5s", "0.5s"},
      {"1.s", "1s"},
      {"250ms", "0.25s"},
      {"1us1ns", "0.000001001s"},
      {"1µs", "0.000001s"},
      {"9223372036.854775807s", "9223372036.854775807s"},
      {"-9223372036.854775808s", "-9223372036.854775808s"},
      {"9223372036.854775808s", ""},
      {"-9223372036.854775809s", ""},
      {"99999999999999999999h", ""},
      {"1", ""},
      {"1d", ""},
      {"1 s", ""},
      {"s", ""},
      {".s", ""},
      {"-", ""},
      {"", ""},
      {"1h-1m", ""},
  };
  for (const auto& [written_form, again] : durations) {
    const auto read = read_duration(written_form);
    EXPECT_EQ(read ? written(*read) : "", again) << written_form;
  }
}

TEST(TimeValue, ReckonsAcrossTheSecondAndTheSign) {
  const Timestamp t{10, 100'000'000};
  EXPECT_EQ(plus(t, {-1, -200'000'000}), (Timestamp{8, 900'000'000}));
  EXPECT_EQ(minus(t, Duration{0, 200'000'000}), (Timestamp{9, 900'000'000}));
  EXPECT_EQ(minus(Timestamp{8, 900'000'000}, t), (Duration{-1, -200'000'000}));
  EXPECT_EQ(plus(Duration{1, 0}, {0, -1}), (Duration{0, 999'999'999}));
  EXPECT_EQ(minus(Duration{-1, -500'000'000}, {-2, 0}), (Duration{0, 500'000'000}));
  EXPECT_EQ(plus(Duration{9'223'372'036, 0}, {0, 854'775'808}), std::nullopt);
  EXPECT_EQ(from_unix_seconds(253402300799), (Timestamp{253402300799, 0}));
  EXPECT_EQ(from_unix_seconds(253402300800), std::nullopt);
  EXPECT_EQ(from_unix_seconds(-62135596801), std::nullopt);
}

}  // namespace
}  // namespace shixian::condition
