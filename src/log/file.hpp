// The bytes of a file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace shixian::log {

/// All bytes of a file: mapped where that is possible, read otherwise. They stay as long as this does.
class FileBytes {
 public:
  /// `-` is standard input. nullopt: it cannot be read, with the system's reason in `why`.
  static std::optional<FileBytes> open(const std::string& path, std::string& why);

  std::string_view view() const { return view_; }

 private:
  std::shared_ptr<const void> holder_;
  std::string_view view_;
};

}  // namespace shixian::log
