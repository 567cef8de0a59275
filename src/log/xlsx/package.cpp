#include "log/xlsx/package.hpp"

#include <zip.h>

#include <algorithm>
#include <filesystem>

#include "log/parse/xml.hpp"

namespace shixian::log {

namespace {

class Part final : public Pieces {
 public:
  Part(zip* archive, const std::string& name) : buffer_(std::size_t{256} << 10) {
    zip_stat_init(&about_);
    if (zip_stat(archive, name.c_str(), 0, &about_) != 0) {
      failure = text::phrase("the part '{}' is missing", "缺少“{}”这一部分", name);
      return;
    }
    file_ = zip_fopen_index(archive, about_.index, 0);
    if (!file_)
      failure = about_.encryption_method != ZIP_EM_NONE
                    ? text::phrase("the part '{}' is encrypted; take the password off",
                                   "“{}”这一部分已加密；请去除密码", name)
                    : text::phrase("the part '{}' cannot be unpacked", "“{}”这一部分无法解压", name);
  }
  ~Part() override {
    if (file_) zip_fclose(file_);
  }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;

  std::string_view next() override {
    if (failure) return {};
    const auto count = zip_fread(file_, buffer_.data(), buffer_.size());
    if (count < 0) {
      failure = {"the packed file is damaged; what it holds up to there was read. Fetch it anew",
                 "压缩文件已损坏；已读取其前面的部分。请重新获取该文件"};
      return {};
    }
    unpacked_ += static_cast<std::uint64_t>(count);
    if (is_bomb(unpacked_, about_.comp_size)) {
      failure = bomb(unpacked_, {"save the sheet as CSV and give that", "把工作表另存为 CSV 再给出"});
      return {};
    }
    return {buffer_.data(), static_cast<std::size_t>(count)};
  }

  std::uint64_t done() const override {
    if (about_.size == 0) return 0;
    return static_cast<std::uint64_t>(static_cast<double>(unpacked_) * static_cast<double>(about_.comp_size) /
                                      static_cast<double>(about_.size));
  }

 private:
  std::vector<char> buffer_;
  zip_stat_t about_{};
  zip_file_t* file_ = nullptr;
  std::uint64_t unpacked_ = 0;
};

/// `xl/worksheets/sheet1.xml` from `xl` and `worksheets/sheet1.xml`, or from `/xl/worksheets/sheet1.xml`.
std::string resolved(const std::filesystem::path& folder, std::string_view target) {
  const auto path = (folder / target).lexically_normal().generic_string();
  return path.starts_with('/') ? path.substr(1) : path;
}

class RelationReader final : public XmlReader {
 public:
  explicit RelationReader(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    const auto type = attributes.get("Type");
    relations.push_back({std::string(attributes.get("Id")), std::string(type.substr(type.rfind('/') + 1)),
                         resolved(folder_, attributes.get("Target"))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<Relation> relations;

 private:
  std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<Package> Package::open(std::string_view bytes, text::Phrase& why) {
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  if (!archive) {
    if (source) zip_source_free(source);
    why = {"it is a damaged or cut off Excel workbook (or another ZIP archive)",
           "这是损坏或不完整的 Excel 工作簿（或其他 ZIP 压缩包）"};
  }
  zip_error_fini(&error);
  return archive ? std::unique_ptr<Package>(new Package(archive)) : nullptr;
}

Package::~Package() { zip_discard(archive_); }

bool Package::has(const std::string& part) const { return zip_name_locate(archive_, part.c_str(), 0) >= 0; }

std::unique_ptr<Pieces> Package::pieces(const std::string& part) const {
  return std::make_unique<Part>(archive_, part);
}

std::uint64_t Package::size_of(const std::string& part) const {
  zip_stat_t about;
  zip_stat_init(&about);
  return zip_stat(archive_, part.c_str(), 0, &about) == 0 ? about.size : 0;
}

std::vector<Relation> Package::relations(const std::string& part, text::Phrase& why) const {
  const std::filesystem::path path(part);
  const auto folder = path.parent_path();
  const auto name = (folder / "_rels" / (path.filename().string() + ".rels")).generic_string();
  if (!has(name)) return {};
  RelationReader reader(folder);
  if (auto failure = read_xml(*pieces(name), reader)) why = std::move(*failure);
  return std::move(reader.relations);
}

}  // namespace shixian::log
