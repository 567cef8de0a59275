// Results of examples as JUnit XML, as CI systems read it.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace shixian::app {

struct JUnitCase {
  std::string suite;
  std::string name;
  std::string failure;  ///< empty: passed
};

/// One <testsuite> a suite, in the order of the cases; characters that XML does not allow become U+FFFD.
void write_junit_cases(const std::vector<JUnitCase>& cases, std::ostream& out);

}  // namespace shixian::app
