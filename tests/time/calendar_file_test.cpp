#include <gtest/gtest.h>

#include "support.hpp"

namespace shixian::time {
namespace {

constexpr const char* head = R"(shixian-calendar: 1
calendar: test
title: {zh: 测试, en: Test}
weekend: [saturday, sunday]
)";

std::string problems_of(const std::string& yaml, text::Language language = text::Language::english) {
  text::Diagnostics problems;
  EXPECT_FALSE(calendar_of(yaml, problems));
  return printed(problems, language);
}

TEST(CalendarFile, ReadsASmallOne) {
  text::Diagnostics problems;
  const auto calendar = calendar_of(std::string(head) + R"(covers: {from: 2020-01-01, to: 2021-12-31}
years:
- year: 2020
  notices: [{ref: A, issued: 2019-11-01, url: "https://example.org"}, {ref: B}]
  off:
  - {name: New year, days: 2020-01-01, statutory: 2020-01-01, notice: A}
  - {name: {zh: 五一, en: May}, days: [2020-05-01..2020-05-03, 2020-05-05]}
  worked: [2020-04-26, {days: 2020-05-09, notice: B}]
- year: 2021
  off: [{name: New year, days: 2020-12-31..2021-01-01}]
)",
                                    problems);
  ASSERT_TRUE(calendar) << printed(problems);
  EXPECT_EQ(calendar->id(), "test");
  EXPECT_EQ(calendar->title(), (text::Phrase{"Test", "测试"}));
  EXPECT_EQ(calendar->note(day(2020, 1, 1)).notice, "A");
  EXPECT_EQ(calendar->note(day(2020, 5, 2)).notice, "A, B");
  EXPECT_EQ(calendar->note(day(2020, 5, 2)).kind, DayKind::holiday);
  EXPECT_EQ(calendar->note(day(2020, 5, 4)).kind, DayKind::working);
  EXPECT_EQ(calendar->note(day(2020, 4, 26)).notice, "A, B");
  EXPECT_EQ(calendar->note(day(2020, 5, 9)).notice, "B");
  EXPECT_EQ(calendar->note(day(2020, 12, 31)).kind, DayKind::holiday);
  EXPECT_EQ(calendar->note(day(2020, 12, 31)).notice, "");
}

