// A line of progress while long files are read.
#pragma once

#include <chrono>
#include <cstdint>

#include "app/command.hpp"
#include "log/read.hpp"

namespace shixian::app {

/// Writes `reading 42%` on the error stream: only on a terminal, after the first second, at most ten times a second.
class Progress {
 public:
  explicit Progress(const Context& context) : context_(context) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  log::Progress callback();
  /// Removes the line.
  void clear();

 private:
  void show(std::uint64_t done, std::uint64_t total);

  using Clock = std::chrono::steady_clock;
  const Context& context_;
  Clock::time_point next_ = Clock::now() + std::chrono::seconds(1);
  bool shown_ = false;
};

}  // namespace shixian::app
