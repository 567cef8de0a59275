// One ledger in every format: the findings are the same, apart from where the rows stand.
#include "twins.hpp"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

namespace shixian::tests {
namespace {

const std::string pack = R"(shixian: 1
pack: twins
calendar: china
time-zone: Asia/Shanghai
rules:
- {id: interpreted, for-each: issued, expect: interpreted, same: [doc], within: 3 working days}
- {id: published, for-each: issued, where: open, expect: published, same: [doc, title], within: 48 hours}
- {id: reviewed-first, for-each: published, expect-before: [reviewed, interpreted], in-order: true, same: [doc]}
- {id: amount, for-each: issued, assert: amount >= 1250.5 && share <= 0.05}
- {id: quiet, for-each: reviewed, forbid: interpreted, same: [doc], within: 1 day}
- {id: each, for-every: {unit: from-log, period: quarter}, expect: published, at-least: 20}
- {id: gaps, for-every: {unit: from-log}, expect: interpreted, gap: at most 12 days}
- {id: share-published, for-every: {unit: from-log, period: year}, ratio: {of: published, to: issued, if-none: met}, at-least: 85%}
)";

const std::string attributes = R"(shixian-log: 1
time-zone: Asia/Shanghai
covers: {from: 2020-01-01, to: 2020-12-31}
attributes:
  doc: {column: 文号, type: string}
  title: 标题
  unit: 处室
  amount: {column: 金额, type: number}
  share: {column: 占比, type: number}
  open: {column: 公开, type: boolean}
)";

const std::string long_mapping =
    attributes + R"(event: {column: 事件, values: {印发: issued, 审核: reviewed, 解读: interpreted, 发布: published}}
time: 时间
)";

const std::string wide_mapping = attributes + R"(events:
- {type: issued, time: 印发}
- {type: reviewed, time: 审核}
- {type: interpreted, time: 解读}
- {type: published, time: 发布}
)";

constexpr std::array steps{"印发", "审核", "解读", "发布"};

/// The same documents as a row a document or a row an event.
class Documents {
 public:
  Documents() {
    wide.columns = {"文号", "标题", "处室", "金额", "占比", "公开"};
    tall.columns = wide.columns;
    wide.columns.insert(wide.columns.end(), steps.begin(), steps.end());
    tall.columns.insert(tall.columns.end(), {"事件", "时间"});
    for (int number = 1; number <= 210; ++number) add(number);
  }
  Table wide, tall;

 private:
  int roll(int sides) {
    state_ = state_ * 1103515245U + 12345U;
    return static_cast<int>((state_ >> 16U) % static_cast<unsigned>(sides));
  }

  void add(int number) {
    using Kind = Cell::Kind;
    const auto code = fmt::format("{:04}", number);
    std::vector<Cell> row{{number % 2 ? Kind::number_with_zeros : Kind::text, code, 0, 0},
                          {Kind::text, fmt::format("关于“{}号”的通知，\n第二行, \"引号\"", number), 0, 0},
                          {Kind::text, number % 3 ? "政策法规处" : "办公室\n（甲）", 0, 0},
                          {Kind::amount, "", 20000 + roll(70000), 0},
                          {Kind::share, "", 1 + roll(6), 0},
                          {Kind::truth, "", roll(2), 0}};
    if (number % 2 == 0) row[0].text = "筑卫健发〔2020〕" + code;
    if (roll(8) == 0) row[3] = {};
    if (number == 77) row[4] = {Kind::text, "若干", 0, 0};
    auto shared = row;
    int day = number * 3 / 2;
    for (std::size_t step = 0; step < steps.size(); ++step) {
      day += roll(3);
      const auto kind = roll(3);
      Cell time{kind == 0 ? Kind::day : kind == 1 ? Kind::minute : Kind::second, "", day, 0};
      if (kind > 0)
        time.seconds = (9 + static_cast<int>(step) * 2) * 3600 + roll(120) * 60 + (kind == 2 ? roll(60) : 0);
      if (step > 0 && roll(7) == 0) time = {};
      if (number == 120 && step == 2) time = {Kind::text, "待办", 0, 0};
      row.push_back(time);
      if (time.kind == Kind::nothing) continue;
      tall.rows.push_back(shared);
      tall.rows.back().push_back({Kind::text, steps[step], 0, 0});
      tall.rows.back().push_back(time);
    }
    wide.rows.push_back(std::move(row));
  }

  std::uint32_t state_ = 20200617;
};

