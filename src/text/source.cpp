#include "text/source.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "text/system.hpp"
#include "text/width.hpp"

namespace shixian::text {

namespace {

/// The start of the character that the byte at an offset belongs to.
std::size_t character_start(std::string_view text, std::size_t offset) {
  constexpr std::size_t most_continuations = 3;
  for (auto at = offset; offset - at <= most_continuations; --at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) return at;
  return offset;
}

}  // namespace

Source::Source(std::string name, std::string content) : name_(std::move(name)), content_(std::move(content)) {
  if (content_.starts_with("\xEF\xBB\xBF")) content_.erase(0, 3);
  starts_.push_back(0);
  for (std::size_t i = 0; i < content_.size(); ++i)
    if (content_[i] == '\n') starts_.push_back(i + 1);

  constexpr std::size_t step = 4096;
  milestones_.push_back({0, 0});
  for (std::size_t from = 0; from + step < content_.size();) {
    const auto to = character_start(content_, from + step);
    milestones_.push_back(
        {to, milestones_.back().code_points + code_points(std::string_view(content_).substr(from, to - from))});
    from = to;
  }
}

std::size_t Source::code_points_before(std::size_t offset) const {
  const auto after = std::upper_bound(milestones_.begin(), milestones_.end(), offset,
                                      [](std::size_t at, const Milestone& each) { return at < each.offset; });
  const auto& last = *std::prev(after);
  return last.code_points + code_points(std::string_view(content_).substr(last.offset, offset - last.offset));
}

Position Source::position(std::size_t offset) const {
  offset = std::min(offset, content_.size());
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  const auto start = *std::prev(after);
  return {static_cast<std::size_t>(after - starts_.begin()),
          code_points_before(offset) - code_points_before(start) + 1};
}

std::size_t Source::line_start(std::size_t number) const { return starts_.at(number - 1); }

std::string_view Source::line(std::size_t number) const {
  const auto begin = starts_.at(number - 1);
  auto end = number < starts_.size() ? starts_[number] - 1 : content_.size();
  if (end > begin && content_[end - 1] == '\r') --end;
  return std::string_view(content_).substr(begin, end - begin);
}

SourcePtr read_source(const std::string& path, Phrase& why, std::size_t most) {
  if (std::error_code error; std::filesystem::is_directory(path, error)) {
    why = system_reason(EISDIR);
    return nullptr;
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    why = system_reason(errno);
    return nullptr;
  }
  std::string content;
  std::array<char, 65536> block;
  while (content.size() <= most && file) {
    const auto wanted = std::min(block.size(), most + 1 - content.size());
    file.read(block.data(), static_cast<std::streamsize>(wanted));
    content.append(block.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) {
    why = system_reason(errno);
    return nullptr;
  }
  return std::make_shared<const Source>(path, std::move(content));
}

}  // namespace shixian::text
