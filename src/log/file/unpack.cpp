#include "log/file/unpack.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace shixian::log {

namespace {

constexpr std::size_t piece_size = std::size_t{256} << 10;

text::Phrase cut_short() {
  return {"the packed file is cut short; what it holds up to there was read. Fetch it anew",
          "压缩文件不完整；已读取其前面的部分。请重新获取该文件"};
}

text::Phrase damaged() {
  return {"the packed file is damaged; what it holds up to there was read. Fetch it anew",
          "压缩文件已损坏；已读取其前面的部分。请重新获取该文件"};
}

text::Phrase unpack_it() { return {"unpack it and give the unpacked file", "先解压再给出解压后的文件"}; }

class Plain final : public Pieces {
 public:
  explicit Plain(std::string_view bytes) : bytes_(bytes) {}

  std::string_view next() override {
    const auto piece = bytes_.substr(at_, piece_size);
    at_ += piece.size();
    return piece;
  }
  std::uint64_t done() const override { return at_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

class Gzip final : public Pieces {
 public:
  explicit Gzip(std::string_view bytes) : bytes_(bytes), buffer_(piece_size) {
    constexpr int window_and_gzip = 15 + 16;
    open_ = inflateInit2(&stream_, window_and_gzip) == Z_OK;
    if (!open_) failure = damaged();
  }
  ~Gzip() override {
    if (open_) inflateEnd(&stream_);
  }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  std::string_view next() override {
    if (failure || ended_) return {};
    stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_out = static_cast<uInt>(buffer_.size());
    while (stream_.avail_out > 0 && !failure && !ended_) step();
    const auto count = buffer_.size() - stream_.avail_out;
    unpacked_ += count;
    if (is_bomb(unpacked_, at_)) return failure = bomb(unpacked_, unpack_it()), std::string_view{};
    return {buffer_.data(), count};
  }
  std::uint64_t done() const override { return at_; }

 private:
  void step() {
    const auto rest = bytes_.substr(at_);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest.data()));
    stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(rest.size(), std::numeric_limits<uInt>::max()));
    const auto before = stream_.avail_in;
    const auto code = inflate(&stream_, Z_NO_FLUSH);
    at_ += before - stream_.avail_in;
    if (code == Z_STREAM_END)
      begin_member();
    else if (code == Z_BUF_ERROR || (code == Z_OK && at_ == bytes_.size() && stream_.avail_out > 0))
      failure = cut_short();
    else if (code != Z_OK)
      failure = damaged();
  }

  /// After a member another may follow, or zeros that fill the last block of a tape.
  void begin_member() {
    if (packing_of(bytes_.substr(at_)) == Packing::gzip) {
      inflateReset(&stream_);
      return;
    }
    ended_ = true;
    if (bytes_.find_first_not_of('\0', at_) != bytes_.npos) failure = damaged();
    at_ = bytes_.size();
  }

  std::string_view bytes_;
  std::vector<char> buffer_;
  z_stream stream_{};
  std::size_t at_ = 0;
  std::uint64_t unpacked_ = 0;
  bool open_ = false, ended_ = false;
};

class Zstd final : public Pieces {
 public:
  explicit Zstd(std::string_view bytes) : bytes_(bytes), buffer_(piece_size), stream_(ZSTD_createDStream()) {
    constexpr int largest_window = 27;  // 128 MiB
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, largest_window);
  }
  ~Zstd() override { ZSTD_freeDStream(stream_); }
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;

  std::string_view next() override {
    if (failure || at_ == bytes_.size()) return {};
    ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
    ZSTD_inBuffer in{bytes_.data(), bytes_.size(), at_};
    while (out.pos < out.size && in.pos < in.size && !failure) {
      const auto wanted = ZSTD_decompressStream(stream_, &out, &in);
      if (ZSTD_isError(wanted))
        failure = damaged();
      else if (in.pos == in.size && wanted != 0 && out.pos < out.size)
        failure = cut_short();
    }
    at_ = in.pos;
    unpacked_ += out.pos;
    if (is_bomb(unpacked_, at_)) return failure = bomb(unpacked_, unpack_it()), std::string_view{};
    return {buffer_.data(), out.pos};
  }
  std::uint64_t done() const override { return at_; }

 private:
  std::string_view bytes_;
  std::vector<char> buffer_;
  ZSTD_DStream* stream_;
  std::size_t at_ = 0;
  std::uint64_t unpacked_ = 0;
};

}  // namespace

Packing packing_of(std::string_view bytes) {
  if (bytes.starts_with("\x1F\x8B")) return Packing::gzip;
  if (bytes.starts_with("\x28\xB5\x2F\xFD")) return Packing::zstd;
  return Packing::none;
}

std::string_view name(Packing packing) {
  switch (packing) {
    case Packing::gzip:
      return "gzip";
    case Packing::zstd:
      return "zstd";
    case Packing::none:
      break;
  }
  return "";
}

std::unique_ptr<Pieces> unpack(Packing packing, std::string_view bytes) {
  switch (packing) {
    case Packing::gzip:
      return std::make_unique<Gzip>(bytes);
    case Packing::zstd:
      return std::make_unique<Zstd>(bytes);
    case Packing::none:
      break;
  }
  return std::make_unique<Plain>(bytes);
}

bool is_broken(const text::Phrase& failure) { return failure == cut_short() || failure == damaged(); }

text::Phrase bomb(std::uint64_t unpacked, const text::Phrase& remedy) {
  return text::phrase(
      "more than {0} MiB come out of it, over {1} times its size: it looks like a file made to fill the memory, and "
      "was "
      "read no further. If it is sound, {2}",
      "解压后超过 {0} MiB，达到原大小的 {1} 倍以上，像是专为耗尽内存而制作的文件，不再读取。如确认无误，请{3}",
      unpacked >> 20, highest_ratio, remedy.english, remedy.chinese);
}

}  // namespace shixian::log
