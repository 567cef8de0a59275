#include "app/calendars.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "rule/yaml.hpp"
#include "text/suggest.hpp"

namespace shixian::app {

namespace fs = std::filesystem;

std::vector<std::string> Calendars::folders(const text::Place& place) const {
  if (!folder_.empty()) return {folder_};
  std::vector<std::string> found;
  if (place.source) {
    const auto pack = fs::path(place.source->name()).parent_path();
    found.push_back((pack / "calendars").string());
    found.push_back((pack / ".." / "calendars").string());
  }
  found.push_back((fs::path(program_).parent_path() / "calendars").string());
  for (auto up = fs::path(program_).parent_path(); up.has_relative_path(); up = up.parent_path()) {
    found.push_back((up / "share" / "shixian" / "rules" / "calendars").string());
    found.push_back((up / "rules" / "calendars").string());
  }
  return found;
}

namespace {

/// The folders that are there, or the first that would be looked into; and what they hold.
text::Phrase where_looked(const std::vector<std::string>& folders, const std::vector<std::string>& known) {
  std::vector<std::string> there;
  for (const auto& folder : folders) {
    std::error_code error;
    const auto path = fs::path(folder).lexically_normal().string();
    if (fs::is_directory(path, error) && std::find(there.begin(), there.end(), path) == there.end())
      there.push_back(path);
  }
  if (there.empty() && !folders.empty()) there.push_back(fs::path(folders.front()).lexically_normal().string());
  return {fmt::format("looked for in {}{}; another folder: --calendars FOLDER", fmt::join(there, ", "),
                      known.empty() ? "" : fmt::format(", where there are {}", fmt::join(known, ", "))),
          fmt::format("已在 {} 中查找{}；其他目录请用 --calendars 目录 指明", fmt::join(there, "、"),
                      known.empty() ? "" : fmt::format("，其中有 {}", fmt::join(known, "、")))};
}

}  // namespace

const time::Calendar* Calendars::find(const std::string& name, const text::Place& place, text::Diagnostics& out) {
  std::string path;
  std::vector<std::string> known;
  if (name.empty()) {
    auto& plain = loaded_[""];
    if (!plain) plain = std::make_unique<time::Calendar>(time::Calendar::weekends_only());
    return plain.get();
  }
  if (name.ends_with(".yaml") || name.ends_with(".yml")) {
    path = place.source ? (fs::path(place.source->name()).parent_path() / name).string() : name;
  } else {
    for (const auto& folder : folders(place)) {
      std::error_code error;
      if (const auto candidate = fs::path(folder) / (name + ".yaml"); fs::exists(candidate, error)) {
        path = candidate.lexically_normal().string();
        break;
      }
      for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->path().extension() == ".yaml") known.push_back(at->path().stem().string());
    }
  }
  if (path.empty()) {
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    out.error(text::Code::bad_calendar, place, text::phrase("there is no calendar '{}'", "没有“{}”这个日历", name))
        .with_help(text::nearest(name, known) ? text::did_you_mean(name, known) : where_looked(folders(place), known));
    return nullptr;
  }
  const auto [entry, fresh] = loaded_.try_emplace(path);
  if (fresh) {
    if (const auto document = rule::read_yaml(path, out))
      if (auto calendar = time::read_calendar(*document, out))
        entry->second = std::make_unique<time::Calendar>(std::move(*calendar));
  }
  return entry->second.get();
}

}  // namespace shixian::app
