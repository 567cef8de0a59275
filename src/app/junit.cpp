#include "app/junit.hpp"

#include <algorithm>
#include <ostream>

namespace shixian::app {

namespace {

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\n':
        safe += "&#10;";
        break;
      default:
        safe += static_cast<unsigned char>(c) < 0x20 ? std::string("\xEF\xBF\xBD") : std::string(1, c);
    }
  }
  return safe;
}

}  // namespace

void write_junit_cases(const std::vector<JUnitCase>& cases, std::ostream& out) {
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (auto at = cases.begin(); at != cases.end();) {
    const auto end = std::find_if(at, cases.end(), [&](const JUnitCase& one) { return one.suite != at->suite; });
    const auto failures = std::count_if(at, end, [](const JUnitCase& one) { return !one.failure.empty(); });
    out << "  <testsuite name=\"" << escaped(at->suite) << "\" tests=\"" << end - at << "\" failures=\"" << failures
        << "\">\n";
    for (; at != end; ++at) {
      out << "    <testcase classname=\"" << escaped(at->suite) << "\" name=\"" << escaped(at->name) << '"';
      if (at->failure.empty())
        out << "/>\n";
      else
        out << "><failure message=\"" << escaped(at->failure) << "\"/></testcase>\n";
    }
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

}  // namespace shixian::app
