// Golden cases: one readable file holds the files, the commands, and what they must print.
#pragma once

#include <string>
#include <vector>

namespace shixian::tests {

/// A case file is text before the first `=== ` line (what it shows), then sections:
///   === file NAME [bom] [crlf] [gb18030] [utf-16le] [gzip] [xlsx]   content of a file in the folder the commands run in;
///     `xlsx`: a workbook, described as tests/workbook.hpp says
///   === run ARGUMENTS                      a run of the program; words may be quoted with '…' or "…"
///   === exit N, === out, === err           what that run must give; err may be left out when nothing is printed there
struct Run {
  std::string arguments;
  int exit = 0;
  std::string out, err;
};

struct File {
  std::string name;
  std::vector<std::string> flags;
  std::string content;
};

struct Case {
  std::string about;
  std::vector<File> files;
  std::vector<Run> runs;
};

Case parse_case(const std::string& text);
std::string print_case(const Case& one);

/// Runs every command of a case in a fresh folder and fills in what it gave.
Case perform(const Case& one);

/// Runs the program once in the current folder.
Run perform(const std::string& arguments);

std::vector<std::string> split_words(const std::string& line);

}  // namespace shixian::tests
