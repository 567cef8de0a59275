// Every command and file shown in the READMEs is what the program really gives.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/case.hpp"

namespace shixian::tests {
namespace {

namespace fs = std::filesystem;

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The output of a console block: each `$ shixian …` line followed by what it prints, errors after results.
std::string perform_block(const std::string& block) {
  std::string made;
  std::istringstream lines(block);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("$ shixian ")) continue;
    const auto run = perform(line.substr(10));
    made += line + '\n' + run.out + run.err;
  }
  return made;
}

/// The page with every ```console block performed and every ```… file=PATH block replaced by the file.
std::string performed(const std::string& page, int& blocks) {
  std::string made, block;
  std::string fence;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    if (fence.empty()) {
      made += line + '\n';
      if (line.starts_with("```")) fence = line, block.clear();
    } else if (line == "```") {
      const auto file = fence.find(" file=");
      if (fence == "```console") block = perform_block(block), ++blocks;
      if (file != std::string::npos) block = slurp(fence.substr(file + 6)), ++blocks;
      made += block + line + '\n';
      fence.clear();
    } else {
      block += line + '\n';
    }
  }
  return made;
}

class Readme : public testing::TestWithParam<const char*> {};

TEST_P(Readme, ShowsWhatTheProgramGives) {
  const auto before = fs::current_path();
  fs::current_path(SHIXIAN_ROOT);
  const auto page = slurp(GetParam());
  int blocks = 0;
  const auto made = performed(page, blocks);
  if (const char* update = std::getenv("UPDATE_EXPECT"); update && *update)
    std::ofstream(GetParam(), std::ios::binary) << made;
  else
    EXPECT_EQ(page, made);
  fs::current_path(before);
  EXPECT_GE(blocks, 1);
}

INSTANTIATE_TEST_SUITE_P(Pages, Readme,
                         testing::Values("README.md", "README.zh.md", "rules/LANGUAGE.md", "rules/LANGUAGE.zh.md",
                                         "rules/LEDGERS.md", "rules/LEDGERS.zh.md",
                                         "rules/REPORTS.md", "rules/REPORTS.zh.md", "samples/hunan-figures/README.md",
                                         "samples/hunan-figures/README.zh.md"));

}  // namespace
}  // namespace shixian::tests
