// A converted ledger is judged as the one it was made from, to the last byte but the places.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <regex>
#include <sstream>

#include "app/case.hpp"

namespace shixian::tests {
namespace {

namespace fs = std::filesystem;

class InFolder {
 public:
  explicit InFolder(const std::string& folder) : before_(fs::current_path()) {
    fs::current_path(folder);
    auto pattern = (fs::temp_directory_path() / "shixian-convert-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
    made = pattern;
  }
  ~InFolder() {
    fs::current_path(before_);
    fs::remove_all(made);
  }

  std::string made;

 private:
  fs::path before_;
};

/// The lines of a report without the places, and without the remarks, which name them.
std::string without_places(const std::string& report) {
  static const std::regex at(R"re("at":\{"file":"[^"]*","row":[0-9]+\}|\([^()"]* row [0-9]+\))re");
  std::string made;
  std::istringstream lines(report);
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("{\"integrity\"")) made += std::regex_replace(line, at, "") + '\n';
  return made;
}

TEST(Convert, TheYear2020IsJudgedTheSame) {
  const InFolder here(SHIXIAN_ROOT "/samples/guiyang-2020");
  const std::string check = "check -r ../../rules/guiyang-health-2020.yaml --as-of 2020-12-31 --format jsonl";
  std::string original = check, converted = check;
  for (const auto* name : {"发文与解读", "舆情处置", "贯彻方案备案"}) {
    const auto mapping = std::string(name) + ".mapping.yaml", file = here.made + "/" + name + ".csv";
    const auto run = perform("convert -m " + mapping + " -o " + file);
    EXPECT_EQ(run.exit, 0) << run.err;
    original += " -m " + mapping;
    converted += " -m " + file + ".mapping.yaml";
  }
  const auto first = perform(original), second = perform(converted);
  EXPECT_EQ(first.exit, 1);
  EXPECT_EQ(second.exit, 1);
  EXPECT_EQ(first.err, second.err);
  EXPECT_GT(first.out.size(), 10000u);
  EXPECT_EQ(without_places(first.out), without_places(second.out));
}

TEST(Convert, TheRealMailboxIsJudgedTheSame) {
  const std::string ledger = SHIXIAN_SHARED "/data/mayor-mailbox.csv";
  if (!fs::exists(ledger)) GTEST_SKIP() << "the ledger mayor-mailbox.csv is not here";
  const InFolder here(SHIXIAN_ROOT "/samples/mayor-mailbox");
  const auto file = here.made + "/letters.csv";
  const auto run = perform("convert -m mapping.yaml " + ledger + " -o " + file + " --bom");
  EXPECT_EQ(run.exit, 0) << run.err;
  const auto first = perform("check -r pack.yaml -m mapping.yaml " + ledger + " --as-of 2022-05-12 --format jsonl");
  const auto second = perform("check -r pack.yaml -m " + file + ".mapping.yaml --as-of 2022-05-12 --format jsonl");
  EXPECT_EQ(second.err, "");
  EXPECT_EQ(without_places(first.out), without_places(second.out));
}

}  // namespace
}  // namespace shixian::tests
