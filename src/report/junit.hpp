// Results as JUnit XML, as CI systems read it.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace shixian::report {

struct JUnitCase {
  std::string suite;
  std::string name;
  std::string failure;  ///< one line; empty: passed
  std::string details;  ///< of the failure, lines
  std::string skipped;  ///< one line; empty: not skipped
  std::string error;    ///< one line; empty: no error
  std::string output;   ///< what else there is to say, whatever the result
  std::string file;     ///< where it points; empty: nowhere
  std::size_t line = 0;
};

/// One <testsuite> a suite, in the order of the cases; characters that XML does not allow become U+FFFD.
void write_junit_cases(const std::vector<JUnitCase>& cases, std::ostream& out);

}  // namespace shixian::report
