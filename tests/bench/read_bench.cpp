// How fast ledgers of each format are read, and with how much memory. On an optimised build:
//     cmake --preset release -B build/bench -DBUILD_TESTING=ON
//     cmake --build build/bench --target bench_read
//     build/bench/tests/bench/bench_read [ROWS [THREADS]]
// writes ledgers of ROWS and of twice as many rows (1,000,000 and 2,000,000 unless given) with ten columns into a
// temporary folder, one at a time, and reads each without a mapping in a process of its own. Peak memory is that of the
// process; what of a mapped file lies in memory counts, so that CSV and JSON lines include the file.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <unordered_map>

#include "log/read.hpp"

namespace {

using namespace shixian;

constexpr std::size_t columns = 10;
constexpr std::array<const char*, columns> names{"case",   "event",   "time",  "title",  "unit",
                                                 "person", "channel", "level", "amount", "note"};
using Row = std::array<std::string, columns>;

/// Four events a case, as a work plan's ledger has them.
Row row(std::uint64_t number) {
  static constexpr std::array<const char*, 4> events{"政策.印发", "解读.发布", "意见.征集", "结果.公开"};
  static constexpr std::array<const char*, 6> units{"市发展和改革委员会", "市卫生健康局", "市生态环境局",
                                                    "市住房和城乡建设局", "市教育局",     "市市场监督管理局"};
  static constexpr std::array<const char*, 5> subjects{"优化营商环境", "老旧小区改造", "防汛抗旱应急预案",
                                                       "义务教育招生", "医疗保障待遇"};
  static constexpr std::array<const char*, 3> channels{"门户网站", "微信公众号", "新闻发布会"};
  const auto mixed = number * 0x9E3779B97F4A7C15ULL >> 32;
  const auto which = number / 4;
  return {fmt::format("黔府办发〔{}〕{}号", 2015 + which % 9, which),
          events[number % events.size()],
          fmt::format("{}-{:02}-{:02} {:02}:{:02}", 2015 + which % 9, 1 + mixed % 12, 1 + mixed % 28, 8 + mixed % 10,
                      mixed % 60),
          fmt::format("关于印发{}实施方案（第{}批）的通知", subjects[mixed % subjects.size()], 1 + mixed % 40),
          units[which % units.size()],
          fmt::format("经办人{}", mixed % 2000),
          channels[mixed % channels.size()],
          mixed % 10 == 0 ? "重大" : "一般",
          fmt::format("{}.{:02}", mixed % 100000, mixed % 100),
          mixed % 5 == 0 ? fmt::format("经复核，第{}次修改，无异议", mixed % 7) : ""};
}

void write_csv(std::ostream& out, std::uint64_t rows) {
  for (std::size_t i = 0; i < columns; ++i) out << (i > 0 ? "," : "") << names[i];
  out << '\n';
  for (std::uint64_t number = 0; number < rows; ++number) {
    const auto cells = row(number);
    for (std::size_t i = 0; i < columns; ++i) out << (i > 0 ? "," : "") << cells[i];
    out << '\n';
  }
}

void write_jsonl(std::ostream& out, std::uint64_t rows) {
  for (std::uint64_t number = 0; number < rows; ++number) {
    const auto cells = row(number);
    for (std::size_t i = 0; i < columns; ++i)
      out << (i > 0 ? ",\"" : "{\"") << names[i] << "\":" << (i == 8 ? "" : "\"") << cells[i] << (i == 8 ? "" : "\"");
    out << "}\n";
  }
}

void write_xes(std::ostream& out, std::uint64_t rows) {
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1849-2016\" "
         "xmlns=\"http://www.xes-standard.org/\">\n";
  for (std::uint64_t number = 0; number < rows; ++number) {
    const auto cells = row(number);
    if (number % 4 == 0) out << "<trace>\n<string key=\"concept:name\" value=\"" << cells[0] << "\"/>\n";
    out << "<event>\n<string key=\"concept:name\" value=\"" << cells[1] << "\"/>\n<date key=\"time:timestamp\" value=\""
        << cells[2] << "\"/>\n";
    for (std::size_t i = 3; i < columns; ++i)
      if (!cells[i].empty()) out << "<string key=\"" << names[i] << "\" value=\"" << cells[i] << "\"/>\n";
    out << "</event>\n";
    if (number % 4 == 3 || number + 1 == rows) out << "</trace>\n";
  }
  out << "</log>\n";
}

/// A part of a workbook on its way to disk.
std::string part_path(const char* name) {
  return (std::filesystem::temp_directory_path() / fmt::format("shixian-bench-{}-{}", ::getpid(), name)).string();
}

/// Texts are shared and times are serial numbers, as Excel writes them.
void write_xlsx(std::ostream& out, std::uint64_t rows) {
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string relations =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  std::unordered_map<std::string, std::size_t> texts;
  std::ofstream sheet(part_path("sheet")), strings(part_path("strings"));
  strings << "<sst xmlns=\"" << main << "\">";
  const auto shared = [&](const std::string& text) {
    const auto [found, fresh] = texts.try_emplace(text, texts.size());
    if (fresh) strings << "<si><t>" << text << "</t></si>";
    return found->second;
  };
  const auto cell = [&](std::size_t column, std::uint64_t row, const std::string& text) {
    if (!text.empty())
      sheet << fmt::format("<c r=\"{}{}\" t=\"s\"><v>{}</v></c>", static_cast<char>('A' + column), row, shared(text));
  };
  sheet << "<worksheet xmlns=\"" << main << "\"><sheetData><row r=\"1\">";
  for (std::size_t i = 0; i < columns; ++i) cell(i, 1, names[i]);
  for (std::uint64_t number = 0; number < rows; ++number) {
    const auto cells = row(number);
    const auto at = number + 2;
    sheet << "</row><row r=\"" << at << "\">";
    for (std::size_t i = 0; i < columns; ++i)
      if (i == 2)
        sheet << fmt::format(
            "<c r=\"C{}\" s=\"1\"><v>{:.10f}</v></c>", at,
            42000.0 + static_cast<double>(number % 3000) + static_cast<double>(number % 1440) / 1440.0);
      else if (i == 8)
        sheet << fmt::format("<c r=\"I{}\"><v>{}</v></c>", at, cells[i]);
      else
        cell(i, at, cells[i]);
  }
  sheet << "</row></sheetData></worksheet>";
  strings << "</sst>";
  sheet.close();
  strings.close();
  const auto book = part_path("book");
  auto* archive = zip_open(book.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  const auto point = [&](const char* id, const char* type, const char* to) {
    return fmt::format("<Relationship Id=\"{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, kinds, type, to);
  };
  const std::array<std::pair<const char*, std::string>, 4> small{
      {{"_rels/.rels", relations + point("w", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
       {"xl/workbook.xml", fmt::format("<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets><sheet name=\"S\" sheetId=\"1\" "
                                       "r:id=\"s\"/></sheets></workbook>",
                                       main, kinds)},
       {"xl/_rels/workbook.xml.rels", relations + point("s", "worksheet", "sheet.xml") +
                                          point("t", "sharedStrings", "strings.xml") +
                                          point("y", "styles", "styles.xml") + "</Relationships>"},
       {"xl/styles.xml", "<styleSheet xmlns=\"" + main +
                             "\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>"
                             "</styleSheet>"}}};
  for (const auto& [name, text] : small)
    zip_file_add(archive, name, zip_source_buffer(archive, text.data(), text.size(), 0), 0);
  for (const auto* part : {"sheet", "strings"})
    zip_file_add(archive, fmt::format("xl/{}.xml", part).c_str(),
                 zip_source_file(archive, part_path(part).c_str(), 0, -1), 0);
  zip_close(archive);
  out << std::ifstream(book, std::ios::binary).rdbuf();
  for (const auto* part : {"sheet", "strings", "book"}) std::filesystem::remove(part_path(part));
}

struct Format {
  const char* name;
  void (*write)(std::ostream& out, std::uint64_t rows);
};

// A further format is a function above and a line here.
constexpr std::array formats{Format{"csv", &write_csv}, Format{"jsonl", &write_jsonl}, Format{"xes", &write_xes},
                             Format{"xlsx", &write_xlsx}};

/// Does it in a process of its own; its peak memory in bytes. 0: it failed.
std::uint64_t apart(const std::function<bool()>& work) {
  std::fflush(stdout);
  const auto child = ::fork();
  if (child == 0) {
    const bool good = work();
    std::fflush(stdout);
    ::_exit(good ? 0 : 1);
  }
  int status = 0;
  struct rusage used {};
  if (child < 0 || ::wait4(child, &status, 0, &used) < 0 || status != 0) return 0;
  return static_cast<std::uint64_t>(used.ru_maxrss) << 10;
}

bool read(const std::string& path, std::uint64_t rows, unsigned threads) {
  const auto mapping = log::default_mapping();
  text::Diagnostics out;
  const auto start = std::chrono::steady_clock::now();
  const auto log = log::read_log({{path, &mapping}}, {*time::Zone::find("Asia/Shanghai"), threads, {}}, out);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  if (out.has_errors() || !log.rejections.empty() || log.events.size() != rows) return false;
  const auto size = static_cast<double>(std::filesystem::file_size(path)) / 1e6;
  fmt::print("{:>9} {:>9.1f} {:>8.2f} {:>12.0f} {:>8.1f} ", rows, size, took.count(),
             static_cast<double>(rows) / took.count(), size / took.count());
  return true;
}

bool measure(const Format& format, const std::string& path, std::uint64_t rows, unsigned threads) {
  const auto written = apart([&] {
    std::ofstream out(path, std::ios::binary);
    format.write(out, rows);
    return out.flush().good();
  });
  fmt::print("{:<6} ", format.name);
  const auto peak = written > 0 ? apart([&] { return read(path, rows, threads); }) : 0;
  if (peak > 0)
    fmt::print("{:>9.1f}\n", static_cast<double>(peak) / 1e6);
  else
    fmt::print("{} rows could not be {}\n", rows, written > 0 ? "read" : "written");
  std::error_code error;
  std::filesystem::remove(path, error);
  return peak > 0;
}

}  // namespace

int main(int count, char** arguments) {
  constexpr std::uint64_t usual = 1'000'000;
  const auto rows = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : usual;
  const auto threads = count > 2 ? static_cast<unsigned>(std::strtoul(arguments[2], nullptr, 10)) : 1U;
  auto folder = (std::filesystem::temp_directory_path() / "shixian-bench-XXXXXX").string();
  if (rows == 0 || ::mkdtemp(folder.data()) == nullptr) return 2;
  fmt::print("{:<6} {:>9} {:>9} {:>8} {:>12} {:>8} {:>9}\n", "format", "rows", "MB", "seconds", "rows/s", "MB/s",
             "peak MB");
  bool good = true;
  for (const auto& format : formats)
    for (const auto times : {1U, 2U}) good = measure(format, folder + "/ledger", rows * times, threads) && good;
  std::filesystem::remove(folder);
  return good ? 0 : 1;
}
