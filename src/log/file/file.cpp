#include "log/file/file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "text/system.hpp"

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

/// Pieces of a mapped file: what was passed is given back to the system, so that it does not count as memory used.
class Mapped final : public Pieces {
 public:
  explicit Mapped(std::string_view bytes) : bytes_(bytes) {}

  std::string_view next() override {
    if (at_ > 0) ::madvise(const_cast<char*>(bytes_.data()) + at_ - step, step, MADV_DONTNEED);
    const auto piece = bytes_.substr(at_, step);
    at_ += step;
    if (piece.size() < step) at_ = bytes_.size();
    return piece;
  }
  std::uint64_t done() const override { return at_; }

 private:
  static constexpr std::size_t step = std::size_t{1} << 20;
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace

LedgerFile::LedgerFile(std::string name, std::string_view bytes)
    : name_(std::move(name)), bytes_(bytes), packing_(packing_of(bytes)) {}

std::optional<LedgerFile> LedgerFile::open(const std::string& path, text::Phrase& why) {
  const Descriptor file{path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat about {};
  if (file.number < 0 || ::fstat(file.number, &about) != 0) {
    why = text::system_reason(errno);
    return std::nullopt;
  }
  if (S_ISREG(about.st_mode) && about.st_size > 0 && file.number != STDIN_FILENO) {
    const auto size = static_cast<std::size_t>(about.st_size);
    if (auto* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0); mapped != MAP_FAILED) {
      ::madvise(mapped, size, MADV_SEQUENTIAL);
      LedgerFile result(path, {static_cast<const char*>(mapped), size});
      result.holder_ = std::shared_ptr<const void>(mapped, [size](void* start) { ::munmap(start, size); });
      result.mapped_ = true;
      return result;
    }
  }
  auto bytes = std::make_shared<std::string>();
  if (!read_all(file.number, *bytes)) {
    why = text::system_reason(errno);
    return std::nullopt;
  }
  LedgerFile result(path, *bytes);
  result.holder_ = std::move(bytes);
  return result;
}

std::string_view LedgerFile::start() {
  constexpr std::size_t enough = std::size_t{256} << 10;
  if (packing_ == Packing::none) return bytes_.substr(0, enough);
  if (unpacked_) return std::string_view(*unpacked_).substr(0, enough);
  if (!start_) {
    start_ = std::make_shared<std::string>();
    const auto parts = pieces();
    for (auto piece = parts->next(); !piece.empty() && start_->size() < enough; piece = parts->next())
      start_->append(piece);
    if (parts->failure) damage_ = parts->failure;
    start_->resize(std::min(start_->size(), enough));
  }
  return *start_;
}

std::string_view LedgerFile::whole() {
  if (packing_ == Packing::none) return bytes_;
  if (!unpacked_) {
    unpacked_ = std::make_shared<std::string>();
    const auto parts = pieces();
    for (auto piece = parts->next(); !piece.empty(); piece = parts->next()) unpacked_->append(piece);
    if (parts->failure) damage_ = parts->failure;
  }
  return *unpacked_;
}

std::unique_ptr<Pieces> LedgerFile::pieces() const {
  if (mapped_ && packing_ == Packing::none) return std::make_unique<Mapped>(bytes_);
  return unpack(packing_, bytes_);
}

}  // namespace shixian::log
