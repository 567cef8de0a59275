#include "reference/setting.hpp"

#include <cstdlib>

#include "rule/yaml.hpp"

namespace shixian::reference {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const auto* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

const CalendarPair& china() {
  static const auto pair = [] {
    const auto path = std::string(SHIXIAN_ROOT) + "/rules/calendars/china.yaml";
    text::Diagnostics problems;
    return CalendarPair{*time::read_calendar(*rule::read_yaml(path, problems), problems), read_days_off(path)};
  }();
  return pair;
}

}  // namespace shixian::reference
