#include "app/calendars.hpp"

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
  for (auto up = fs::path(program_).parent_path(); up.has_relative_path(); up = up.parent_path()) {
    found.push_back((up / "share" / "shixian" / "calendars").string());
    found.push_back((up / "rules" / "calendars").string());
  }
  return found;
}

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
        .with_help(known.empty()
                       ? text::Phrase{"looked for in the folder 'calendars' beside the pack and beside the "
                                      "program; another place: --calendars FOLDER",
                                      "已在规则包旁和程序旁的“calendars”目录中查找；另有位置的请用 --calendars 目录"}
                       : text::did_you_mean(name, known));
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
