// Where calendar files are found.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "text/diagnostic.hpp"
#include "time/calendar.hpp"

namespace shixian::app {

/// Loads each calendar once. A name is looked for as `<name>.yaml` in: the folder given with --calendars, `calendars/`
/// beside the pack and beside the pack's folder, `share/shixian/rules/calendars` of the installation, `rules/calendars`
/// of the source tree the program was built in. A name that ends in .yaml or .yml is a path, relative to the pack.
class Calendars {
 public:
  Calendars(std::string folder, std::string program) : folder_(std::move(folder)), program_(std::move(program)) {}

  /// nullptr ⇔ an error was added at `place`. An empty name is the calendar of weekends alone.
  const time::Calendar* find(const std::string& name, const text::Place& place, text::Diagnostics& out);

 private:
  std::vector<std::string> folders(const text::Place& place) const;

  std::string folder_;
  std::string program_;
  std::map<std::string, std::unique_ptr<time::Calendar>> loaded_;  // by path; nullptr for a faulty file
};

}  // namespace shixian::app
