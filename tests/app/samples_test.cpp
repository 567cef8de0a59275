// The sample ledgers give the findings that were reckoned by hand, and the samples of mistakes every mistake that is in
// them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "app/case.hpp"

namespace shixian::tests {
namespace {

namespace fs = std::filesystem;

class InFolder {
 public:
  explicit InFolder(const std::string& folder) : before_(fs::current_path()) { fs::current_path(folder); }
  ~InFolder() { fs::current_path(before_); }

 private:
  fs::path before_;
};

std::vector<std::vector<std::string>> read_tsv(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    rows.emplace_back();
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) rows.back().push_back(cell);
  }
  return rows;
}

std::vector<nlohmann::json> findings(const Run& run) {
  std::vector<nlohmann::json> made;
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);)
    if (auto one = nlohmann::json::parse(line); one.contains("rule")) made.push_back(std::move(one));
  return made;
}

std::string subject(const nlohmann::json& finding) {
  if (finding.contains("entity")) return finding["entity"].begin().value();
  return finding["keys"].begin().value();
}

TEST(Samples, TheYear2020HasThePlantedFindings) {
  const InFolder here(SHIXIAN_ROOT "/samples/guiyang-2020");
  const auto run = perform(
      "check -r ../../rules/guiyang-health-2020.yaml --only interpretation-within-3-working-days "
      "--only authoritative-information-within-5-hours --only press-conference-within-24-hours "
      "--only response-within-48-hours --only plan-within-20-working-days -m 发文与解读.mapping.yaml -m "
      "舆情处置.mapping.yaml "
      "-m 贯彻方案备案.mapping.yaml --as-of 2020-12-31 --format jsonl");
  EXPECT_EQ(run.exit, 1);
  EXPECT_EQ(run.err, "");

  std::set<std::string> expected, found;
  std::map<std::string, std::map<std::string, int>> counts;
  std::map<std::string, std::string> deadlines;
  const auto name = [](const std::string& rule, const std::string& verdict, const std::string& key,
                       const std::string& row) { return rule + " " + verdict + " " + key + " row " + row; };
  for (const auto& row : read_tsv("expected.tsv")) {
    expected.insert(name(row[0], row[1], row[2], row[7]));
    deadlines[row[0] + row[2]] = row[4].substr(row[4].find('/') + 1);
  }
  for (const auto& finding : findings(run)) {
    const std::string rule = finding["rule"], verdict = finding["verdict"];
    ++counts[rule][verdict];
    if (verdict == "met") continue;
    found.insert(name(rule, verdict, subject(finding), std::to_string(finding["trigger"]["at"]["row"].get<int>())));
    if (finding.contains("deadline")) {
      EXPECT_EQ(deadlines[rule + subject(finding)], finding["deadline"].get<std::string>())
          << rule << " " << subject(finding);
    }
  }
  EXPECT_EQ(expected, found);
  const std::vector<std::string> verdicts{"met", "late", "missing", "pending", "undetermined"};
  for (const auto& row : read_tsv("expected-counts.tsv"))
    for (std::size_t i = 0; i < verdicts.size(); ++i)
      EXPECT_EQ(std::stoi(row.at(i + 1)), counts[row[0]][verdicts[i]]) << row[0] << " " << verdicts[i];
}

TEST(Samples, TheClockThatStartsAtTheOccurrenceChangesTheseFindingsAndNoOther) {
  const InFolder here(SHIXIAN_ROOT "/samples/guiyang-2020");
  const auto verdicts = [](const std::string& clock) {
    const auto run = perform(
        "check -r ../../rules/guiyang-health-2020.yaml --only authoritative-information-within-5-hours "
        "--only press-conference-within-24-hours --only response-within-48-hours -m 舆情处置.mapping.yaml "
        "--as-of 2020-12-31 --format jsonl --set clock-start=" +
        clock);
    std::map<std::string, std::string> made;
    for (const auto& finding : findings(run))
      made[finding["rule"].get<std::string>() + " " + subject(finding)] = finding["verdict"];
    return made;
  };
  auto detected = verdicts("incident.detected");
  auto occurred = verdicts("incident.occurred");
  std::set<std::string> changes, expected;
  for (const auto& [what, verdict] : detected)
    if (const auto now = occurred.contains(what) ? occurred[what] : "-"; now != verdict)
      changes.insert(what + ": " + verdict + " → " + now);
  for (const auto& [what, verdict] : occurred)
    if (!detected.contains(what)) changes.insert(what + ": - → " + verdict);
  for (const auto& row : read_tsv("expected-by-clock.tsv"))
    expected.insert(row[0] + " " + row[1] + ": " + row[2] + " → " + row[3]);
  EXPECT_EQ(changes, expected);
}

