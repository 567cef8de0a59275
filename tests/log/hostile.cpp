#include "hostile.hpp"

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "workbook.hpp"

namespace shixian::log {

std::string gzipped(const std::string& bytes, int level) {
  z_stream stream{};
  constexpr int window_and_gzip = 15 + 16, memory = 8;
  deflateInit2(&stream, level, Z_DEFLATED, window_and_gzip, memory, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstandard(const std::string& bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 1));
  return packed;
}

std::string database_of(const std::string& statements) {
  sqlite3* database = nullptr;
  sqlite3_open(":memory:", &database);
  EXPECT_EQ(sqlite3_exec(database, statements.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_int64 size = 0;
  auto* start = sqlite3_serialize(database, "main", &size, 0);
  std::string bytes(reinterpret_cast<const char*>(start), static_cast<std::size_t>(size));
  sqlite3_free(start);
  sqlite3_close(database);
  return bytes;
}

std::string stored(const std::map<std::string, std::string>& parts) { return tests::zipped(parts, false); }

std::map<std::string, std::string> parts_of_a_workbook() {
  return tests::workbook_parts(
      "sheet S\nA1 case\nB1 event\nC1 time\nA2 1\nB2 受理\nC2 2020-06-18\nA3 2\nB3 答复\nC3 2020-06-19\n");
}

std::string repeated(std::string_view pattern, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + pattern.size());
  text += pattern;
  while (text.size() < bytes) text += text.substr(0, std::min(text.size(), bytes - text.size() + pattern.size() - 1));
  text.resize(text.size() / pattern.size() * pattern.size());
  return text;
}

std::vector<std::pair<std::string, std::string>> a_ledger_in_every_format() {
  const std::string csv = "case,event,time\n1,受理,2020-06-18\n2,答复,2020-06-19\n";
  std::string tsv = csv;
  for (auto& c : tsv)
    if (c == ',') c = '\t';
  const std::string lines =
      "{\"case\":\"1\",\"event\":\"受理\",\"time\":\"2020-06-18\"}\n"
      "{\"case\":\"2\",\"event\":\"答复\",\"time\":\"2020-06-19\"}\n";
  const std::string xes =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log>\n"
      "<event><string key=\"case\" value=\"1\"/><string key=\"event\" value=\"受理\"/>"
      "<date key=\"time\" value=\"2020-06-18\"/></event>\n"
      "<event><string key=\"case\" value=\"2\"/><string key=\"event\" value=\"答复\"/>"
      "<date key=\"time\" value=\"2020-06-19\"/></event>\n</log>\n";
  const auto database = database_of(
      "CREATE TABLE log(\"case\", event, time); INSERT INTO log VALUES (1, '受理', '2020-06-18'), (2, '答复', "
      "'2020-06-19');");
  return {{"csv", csv},
          {"tsv", tsv},
          {"xlsx", tests::zipped(parts_of_a_workbook())},
          {"jsonl", lines},
          {"xes", xes},
          {"sqlite", database},
          {"csv.gz", gzipped(csv)},
          {"csv.zst", zstandard(csv)}};
}

std::string outcome(const std::string& bytes, const Mapping& mapping, const std::string& name) {
  constexpr std::size_t most_shown = 3;
  Ledger ledger;
  read_ledger(name, bytes, mapping, {*time::Zone::find("Asia/Shanghai"), 2, {}}, ledger.log, ledger.out);
  auto all = said(ledger.out);
  if (!all.empty()) all += '\n';
  all += fmt::format("{} events\n", ledger.log.events.size());
  const auto rejected = ledger.log.rejections.size();
  ledger.log.rejections.resize(std::min(rejected, most_shown));
  all += rejections_of(ledger.log);
  if (rejected > most_shown) all += fmt::format("… {} rejected\n", rejected);
  return all;
}

namespace {

std::string all_of(int descriptor) {
  std::string all;
  std::array<char, 4096> buffer{};
  for (ssize_t count = 0; (count = ::read(descriptor, buffer.data(), buffer.size())) > 0;)
    all.append(buffer.data(), static_cast<std::size_t>(count));
  return all;
}

[[noreturn]] void tell(int descriptor, const std::string& text, bool failed_before) {
  std::size_t told = 0;
  while (told < text.size()) {
    const auto count = ::write(descriptor, text.data() + told, text.size() - told);
    if (count <= 0) break;
    told += static_cast<std::size_t>(count);
  }
  ::_exit(testing::Test::HasFailure() && !failed_before ? EXIT_FAILURE : EXIT_SUCCESS);
}

}  // namespace

std::string within([[maybe_unused]] std::size_t mebibytes, const std::function<std::string()>& reading) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return "no pipe";
  std::fflush(nullptr);  // or the child would print it too
  const bool failed_before = testing::Test::HasFailure();
  const auto child = ::fork();
  if (child < 0) return "no process";
  if (child == 0) {
    ::close(ends[0]);
#ifndef SHIXIAN_SANITIZE
    constexpr rlim_t address_space = rlim_t{6} << 30;  // so that a fault fills no machine
    const rlimit limit{address_space, address_space};
    ::setrlimit(RLIMIT_AS, &limit);
#endif
    tell(ends[1], reading(), failed_before);
  }
  ::close(ends[1]);
  auto told = all_of(ends[0]);
  ::close(ends[0]);
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS) << "status " << status;
#ifndef SHIXIAN_SANITIZE
  EXPECT_LE(used.ru_maxrss / 1024, static_cast<long>(mebibytes));
#endif
  if (std::getenv("SHIXIAN_SHOW_COST"))
    fmt::print("  {} MiB, {:.2f} s\n", used.ru_maxrss / 1024,
               static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                   static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6);
  return told;
}

}  // namespace shixian::log