TEST(CalendarFile, ReportsEveryProblemWithItsPlace) {
  const auto yaml = std::string(head) + R"(covers: {from: 2020-01-01, to: 2022-12-31}
colour: red
years:
- year: 2020
  notices: [{ref: 国办发明电〔2019〕16号}, {ref: 国办发明电〔2019〕16号}]
  off:
  - {name: A, days: 2020-02-30}
  - {name: B, days: 2020-05-05..2020-05-01}
  - {name: C, days: 2020-06-01..2020-06-02, statutory: 2020-06-03}
  - {name: D, days: 2020-06-02}
  - {name: E, days: 2019-12-31}
  - {name: F, days: 2022-01-01, notice: 国办发明电〔2019〕17号}
  - {days: 2020-07-04}
  worked: [2020-06-03, 2020-07-04]
- year: 2021
  of: []
- year: 2021
  off: []
- year: 2030
  off: []
)";
  EXPECT_EQ(problems_of(yaml), R"(calendar.yaml:6:1: error: a calendar file has no key 'colour' [unknown-key]
    6 | colour: red
      | ^~~~~~
      = help: possible here: shixian-calendar, calendar, title, basis, weekend, hours, covers, years
calendar.yaml:7:1: error: 2022 is covered but has no entry under 'years' [bad-calendar]
    7 | years:
      | ^~~~~
calendar.yaml:9:36: error: '国办发明电〔2019〕16号' is listed twice [bad-calendar]
    9 |   notices: [{ref: 国办发明电〔2019〕16号}, {ref: 国办发明电〔2019〕16号}]
      |                                            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
calendar.yaml:11:21: error: '2020-02-30' is not a day; write it like 2020-06-18 [bad-time]
   11 |   - {name: A, days: 2020-02-30}
      |                     ^~~~~~~~~~
calendar.yaml:12:21: error: the range 2020-05-05..2020-05-01 ends before it starts [bad-calendar]
   12 |   - {name: B, days: 2020-05-05..2020-05-01}
      |                     ^~~~~~~~~~~~~~~~~~~~~~
calendar.yaml:13:56: error: 2020-06-03 is not among the days of this entry [bad-calendar]
   13 |   - {name: C, days: 2020-06-01..2020-06-02, statutory: 2020-06-03}
      |                                                        ^~~~~~~~~~
calendar.yaml:14:21: error: 2020-06-02 is listed twice [bad-calendar]
   14 |   - {name: D, days: 2020-06-02}
      |                     ^~~~~~~~~~
calendar.yaml:13:21: note: first listed here
   13 |   - {name: C, days: 2020-06-01..2020-06-02, statutory: 2020-06-03}
      |                     ^~~~~~~~~~~~~~~~~~~~~~
calendar.yaml:15:21: error: 2019-12-31 lies outside the covered days 2020-01-01 to 2022-12-31 [bad-calendar]
   15 |   - {name: E, days: 2019-12-31}
      |                     ^~~~~~~~~~
calendar.yaml:16:21: error: 2022-01-01 does not belong to 2020, which lists its own days and those of the December before [bad-calendar]
   16 |   - {name: F, days: 2022-01-01, notice: 国办发明电〔2019〕17号}
      |                     ^~~~~~~~~~
calendar.yaml:16:41: error: '国办发明电〔2019〕17号' is not among the notices of this year [bad-calendar]
   16 |   - {name: F, days: 2022-01-01, notice: 国办发明电〔2019〕17号}
      |                                         ^~~~~~~~~~~~~~~~~~~~~~
      = help: did you mean '国办发明电〔2019〕16号'?
calendar.yaml:17:5: error: a day off needs 'name' [missing-key]
   17 |   - {days: 2020-07-04}
      |     ^~~~~~~~~~~~~~~~~~
calendar.yaml:18:12: error: 2020-06-03 is a Wednesday: only a day of the weekend can become a worked one [bad-calendar]
   18 |   worked: [2020-06-03, 2020-07-04]
      |            ^~~~~~~~~~
calendar.yaml:18:24: error: 2020-07-04 is listed both as a day off and as worked [bad-calendar]
   18 |   worked: [2020-06-03, 2020-07-04]
      |                        ^~~~~~~~~~
calendar.yaml:17:12: note: first listed here
   17 |   - {days: 2020-07-04}
      |            ^~~~~~~~~~
calendar.yaml:19:3: error: a year needs 'off' [missing-key]
   19 | - year: 2021
      |   ^~~~~~~~~~
calendar.yaml:20:3: error: a year has no key 'of' [unknown-key]
   20 |   of: []
      |   ^~
      = help: did you mean 'off'?
calendar.yaml:21:9: error: 2021 has two entries [bad-calendar]
   21 | - year: 2021
      |         ^~~~
calendar.yaml:23:9: error: 2030 is not one of the covered years 2020 to 2022 [bad-calendar]
   23 | - year: 2030
      |         ^~~~
)");
}

