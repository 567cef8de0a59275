#include "report/junit.hpp"

#include <algorithm>
#include <ostream>

#include "report/markup.hpp"

namespace shixian::report {

namespace {

/// Lines are kept, also in attributes.
std::string lines(const std::string& text) {
  std::string safe;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (begin > 0) safe += "&#10;";
    safe += escaped(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
  }
  return safe;
}

void write(const JUnitCase& one, std::ostream& out) {
  out << "    <testcase classname=\"" << lines(one.suite) << "\" name=\"" << lines(one.name) << '"';
  if (!one.file.empty()) out << " file=\"" << lines(one.file) << "\" line=\"" << one.line << '"';
  const auto part = [&](const char* name, const std::string& message, const std::string& text) {
    if (message.empty()) return;
    out << '<' << name << " message=\"" << lines(message) << '"';
    if (text.empty())
      out << "/>";
    else
      out << '>' << lines(text) << "</" << name << '>';
  };
  if (one.failure.empty() && one.error.empty() && one.skipped.empty() && one.output.empty()) {
    out << "/>\n";
    return;
  }
  out << '>';
  part("error", one.error, {});
  part("failure", one.failure, one.details);
  part("skipped", one.skipped, {});
  if (!one.output.empty()) out << "<system-out>" << lines(one.output) << "</system-out>";
  out << "</testcase>\n";
}

}  // namespace

void write_junit_cases(const std::vector<JUnitCase>& cases, std::ostream& out) {
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (auto at = cases.begin(); at != cases.end();) {
    const auto end = std::find_if(at, cases.end(), [&](const JUnitCase& one) { return one.suite != at->suite; });
    const auto count = [&](std::string JUnitCase::*part) {
      return std::count_if(at, end, [&](const JUnitCase& one) { return !(one.*part).empty(); });
    };
    out << "  <testsuite name=\"" << lines(at->suite) << "\" tests=\"" << end - at << "\" failures=\""
        << count(&JUnitCase::failure) << "\" errors=\"" << count(&JUnitCase::error) << "\" skipped=\""
        << count(&JUnitCase::skipped) << "\">\n";
    for (; at != end; ++at) write(*at, out);
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

}  // namespace shixian::report
