// Both spellings of the language are one language: a file comes back byte for byte, and finds the same.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/case.hpp"

namespace shixian::tests {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The project's folder, and a fresh file for the translation.
class Spelling : public testing::Test {
 protected:
  void SetUp() override { fs::current_path(SHIXIAN_ROOT); }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove(file_);
  }

  std::string in_chinese(const fs::path& path) {
    const auto run = perform("translate --to zh '" + path.string() + "'");
    EXPECT_EQ(run.exit, 0) << path << run.err;
    std::ofstream(file_, std::ios::binary) << run.out;
    return run.out;
  }
  std::string file() const { return file_.string(); }

 private:
  fs::path before_ = fs::current_path();
  fs::path file_ = fs::temp_directory_path() /
                   ("shixian-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".yaml");
};

TEST_F(Spelling, EveryFileComesBackByteForByte) {
  std::size_t files = 0;
  for (const auto* folder : {"rules", "samples"})
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const auto& path = entry.path();
      if (path.extension() != ".yaml" || path.filename() == "requirements.yaml" ||
          path.parent_path().filename() == "errors")
        continue;
      ++files;
      const auto original = slurp(path);
      EXPECT_NE(in_chinese(path), original) << path;
      EXPECT_EQ(perform("translate --to en '" + file() + "'").out, original) << path;
      EXPECT_EQ(perform("translate --to en '" + path.string() + "'").out, original) << path;
      EXPECT_EQ(perform("translate '" + file() + "'").out, original) << path;
    }
  EXPECT_GE(files, 15u);
}

TEST_F(Spelling, TheGuiyangPackFindsTheSameInBoth) {
  const auto check = [](const std::string& pack) {
    std::string ledgers;
    for (const auto* name : {"发文与解读", "舆情处置", "贯彻方案备案"})
      ledgers += " -m samples/guiyang-2020/" + std::string(name) + ".mapping.yaml";
    return perform("check -r '" + pack + "'" + ledgers +
                   " --calendars rules/calendars --as-of 2020-12-31 --format jsonl");
  };
  const std::string pack = "rules/guiyang-health-2020.yaml";
  const auto english = check(pack);
  in_chinese(pack);
  const auto chinese = check(file());
  EXPECT_GT(english.out.size(), 10'000u);
  EXPECT_EQ(chinese.out, english.out);
  EXPECT_EQ(chinese.exit, english.exit);
}

TEST_F(Spelling, ExamplesHoldInTheOther) {
  for (const auto* pack : {"rules/language/scope.yaml", "rules/language/demand.yaml", "rules/language/clock.yaml"}) {
    in_chinese(pack);
    const auto english = perform("test " + std::string(pack) + " --calendars rules/calendars");
    const auto chinese = perform("test '" + file() + "' --calendars rules/calendars");
    EXPECT_EQ(chinese.out, english.out);
    EXPECT_EQ(chinese.err, "");
    EXPECT_EQ(chinese.exit, 0);
  }
}

}  // namespace
}  // namespace shixian::tests
