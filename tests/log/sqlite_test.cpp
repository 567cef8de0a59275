#include <sqlite3.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "support.hpp"

namespace shixian::log {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

void run(sqlite3* database, const std::string& statements) {
  ASSERT_EQ(sqlite3_exec(database, statements.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
}

/// The bytes of a database that some statements make.
std::string database_of(const std::string& statements) {
  sqlite3* database = nullptr;
  sqlite3_open(":memory:", &database);
  run(database, statements);
  sqlite3_int64 size = 0;
  auto* start = sqlite3_serialize(database, "main", &size, 0);
  std::string bytes(reinterpret_cast<const char*>(start), static_cast<std::size_t>(size));
  sqlite3_free(start);
  sqlite3_close(database);
  return bytes;
}

class Folder {
 public:
  Folder() {
    auto name = (fs::temp_directory_path() / "shixian sqlite ?#% XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

  std::string write(const std::string& name, std::string_view bytes) const {
    std::ofstream(*this / name, std::ios::binary) << bytes;
    return *this / name;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator(path_)) all.push_back(entry.path().filename().string());
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  fs::path path_;
};

Ledger read_file(const std::string& path, const Mapping& mapping = default_mapping()) {
  Ledger ledger;
  ledger.log = read_log({{path, &mapping}}, {*time::Zone::find("Asia/Shanghai"), 4, {}}, ledger.out);
  return ledger;
}

std::string gzipped(const std::string& bytes) {
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
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

/// What is said of a database when a query is put to it, on one line.
std::string said_of_query(const std::string& query, const std::string& bytes) {
  auto mapping = default_mapping();
  mapping.query = {query, {}};
  return said(read(bytes, mapping).out);
}

const auto few_rows = database_of(R"(
CREATE TABLE log(id INTEGER PRIMARY KEY, "case" TEXT, event TEXT, time TEXT, unit TEXT);
INSERT INTO log VALUES (7, '1', '受理', '2020-06-18', '甲'), (9, '2', '受理', '2020-06-20', '乙'),
  (8, '1', '答复', '2020-06-19 14:05', NULL);)");

const auto three = mapping_of(
    "query: SELECT \"case\" AS 件, event, time FROM log WHERE time >= '2020-06-19' ORDER BY "
    "time DESC -- newest first\n"
    "attributes: {case: 件}\nevent: event\ntime: time\n");

TEST(Sqlite, TheOnlyTable) {
  const auto [log, out] = read(few_rows);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log),
            "1:4 受理 2020-06-18 id=7 case=1 unit=甲\n2:4 答复 2020-06-19T14:05+08:00 id=8 case=1\n"
            "3:4 受理 2020-06-20 id=9 case=2 unit=乙\n");
  const auto& origin = log.events.origins().at(0);
  EXPECT_EQ(origin.description, (text::Phrase{"SQLite, table 'log'", "SQLite，表“log”"}));
  EXPECT_EQ(origin.columns, (std::vector<std::string>{"id", "case", "event", "time", "unit"}));
  EXPECT_EQ(origin.rows, 3u);
}

TEST(Sqlite, AQuery) {
  const auto [log, out] = read(few_rows, three);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "1:3 受理 2020-06-20 case=2\n2:3 答复 2020-06-19T14:05+08:00 case=1\n");
  EXPECT_EQ(log.events.origins().at(0).description, (text::Phrase{"SQLite, query", "SQLite，查询"}));
}

TEST(Sqlite, AQueryWithoutRows) {
  auto mapping = default_mapping();
  mapping.query = {"SELECT \"case\", event, time FROM log WHERE 0;", {}};
  const auto [log, out] = read(few_rows, mapping);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(log.events.origins().at(0).columns, (std::vector<std::string>{"case", "event", "time"}));
  EXPECT_EQ(log.events.origins().at(0).rows, 0u);
}

TEST(Sqlite, AView) {
  const auto [log, out] =
      read(database_of("CREATE VIEW 台账 AS SELECT 1 AS 案件, '受理' AS 事件, '2020-06-18' AS 时间"));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "1:3 受理 2020-06-18 案件=1\n");
  EXPECT_EQ(log.events.origins().at(0).description, (text::Phrase{"SQLite, view '台账'", "SQLite，视图“台账”"}));
}

TEST(Sqlite, ATableWithoutRowNumbersKeepsTheOrderOfItsKey) {
  const auto [log, out] = read(database_of(R"(
CREATE TABLE log("case" PRIMARY KEY, event, time) WITHOUT ROWID;
INSERT INTO log VALUES ('2', 'b', '2020-06-19'), ('1', 'a', '2020-06-18');)"));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "1:3 a 2020-06-18 case=1\n2:3 b 2020-06-19 case=2\n");
}

TEST(Sqlite, AnIndexOverAllColumnsDoesNotReorderTheRows) {
  const auto [log, out] = read(database_of(R"(
CREATE TABLE log("case", event, time);
CREATE INDEX all_columns ON log("case", event, time);
INSERT INTO log VALUES ('2', 'b', '2020-06-19'), ('1', 'a', '2020-06-18');)"));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "1:3 b 2020-06-19 case=2\n2:3 a 2020-06-18 case=1\n");
}

TEST(Sqlite, NumbersAsTheyAre) {
  const auto [log, out] = read(database_of(R"(
CREATE TABLE log("case", event, time, amount);
INSERT INTO log VALUES (-9223372036854775808, 'a', '2020-06-18', 0.1), (2, 'a', '2020-06-18', 2.0),
  (3, 'a', '2020-06-18', 1e21), (4, 'a', '2020-06-18', -1.5e-7), (5, 'a', '2020-06-18', 0.30000000000000004);)"));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log),
            "1:3 a 2020-06-18 case=-9223372036854775808 amount=0.1\n2:3 a 2020-06-18 case=2 amount=2\n"
            "3:3 a 2020-06-18 case=3 amount=1000000000000000000000\n"
            "4:3 a 2020-06-18 case=4 amount=-0.00000015\n"
            "5:3 a 2020-06-18 case=5 amount=0.30000000000000004\n");
}

TEST(Sqlite, CellsThatAreNoText) {
  const auto [log, out] = read(database_of(R"(
CREATE TABLE log("case", event, time, note);
INSERT INTO log VALUES (1, 'a', '2020-06-18', x'89504E47'), (2, 'a', x'', 'x'), (3, x'00', '2020-06-18', 'x'),
  (4, 'a', '2020-06-18', CAST(x'B9F3D1F4' AS TEXT)), (5, 'a', '2020-06-18', zeroblob(100)),
  (6, 'a', '2020-06-18', CAST(zeroblob(16777217) AS TEXT));)"));
  EXPECT_EQ(said(out), "");
  constexpr auto bytes = "holds bytes, not text; leave the column out of the query, or convert it there";
  EXPECT_EQ(rejections_of(log),
            fmt::format("1 note 'x'89504E47'': {0} (event kept)\n2 time 'x''': {0} (event kept)\n"
                        "3 event 'x'00'': {0}\n"
                        "4 note '\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD': holds bytes that are no UTF-8; "
                        "correct the text in the database, or convert it in the query (event kept)\n"
                        "5 note 'x'00000000000000000000000000000000…'': {0} (event kept)\n"
                        "6 note '…': longer than 16 MiB (event kept)\n",
                        bytes));
  EXPECT_EQ(log.events.origins().at(0).lost_rows, 1u);
}

TEST(Sqlite, AFileIsReadWhereItLiesAndNothingIsWrittenBesideIt) {
  const Folder folder;
  for (const auto* mode : {"delete", "wal"}) {
    const auto path = folder / "台账 1.db"s;
    sqlite3* database = nullptr;
    sqlite3_open(path.c_str(), &database);
    run(database, "PRAGMA journal_mode = "s + mode +
                      "; DROP TABLE IF EXISTS log; CREATE TABLE log(\"case\", event, time); "
                      "INSERT INTO log VALUES (1, 'a', '2020-06-18')");
    sqlite3_close(database);
    const auto [log, out] = read_file(path);
    EXPECT_EQ(said(out), "");
    EXPECT_EQ(events_of(log), "1:3 a 2020-06-18 case=1\n");
    EXPECT_EQ(folder.names(), (std::vector<std::string>{"台账 1.db"}));
  }
}

TEST(Sqlite, RowsThatWaitInAWriteAheadLogAreRead) {
  const Folder folder;
  const auto path = folder / "l.db"s;
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  run(database,
      "PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0; CREATE TABLE log(\"case\", event, time); "
      "INSERT INTO log VALUES (1, 'a', '2020-06-18')");
  const auto [log, out] = read_file(path);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "1:3 a 2020-06-18 case=1\n");
  sqlite3_close(database);
}

TEST(Sqlite, PackedAndFromADatabaseWithAWriteAheadLog) {
  const Folder folder;
  const auto path = folder / "l.db"s;
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  run(database,
      "PRAGMA journal_mode = wal; CREATE TABLE log(\"case\", event, time); "
      "INSERT INTO log VALUES (1, 'a', '2020-06-18')");
  sqlite3_close(database);
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  const auto packed = gzipped(bytes.str());
  const auto [log, out] = read_file(folder.write("l.db.gz", packed));
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(events_of(log), "1:3 a 2020-06-18 case=1\n");
  EXPECT_EQ(log.events.origins().at(0).description,
            (text::Phrase{"SQLite, table 'log', gzip", "SQLite，表“log”，gzip"}));
  const auto damaged = read(packed.substr(0, packed.size() - 9));
  EXPECT_EQ(
      said(damaged.out),
      "'l.csv': the packed database is cut short or damaged, and nothing of it was read. Fetch it anew [bad-log]");
}

TEST(Sqlite, LockedByAWriter) {
  const Folder folder;
  const auto path = folder.write("l.db", few_rows);
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  run(database, "BEGIN EXCLUSIVE");
  const auto [log, out] = read_file(path);
  EXPECT_EQ(said(out), "'" + path +
                           "': another program is writing to the database (database is locked) [bad-log] | run this "
                           "again when it is done, or read a copy");
  sqlite3_close(database);
}

TEST(Sqlite, OnlyReading) {
  constexpr auto refused =
      "'l.csv': the query does something else than read [bad-log] | write a single SELECT statement, without functions "
      "that load or write";
  for (const auto* query :
       {"DELETE FROM log", "INSERT INTO log DEFAULT VALUES RETURNING *", "UPDATE log SET time = '' RETURNING *",
        "CREATE TABLE other AS SELECT 1", "DROP TABLE log", "ATTACH '/tmp/other.db' AS other", "PRAGMA user_version",
        "PRAGMA journal_mode = wal", "BEGIN", "VACUUM INTO '/tmp/other.db'", "SELECT load_extension('x')",
        "SELECT * FROM pragma_table_info('log')", "REINDEX", "ANALYZE", "COMMIT"})
    EXPECT_EQ(said_of_query(query, few_rows), refused) << query;
}

TEST(Sqlite, OneStatement) {
  constexpr auto more = "'l.csv': the query is more than one statement [bad-log] | write a single SELECT statement";
  for (const auto* query : {"SELECT 1; SELECT 2", "SELECT 1; DROP TABLE log", "SELECT 1; nonsense", "SELECT 1;;; x"})
    EXPECT_EQ(said_of_query(query, few_rows), more) << query;
  EXPECT_EQ(said_of_query("SELECT 1\0 x"s, few_rows), more);
  constexpr auto empty = "'l.csv': the query is empty [bad-log] | write a single SELECT statement";
  for (const auto* query : {" ", "-- nothing", ";"}) EXPECT_EQ(said_of_query(query, few_rows), empty) << query;
  EXPECT_EQ(said_of_query("SELECT \"case\", event, time FROM log; ; /* done */ -- over", few_rows), "");
}

TEST(Sqlite, WrongQueries) {
  EXPECT_EQ(said_of_query("SELECT * FORM log", few_rows),
            "'l.csv': the query cannot be run: near \"FORM\": syntax error [bad-log] | the tables of the database are: "
            "log");
  EXPECT_EQ(said_of_query("SELECT * FROM logs", few_rows),
            "'l.csv': the query cannot be run: no such table: logs [bad-log] | the tables of the database are: log");
  EXPECT_EQ(said_of_query("SELECT \"cases\" FROM log", few_rows),
            "'l.csv': the query cannot be run: no such column: cases [bad-log] | the tables of the database are: log");
  EXPECT_EQ(said_of_query("SELECT * FROM log WHERE time > :since", few_rows),
            "'l.csv': the query has places for values (such as ? or :name), and there are no values for them [bad-log] "
            "| write the values themselves");
}

TEST(Sqlite, TheMappingIsShownWhereItsQueryIsWrong) {
  const auto mapping = mapping_of("query: SELECT 1 FROM 台账\nevents: [{type: a, time: x}]\n");
  EXPECT_EQ(
      said(read(few_rows, mapping).out),
      "2:8: 'l.csv': the query cannot be run: no such table: 台账 [bad-log] | the tables of the database are: log");
}

TEST(Sqlite, AQueryThatFailsOnTheWay) {
  auto mapping = default_mapping();
  mapping.query = {"SELECT \"case\", event, time, abs(CASE id WHEN 8 THEN -9223372036854775807 - 1 END) FROM log", {}};
  const auto [log, out] = read(few_rows, mapping);
  EXPECT_EQ(said(out),
            "'l.csv': row 2 of the query's result: the query cannot be run: integer overflow; write it as SQLite "
            "understands it [bad-log]");
  EXPECT_EQ(events_of(log), "1:3 受理 2020-06-18 case=1\n");
}

TEST(Sqlite, SeveralTablesOrNone) {
  EXPECT_EQ(said(read(database_of("CREATE TABLE b(x); CREATE TABLE \"a \"\"1\"(x)")).out),
            "'l.csv': the database has 2 tables, and which is meant is not said: a \"1, b [bad-log] | write a query in "
            "the mapping, such as 'query: SELECT * FROM \"a \"\"1\"'");
  EXPECT_EQ(said(read(database_of("CREATE TABLE b(x); DROP TABLE b")).out),
            "'l.csv': the database has no tables [bad-log] | look whether it is the right file");
}

TEST(Sqlite, WhatOfTheMappingIsOfNoUse) {
  const auto sheets = mapping_of("sheet: 2020\nheader: 3\nattributes: {case: case}\nevent: event\ntime: time\n");
  const auto [log, out] = read(few_rows, sheets);
  EXPECT_EQ(said(out),
            "2:8: warning: 'l.csv' is a database and has no sheets: 'sheet' is of no use for it [bad-value] | name the "
            "table by "
            "'query: SELECT … FROM TABLE'\n"
            "1:1: warning: 'l.csv' is a database, whose columns have names of their own: 'header' is of no use for it "
            "[bad-value]");
  EXPECT_EQ(log.events.size(), 3u);
  const auto query = mapping_of("query: SELECT 1\nevent: event\ntime: time\n");
  EXPECT_EQ(said(read("event,time\n", query).out),
            "2:8: 'l.csv' is no database, so there is nothing to ask the query of [bad-value] | take 'query' out; "
            "'skip-rows' and 'when' leave rows out");
}

TEST(Sqlite, PackedAndCutShort) {
  EXPECT_EQ(said(read(gzipped(few_rows).substr(0, 200)).out),
            "'l.csv': the packed database is cut short or damaged, and nothing of it was read. Fetch it anew "
            "[bad-log]");
}

TEST(Sqlite, Damaged) {
  std::string statements = "CREATE TABLE log(\"case\", event, time);";
  for (auto row = 0; row < 500; ++row)
    statements += fmt::format("INSERT INTO log VALUES ({}, '{}', '2020-06-18');", row, std::string(40, 'x'));
  const auto whole = database_of(statements);
  ASSERT_EQ(whole.size() % 4096, 0u);
  constexpr auto cut =
      "'l.csv': the database is damaged or cut short (database disk image is malformed) [bad-log] | copy it once more "
      "from where it is kept, or rescue it with 'sqlite3 FILE .recover'";
  constexpr auto none =
      "'l.csv': the database is damaged or encrypted (file is not a database) [bad-log] | save it without encryption "
      "in "
      "the program that writes it, or copy it once more";
  for (const auto size :
       {std::size_t{1000}, std::size_t{4096}, std::size_t{8192}, whole.size() - 4096, whole.size() - 1})
    EXPECT_EQ(said(read(whole.substr(0, size)).out), cut) << size;
  for (const auto size : {16, 99}) EXPECT_EQ(said(read(whole.substr(0, static_cast<std::size_t>(size))).out), none);
  EXPECT_EQ(said(read(whole.substr(0, 16) + std::string(whole.size() - 16, '\x5A')).out), none);
  auto scratched = whole;
  scratched.replace(3 * 4096, 64, std::string(64, '\x7F'));
  const auto [log, out] = read(scratched);
  EXPECT_EQ(
      said(out),
      fmt::format("'l.csv': row {} of the query's result: the database is damaged or cut short (database disk image "
                  "is malformed); copy it once more from where it is kept, or rescue it with 'sqlite3 FILE "
                  ".recover' [bad-log]",
                  log.events.size() + 1));
  EXPECT_GT(log.events.size(), 0u);
  const Folder folder;
  EXPECT_EQ(
      said(read_file(folder.write("empty.db", "")).out),
      "'" + (folder / "empty.db"s) + "' is empty: a ledger starts with a header that names its columns [bad-log]");
}

}  // namespace
}  // namespace shixian::log
