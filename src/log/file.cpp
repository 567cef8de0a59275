#include "log/file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace shixian::log {

namespace {

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number > STDIN_FILENO) ::close(number);
  }
};

/// false: reading failed, and errno says why.
bool read_all(int descriptor, std::string& bytes) {
  std::array<char, std::size_t{1} << 16> buffer;
  for (;;) {
    const auto count = ::read(descriptor, buffer.data(), buffer.size());
    if (count == 0) return true;
    if (count > 0)
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
    else if (errno != EINTR)
      return false;
  }
}

}  // namespace

std::optional<FileBytes> FileBytes::open(const std::string& path, std::string& why) {
  const Descriptor file{path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  FileBytes result;
  struct stat about {};
  if (file.number < 0 || ::fstat(file.number, &about) != 0) {
    why = std::strerror(errno);
    return std::nullopt;
  }
  if (S_ISREG(about.st_mode) && about.st_size > 0 && file.number != STDIN_FILENO) {
    const auto size = static_cast<std::size_t>(about.st_size);
    if (auto* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0); mapped != MAP_FAILED) {
      ::madvise(mapped, size, MADV_SEQUENTIAL);
      result.holder_ = std::shared_ptr<const void>(mapped, [size](void* start) { ::munmap(start, size); });
      result.view_ = {static_cast<const char*>(mapped), size};
      return result;
    }
  }
  auto bytes = std::make_shared<std::string>();
  if (!read_all(file.number, *bytes)) {
    why = std::strerror(errno);
    return std::nullopt;
  }
  result.view_ = *bytes;
  result.holder_ = std::move(bytes);
  return result;
}

}  // namespace shixian::log
