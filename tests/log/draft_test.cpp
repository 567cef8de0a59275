#include "log/draft/draft.hpp"

#include <gtest/gtest.h>

#include <random>

#include "support.hpp"

namespace shixian::log {
namespace {

std::string quoted(const std::string& cell) {
  std::string made = "\"";
  for (const auto c : cell) made += c == '"' ? "\"\"" : std::string(1, c);
  return made + "\"";
}

/// Small ledgers of columns with awkward names and cells.
class Ledgers {
 public:
  explicit Ledgers(unsigned seed) : random_(seed) {}

  std::string next() {
    const auto columns = 1 + pick(6), rows = pick(6);
    std::string csv;
    if (pick(3) == 0) csv += "2020年时间台账" + std::string(columns - 1, ',') + "\n";
    csv += line(columns, names());
    for (std::size_t row = 0; row < rows; ++row) csv += line(columns, cells());
    if (pick(4) == 0) csv += "合 计" + std::string(columns - 1, ',') + "\n注：按月填报\n";
    return csv;
  }

 private:
  static const std::vector<std::string>& names() {
    static const std::vector<std::string> all{
        "编号", "收到日期", "收到时间", "日期",      "日期",        "状态",       "环节",
        "事件", "备注",     "",         "a: b",      "# x",         "\"q\"",      "- x",
        "[y]",  "{z}",      "*a",       "&b",        "!c",          "%d",         "null",
        "~",    "2020",     "a\nb",     "录入时间",  "登记时间",    "created_at", "<<",
        "合计", "case",     "time",     "时间/收到", "recorded-at", "\u2028",     std::string(1500, 'x')};
    return all;
  }
  static const std::vector<std::string>& cells() {
    static const std::vector<std::string> all{
        "",     "1",          "A1",         "2020-06-17", "2020/6/18", "2020年6月18日", "20200618", "44001", "44001.5",
        "无",   "1592359200", "03/04/2020", "14/04/2020", "--",        "受理",          "a\n# b",   "\"",    "x: y",
        "合计", "注：x",      "6月18日",    "09:30",      "是",        "\u2028z"};
    return all;
  }
  std::size_t pick(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }
  std::string line(std::size_t columns, const std::vector<std::string>& from) {
    std::string made;
    for (std::size_t i = 0; i < columns; ++i) made += (i > 0 ? "," : "") + quoted(from[pick(from.size())]);
    return made + "\n";
  }

  std::mt19937 random_;
};

TEST(Draft, IsAMappingThatReadsTheLedgerOrSaysWhatItLacks) {
  Ledgers ledgers(1);
  int complete = 0;
  for (int i = 0; i < 3'000; ++i) {
    const auto csv = ledgers.next();
    SCOPED_TRACE(csv);
    LedgerFile file("l.csv", csv);
    text::Diagnostics out;
    const auto surveyed = survey(file, {}, out);
    if (!surveyed) {
      EXPECT_EQ(said(out), "'l.csv' is empty: a ledger starts with a header that names its columns [bad-log]");
      continue;
    }
    const auto language = i % 2 == 0 ? text::Language::english : text::Language::chinese;
    const auto drafted = draft(*surveyed, "l.csv", language);
    text::Diagnostics faults;
    const auto mapping = mapping_of(drafted.text, faults);
    if (!drafted.lacks.empty()) {
      EXPECT_FALSE(mapping && !faults.has_errors()) << drafted.text;
      continue;
    }
    ++complete;
    ASSERT_TRUE(mapping) << drafted.text;
    EXPECT_EQ(said(faults), "") << drafted.text;
    EXPECT_EQ(said(read(csv, *mapping).out), "") << drafted.text;
  }
  EXPECT_GT(complete, 900);
}

}  // namespace
}  // namespace shixian::log
