// Shared by the tests of time: days, the calendars of the project, the facts beside it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "rule/yaml.hpp"
#include "time/calendar.hpp"
#include "time/zone.hpp"

namespace shixian::time {

inline Day day(int year, int month, int day) {
  return std::chrono::local_days{std::chrono::year{year} / month / day};
}

/// 2020-06-18
inline Day day(const std::string& iso) {
  return day(std::stoi(iso.substr(0, 4)), std::stoi(iso.substr(5, 2)), std::stoi(iso.substr(8, 2)));
}

inline Zone zone(std::string_view name) { return Zone::find(name).value(); }

inline std::string printed(const text::Diagnostics& problems, text::Language language = text::Language::english) {
  std::ostringstream out;
  text::print(out, problems, language);
  return out.str();
}

inline std::optional<Calendar> calendar_of(const std::string& yaml, text::Diagnostics& out) {
  const auto document = rule::parse_yaml(std::make_shared<text::Source>("calendar.yaml", yaml), out);
  return document ? read_calendar(*document, out) : std::nullopt;
}

/// One of rules/calendars.
inline const Calendar& shipped(const std::string& name) {
  static std::map<std::string, Calendar> known;
  if (const auto found = known.find(name); found != known.end()) return found->second;
  text::Diagnostics problems;
  const auto document = rule::read_yaml(std::string(SHIXIAN_ROOT) + "/rules/calendars/" + name + ".yaml", problems);
  auto calendar = document ? read_calendar(*document, problems) : std::nullopt;
  if (!calendar) throw std::runtime_error(printed(problems));
  return known.emplace(name, *calendar).first->second;
}

inline std::string shared(const std::string& path) { return std::string(SHIXIAN_SHARED) + "/" + path; }

}  // namespace shixian::time

#define SKIP_WITHOUT(path) \
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the facts this test compares with are not here: " << path
