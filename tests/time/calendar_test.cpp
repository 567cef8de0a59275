#include "time/calendar.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <random>

#include "support.hpp"

namespace shixian::time {
namespace {

using std::chrono::days;

const std::vector<std::string> names{"china", "us-federal", "england-and-wales", "united-kingdom", "hong-kong"};

TEST(Calendar, TheWorkedDatesOfTheRequirements) {
  const auto& china = shipped("china");
  struct Row {
    const char* start;
    int n;
    const char* last;
  };
  for (const auto& [start, n, last] :
       {Row{"2020-06-17", 20, "2020-07-16"}, Row{"2025-09-30", 3, "2025-10-11"}, Row{"2025-09-30", 20, "2025-11-04"},
        Row{"2026-02-13", 3, "2026-02-25"}, Row{"2026-02-13", 7, "2026-03-02"}, Row{"2024-02-09", 3, "2024-02-20"},
        Row{"2023-09-28", 3, "2023-10-09"}})
    EXPECT_EQ(iso(china.add_working_days(day(start), n).value()), last) << start << " + " << n;
}

TEST(Calendar, TheOracleAgrees) {
  const auto path = shared("calendars/oracle.tsv");
  SKIP_WITHOUT(path);
  const auto& china = shipped("china");
  std::ifstream file(path);
  std::string kind, date, n, result;
  std::getline(file, kind);
  int rows = 0;
  while (file >> kind >> date >> n >> result) {
    ++rows;
    if (kind == "deadline")
      EXPECT_EQ(iso(china.add_working_days(day(date), std::stoi(n)).value()), result) << date << " + " << n;
    else
      EXPECT_EQ(china.is_working(day(date)), result == "1") << date;
  }
  EXPECT_EQ(rows, 2000);
}

TEST(Calendar, ADayOffInEnglandIsOneInTheUnitedKingdom) {
  const auto &whole = shipped("united-kingdom"), &part = shipped("england-and-wales");
  int only_elsewhere = 0;
  for (auto day = part.covered_from(); day <= part.covered_to() && day <= whole.covered_to(); day += days{1}) {
    EXPECT_TRUE(part.is_working(day) || !whole.is_working(day)) << iso(day);
    only_elsewhere += part.is_working(day) && !whole.is_working(day);
  }
  EXPECT_GT(only_elsewhere, 0);
}

TEST(Calendar, TablesEqualADayByDayWalk) {
  for (const auto& name : names) {
    const auto& calendar = shipped(name);
    std::mt19937 random(7);
    for (auto start = calendar.covered_from() - days{40}; start <= calendar.covered_to() + days{40}; start += days{1}) {
      const auto wanted = std::uniform_int_distribution<int>(1, 60)(random);
      auto ahead = start, behind = start;
      for (int left = wanted; left > 0;) left -= calendar.is_working(ahead += days{1});
      for (int left = wanted; left > 0;) left -= calendar.is_working(behind -= days{1});
      ASSERT_EQ(calendar.add_working_days(start, wanted), ahead) << name << ' ' << iso(start) << " + " << wanted;
      ASSERT_EQ(calendar.add_working_days(start, -wanted), behind) << name << ' ' << iso(start) << " - " << wanted;
      ASSERT_EQ(calendar.working_days_between(start, ahead), wanted) << name << ' ' << iso(start);
      ASSERT_EQ(calendar.working_days_between(ahead, start), -wanted) << name << ' ' << iso(start);
      auto next = start;
      while (!calendar.is_working(next)) next += days{1};
      ASSERT_EQ(calendar.next_working_day(start), next) << name << ' ' << iso(start);
      const auto kind = calendar.note(start).kind;
      ASSERT_EQ(calendar.is_working(start), kind == DayKind::working || kind == DayKind::worked_weekend) << iso(start);
    }
  }
}

TEST(Calendar, AddingAndCountingAreInverse) {
  std::mt19937 random(20200618);
  for (const auto& calendar : {shipped("china"), shipped("us-federal"), Calendar::weekends_only()})
    for (int i = 0; i < 20'000; ++i) {
      const auto start = day(1990, 1, 1) + days{std::uniform_int_distribution<int>(0, 20'000)(random)};
      const auto n = std::uniform_int_distribution<int>(-3000, 3000)(random);
      const auto end = calendar.add_working_days(start, n);
      ASSERT_TRUE(end);
      if (n > 0) {
        ASSERT_EQ(calendar.working_days_between(start, *end), n) << calendar.id() << ' ' << iso(start);
      }
      if (n < 0) {
        ASSERT_EQ(calendar.working_days_between(*end - days{1}, start - days{1}), -n)
            << calendar.id() << ' ' << iso(start);
      }
      if (n != 0) {
        ASSERT_TRUE(calendar.is_working(*end));
      }
    }
}

TEST(Calendar, ZeroWorkingDaysIsTheDayItself) {
  EXPECT_EQ(shipped("china").add_working_days(day(2020, 10, 1), 0), day(2020, 10, 1));
  EXPECT_EQ(shipped("china").working_days_between(day(2020, 10, 1), day(2020, 10, 1)), 0);
}

TEST(Calendar, LeavesNoYearsBefore1OrAfter9999) {
  const auto plain = Calendar::weekends_only();
  EXPECT_EQ(plain.add_working_days(day(9999, 12, 30), 1), day(9999, 12, 31));
  EXPECT_FALSE(plain.add_working_days(day(9999, 12, 31), 1));
  EXPECT_FALSE(plain.add_working_days(day(1, 1, 1), -1));
  EXPECT_FALSE(plain.add_working_days(day(2020, 1, 1), INT64_MAX));
  EXPECT_FALSE(plain.add_working_days(day(2020, 1, 1), INT64_MIN));
}

TEST(Calendar, NotesSayWhichNoticeSetADay) {
  const auto& china = shipped("china");
  const auto national = china.note(day(2020, 10, 1));
  EXPECT_EQ(national.kind, DayKind::holiday);
  EXPECT_EQ(national.name, text::verbatim("国庆节、中秋节"));
  EXPECT_EQ(national.notice, "国办发明电〔2019〕16号");
  EXPECT_TRUE(national.statutory);
  EXPECT_FALSE(national.provisional);
  EXPECT_FALSE(china.note(day(2020, 10, 8)).statutory);
  EXPECT_EQ(china.note(day(2020, 1, 30)).notice, "国办发明电〔2019〕16号");
  EXPECT_EQ(china.note(day(2020, 1, 31)).notice, "国办发明电〔2020〕1号");
  EXPECT_EQ(china.note(day(2015, 9, 3)).notice, "国发明电〔2015〕1号");
  EXPECT_EQ(china.note(day(2015, 9, 6)).notice, "国发明电〔2015〕1号");
  EXPECT_EQ(china.note(day(2015, 10, 10)).notice, "国办发明电〔2014〕28号");
  EXPECT_EQ(china.note(day(2019, 5, 5)).notice, "国办发明电〔2019〕3号");
  const auto worked = china.note(day(2020, 6, 28));
  EXPECT_EQ(worked.kind, DayKind::worked_weekend);
  EXPECT_EQ(worked.notice, "国办发明电〔2019〕16号");
  EXPECT_EQ(china.note(day(2020, 6, 20)).kind, DayKind::weekend);
  EXPECT_EQ(china.note(day(2020, 6, 18)).kind, DayKind::working);
  EXPECT_EQ(china.note(day(2020, 6, 18)).notice, "");
  EXPECT_EQ(shipped("us-federal").note(day(2020, 7, 3)).notice, "5 U.S.C. 6103");
  EXPECT_EQ(shipped("hong-kong").note(day(2020, 1, 1)).name, (text::Phrase{"The first day of January", "一月一日"}));
}

TEST(Calendar, OutsideTheCoveredYearsIsProvisional) {
  const auto& china = shipped("china");
  EXPECT_EQ(iso(china.covered_from()), "2004-01-01");
  EXPECT_EQ(iso(china.covered_to()), "2026-12-31");
  EXPECT_TRUE(china.covers(day(2026, 12, 31)));
  EXPECT_FALSE(china.covers(day(2027, 1, 1)));
  EXPECT_FALSE(china.covers(day(2003, 12, 31)));
  EXPECT_TRUE(china.note(day(2027, 1, 1)).provisional);
  EXPECT_TRUE(china.is_working(day(2027, 1, 1)));
  EXPECT_FALSE(china.is_working(day(2027, 1, 2)));
  EXPECT_TRUE(china.note(day(2003, 10, 1)).provisional);
  EXPECT_EQ(china.note(day(2003, 10, 1)).kind, DayKind::working);
  EXPECT_FALSE(Calendar::weekends_only().covers(day(1970, 1, 1)));
  EXPECT_TRUE(Calendar::weekends_only().note(day(2020, 10, 1)).provisional);
}

TEST(Calendar, ClosuresAreWorkingDays) {
  EXPECT_TRUE(shipped("us-federal").is_working(day(2018, 12, 24)));
  EXPECT_TRUE(shipped("us-federal").is_working(day(2025, 1, 9)));
}

/// What ../shared says of a day: its name, or "worked".
struct Fact {
  std::string name, chinese;
  bool worked = false, statutory = false;
};

void each_day(const text::Node& days_node, const std::function<void(Day)>& take) {
  for (const auto& item : days_node.items) {
    const auto from = day(item.value.substr(0, 10)), to = day(item.value.substr(item.value.size() - 10));
    for (auto each = from; each <= to; each += days{1}) take(each);
  }
}

const text::Node* child(const text::Node& node, std::string_view key) {
  for (const auto& entry : node.entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

TEST(Calendar, EveryFactOfTheSourceIsKept) {
  SKIP_WITHOUT(shared("calendars/china.yaml"));
  for (const auto& name : names) {
    if (name == "united-kingdom") continue;  // has no file there; held against England's above
    text::Diagnostics problems;
    const auto document = rule::read_yaml(shared("calendars/" + name + ".yaml"), problems);
    ASSERT_TRUE(document) << printed(problems);
    std::map<Day, Fact> facts;
    for (const auto& year : child(document->root, "years")->entries) {
      for (const auto& holiday : child(year.value, "holidays")->items) {
        Fact fact;
        fact.name = child(holiday, "name")->value;
        fact.chinese = child(holiday, "name_zh") ? child(holiday, "name_zh")->value : fact.name;
        each_day(*child(holiday, "days"), [&](Day each) { facts[each] = fact; });
        if (const auto* statutory = child(holiday, "statutory"))
          each_day(*statutory, [&](Day each) { facts[each].statutory = true; });
      }
      each_day(*child(year.value, "workdays"), [&](Day each) { facts[each] = {"", "", true, false}; });
    }
    const auto& ours = shipped(name);
    const auto covers = child(document->root, "covers")->value;
    EXPECT_EQ(iso(ours.covered_from()) + ".." + iso(ours.covered_to()), covers);
    for (auto each = ours.covered_from(); each <= ours.covered_to(); each += days{1}) {
      const auto note = ours.note(each);
      const auto fact = facts.find(each);
      const auto weekday = std::chrono::weekday{each}.c_encoding();
      if (fact == facts.end()) {
        ASSERT_EQ(note.kind, weekday == 0 || weekday == 6 ? DayKind::weekend : DayKind::working)
            << name << ' ' << iso(each);
        continue;
      }
      ASSERT_EQ(note.kind, fact->second.worked ? DayKind::worked_weekend : DayKind::holiday)
          << name << ' ' << iso(each);
      ASSERT_EQ(note.name.english, fact->second.name) << name << ' ' << iso(each);
      ASSERT_EQ(note.name.chinese, fact->second.chinese) << name << ' ' << iso(each);
      ASSERT_EQ(note.statutory, fact->second.statutory) << name << ' ' << iso(each);
      ASSERT_NE(note.notice, "") << name << ' ' << iso(each);
    }
  }
}

TEST(Calendar, EveryNoticeOfTheSourceIsKept) {
  SKIP_WITHOUT(shared("calendars/china.yaml"));
  text::Diagnostics problems;
  const auto theirs = rule::read_yaml(shared("calendars/china.yaml"), problems);
  const auto ours = rule::read_yaml(std::string(SHIXIAN_ROOT) + "/rules/calendars/china.yaml", problems);
  ASSERT_TRUE(theirs && ours);
  const auto& years = child(ours->root, "years")->items;
  std::size_t i = 0;
  for (const auto& year : child(theirs->root, "years")->entries) {
    ASSERT_LT(i, years.size());
    EXPECT_EQ(child(years[i], "year")->value, year.key);
    const auto& expected = child(year.value, "notices")->items;
    const auto& found = child(years[i++], "notices")->items;
    ASSERT_EQ(found.size(), expected.size()) << year.key;
    for (std::size_t j = 0; j < found.size(); ++j)
      for (const auto* key : {"ref", "issued", "url"})
        EXPECT_EQ(child(found[j], key)->value, child(expected[j], key)->value);
  }
  EXPECT_EQ(i, years.size());
}

}  // namespace
}  // namespace shixian::time
