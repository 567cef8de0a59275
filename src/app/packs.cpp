#include "app/packs.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/kinds.hpp"
#include "rule/yaml.hpp"

namespace shixian::app {

namespace fs = std::filesystem;

namespace {

/// By the first line that every kind has.
bool is_one_of(const fs::path& path, std::span<const std::string_view> wanted) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    for (const auto& kind : file_kinds()) {
      const auto& first = kind.shape().keys.front().word;
      const bool begins =
          line.starts_with(std::string(first.english) + ":") || line.starts_with(std::string(first.chinese) + ":");
      if (begins && std::find(wanted.begin(), wanted.end(), kind.name) != wanted.end()) return true;
    }
  return false;
}

}  // namespace

namespace {

std::vector<fs::path> entries_of(const std::string& folder, bool subfolders) {
  std::error_code error;
  std::vector<fs::path> entries;
  if (subfolders)
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) entries.push_back(entry.path());
  else
    for (const auto& entry : fs::directory_iterator(folder, error)) entries.push_back(entry.path());
  return entries;
}

}  // namespace

std::vector<std::string> files_of(const std::vector<std::string>& paths, std::span<const std::string_view> kinds,
                                  bool subfolders, text::Diagnostics& out) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> found;
    for (const auto& entry : entries_of(path, subfolders))
      if ((entry.extension() == ".yaml" || entry.extension() == ".yml") && is_one_of(entry, kinds))
        found.push_back(entry.string());
    if (found.empty())
      out.error(text::Code::unreadable_file, {},
                text::phrase("the folder '{}' holds no rule pack", "目录“{}”中没有规则包", path));
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

Packs read_packs(const std::vector<std::string>& paths, std::span<const rule::Setting> settings, Calendars& calendars,
                 text::Diagnostics& out) {
  Packs read;
  constexpr std::string_view packs[]{"pack"};
  for (const auto& path : files_of(paths, packs, false, out)) {
    const auto document = rule::read_yaml(path, out);
    auto pack = document && can_be("pack", *document, out) ? rule::read_pack(*document, settings, out) : std::nullopt;
    if (!pack) continue;
    const auto* calendar = calendars.find(pack->calendar, pack->calendar_place, out);
    if (!calendar) continue;
    read.packs.push_back(std::move(*pack));
    read.inputs.push_back({&read.packs.back(), calendar});
  }
  return read;
}

std::vector<rule::Setting> read_settings(const std::vector<std::string>& written, text::Diagnostics& out) {
  std::vector<rule::Setting> settings;
  for (const auto& setting : written) {
    const auto equals = setting.find('=');
    const auto name = setting.substr(0, equals);
    if (equals == std::string::npos || equals == 0)
      out.error(text::Code::bad_usage, {}, text::phrase("--set {}: not name=value", "--set {}：不是 名称=值", setting));
    else if (std::any_of(settings.begin(), settings.end(), [&](const auto& one) { return one.name == name; }))
      out.error(text::Code::bad_usage, {}, text::phrase("--set {}: given twice", "--set {}：重复给出", name));
    else
      settings.push_back({name, setting.substr(equals + 1)});
  }
  return settings;
}

}  // namespace shixian::app
