#include "reference/setting.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

#include "rule/yaml.hpp"

namespace shixian::reference {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const auto* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

const CalendarPair& china() {
  static const auto pair = [] {
    const auto path = std::string(SHIXIAN_ROOT) + "/rules/calendars/china.yaml";
    std::ifstream file(path, std::ios::binary);
    const std::string content(std::istreambuf_iterator<char>(file), {});
    const auto with_hours = std::make_shared<const text::Source>(path, content + "hours: [08:30-12:00, 13:30-17:30]\n");
    text::Diagnostics problems;
    CalendarPair made{*time::read_calendar(*rule::parse_yaml(with_hours, problems), problems), read_days_off(path)};
    using std::chrono::minutes;
    made.reference.office = {{minutes{8 * 60 + 30}, minutes{12 * 60}}, {minutes{13 * 60 + 30}, minutes{17 * 60 + 30}}};
    return made;
  }();
  return pair;
}

}  // namespace shixian::reference