TEST(CalendarFile, ShapesAndCoverage) {
  EXPECT_EQ(problems_of("- 1\n"),
            R"(calendar.yaml:1:1: error: a calendar file must be a mapping of keys to values [wrong-shape]
    1 | - 1
      | ^~~
)");
  EXPECT_EQ(problems_of("shixian-calendar: 2\n"),
            R"(calendar.yaml:1:1: error: a calendar file needs 'calendar' [missing-key]
    1 | shixian-calendar: 2
      | ^~~~~~~~~~~~~~~~~~~
calendar.yaml:1:1: error: a calendar file needs 'weekend' [missing-key]
    1 | shixian-calendar: 2
      | ^~~~~~~~~~~~~~~~~~~
calendar.yaml:1:1: error: a calendar file needs 'covers' [missing-key]
    1 | shixian-calendar: 2
      | ^~~~~~~~~~~~~~~~~~~
calendar.yaml:1:1: error: a calendar file needs 'years' [missing-key]
    1 | shixian-calendar: 2
      | ^~~~~~~~~~~~~~~~~~~
calendar.yaml:1:19: error: this program reads version 1 of 'shixian-calendar' files [bad-version]
    1 | shixian-calendar: 2
      |                   ^
)");
  EXPECT_EQ(problems_of(R"(shixian-calendar: 1
calendar: test
weekend: [saturday, sonday]
covers: {from: 2020-12-31, to: 2020-01-01}
years: {2020: {}}
)"),
            R"(calendar.yaml:3:21: error: 'sonday' is not a day of the week [bad-value]
    3 | weekend: [saturday, sonday]
      |                     ^~~~~~
      = help: did you mean 'sunday'?
calendar.yaml:4:9: error: the covered days end on 2020-01-01 before they start on 2020-12-31 [bad-calendar]
    4 | covers: {from: 2020-12-31, to: 2020-01-01}
      |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
calendar.yaml:5:8: error: 'years' must be a list of years [wrong-shape]
    5 | years: {2020: {}}
      |        ^~~~~~~~~~
)");
  EXPECT_EQ(problems_of(R"(shixian-calendar: 1
calendar: test
weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
covers: {from: 2020-13-01, until: 2020-01-01}
years:
- 2020
- {year: MMXX, off: 元旦, worked: [[2020-01-04]], closures: [{name: x, days: 2020-1-4}]}
)"),
            R"(calendar.yaml:3:10: error: a week needs a working day [bad-calendar]
    3 | weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
      |          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
calendar.yaml:4:9: error: 'covers' needs 'to' [missing-key]
    4 | covers: {from: 2020-13-01, until: 2020-01-01}
      |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
calendar.yaml:4:16: error: '2020-13-01' is not a day; write it like 2020-06-18 [bad-time]
    4 | covers: {from: 2020-13-01, until: 2020-01-01}
      |                ^~~~~~~~~~
calendar.yaml:4:28: error: 'covers' has no key 'until' [unknown-key]
    4 | covers: {from: 2020-13-01, until: 2020-01-01}
      |                            ^~~~~
      = help: possible here: from, to
calendar.yaml:6:3: error: a year must be a mapping of keys to values [wrong-shape]
    6 | - 2020
      |   ^~~~
calendar.yaml:7:10: error: 'year' must be a year such as 2020 [wrong-shape]
    7 | - {year: MMXX, off: 元旦, worked: [[2020-01-04]], closures: [{name: x, days: 2020-1-4}]}
      |          ^~~~
calendar.yaml:7:21: error: 'off' must be a list [wrong-shape]
    7 | - {year: MMXX, off: 元旦, worked: [[2020-01-04]], closures: [{name: x, days: 2020-1-4}]}
      |                     ^~~~
calendar.yaml:7:34: error: a worked weekend must be a mapping of keys to values [wrong-shape]
    7 | - {year: MMXX, off: 元旦, worked: [[2020-01-04]], closures: [{name: x, days: 2020-1-4}]}
      |                                    ^~~~~~~~~~~~
calendar.yaml:7:76: error: '2020-1-4' is not a day; write it like 2020-06-18 [bad-time]
    7 | - {year: MMXX, off: 元旦, worked: [[2020-01-04]], closures: [{name: x, days: 2020-1-4}]}
      |                                                                              ^~~~~~~~
)");
}

TEST(CalendarFile, SpeaksChinese) {
  EXPECT_EQ(problems_of(std::string(head) + R"(covers: {from: 2020-01-01, to: 2021-12-31}
years:
- year: 2020
  off: [{name: A, days: 2020-06-02}, {name: B, days: 2020-06-02}]
  worked: [2020-06-03, 2020-06-31]
)",
                        text::Language::chinese),
            R"(calendar.yaml:6:1: 错误: 2021 在覆盖范围内，但“years”中没有该年的条目 [bad-calendar]
    6 | years:
      | ^~~~~
calendar.yaml:8:54: 错误: 2020-06-02 列了两次 [bad-calendar]
    8 |   off: [{name: A, days: 2020-06-02}, {name: B, days: 2020-06-02}]
      |                                                      ^~~~~~~~~~
calendar.yaml:8:25: 说明: 首次列在这里
    8 |   off: [{name: A, days: 2020-06-02}, {name: B, days: 2020-06-02}]
      |                         ^~~~~~~~~~
calendar.yaml:9:12: 错误: 2020-06-03 是星期三：只有周末才能调为上班日 [bad-calendar]
    9 |   worked: [2020-06-03, 2020-06-31]
      |            ^~~~~~~~~~
calendar.yaml:9:24: 错误: “2020-06-31”不是日期；请写成 2020-06-18 的样子 [bad-time]
    9 |   worked: [2020-06-03, 2020-06-31]
      |                        ^~~~~~~~~~
)");
}

}  // namespace
}  // namespace shixian::time
