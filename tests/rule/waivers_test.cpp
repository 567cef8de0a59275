// Waivers are read whole or refused with every mistake named.
#include "rule/waivers.hpp"

#include <gtest/gtest.h>

#include "rule_fixture.hpp"

namespace shixian::rule {
namespace {

struct Read {
  std::optional<std::vector<Waiver>> waivers;
  std::string problems;
};

Read read(const std::string& yaml) {
  text::Diagnostics problems;
  Read made;
  if (const auto document = parse_yaml(source_of(yaml, "w.yaml"), problems))
    made.waivers = read_waivers(*document, problems);
  made.problems = printed(problems);
  return made;
}

TEST(Waivers, SayWhatWhyWhoAndUntilWhen) {
  const auto made = read(R"(shixian-waivers: 1
waivers:
- id: W-1
  rule: reply
  match: {request: 2020-003, unit: 甲}
  reason: 系统故障
  approved-by: 局办公会
  approved-on: 2020-07-01
  expires: 2020-12-31
  evidence: 纪要8号
)");
  EXPECT_EQ(made.problems, "");
  ASSERT_TRUE(made.waivers);
  ASSERT_EQ(made.waivers->size(), 1u);
  const auto& one = made.waivers->front();
  EXPECT_EQ(one.rule, "reply");
  EXPECT_EQ(one.match, (std::vector<std::pair<std::string, std::string>>{{"request", "2020-003"}, {"unit", "甲"}}));
  EXPECT_EQ(time::iso(one.approved_on), "2020-07-01");
  EXPECT_EQ(time::iso(one.expires), "2020-12-31");
  EXPECT_EQ(one.evidence, "纪要8号");
}

TEST(Waivers, AreReadInTheChineseSpelling) {
  const auto made = read(R"(时限豁免: 1
豁免:
- 标识: W-1
  规则: reply
  指纹: 5ab6201c24fe6e26534b91d01eef23ee
  理由: 系统故障
  批准人: 局办公会
  批准日期: 2020年7月1日
  失效日期: 2020年12月31日
)");
  EXPECT_EQ(made.problems, "");
  ASSERT_TRUE(made.waivers);
  EXPECT_EQ(made.waivers->front().fingerprint, "5ab6201c24fe6e26534b91d01eef23ee");
}

TEST(Waivers, EveryMistakeIsNamedInOneRun) {
  EXPECT_EQ(read(R"(shixian-waivers: 1
waivers:
- id: W-1
  rule: reply
  reason: 系统故障
  approved-by: 局办公会
  approved-on: 2020-07-01
  expires: 2020-06-30
- id: W-1
  rule: reply
  match: {request: 1}
  fingerprint: 5ab6
  reason: 系统故障
  approved-on: 2020-07-32
  expires: 2020-12-31
  until: 2021
)")
                .problems,
            R"(w.yaml:3:3: error: it is not said which finding is waived [missing-key]
    3 | - id: W-1
      |   ^~~~~~~
      = help: name the keys of the obligation: match: {doc_no: …}; or its fingerprint: …
w.yaml:8:12: error: it expires before it was approved [bad-value]
    8 |   expires: 2020-06-30
      |            ^~~~~~~~~~
w.yaml:7:16: note: approved on this day
    7 |   approved-on: 2020-07-01
      |                ^~~~~~~~~~
w.yaml:9:3: error: a waiver needs 'approved-by' [missing-key]
    9 | - id: W-1
      |   ^~~~~~~
w.yaml:9:3: error: there are two waivers 'W-1' [bad-value]
    9 | - id: W-1
      |   ^~~~~~~
w.yaml:3:3: note: the other stands here
    3 | - id: W-1
      |   ^~~~~~~
w.yaml:12:3: error: a waiver has either 'match' or 'fingerprint' [unclear-rule]
   12 |   fingerprint: 5ab6
      |   ^~~~~~~~~~~
w.yaml:11:3: note: the other stands here
   11 |   match: {request: 1}
      |   ^~~~~
w.yaml:14:16: error: 2020-07 has no day 32 [bad-time]
   14 |   approved-on: 2020-07-32
      |                ^~~~~~~~~~
w.yaml:16:3: error: a waiver has no key 'until' [unknown-key]
   16 |   until: 2021
      |   ^~~~~
      = help: possible here: id, rule, fingerprint, match, reason, approved-by, approved-on, expires, evidence
)");
}

}  // namespace
}  // namespace shixian::rule
