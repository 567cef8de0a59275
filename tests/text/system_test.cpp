#include "text/system.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

namespace shixian::text {
namespace {

namespace fs = std::filesystem;

TEST(SystemReason, KnownOnesInBothLanguages) {
  EXPECT_EQ(system_reason(ENOENT), (Phrase{"No such file or directory", "没有这个文件或目录"}));
  EXPECT_EQ(system_reason(EACCES), (Phrase{"Permission denied", "没有读取权限"}));
  EXPECT_EQ(system_reason(EXDEV).english, system_reason(EXDEV).chinese);
}

TEST(SimilarFile, AnotherEndingOrASlip) {
  const auto folder = fs::temp_directory_path() / ("shixian-similar-" + std::to_string(getpid()));
  fs::create_directories(folder);
  for (const auto* name : {"台账.xlsx", "a.csv", "units.csv"}) std::ofstream(folder / name) << "x";
  const auto meant = [&](const std::string& name) { return similar_file((folder / name).string()).english; };
  const auto is = [&](const std::string& name) { return "did you mean '" + (folder / name).string() + "'?"; };
  EXPECT_EQ(meant("台账.csv"), is("台账.xlsx"));
  EXPECT_EQ(meant("台帐.xlsx"), is("台账.xlsx"));
  EXPECT_EQ(meant("unit.csv"), is("units.csv"));
  EXPECT_EQ(meant("no.csv"), "");
  EXPECT_EQ(meant("no/such/units.csv"), "");
  fs::remove_all(folder);
}

}  // namespace
}  // namespace shixian::text
