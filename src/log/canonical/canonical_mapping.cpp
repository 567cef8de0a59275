#include "log/canonical/canonical_mapping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "log/canonical/canonical.hpp"
#include "log/mapping/quoted.hpp"

namespace shixian::log {

namespace {

namespace fs = std::filesystem;

std::string_view type_name(AttributeType type) {
  switch (type) {
    case AttributeType::string:
      return "string";
    case AttributeType::number:
      return "number";
    case AttributeType::boolean:
      return "boolean";
    case AttributeType::time:
      return "time";
    case AttributeType::untyped:
      break;
  }
  return "";
}

std::string covers(const Mapping& mapping) {
  if (!mapping.covers_from && !mapping.covers_to) return "";
  std::string made = "covers: {";
  if (mapping.covers_from) made += "from: " + time::iso(*mapping.covers_from);
  if (mapping.covers_from && mapping.covers_to) made += ", ";
  if (mapping.covers_to) made += "to: " + time::iso(*mapping.covers_to);
  return made + "}\n";
}

std::string attributes(const EventTable& events, bool csv) {
  const auto columns = canonical_columns(events);
  std::string made;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& attribute = events.attributes()[i];
    const auto type = type_name(attribute.type);
    made += fmt::format("  {}: ", in_quotes(attribute.name));
    if (!csv && !events.attribute(attribute.name)) {  // no object has that key, and yet every event can be asked for it
      made += "{computed: '\"\"'}\n";
      continue;
    }
    made += type.empty() ? in_quotes(columns[i]) + "\n"
                         : fmt::format("{{column: {}, type: {}}}\n", in_quotes(columns[i]), type);
  }
  return made.empty() ? "" : "attributes:\n" + made;
}

/// Event types are listed only where every ledger had a list of those it can hold.
std::string event_column(const Log& log) {
  std::set<std::string> types;
  for (const auto& held : log.may_hold) {
    if (held.empty()) return "event: event\n";
    types.insert(held.begin(), held.end());
  }
  if (types.empty()) return "event: event\n";
  for (std::uint32_t code = 0; code < log.events.types().size(); ++code) types.insert(log.events.types().at(code));
  std::string made = "event:\n  column: event\n  values:\n";
  for (const auto& type : types) made += fmt::format("    {0}: {0}\n", in_quotes(type));
  return made;
}

std::string rosters(const CanonicalSetting& setting) {
  std::string made;
  std::set<std::string> named;
  std::error_code error;
  const auto folder = fs::absolute(setting.file, error).parent_path();
  for (const auto* mapping : setting.mappings)
    for (const auto& roster : mapping->rosters) {
      if (!named.insert(roster.name).second) continue;
      const auto file = fs::absolute(resolve(*mapping, roster.file.text), error).lexically_relative(folder);
      made += fmt::format("  {}: {{file: {}", in_quotes(roster.name), in_quotes(file.string()));
      if (!roster.column.empty()) made += ", column: " + in_quotes(roster.column);
      for (std::size_t i = 0; i < roster.sheets.size(); ++i)
        made += (i == 0 ? ", sheet: [" : ", ") + in_quotes(roster.sheets[i].text);
      if (!roster.sheets.empty()) made += "]";
      if (roster.header.first > 0)
        made += fmt::format(", header: {{row: {}, lines: {}}}", roster.header.first, roster.header.lines);
      made += "}\n";
    }
  return made.empty() ? "" : "rosters:\n" + made;
}

}  // namespace

std::string canonical_mapping(const Log& log, const CanonicalSetting& setting) {
  std::string made = "shixian-log: 1\n";
  made += fmt::format("files: [{}]\n", in_quotes(fs::path(setting.file).filename().string()));
  if (setting.csv) made += "encoding: utf-8\nseparator: comma\n";
  made += fmt::format("time-zone: {}\n", in_quotes(setting.zone.name()));
  if (!setting.mappings.empty()) made += covers(*setting.mappings.front());
  made += attributes(log.events, setting.csv);
  made += event_column(log);
  made += "time: time\n";
  made += rosters(setting);
  return made;
}

}  // namespace shixian::log
