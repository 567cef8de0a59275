#include "report/markup.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "text/width.hpp"

namespace shixian::report {

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text::plain(text)) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string link_to_file(const std::string& path, const std::string& folder) {
  if (path.empty() || path == "-" || path.find("://") != std::string::npos || path.find('\0') != std::string::npos)
    return {};
  namespace fs = std::filesystem;
  const auto from = fs::absolute(folder.empty() ? "." : folder).lexically_normal();
  const auto relative = fs::absolute(path).lexically_normal().lexically_relative(from).string();
  std::string encoded;
  for (const char c : relative) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view("/.-_~").find(c) != std::string_view::npos;
    encoded += kept ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

}  // namespace shixian::report
