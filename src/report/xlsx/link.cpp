#include "report/xlsx/link.hpp"

#include <filesystem>

#include "log/place.hpp"
#include "text/width.hpp"

namespace shixian::report::xlsx {

namespace fs = std::filesystem;

namespace {

std::string relative_to(const fs::path& folder, const fs::path& file) {
  const bool outside = *folder.lexically_normal().begin() == "..";
  const bool alike = folder.is_absolute() == file.is_absolute() && !outside;
  std::error_code ignored;
  const auto whole = [&](const fs::path& path) {
    return (alike ? path : fs::absolute(path, ignored)).lexically_normal();
  };
  return whole(file).lexically_relative(whole(folder)).string();
}

/// Whether an address means that file: these characters have a meaning in it, and what is no plain text has none.
bool can_be_address(const std::string& path) {
  return !path.empty() && path.find_first_of("#?%") == std::string::npos && text::plain(path) == path;
}

}  // namespace

Links::Links(const Report& report) : report_(report) {
  for (const auto& origin : report.log.events.origins()) {
    std::error_code unreadable;
    const bool file = fs::is_regular_file(origin.file, unreadable);
    const fs::path folder = report.folder.empty() ? "." : report.folder;
    auto path = file ? relative_to(folder, origin.file) : std::string();
    files_.push_back(can_be_address(path) ? "external:" + path : std::string());
  }
}

std::string Links::to(const log::Where& where) const {
  const auto& file = files_[where.origin];
  const auto& origin = report_.log.events.origins()[where.origin];
  const auto cell = log::cell_of(origin, where);
  if (file.empty() || cell.empty() || origin.sheet.empty() || text::plain(origin.sheet) != origin.sheet) return file;
  std::string sheet;
  for (const auto c : origin.sheet) sheet += c == '\'' ? std::string("''") : std::string(1, c);
  return file + "#'" + sheet + "'!" + cell;
}

}  // namespace shixian::report::xlsx
