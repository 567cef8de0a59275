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

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

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

struct Format {
  const char* name;
  void (*write)(std::ostream& out, std::uint64_t rows);
};

// A further format is a function above and a line here.
constexpr std::array formats{Format{"csv", &write_csv}, Format{"jsonl", &write_jsonl}, Format{"xes", &write_xes}};

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
