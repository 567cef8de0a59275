#include "text/system.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

#include "text/suggest.hpp"

namespace shixian::text {

namespace fs = std::filesystem;

Phrase system_reason(int number) {
  const std::string english = std::strerror(number);
  switch (number) {
    case ENOENT:
      return {english, "没有这个文件或目录"};
    case EACCES:
    case EPERM:
      return {english, "没有读取权限"};
    case EISDIR:
      return {english, "这是目录，不是文件"};
    case ENOTDIR:
      return {english, "路径中有一段不是目录"};
    case ENAMETOOLONG:
      return {english, "名称太长"};
    case EIO:
      return {english, "读取设备出错"};
    default:
      return verbatim(english);
  }
}

Phrase similar_file(const std::string& path) {
  constexpr std::size_t most = 10'000;
  const fs::path wanted(path);
  const auto folder = wanted.has_parent_path() ? wanted.parent_path() : fs::path(".");
  const std::vector stem{wanted.stem().string()};
  std::vector<std::string> names;  // those of which more is alike than the ending
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end && names.size() < most; at.increment(error))
    if (nearest(at->path().stem().string(), stem)) names.push_back(at->path().filename().string());
  if (names.empty()) return {};
  std::sort(names.begin(), names.end());
  const auto near = nearest(wanted.filename().string(), names).value_or(names.front());
  return phrase("did you mean '{}'?", "是否想写“{}”？", (wanted.parent_path() / near).string());
}

}  // namespace shixian::text
