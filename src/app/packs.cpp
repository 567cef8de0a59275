#include "app/packs.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "rule/yaml.hpp"

namespace shixian::app {

namespace fs = std::filesystem;

namespace {

bool begins_a_pack(const fs::path& path) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("shixian:") || line.starts_with("时限:")) return true;
  return false;
}

}  // namespace

std::vector<std::string> pack_files(const std::vector<std::string>& paths, text::Diagnostics& out) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(path, error)) {
      const auto ending = entry.path().extension();
      if ((ending == ".yaml" || ending == ".yml") && begins_a_pack(entry.path()))
        found.push_back(entry.path().string());
    }
    if (found.empty())
      out.error(text::Code::unreadable_file, {},
                text::phrase("the folder '{}' holds no rule pack", "目录“{}”中没有规则包", path));
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

Packs read_packs(const std::vector<std::string>& paths, Calendars& calendars, text::Diagnostics& out) {
  Packs read;
  for (const auto& path : pack_files(paths, out)) {
    const auto document = rule::read_yaml(path, out);
    auto pack = document ? rule::read_pack(*document, {}, out) : std::nullopt;
    if (!pack) continue;
    const auto* calendar = calendars.find(pack->calendar, pack->calendar_place, out);
    if (!calendar) continue;
    read.packs.push_back(std::move(*pack));
    read.inputs.push_back({&read.packs.back(), calendar});
  }
  return read;
}

}  // namespace shixian::app
