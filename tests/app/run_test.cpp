// What golden cases cannot show: files written, terminals, the environment.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "app/case.hpp"
#include "app/surroundings.hpp"

namespace shixian::tests {
namespace {

namespace fs = std::filesystem;

struct Result {
  int exit;
  std::string out, err;
};

Result run_with(const std::string& arguments, bool terminal, std::map<std::string, std::string> environment) {
  std::ostringstream out, err;
  const app::Surroundings surroundings{
      out,
      err,
      terminal,
      terminal,
      [&](const char* name) { return environment[name]; },
      [] { return time::Instant(std::chrono::sys_days(std::chrono::year(2020) / 12 / 31)); },
      SHIXIAN_ROOT "/build/shixian",
      2};
  const auto exit = app::run(split_words(arguments), surroundings);
  return {exit, out.str(), err.str()};
}

const std::string five_minutes = "check -r " SHIXIAN_ROOT "/samples/five-minutes/rules.yaml -m " SHIXIAN_ROOT
                                 "/samples/five-minutes/mapping.yaml " SHIXIAN_ROOT "/samples/five-minutes/台账.csv";

TEST(Run, ColoursOnlyATerminalAndRespectsNoColor) {
  EXPECT_NE(run_with(five_minutes, true, {}).out.find('\x1b'), std::string::npos);
  EXPECT_EQ(run_with(five_minutes, false, {}).out.find('\x1b'), std::string::npos);
  EXPECT_EQ(run_with(five_minutes, true, {{"NO_COLOR", "1"}}).out.find('\x1b'), std::string::npos);
  EXPECT_EQ(run_with(five_minutes, true, {{"TERM", "dumb"}}).out.find('\x1b'), std::string::npos);
  EXPECT_NE(run_with(five_minutes + " --color always", false, {}).out.find('\x1b'), std::string::npos);
  EXPECT_EQ(run_with(five_minutes + " --color never", true, {}).out.find('\x1b'), std::string::npos);
}

TEST(Run, TakesItsLanguageFromTheOptionThenTheEnvironment) {
  const std::string wrong = "chek";
  const std::string english =
      "shixian: error: there is no command 'chek' [bad-usage]\n      = help: did you mean 'check'?\n";
  const std::string chinese = "shixian: 错误: 没有“chek”这个命令 [bad-usage]\n      = 办法：是否想写“check”？\n";
  EXPECT_EQ(run_with(wrong, false, {}).err, english);
  EXPECT_EQ(run_with(wrong, false, {{"LANG", "zh_CN.UTF-8"}}).err, chinese);
  EXPECT_EQ(run_with(wrong, false, {{"LANG", "zh_CN.UTF-8"}, {"LC_ALL", "C"}}).err, english);
  EXPECT_EQ(run_with(wrong, false, {{"LANG", "C"}, {"SHIXIAN_LANG", "zh"}}).err, chinese);
  EXPECT_EQ(run_with(wrong + " --lang=en", false, {{"SHIXIAN_LANG", "zh"}}).err, english);
}

TEST(Run, JudgesAsOfNowWithoutAnAsOf) {
  const auto now = run_with(five_minutes, false, {});
  EXPECT_NE(now.out.find("as of 2020-12-31 08:00:00 Asia/Shanghai"), std::string::npos) << now.out;
}

TEST(Run, SaysWhereItLookedForACalendar) {
  const auto folder = fs::temp_directory_path() / ("shixian-calendars-" + std::to_string(getpid()));
  fs::create_directories(folder);
  const auto ask = "calendar is-working-day 2020-06-17 --calendar somewhere";
  const auto there = ask + (" --calendars " + folder.string());
  EXPECT_EQ(run_with(there, false, {}).err,
            "shixian: error: there is no calendar 'somewhere' [bad-calendar]\n"
            "      = help: looked for in " +
                folder.string() + "; another folder: --calendars FOLDER\n");
  EXPECT_EQ(run_with(there + " --lang zh", false, {}).err,
            "shixian: 错误: 没有“somewhere”这个日历 [bad-calendar]\n"
            "      = 办法：已在 " +
                folder.string() + " 中查找；其他目录请用 --calendars 目录 指明\n");
  EXPECT_NE(run_with(ask, false, {}).err.find("looked for in " SHIXIAN_ROOT "/rules/calendars, where there are china"),
            std::string::npos)
      << run_with(ask, false, {}).err;
  fs::remove_all(folder);
}

TEST(Run, WritesReportsByTheEndingOfTheFile) {
  const auto folder = fs::temp_directory_path() / ("shixian-run-" + std::to_string(getpid()));
  fs::create_directories(folder);
  const auto text = folder / "findings.txt", lines = folder / "findings.jsonl";
  const auto run =
      run_with(five_minutes + " --as-of 2020-12-31 -o " + text.string() + " -o " + lines.string(), true, {});
  EXPECT_EQ(run.exit, 1);
  EXPECT_EQ(run.out, "");
  const auto slurp = [](const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_EQ(slurp(text), run_with(five_minutes + " --as-of 2020-12-31", false, {}).out);
  EXPECT_EQ(slurp(lines), run_with(five_minutes + " --as-of 2020-12-31 --format jsonl", false, {}).out);
  const auto unwritable = run_with(five_minutes + " -o /nowhere/findings.txt", false, {});
  EXPECT_EQ(unwritable.exit, 2);
  EXPECT_EQ(unwritable.err, "shixian: error: cannot write '/nowhere/findings.txt': there is no folder '/nowhere' [bad-usage]\n");
  fs::remove_all(folder);
}

TEST(Run, GatesBySeverityAndStrictness) {
  EXPECT_EQ(run_with(five_minutes, false, {}).exit, 1);
  EXPECT_EQ(run_with(five_minutes + " --fail-on high", false, {}).exit, 1);
  EXPECT_EQ(run_with(five_minutes + " --fail-on never", false, {}).exit, 0);
}

TEST(Run, TellsWhatItDoesOnTheErrorStreamOnly) {
  const auto quiet = run_with(five_minutes + " --as-of 2020-12-31", false, {});
  const auto verbose = run_with(five_minutes + " --as-of 2020-12-31 -v", false, {});
  EXPECT_EQ(quiet.err, "");
  EXPECT_EQ(quiet.out, verbose.out);
  EXPECT_NE(verbose.err.find("5 rows, 8 events"), std::string::npos) << verbose.err;
}

TEST(Run, CompletionIsValidForItsShell) {
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    if (std::system(("command -v " + shell + " >/dev/null 2>&1").c_str()) != 0) continue;
    const auto path = fs::temp_directory_path() / ("shixian-completion-" + std::to_string(getpid()));
    const auto script = run_with("completion " + shell, false, {});
    EXPECT_EQ(script.exit, 0);
    std::ofstream(path) << script.out;
    EXPECT_EQ(std::system((shell + " -n " + path.string()).c_str()), 0) << script.out;
    fs::remove(path);
  }
}

TEST(Run, BashCompletesCommandsAndOptions) {
  const auto path = fs::temp_directory_path() / ("shixian-completion-" + std::to_string(getpid()));
  std::ofstream(path) << run_with("completion bash", false, {}).out;
  const auto complete = [&](const std::string& words, int position) {
    const auto command = "bash -c 'source " + path.string() + "; COMP_WORDS=(" + words +
                         "); COMP_CWORD=" + std::to_string(position) + "; _shixian; echo ${COMPREPLY[*]}' > " +
                         path.string() + ".out";
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::ifstream file(path.string() + ".out");
    std::string line;
    std::getline(file, line);
    return line;
  };
  EXPECT_EQ(complete("shixian ch", 1), "check");
  EXPECT_EQ(complete("shixian calendar d", 2), "deadline");
  EXPECT_EQ(complete("shixian calendar deadline --ex", 3), "--explain");
  EXPECT_EQ(complete("shixian check --as", 2), "--as-of");
  fs::remove(path);
  fs::remove(path.string() + ".out");
}

TEST(Run, AWorkbookIsNotForATerminal) {
  const auto refused = run_with(five_minutes + " --format xlsx --as-of 2020-12-31", true, {{"NO_COLOR", "1"}});
  EXPECT_EQ(refused.exit, 2);
  EXPECT_EQ(refused.out, "");
  EXPECT_EQ(refused.err,
            "shixian: error: --format xlsx: a terminal cannot show it [bad-usage]\n"
            "      = help: write it to a file: -o report.xlsx\n");
  const auto piped = run_with(five_minutes + " --format xlsx --as-of 2020-12-31", false, {});
  EXPECT_EQ(piped.exit, 1);
  EXPECT_EQ(piped.out.substr(0, 4), "PK\x03\x04");
}

}  // namespace
}  // namespace shixian::tests
