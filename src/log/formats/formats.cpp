#include <array>
#include <vector>

#include "log/formats/format.hpp"

namespace shixian::log {

namespace formats {
#define X(symbol) extern const Format symbol;
#include "log/formats/formats.def"
#undef X
}  // namespace formats

namespace {

constexpr std::array all{
#define X(symbol) &formats::symbol,
#include "log/formats/formats.def"
#undef X
};

/// What a file that no format reads is, by its first bytes, and what to do.
struct Foreign {
  std::string_view start;
  text::Phrase what, remedy;
};

const std::vector<Foreign>& foreign() {
  static const text::Phrase unpack{"unpack it first", "请先解压"};
  static const text::Phrase save{"open it and save it as .xlsx or as CSV", "请打开后另存为 .xlsx 或 CSV"};
  static const text::Phrase web_page{"a web page (some systems export one under the name .xls)",
                                     "网页（有的系统把网页以 .xls 之名导出）"};
  static const text::Phrase packed_twice{"packed twice", "重复压缩的文件"};
  static const std::vector<Foreign> known{
      {"\x1F\x8B", packed_twice, unpack},
      {"\x28\xB5\x2F\xFD", packed_twice, unpack},
      {"\xFD"
       "7zXZ",
       {"compressed (xz)", "xz 压缩文件"},
       unpack},
      {"BZh", {"compressed (bzip2)", "bzip2 压缩文件"}, unpack},
      {"7z\xBC\xAF", {"a 7z archive", "7z 压缩包"}, unpack},
      {"Rar!", {"a RAR archive", "RAR 压缩包"}, unpack},
      {"%PDF-", {"a PDF document", "PDF 文档"}, save},
      {"<?xml", {"an XML document", "XML 文档"}, save},
      {"<html", web_page, save},
      {"<!DOCTYPE html", web_page, save},
  };
  return known;
}

/// The first bytes of the compound files that old Excel, old WPS and password protection write (MS-CFB).
constexpr std::string_view compound = "\xD0\xCF\x11\xE0";

Foreign compound_file(LedgerFile& file) {
  constexpr std::string_view stream = "EncryptedPackage";
  std::string wide;  // as its directory holds it, in UTF-16LE
  for (const auto c : stream) wide += {c, '\0'};
  if (file.whole().find(wide) != std::string_view::npos)
    return {compound,
            {"an Excel workbook that is protected by a password", "加了密码的 Excel 工作簿"},
            {"open it with its password and save it without one (in Excel: File, Info, Protect Workbook)",
             "请用密码打开，去除密码后保存（Excel 中选“文件”“信息”“保护工作簿”）"}};
  return {compound,
          {"an old workbook (.xls of Excel, .et of WPS)", "旧版工作簿（Excel 的 .xls 或 WPS 的 .et）"},
          {"open it in Excel or WPS and save it as .xlsx", "请在 Excel 或 WPS 中打开，另存为 .xlsx"}};
}

const Format* refuse(const LedgerFile& file, const Foreign& foreign, text::Diagnostics& out) {
  out.error(text::Code::bad_log, {},
            {fmt::format("'{}' is {}, which cannot be read", file.name(), foreign.what.english),
             fmt::format("“{}”是{}，不能读取", file.name(), foreign.what.chinese)})
      .with_help(foreign.remedy);
  return nullptr;
}

}  // namespace

const Format* format_of(LedgerFile& file, text::Diagnostics& out) {
  for (const auto* format : all)
    if (format != all.back() && format->recognises(file)) return format;
  if (file.start().starts_with(compound)) return refuse(file, compound_file(file), out);
  for (const auto& known : foreign())
    if (file.start().starts_with(known.start)) return refuse(file, known, out);
  return all.back();
}

}  // namespace shixian::log
