#include "text/source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "text/width.hpp"

namespace shixian::text {

Source::Source(std::string name, std::string content) : name_(std::move(name)), content_(std::move(content)) {
  if (content_.starts_with("\xEF\xBB\xBF")) content_.erase(0, 3);
  starts_.push_back(0);
  for (std::size_t i = 0; i < content_.size(); ++i)
    if (content_[i] == '\n') starts_.push_back(i + 1);
}

Position Source::position(std::size_t offset) const {
  offset = std::min(offset, content_.size());
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto start = *std::prev(after);
  return {static_cast<std::size_t>(after - starts_.begin()),
          code_points(std::string_view(content_).substr(start, offset - start)) + 1};
}

std::size_t Source::line_start(std::size_t number) const { return starts_.at(number - 1); }

std::string_view Source::line(std::size_t number) const {
  const auto begin = starts_.at(number - 1);
  auto end = number < starts_.size() ? starts_[number] - 1 : content_.size();
  if (end > begin && content_[end - 1] == '\r') --end;
  return std::string_view(content_).substr(begin, end - begin);
}

SourcePtr read_source(const std::string& path, std::string& why) {
  if (std::error_code error; std::filesystem::is_directory(path, error)) {
    why = std::strerror(EISDIR);
    return nullptr;
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    why = std::strerror(errno);
    return nullptr;
  }
  return std::make_shared<const Source>(path, std::string(std::istreambuf_iterator<char>(file), {}));
}

}  // namespace shixian::text
