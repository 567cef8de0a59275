// What stands in rules/: the manual shows only what runs, the coverage page is what the program makes, every
// requirement is answered, every quote is verbatim.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "app/case.hpp"

namespace shixian::tests {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class InRoot {
 public:
  InRoot() { fs::current_path(SHIXIAN_ROOT); }
  ~InRoot() { fs::current_path(before_); }

 private:
  fs::path before_ = fs::current_path();
};

std::vector<std::string> yaml_blocks(const std::string& page) {
  std::vector<std::string> blocks;
  std::istringstream lines(page);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "```yaml")
      inside = true, blocks.emplace_back();
    else if (line == "```")
      inside = false;
    else if (inside)
      blocks.back() += line + '\n';
  }
  return blocks;
}

std::string language_packs() {
  std::string all;
  for (const auto& entry : fs::directory_iterator("rules/language")) all += slurp(entry.path());
  return all;
}

class Manual : public testing::TestWithParam<const char*> {};

TEST_P(Manual, ShowsOnlyWhatRuns) {
  const InRoot here;
  const auto packs = language_packs();
  const auto blocks = yaml_blocks(slurp(GetParam()));
  EXPECT_GE(blocks.size(), 20u);
  for (const auto& block : blocks) EXPECT_NE(packs.find("\n" + block), std::string::npos) << block;
}

INSTANTIATE_TEST_SUITE_P(Pages, Manual, testing::Values("rules/LANGUAGE.md", "rules/LANGUAGE.zh.md"),
                         [](const auto& param) {
                           return std::string(param.param).find("zh") == std::string::npos ? "English" : "Chinese";
                         });

TEST(Rules, TheCoveragePageIsWhatTheProgramMakes) {
  const InRoot here;
  const auto run = perform("coverage rules --requirements rules/requirements.yaml");
  if (const char* update = std::getenv("UPDATE_EXPECT"); update && *update)
    std::ofstream("rules/README.md", std::ios::binary) << run.out;
  EXPECT_EQ(slurp("rules/README.md"), run.out);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(run.exit, 0);
}

/// The ids of the catalogue, from the headings of its first part.
std::set<std::string> catalogued(const std::string& catalogue) {
  const auto part = catalogue.substr(0, catalogue.find("\n## Part 2"));
  static const std::regex heading(R"(\*\*((?:GY|HN|SZ|XC)-\d\d)\*\* ·)");
  std::set<std::string> ids;
  for (std::sregex_iterator at(part.begin(), part.end(), heading), end; at != end; ++at) ids.insert((*at)[1]);
  return ids;
}

TEST(Rules, EveryRequirementOfTheCatalogueHasARow) {
  const InRoot here;
  const auto path = fs::path(SHIXIAN_SHARED) / "requirements.md";
  if (!fs::exists(path)) GTEST_SKIP() << "the catalogue of requirements is not here: " << path;
  const auto ids = catalogued(slurp(path));
  EXPECT_EQ(ids.size(), 114u);
  const auto page = slurp("rules/README.md");
  for (const auto& id : ids) EXPECT_NE(page.find("\n| " + id + " | "), std::string::npos) << id;
}

TEST(Rules, EveryQuoteStandsInItsSource) {
  const InRoot here;
  const auto sources = fs::path(SHIXIAN_SHARED) / "seeds";
  if (!fs::exists(sources)) GTEST_SKIP() << "the source documents are not here: " << sources;
  const auto run = perform("lint rules --sources " + sources.string());
  EXPECT_EQ(run.out.find("[quote-not-found]"), std::string::npos) << run.out;
  EXPECT_EQ(run.out.find("[no-source-text]"), std::string::npos) << run.out;
}

TEST(Rules, ExamplesHold) {
  const InRoot here;
#ifdef SHIXIAN_SANITIZE
  // The largest pack and those of each law of time; all of them take two minutes under the sanitizers.
  const auto run = perform(
      "test rules/open-government-information.yaml rules/guiyang-health-2020.yaml rules/us-foia.yaml rules/uk-foia.yaml "
      "rules/gdpr.yaml rules/shizhu-health-2021.yaml rules/language rules/tests --calendars rules/calendars");
#else
  const auto run = perform("test rules --calendars rules/calendars");
#endif
  EXPECT_EQ(run.exit, 0) << run.out << run.err;
  EXPECT_EQ(run.err, "");
}

TEST(Rules, ExamplesNoticeEveryMistake) {
#ifdef SHIXIAN_SANITIZE
  GTEST_SKIP() << "a minute and a half under the sanitizers, which the examples alone exercise as well";
#endif
  const InRoot here;
  const auto run = perform("test rules --mutate --calendars rules/calendars");
  EXPECT_EQ(run.exit, 0) << run.err;
  EXPECT_EQ(run.err, "");
  static const std::regex all(R"(examples: \d+ passed, 0 failed\nmutants: (\d+) of (\d+) noticed \(100 %\)\n)");
  std::smatch found;
  ASSERT_TRUE(std::regex_match(run.out, found, all)) << run.out;
  EXPECT_EQ(found[1], found[2]);
}

TEST(Rules, ExamplesOfTheSamplesHold) {
  const InRoot here;
  const auto run = perform("test samples/mayor-mailbox/pack.yaml");
  EXPECT_EQ(run.exit, 0) << run.out << run.err;
}

}  // namespace
}  // namespace shixian::tests