/// The lines of a file that diagnostics name, each as often as it is named.
std::multiset<int> lines_named(const std::string& err, const std::string& file) {
  std::multiset<int> lines;
  std::istringstream all(err);
  for (std::string line; std::getline(all, line);)
    if (line.starts_with(file + ":") && line.find(": note: ") == std::string::npos)
      lines.insert(std::stoi(line.substr(file.size() + 1)));
  return lines;
}

TEST(Samples, EveryMistakeIsReportedInOneRun) {
  const InFolder here(SHIXIAN_ROOT "/samples/errors");
  std::map<std::string, std::multiset<int>> expected;
  for (const auto& row : read_tsv("expected.tsv")) expected[row[0]].insert(std::stoi(row[1]));

  const auto both = perform("check -r pack.yaml -m mapping.yaml");
  EXPECT_EQ(both.exit, 2);
  EXPECT_EQ(expected["pack.yaml"], lines_named(both.err, "pack.yaml"));
  EXPECT_EQ(expected["mapping.yaml"], lines_named(both.err, "mapping.yaml"));

  const auto columns = perform("check -r sound.yaml -m columns.yaml");
  EXPECT_EQ(columns.exit, 2);
  EXPECT_EQ(expected["columns.yaml"], lines_named(columns.err, "columns.yaml"));

  const auto names = perform("check -r names.yaml -m ledger.yaml --as-of 2020-12-31");
  EXPECT_EQ(names.exit, 2);
  EXPECT_EQ(expected["names.yaml"], lines_named(names.err, "names.yaml"));

  const auto ledger = perform("check -r sound.yaml -m ledger.yaml --as-of 2020-12-31 --format jsonl");
  EXPECT_EQ(ledger.exit, 3);
  std::multiset<int> rejected;
  std::istringstream lines(ledger.out);
  for (std::string line; std::getline(lines, line);)
    if (const auto one = nlohmann::json::parse(line); one.contains("rejected"))
      rejected.insert(one["rejected"]["row"].get<int>());
  EXPECT_EQ(expected["ledger.csv"], rejected);
}

TEST(Samples, TheRealMailboxIsAccountedForToTheLastRow) {
  const std::string ledger = SHIXIAN_SHARED "/data/mayor-mailbox.csv";
  if (!fs::exists(ledger)) GTEST_SKIP() << "the ledger mayor-mailbox.csv is not here";
  const InFolder here(SHIXIAN_ROOT "/samples/mayor-mailbox");
  const auto run = perform("check -r pack.yaml -m mapping.yaml " + ledger + " --as-of 2022-05-12 --format jsonl");
  EXPECT_EQ(run.exit, 1);
  std::map<std::string, int> counts;
  std::set<int> rows;
  for (const auto& finding : findings(run)) {
    ++counts[finding["verdict"].get<std::string>()];
    rows.insert(finding["trigger"]["at"]["row"].get<int>());
  }
  EXPECT_EQ(counts, (std::map<std::string, int>{{"late", 107}, {"met", 1058}, {"missing", 5}}));
  EXPECT_EQ(rows.size(), 1170u) << "9 of the 1,179 letters have no date";
  EXPECT_EQ(run.out,
            perform("check -r pack.yaml -m mapping.yaml " + ledger + " --as-of 2022-05-12 --format jsonl -j 7").out);
}

}  // namespace
}  // namespace shixian::tests
