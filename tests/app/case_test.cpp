#include "app/case.hpp"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "app/surroundings.hpp"
#include "workbook.hpp"

namespace shixian::tests {

namespace fs = std::filesystem;

std::vector<std::string> split_words(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool open = false;
  char quote = 0;
  for (const char c : line) {
    if (quote) {
      if (c == quote)
        quote = 0;
      else
        word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
      open = true;
    } else if (c == ' ') {
      if (open || !word.empty()) words.push_back(std::exchange(word, {}));
      open = false;
    } else {
      word += c;
    }
  }
  if (open || !word.empty()) words.push_back(word);
  return words;
}

Case parse_case(const std::string& text) {
  Case made;
  std::string* section = &made.about;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("=== ")) {
      if (section) *section += line + '\n';
      continue;
    }
    const auto words = split_words(line.substr(4));
    const auto rest = line.size() > 4 + words.at(0).size() ? line.substr(5 + words[0].size()) : std::string();
    if (words[0] == "file") {
      made.files.push_back({words.at(1), {words.begin() + 2, words.end()}, {}});
      section = &made.files.back().content;
    } else if (words[0] == "run") {
      made.runs.push_back({rest, 0, {}, {}});
      section = nullptr;
    } else if (words[0] == "exit") {
      made.runs.back().exit = std::stoi(rest);
      section = nullptr;
    } else if (words[0] == "out") {
      section = &made.runs.back().out;
    } else if (words[0] == "err") {
      section = &made.runs.back().err;
    } else {
      throw std::runtime_error("unknown section: " + line);
    }
  }
  return made;
}

std::string print_case(const Case& one) {
  std::string text = one.about;
  for (const auto& file : one.files) {
    text += "=== file " + file.name;
    for (const auto& flag : file.flags) text += " " + flag;
    text += "\n" + file.content;
  }
  for (const auto& run : one.runs) {
    text += "=== run " + run.arguments + "\n=== exit " + std::to_string(run.exit) + "\n=== out\n" + run.out;
    if (!run.err.empty()) text += "=== err\n" + run.err;
  }
  return text;
}

namespace {

std::string gzipped(const std::string& bytes) {
  std::string packed(bytes.size() + 1024, '\0');
  z_stream stream{};
  constexpr int window_and_gzip = 15 + 16, memory = 8;
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_and_gzip, memory, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string encoded(const File& file) {
  std::string bytes;
  for (const char c : file.content) {
    const bool crlf = std::find(file.flags.begin(), file.flags.end(), "crlf") != file.flags.end();
    bytes += c == '\n' && crlf ? std::string("\r\n") : std::string(1, c);
  }
  for (const auto& flag : file.flags) {
    if (flag == "xlsx") bytes = workbook(bytes);
    if (flag == "gzip") bytes = gzipped(bytes);
    if (flag == "bom") bytes = "\xEF\xBB\xBF" + bytes;
    if (flag == "no-newline" && bytes.ends_with('\n')) bytes.pop_back();
    if (flag != "gb18030" && flag != "utf-16le") continue;
    UErrorCode status = U_ZERO_ERROR;
    std::string out(bytes.size() * 4 + 16, '\0');
    const auto size = ucnv_convert(flag.c_str(), "utf-8", out.data(), static_cast<int32_t>(out.size()), bytes.data(),
                                   static_cast<int32_t>(bytes.size()), &status);
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    bytes = out.substr(0, static_cast<std::size_t>(size));
    if (flag == "utf-16le") bytes = "\xFF\xFE" + bytes;
  }
  return bytes;
}

class Folder {
 public:
  Folder() : before_(fs::current_path()) {
    auto pattern = (fs::temp_directory_path() / "shixian-case-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
    path_ = pattern;
    fs::current_path(path_);
  }
  ~Folder() {
    fs::current_path(before_);
    fs::remove_all(path_);
  }

 private:
  fs::path before_, path_;
};

}  // namespace

Run perform(const std::string& arguments) {
  std::ostringstream out, err;
  const app::Surroundings surroundings{
      out,
      err,
      false,
      false,
      [](const char*) { return std::string(); },
      [] { return time::Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22)); },
      SHIXIAN_ROOT "/build/shixian",
      2};
  Run run{arguments, 0, {}, {}};
  run.exit = app::run(split_words(arguments), surroundings);
  run.out = out.str();
  run.err = err.str();
  return run;
}

Case perform(const Case& one) {
  const Folder folder;
  for (const auto& file : one.files) {
    if (const auto parent = fs::path(file.name).parent_path(); !parent.empty()) fs::create_directories(parent);
    std::ofstream(file.name, std::ios::binary) << encoded(file);
  }
  auto done = one;
  for (auto& run : done.runs) run = perform(run.arguments);
  return done;
}

namespace {

std::vector<std::string> all_cases() {
  std::vector<std::string> names;
  const fs::path folder = SHIXIAN_ROOT "/tests/cases";
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".case") names.push_back(fs::relative(entry.path(), folder).string());
  std::sort(names.begin(), names.end());
  return names;
}

class GoldenCase : public testing::TestWithParam<std::string> {};

TEST_P(GoldenCase, PrintsWhatTheFileSays) {
  const auto path = std::string(SHIXIAN_ROOT "/tests/cases/") + GetParam();
  std::ifstream file(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto expected = parse_case(text);
  ASSERT_FALSE(expected.runs.empty()) << "the case runs nothing";
  const auto found = perform(expected);
  if (const char* update = std::getenv("UPDATE_EXPECT"); update && *update) {
    std::ofstream(path, std::ios::binary) << print_case(found);
    return;
  }
  for (std::size_t i = 0; i < expected.runs.size(); ++i) {
    SCOPED_TRACE("shixian " + expected.runs[i].arguments);
    EXPECT_EQ(expected.runs[i].exit, found.runs[i].exit);
    EXPECT_EQ(expected.runs[i].out, found.runs[i].out);
    EXPECT_EQ(expected.runs[i].err, found.runs[i].err);
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, GoldenCase, testing::ValuesIn(all_cases()), [](const auto& param) {
  std::string name = param.param;
  for (auto& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});

}  // namespace

}  // namespace shixian::tests
