// A SQLite database, opened so that nothing can be written: neither to it, nor beside it, nor by what it holds.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "log/file/file.hpp"
#include "text/phrase.hpp"

namespace shixian::log {

/// What went wrong with a database, and how to mend it.
struct SqliteFailure {
  text::Phrase what, help;
};

class SqliteDatabase {
 public:
  SqliteDatabase() = default;
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  /// Opens a file where it lies, and any other bytes from memory; they must stay. What waits in a write-ahead log
  /// beside the file is read with it. Statements may do nothing but read.
  std::optional<SqliteFailure> open(LedgerFile& file);

  sqlite3* get() const { return database_.get(); }
  /// How many bytes it has, with what waits in its write-ahead log.
  std::uint64_t size() const { return size_; }
  /// Why it cannot be read further, by SQLite's code and its own words.
  SqliteFailure failure(int code) const;
  /// Whether the file was written to since it was opened, in a way that its locks do not keep from the rows.
  bool changed() const;
  /// Whether a statement was refused because it would do something else than read.
  bool refused() const { return refused_; }

 private:
  struct Closer {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  /// How a file looked at a time.
  struct Look {
    std::uintmax_t size = 0, log_size = 0;
    std::filesystem::file_time_type written{};

    static Look at(const std::string& path);
    bool operator==(const Look&) const = default;
  };

  int open_file(const std::string& name, bool with_log);
  int open_bytes(std::string_view bytes, bool with_log);
  int connect(const char* name, int flags);
  void restrict();

  std::string path_;  // of a file that is taken not to change
  Look look_;
  std::string copy_;
  std::uint64_t size_ = 0;
  bool refused_ = false;
  std::unique_ptr<sqlite3, Closer> database_;
};

}  // namespace shixian::log
