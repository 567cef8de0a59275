#include "report/junit.hpp"

#include <algorithm>
#include <ostream>

#include "text/width.hpp"

namespace shixian::report {

namespace {

/// For attributes and texts alike; lines are kept.
std::string escaped(const std::string& text) {
  std::string safe;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (begin > 0) safe += "&#10;";
    for (const char c : text::plain(text.substr(begin, end - begin))) {
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
        default:
          safe += c;
      }
    }
    begin = end + 1;
  }
  return safe;
}

void write(const JUnitCase& one, std::ostream& out) {
  out << "    <testcase classname=\"" << escaped(one.suite) << "\" name=\"" << escaped(one.name) << '"';
  if (!one.file.empty()) out << " file=\"" << escaped(one.file) << "\" line=\"" << one.line << '"';
  const auto part = [&](const char* name, const std::string& message, const std::string& text) {
    if (message.empty()) return;
    out << '<' << name << " message=\"" << escaped(message) << '"';
    if (text.empty())
      out << "/>";
    else
      out << '>' << escaped(text) << "</" << name << '>';
  };
  if (one.failure.empty() && one.error.empty() && one.skipped.empty() && one.output.empty()) {
    out << "/>\n";
    return;
  }
  out << '>';
  part("error", one.error, {});
  part("failure", one.failure, one.details);
  part("skipped", one.skipped, {});
  if (!one.output.empty()) out << "<system-out>" << escaped(one.output) << "</system-out>";
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
    out << "  <testsuite name=\"" << escaped(at->suite) << "\" tests=\"" << end - at << "\" failures=\""
        << count(&JUnitCase::failure) << "\" errors=\"" << count(&JUnitCase::error) << "\" skipped=\""
        << count(&JUnitCase::skipped) << "\">\n";
    for (; at != end; ++at) write(*at, out);
    out << "  </testsuite>\n";
  }
  out << "</testsuites>\n";
}

}  // namespace shixian::report
