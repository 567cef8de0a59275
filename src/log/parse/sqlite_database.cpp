#include "log/parse/sqlite_database.hpp"

#include <fmt/format.h>

#include "log/parse/records.hpp"

namespace shixian::log {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

namespace {

/// The file as a URI that opens it for reading alone.
std::string uri_of(const std::string& path, bool unchanging) {
  std::string uri = "file://";
  for (const auto c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       "/-._~"sv.find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri + (unchanging ? "?mode=ro&immutable=1" : "?mode=ro");
}

/// Reading is all that a query may do, and functions that reach outside the database are none of it.
int only_reading(void* refused, int action, const char*, const char* name, const char*, const char*) {
  if (action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE) return SQLITE_OK;
  if (action == SQLITE_FUNCTION && sqlite3_stricmp(name, "load_extension") != 0) return SQLITE_OK;
  *static_cast<bool*>(refused) = true;
  return SQLITE_DENY;
}

/// The size of its pages by the first bytes; 0 when that is none.
std::size_t page_size(std::string_view bytes) {
  constexpr std::size_t header_size = 100, at = 16, smallest = 512;
  if (bytes.size() < header_size) return 0;
  const auto size = static_cast<unsigned char>(bytes[at]) * 256U + static_cast<unsigned char>(bytes[at + 1]);
  if (size == 1) return 65536;
  return size < smallest || (size & (size - 1)) != 0 ? 0 : size;
}

constexpr std::size_t write_version = 18, read_version = 19;
constexpr char plain_version = 1, log_version = 2;

}  // namespace

SqliteDatabase::Look SqliteDatabase::Look::at(const std::string& path) {
  std::error_code error;
  Look look;
  look.size = fs::file_size(path, error);
  look.written = fs::last_write_time(path, error);
  if (const auto log = path + "-wal"; fs::exists(log, error)) look.log_size = fs::file_size(log, error);
  return look;
}

bool SqliteDatabase::changed() const { return !path_.empty() && Look::at(path_) != look_; }

std::optional<SqliteFailure> SqliteDatabase::open(LedgerFile& file) {
  const auto bytes = file.on_disk() ? file.packed() : file.whole();
  const auto size = page_size(bytes);
  if (size == 0) return failure(SQLITE_NOTADB);
  // SQLite reads what is missing of the last page as zeros.
  if (bytes.size() % size != 0) return failure(SQLITE_CORRUPT);
  const bool with_log = bytes[read_version] == log_version;
  const auto code = file.on_disk() ? open_file(file.name(), with_log) : open_bytes(bytes, with_log);
  if (code != SQLITE_OK) return failure(code);
  restrict();
  return std::nullopt;
}

/// Where nothing waits in a write-ahead log the file is taken not to change, because SQLite would make files beside it
/// otherwise; whether it stayed so is looked at in the end.
int SqliteDatabase::open_file(const std::string& name, bool with_log) {
  std::error_code error;
  const auto path = fs::canonical(name, error).string();
  const auto look = Look::at(path);
  size_ = look.size + look.log_size;
  const bool unchanging = with_log && look.log_size == 0;
  if (unchanging) path_ = path, look_ = look;
  return connect(uri_of(path, unchanging).c_str(), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

int SqliteDatabase::open_bytes(std::string_view bytes, bool with_log) {
  size_ = bytes.size();
  if (with_log) {  // which memory has none of
    copy_ = bytes;
    copy_[write_version] = copy_[read_version] = plain_version;
    bytes = copy_;
  }
  if (const auto code = connect(":memory:", SQLITE_OPEN_READWRITE); code != SQLITE_OK) return code;
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  auto* start = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
  return sqlite3_deserialize(get(), "main", start, size, size, SQLITE_DESERIALIZE_READONLY);
}

int SqliteDatabase::connect(const char* name, int flags) {
  sqlite3* database = nullptr;
  const auto code = sqlite3_open_v2(name, &database, flags, nullptr);
  database_.reset(database);
  return code;
}

void SqliteDatabase::restrict() {
  constexpr int wait_for_a_writer = 2000;  // ms
  auto* database = get();
  sqlite3_busy_timeout(database, wait_for_a_writer);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // A misspelt column in double quotes is an error, not a text.
  sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, static_cast<int>(longest_record));
  sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
  // One transaction: tables, columns and rows are those of one moment.
  sqlite3_exec(database, "PRAGMA query_only = ON; PRAGMA cell_size_check = ON; BEGIN", nullptr, nullptr, nullptr);
  sqlite3_set_authorizer(database, &only_reading, &refused_);
}

SqliteFailure SqliteDatabase::failure(int code) const {
  const std::string said = database_ ? sqlite3_errmsg(database_.get()) : sqlite3_errstr(code);
  const auto with = [&](std::string_view english, std::string_view chinese) {
    return text::Phrase{fmt::format("{} ({})", english, said), fmt::format("{}（{}）", chinese, said)};
  };
  switch (code & 0xFF) {
    case SQLITE_CORRUPT:
      return {with("the database is damaged or cut short", "数据库已损坏或不完整"),
              {"copy it once more from where it is kept, or rescue it with 'sqlite3 FILE .recover'",
               "请从原处重新复制，或用“sqlite3 文件 .recover”抢救"}};
    case SQLITE_NOTADB:
      return {with("the database is damaged or encrypted", "数据库已损坏或经过加密"),
              {"save it without encryption in the program that writes it, or copy it once more",
               "请在写入它的程序中另存为不加密的文件，或重新复制"}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {with("another program is writing to the database", "另一个程序正在写入此数据库"),
              {"run this again when it is done, or read a copy", "请待其写完后再运行，或改读副本"}};
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      return {
          with("changes that belong to the database wait in a file beside it (-wal or -journal) and cannot be taken "
               "in here",
               "旁边的文件（-wal 或 -journal）里还有尚未写入数据库的改动，在此处无法读入"),
          {"open the database once in the program that writes it; or copy it and the file beside it to a folder "
           "that can be written to",
           "请在写入它的程序中打开一次；或把它和旁边的文件一起复制到可写的文件夹"}};
    case SQLITE_TOOBIG:
      return {text::phrase("a row is longer than {} MiB", "有一行超过 {} MiB", longest_record >> 20),
              {"leave long columns out of the query", "请在查询中去掉过长的列"}};
    default:
      return {with("the database cannot be read", "无法读取数据库"),
              {"look whether it opens with the program 'sqlite3'", "请看它能否用 sqlite3 程序打开"}};
  }
}

}  // namespace shixian::log
