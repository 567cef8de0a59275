// The smallest sound pack, and what is printed when a mistake is made in it.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/pack.hpp"
#include "rule_fixture.hpp"

namespace shixian::rule {

inline std::string least_pack() {
  return R"(shixian: 1
pack: p
time-zone: Asia/Shanghai
rules:
- id: r
  for-each: a
  expect: b
  same: [doc]
  within: 3 working days
)";
}

/// The smallest pack with its first `old` replaced.
inline std::string least_pack_with(std::string_view old, std::string_view fresh) {
  auto yaml = least_pack();
  const auto found = yaml.find(old);
  EXPECT_NE(found, std::string::npos) << old;
  return found == std::string::npos ? yaml : yaml.replace(found, old.size(), fresh);
}

/// The packs that could be read, and everything that is printed.
struct ReadPacks {
  std::vector<Pack> packs;
  text::Diagnostics problems;
};

struct PackFile {
  std::string name;
  std::string yaml;
};

/// As the program reads its packs: all of them, then what concerns several.
inline ReadPacks read_packs(const std::vector<PackFile>& files, const std::vector<Setting>& settings = {}) {
  ReadPacks read;
  for (const auto& file : files)
    if (const auto document = parse_yaml(source_of(file.yaml, file.name), read.problems))
      if (auto pack = read_pack(*document, settings, read.problems)) read.packs.push_back(std::move(*pack));
  check_together(read.packs, settings, read.problems);
  return read;
}

/// Everything that is printed about a pack that cannot be read.
inline std::string problems_in(const std::string& yaml, text::Language language = text::Language::english) {
  const auto read = read_packs({{"pack.yaml", yaml}});
  EXPECT_TRUE(read.problems.has_errors()) << yaml;
  return printed(read.problems, language);
}

inline Pack pack_of(const std::string& yaml, const std::vector<Setting>& settings = {}) {
  auto read = read_packs({{"pack.yaml", yaml}}, settings);
  EXPECT_EQ(printed(read.problems), "");
  return read.packs.empty() ? Pack{} : std::move(read.packs.front());
}

}  // namespace shixian::rule
