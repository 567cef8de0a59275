#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <thread>

#include "app/surroundings.hpp"

int main(int count, char** words) {
  using namespace shixian;
  std::ios::sync_with_stdio(false);
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  const app::Surroundings surroundings{
      std::cout,
      std::cerr,
      isatty(STDOUT_FILENO) == 1,
      isatty(STDERR_FILENO) == 1,
      [](const char* name) {
        const char* value = std::getenv(name);
        return std::string(value ? value : "");
      },
      [] { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); },
      ignored ? std::string(words[0]) : program.string(),
      std::max(1u, std::thread::hardware_concurrency())};
  try {
    const auto code = app::run({words + 1, words + count}, surroundings);
    std::cout.flush();
    if (!std::cout) {
      std::cerr << "shixian: the output could not be written\n";
      return app::incomplete;
    }
    return code;
  } catch (const std::exception& problem) {
    std::cerr << "shixian: internal error: " << problem.what() << '\n';
    return app::incomplete;
  }
}
