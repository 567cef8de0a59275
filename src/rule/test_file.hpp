// Tests of a pack that stand in a file of their own: longer logs, other readings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rule/pack.hpp"
#include "text/shape.hpp"

namespace shixian::rule {

/// Examples of the rules of one pack, read with some of its parameters chosen:
///     shixian-test: 1
///     pack: ../requests.yaml          # relative to this file
///     set: {clock-start: incident.occurred}
///     tests:
///     - {rule: reply, log-file: year.log, as-of: 2020-12-31, verdicts: [met, late]}
struct TestFile {
  struct Test {
    std::string rule;  ///< id
    text::Place rule_place;
    Example example;
  };
  std::string pack;  ///< path as the program opens it
  text::Place pack_place;
  std::vector<Setting> settings;
  std::vector<Test> tests;
};

/// nullopt ⇔ errors were added; a log file that cannot be read is one.
std::optional<TestFile> read_test_file(const text::Document& document, text::Diagnostics& out);

/// The table of its keys and words.
const text::Shape& test_shape();

}  // namespace shixian::rule
