// Every example of every pack gives the verdicts it states.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "check/example.hpp"
#include "rule/pack.hpp"
#include "rule/yaml.hpp"

namespace shixian::check {
namespace {

namespace fs = std::filesystem;

time::Calendar calendar(const std::string& id, text::Diagnostics& out) {
  if (id.empty()) return time::Calendar::weekends_only();
  const auto document = rule::read_yaml(std::string(SHIXIAN_ROOT "/rules/calendars/") + id + ".yaml", out);
  return *time::read_calendar(*document, out);
}

std::string joined(const std::vector<std::string>& words) {
  std::string line;
  for (const auto& word : words) line += word + " ";
  return line;
}

void run_examples(const std::string& path) {
  text::Diagnostics problems;
  const auto document = rule::read_yaml(path, problems);
  ASSERT_TRUE(document);
  const auto pack = rule::read_pack(*document, {}, problems);
  std::ostringstream printed;
  text::print(printed, problems, text::Language::english);
  ASSERT_TRUE(pack) << printed.str();
  const auto days = calendar(pack->calendar, problems);
  std::size_t run = 0;
  for (const auto& rule : pack->rules) {
    for (const auto& example : rule.examples) {
      const auto found = run_example({&*pack, &days}, rule, example, problems);
      std::ostringstream errors;
      text::print(errors, problems, text::Language::english);
      ASSERT_TRUE(found) << errors.str();
      EXPECT_EQ(joined(example.verdicts), joined(found->verdicts)) << rule.id << ": " << example.name.english;
      if (!example.deadlines.empty()) {
        EXPECT_EQ(joined(example.deadlines), joined(found->deadlines)) << rule.id << ": " << example.name.english;
      }
      ++run;
    }
  }
  EXPECT_GT(run, 0u) << path;
}

/// Every pack of a folder; other files that lie beside them do not begin as packs do.
void run_folder(const std::string& folder) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream file(entry.path());
    const std::string text(std::istreambuf_iterator<char>(file), {});
    if (text.starts_with("shixian:") || text.find("\nshixian:") != std::string::npos)
      run_examples(entry.path().string());
  }
}

TEST(Examples, OfThePacksHold) { run_folder(SHIXIAN_ROOT "/rules"); }

TEST(Examples, OfTheLanguageHold) { run_folder(SHIXIAN_ROOT "/rules/language"); }

TEST(Examples, OfTheSamplesHold) { run_examples(SHIXIAN_ROOT "/samples/mayor-mailbox/pack.yaml"); }

}  // namespace
}  // namespace shixian::check
