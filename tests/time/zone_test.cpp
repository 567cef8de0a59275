#include "time/zone.hpp"

#include <gtest/gtest.h>
#include <unicode/timezone.h>

#include <memory>
#include <random>

namespace shixian::time {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using std::chrono::sys_days;
using std::chrono::year;

Day day(int y, unsigned m, unsigned d) { return local_days{year{y} / static_cast<int>(m) / static_cast<int>(d)}; }
Instant utc(int y, unsigned m, unsigned d) { return sys_days{year{y} / static_cast<int>(m) / static_cast<int>(d)}; }
Zone zone(std::string_view name) { return Zone::find(name).value(); }

TEST(Zone, ShanghaiKeptSummerTimeFrom1986To1991) {
  const auto shanghai = zone("Asia/Shanghai");
  EXPECT_EQ(shanghai.offset_at(utc(1985, 7, 1)), 8h);
  EXPECT_EQ(shanghai.offset_at(utc(2020, 6, 18)), 8h);
  struct Summer {
    Instant from, to;
  };
  for (const auto& [from, to] :
       {Summer{utc(1986, 5, 3) + 18h, utc(1986, 9, 13) + 17h}, Summer{utc(1987, 4, 11) + 18h, utc(1987, 9, 12) + 17h},
        Summer{utc(1988, 4, 16) + 18h, utc(1988, 9, 10) + 17h}, Summer{utc(1989, 4, 15) + 18h, utc(1989, 9, 16) + 17h},
        Summer{utc(1990, 4, 14) + 18h, utc(1990, 9, 15) + 17h},
        Summer{utc(1991, 4, 13) + 18h, utc(1991, 9, 14) + 17h}}) {
    EXPECT_EQ(shanghai.offset_at(from - 1us), 8h);
    EXPECT_EQ(shanghai.offset_at(from), 9h);
    EXPECT_EQ(shanghai.offset_at(to - 1us), 9h);
    EXPECT_EQ(shanghai.offset_at(to), 8h);
  }
}

TEST(Zone, UnknownNamesAreRefused) {
  for (const auto* name :
       {"",       "Asia/Beijing", "Etc/Unknown", "asia/shanghai ", "CST",  "IST",  "PST",    "China", "+8",
        "8:00",   "+08:60",       "+24:00",      "+19:00",         "UTC+", "UTC8", "+0800:", "+08:0", "+",
        "GMT+99", "\xff"})
    EXPECT_FALSE(Zone::find(name)) << name;
}

TEST(Zone, FixedOffsetsHaveOneName) {
  for (const auto* name : {"+08:00", "+0800", "+08", "UTC+8", "UTC+08:00", "GMT+8"}) {
    ASSERT_TRUE(Zone::find(name)) << name;
    EXPECT_EQ(zone(name).name(), "+08:00");
    EXPECT_EQ(zone(name).offset_at(utc(1988, 7, 1)), 8h);
  }
  EXPECT_EQ(zone("-03:30").offset_at(utc(2020, 1, 1)), -210min);
  EXPECT_EQ(zone("UTC").name(), "UTC");
  EXPECT_EQ(zone("PRC").offset_at(utc(2020, 1, 1)), 8h);
}

TEST(Zone, SuggestsWhatWasMeant) {
  EXPECT_EQ(Zone::suggestion("Asia/Shanhgai").english, "did you mean 'Asia/Shanghai'?");
  EXPECT_EQ(Zone::suggestion("Asia/Shanhgai").chinese, "是否想写“Asia/Shanghai”？");
  EXPECT_EQ(Zone::suggestion("CST").english, "CST has several meanings: write Asia/Shanghai or America/Chicago");
  EXPECT_EQ(Zone::suggestion("北京时间").english,
            "write a name of the tz database such as Asia/Shanghai, UTC, or an offset such as +08:00");
}

TEST(Zone, ReadingsAreOneTwoOrNone) {
  const auto berlin = zone("Europe/Berlin");
  const auto plain = berlin.instants(day(2020, 6, 18) + 14h);
  EXPECT_EQ(plain.first, utc(2020, 6, 18) + 12h);
  EXPECT_EQ(plain.last, plain.first);
  const auto repeated = berlin.instants(day(2020, 10, 25) + 2h + 30min);
  EXPECT_EQ(repeated.first, utc(2020, 10, 25) + 30min);
  EXPECT_EQ(repeated.last, utc(2020, 10, 25) + 90min);
  EXPECT_EQ(berlin.instants(day(2020, 10, 25) + 3h).last, utc(2020, 10, 25) + 2h);
  EXPECT_EQ(berlin.instants(day(2020, 10, 25) + 3h).first, utc(2020, 10, 25) + 2h);
  EXPECT_EQ(berlin.instants(day(2020, 10, 25) + 2h).first, utc(2020, 10, 25));
  const auto skipped = berlin.instants(day(2020, 3, 29) + 2h + 30min);
  EXPECT_FALSE(skipped.first);
  EXPECT_FALSE(skipped.last);
  EXPECT_FALSE(berlin.instants(day(2020, 3, 29) + 2h).first);
  EXPECT_EQ(berlin.instants(day(2020, 3, 29) + 3h).first, utc(2020, 3, 29) + 1h);
  EXPECT_EQ(berlin.first_at_or_after(day(2020, 3, 29) + 2h + 30min), utc(2020, 3, 29) + 1h);
}

TEST(Zone, DaysOf23And25Hours) {
  const auto berlin = zone("Europe/Berlin");
  EXPECT_EQ(berlin.end_of(day(2020, 3, 29)) - berlin.start_of(day(2020, 3, 29)), 23h - 1us);
  EXPECT_EQ(berlin.end_of(day(2020, 10, 25)) - berlin.start_of(day(2020, 10, 25)), 25h - 1us);
  EXPECT_EQ(berlin.end_of(day(2020, 6, 18)) - berlin.start_of(day(2020, 6, 18)), 24h - 1us);
  const auto shanghai = zone("Asia/Shanghai");
  EXPECT_EQ(shanghai.end_of(day(1986, 5, 4)) - shanghai.start_of(day(1986, 5, 4)), 23h - 1us);
  EXPECT_EQ(shanghai.end_of(day(1986, 9, 14)) - shanghai.start_of(day(1986, 9, 14)), 25h - 1us);
  EXPECT_EQ(shanghai.day_of(utc(2020, 6, 17) + 16h), day(2020, 6, 18));
  EXPECT_EQ(shanghai.day_of(utc(2020, 6, 17) + 16h - 1us), day(2020, 6, 17));
}

TEST(Zone, ADayWithoutMidnightStartsWhenTheClockArrivesInIt) {
  const auto beirut = zone("Asia/Beirut");  // 2020-03-29: 00:00 → 01:00
  EXPECT_EQ(beirut.start_of(day(2020, 3, 29)), utc(2020, 3, 28) + 22h);
  EXPECT_EQ(beirut.end_of(day(2020, 3, 28)), utc(2020, 3, 28) + 22h - 1us);
  const auto apia = zone("Pacific/Apia");  // 2011-12-30 never was
  EXPECT_EQ(apia.start_of(day(2011, 12, 30)), apia.start_of(day(2011, 12, 31)));
  EXPECT_FALSE(apia.instants(day(2011, 12, 30) + 12h).first);
}

TEST(Zone, AgreesWithIcuAtAnyInstant) {
  std::mt19937_64 random(20200618);
  for (const auto* name :
       {"Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe",
        "Africa/Casablanca", "Asia/Hong_Kong", "Europe/London", "Pacific/Apia"}) {
    const auto ours = zone(name);
    const std::unique_ptr<icu::TimeZone> theirs(icu::TimeZone::createTimeZone(name));
    std::uniform_int_distribution<std::int64_t> seconds(-30ll * 31'556'952, 229ll * 31'556'952);
    for (int i = 0; i < 2000; ++i) {
      const std::chrono::sys_seconds at{std::chrono::seconds{seconds(random)}};
      std::int32_t raw = 0, saving = 0;
      UErrorCode status = U_ZERO_ERROR;
      theirs->getOffset(static_cast<double>(at.time_since_epoch().count()) * 1000, false, raw, saving, status);
      ASSERT_EQ(ours.offset_at(at), std::chrono::milliseconds{raw + saving})
          << name << ' ' << at.time_since_epoch().count();
      const auto back = ours.instants(ours.local(at));
      ASSERT_TRUE(back.first == at || back.last == at) << name << ' ' << at.time_since_epoch().count();
    }
  }
}

TEST(Zone, EveryDayIsCoveredOnce) {
  for (const auto* name : {"Asia/Shanghai", "Europe/Berlin", "Asia/Beirut", "Africa/Cairo"}) {
    const auto here = zone(name);
    for (auto each = day(1970, 1, 1); each < day(2040, 1, 1); each += std::chrono::days{1}) {
      ASSERT_EQ(here.end_of(each) + 1us, here.start_of(each + std::chrono::days{1})) << name << ' ' << iso(each);
      ASSERT_EQ(here.day_of(here.start_of(each)), each) << name << ' ' << iso(each);
    }
  }
}

TEST(Zone, ExtremesDoNotOverflow) {
  const auto shanghai = zone("Asia/Shanghai");
  EXPECT_LE(shanghai.local(earliest), shanghai.local(latest));
  EXPECT_EQ(shanghai.whole(day(2020, 6, 18)).offset, 480);
  EXPECT_EQ(iso(shanghai.whole(day(1, 1, 1))), "0001-01-01");
  EXPECT_EQ(iso(shanghai.whole(day(9999, 12, 31))), "9999-12-31");
  EXPECT_EQ(iso(shanghai.at(utc(2020, 6, 18))), "2020-06-18T08:00:00+08:00");
}

}  // namespace
}  // namespace shixian::time