/// Lines without the places: neither "at" nor those that reasons name.
std::string without_places(const std::string& lines) {
  static const std::regex at(R"re("at":\{[^{}]*\})re");
  static const std::regex rejected(
      R"re(\{"rejected":\{"file":"[^"]*",("sheet":"[^"]*",)?"row":\d+,("cell":"[^"]*",)?)re");
  static const std::regex named(R"re(l-[a-z0-9.-]+(!台账![A-Z]+\d+| (row|line) \d+))re");
  std::istringstream each(lines);
  std::string all;
  for (std::string line; std::getline(each, line);) {
    if (line.starts_with("{\"integrity\"")) continue;
    line = std::regex_replace(line, at, "\"at\":{}");
    line = std::regex_replace(line, rejected, "{\"rejected\":{");
    all += std::regex_replace(line, named, "PLACE") + '\n';
  }
  return all;
}

/// What each twin gives, checked against the first.
std::string findings_of_all(const Table& table, const std::string& mapping) {
  Case one;
  one.files = twins(table);
  for (const auto& file : one.files) {
    const bool of_traces = file.name.find(".xes") != std::string::npos;
    one.runs.push_back({fmt::format("check -r pack.yaml -m {} {} --as-of 2020-12-31 --format jsonl",
                                    of_traces ? "traces.yaml" : "mapping.yaml", file.name),
                        0,
                        {},
                        {}});
  }
  one.files.push_back({"pack.yaml", {}, pack});
  one.files.push_back({"mapping.yaml", {}, mapping});
  one.files.push_back({"traces.yaml", {}, std::regex_replace(mapping, std::regex("文号"), "'case:文号'")});
  const auto done = perform(one);
  const auto first = without_places(done.runs.front().out);
  for (std::size_t i = 0; i < done.runs.size(); ++i) {
    EXPECT_EQ(done.runs[i].exit, 3) << done.runs[i].err;  // two cells cannot be read
    EXPECT_EQ(done.runs[i].err, "") << done.files[i].name;
    EXPECT_EQ(without_places(done.runs[i].out), first) << done.files[i].name;
  }
  return first;
}

std::string only(const std::string& lines, const std::string& start) {
  std::istringstream each(lines);
  std::string all;
  for (std::string line; std::getline(each, line);)
    if (line.starts_with(start)) all += line + '\n';
  return all;
}

TEST(Twins, GiveTheSameFindings) {
  const Documents documents;
  ASSERT_EQ(documents.wide.rows.size(), 210u);
  ASSERT_GT(documents.tall.rows.size(), 600u);
  const auto wide = findings_of_all(documents.wide, wide_mapping);
  const auto tall = findings_of_all(documents.tall, long_mapping);
  EXPECT_EQ(only(wide, "{\"rule\""), only(tall, "{\"rule\""));
  std::set<std::string> kinds;
  std::istringstream each(tall);
  for (std::string line; std::getline(each, line);)
    if (const auto found = nlohmann::json::parse(line); found.contains("rule"))
      kinds.insert(found["rule"].get<std::string>() + " " + found["verdict"].get<std::string>());
  EXPECT_EQ(
      fmt::format("{}", fmt::join(kinds, ", ")),
      "amount breached, amount met, amount undetermined, each met, each missing, gaps breached, gaps undetermined, "
      "interpreted late, interpreted met, interpreted missing, interpreted undetermined, published late, published "
      "met, published missing, published undetermined, quiet breached, quiet met, quiet undetermined, "
      "reviewed-first breached, reviewed-first met, reviewed-first undetermined, share-published met");
  EXPECT_EQ(
      only(wide, "{\"rejected\""),
      R"({"rejected":{"column":"占比","text":"若干","reason":"not a number: expected digits such as 1234.5, 1,234.5 or 4%"}}
{"rejected":{"column":"解读","text":"待办","reason":"this is not a time that can be read; write it like 2020-06-18 14:05 or 2020年6月18日14时05分; if '待办' means that there is none, add empty: [\"待办\"] to the mapping"}}
)");
  EXPECT_EQ(
      only(wide, "{\"summary\""),
      R"({"summary":{"as-of":"2020-12-31","complete":false,"met":492,"late":79,"missing":50,"breached":195,"pending":0,"undetermined":104,"waived":0,"rejected":2,"events":763,"calendars":["china"],"readings":{}}}
)");
  const auto undetermined = only(wide, "{\"rule\":\"published\",\"verdict\":\"undetermined\"");
  EXPECT_EQ(
      undetermined.substr(0, undetermined.find('\n')),
      R"({"rule":"published","verdict":"undetermined","keys":{"doc":"0005","title":"关于“5号”的通知，\n第二行, \"引号\""},"trigger":{"type":"issued","time":"2020-01-08T09:10:35+08:00","at":{}},"deadline":"2020-01-10T09:10:35+08:00","response":{"type":"published","time":"2020-01-10","at":{}},"reason":"the trigger is recorded as 2020-01-08 09:10:35, the response as 2020-01-10; the limit of 48 hours needs the time of day","fingerprint":"a74fe13be31f745c96a2af825e747c87"})");
}

}  // namespace
}  // namespace shixian::tests
