// Ledgers → one log.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "log/log.hpp"
#include "log/mapping/mapping.hpp"

namespace shixian::log {

/// One file to read and how.
struct Input {
  std::string path;  ///< `-` is standard input
  const Mapping* mapping;
  std::string group{};  ///< of the files it belongs to, when the mapping names groups
};

/// Told how far reading is: bytes done, bytes in all (0 when unknown).
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct ReadOptions {
  time::Zone zone;  ///< of mappings that name none
  unsigned threads = 1;
  Progress progress;  ///< may be empty; called from one thread at a time
};

/// Reads all inputs in order into one log. Problems of a cell or row become rejections and the rest is read; problems
/// of a whole file (unreadable, no header, a column that the mapping names and the ledger lacks) are errors in `out`,
/// with a suggestion, and the other files are still read. The result does not depend on the number of threads.
Log read_log(const std::vector<Input>& inputs, const ReadOptions& options, text::Diagnostics& out);

/// Adds one ledger that is already in memory; `name` stands for its path. Does not read the mapping's rosters.
void read_ledger(const std::string& name, std::string_view bytes, const Mapping& mapping, const ReadOptions& options,
                 Log& log, text::Diagnostics& out);

}  // namespace shixian::log
