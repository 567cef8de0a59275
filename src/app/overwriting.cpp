#include "app/overwriting.hpp"

#include <filesystem>
#include <set>

namespace shixian::app {

std::vector<std::string> files_read(const std::vector<log::Input>& inputs,
                                    const std::vector<const log::Mapping*>& mappings) {
  std::vector<std::string> read;
  for (const auto& input : inputs) read.push_back(input.path);
  for (const auto* mapping : mappings) {
    if (mapping->source) read.push_back(mapping->source->name());
    for (const auto& roster : mapping->rosters) read.push_back(log::resolve(*mapping, roster.file.text));
  }
  return read;
}

void refuse_overwriting(const std::vector<std::string>& written, const std::vector<std::string>& read,
                        const text::Phrase& remedy, text::Diagnostics& out) {
  const auto place_of = [](const std::string& path) {
    std::error_code error;
    return std::filesystem::weakly_canonical(path, error).string();
  };
  std::set<std::string> places;
  for (const auto& path : read) places.insert(place_of(path));
  for (const auto& path : written)
    if (places.contains(place_of(path)))
      out.error(
             text::Code::bad_usage, {},
             text::phrase("'{}' is read by this run and would be overwritten", "“{}”是本次读取的文件，会被覆盖", path))
          .with_help(remedy);
}

}  // namespace shixian::app
