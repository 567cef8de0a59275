#include <array>

#include "log/format.hpp"

namespace shixian::log {

namespace formats {
#define X(symbol) extern const Format symbol;
#include "log/formats.def"
#undef X
}  // namespace formats

namespace {

constexpr std::array all{
#define X(symbol) &formats::symbol,
#include "log/formats.def"
#undef X
};

/// What a file that no format reads is, by its first bytes.
struct Foreign {
  std::string_view start;
  text::Phrase what;
};

const std::array<Foreign, 12>& foreign() {
  static const text::Phrase workbook{"an Excel workbook (.xlsx) or another ZIP archive",
                                     "Excel 工作簿（.xlsx）或其他 ZIP 压缩包"};
  static const text::Phrase web_page{"a web page (some systems export one under the name .xls)",
                                     "网页（有的系统把网页以 .xls 之名导出）"};
  static const std::array<Foreign, 12> known{{
      {"PK\x03\x04", workbook},
      {"\xD0\xCF\x11\xE0", {"an old Excel workbook (.xls)", "旧版 Excel 工作簿（.xls）"}},
      {"\x1F\x8B", {"compressed (gzip)", "gzip 压缩文件"}},
      {"\x28\xB5\x2F\xFD", {"compressed (zstd)", "zstd 压缩文件"}},
      {"\xFD"
       "7zXZ",
       {"compressed (xz)", "xz 压缩文件"}},
      {"BZh", {"compressed (bzip2)", "bzip2 压缩文件"}},
      {"7z\xBC\xAF", {"a 7z archive", "7z 压缩包"}},
      {"Rar!", {"a RAR archive", "RAR 压缩包"}},
      {"%PDF-", {"a PDF document", "PDF 文档"}},
      {"<?xml", {"an XML document", "XML 文档"}},
      {"<html", web_page},
      {"<!DOCTYPE html", web_page},
  }};
  return known;
}

text::Phrase remedy(std::string_view start) {
  const bool packed = start == "\x1F\x8B" || start == "\x28\xB5\x2F\xFD" || start.ends_with("7zXZ") || start == "BZh" ||
                      start == "7z\xBC\xAF" || start == "Rar!";
  if (packed) return {"unpack it first", "请先解压"};
  return {"open it and save it as CSV (in Excel: Save As, CSV UTF-8)",
          "请打开后另存为 CSV（Excel 中选“另存为”“CSV UTF-8”）"};
}

}  // namespace

const Format* format_of(LedgerFile& file, text::Diagnostics& out) {
  for (const auto* format : all)
    if (format != all.back() && format->recognises(file)) return format;
  for (const auto& [start, what] : foreign()) {
    if (!file.start().starts_with(start)) continue;
    out.error(text::Code::bad_log, {},
              {fmt::format("'{}' is {}, which cannot be read", file.name(), what.english),
               fmt::format("“{}”是{}，不能读取", file.name(), what.chinese)})
        .with_help(remedy(start));
    return nullptr;
  }
  return all.back();
}

}  // namespace shixian::log
