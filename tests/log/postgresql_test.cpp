// Against a server of its own, which the test sets up in a temporary folder and stops again.
#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <thread>

#include "support.hpp"

namespace shixian::log {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

constexpr auto programs = "/usr/lib/postgresql/15/bin";
constexpr auto password = "pa55-word", owners_password = "0wner-word";

int free_port() {
  const auto listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(listener, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(listener);
  return ntohs(address.sin_port);
}

class Server {
 public:
  Server() {
    auto name = (fs::temp_directory_path() / "shixian-pg-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    if (::geteuid() == 0) {  // as which PostgreSQL does not run
      user_ = ::getpwnam("postgres") ? ::getpwnam("postgres") : ::getpwnam("nobody");
      if (::chown(folder_.c_str(), user_->pw_uid, user_->pw_gid) != 0) return;
    }
    std::ofstream(folder_ / "word") << owners_password << '\n';
    const auto data = (folder_ / "data").string();
    const auto made = start({"initdb", "-D", data, "-U", "owner", "--pwfile", folder_ / "word", "-A", "scram-sha-256",
                             "-E", "UTF8", "--locale", "C", "--no-sync"});
    int status = 0;
    if (::waitpid(made, &status, 0) != made || status != 0) return;
    port = free_port();
    process_ = start({"postgres", "-D", data, "-p", std::to_string(port), "-c", "listen_addresses=127.0.0.1", "-c",
                      "unix_socket_directories=" + folder_.string(), "-c", "fsync=off", "-c", "max_connections=10"});
    constexpr auto most_waits = 600;
    for (auto i = 0; i < most_waits && ::waitpid(process_, &status, WNOHANG) == 0; ++i) {
      if ((ready_ = PQping(way("postgres", "owner").c_str()) == PQPING_OK)) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    if (!ready_) return;
    run("postgres", "CREATE DATABASE oa");
    run("oa", "CREATE ROLE audit LOGIN PASSWORD '" + std::string(password) + "'");
  }

  ~Server() {
    if (process_ > 0) {
      ::kill(process_, SIGQUIT);
      ::waitpid(process_, nullptr, 0);
    }
    fs::remove_all(folder_);
  }

  std::string way(const std::string& database, const std::string& user) const {
    return fmt::format("host=127.0.0.1 port={} dbname={} user={}", port, database, user);
  }

  /// Runs statements as the owner of all. The first cell of the last result.
  std::string run(const std::string& database, const std::string& statements) const {
    auto* connection = PQconnectdb((way(database, "owner") + " password=" + owners_password).c_str());
    auto* result = PQexec(connection, statements.c_str());
    EXPECT_STREQ(PQresultErrorMessage(result), "");
    std::string cell = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    PQfinish(connection);
    return cell;
  }

  std::string said() const {
    std::ostringstream all;
    all << std::ifstream(folder_ / "said").rdbuf();
    return all.str();
  }
  bool ready() const { return ready_; }

  int port = 0;

 private:
  /// A program that ends when the test does.
  pid_t start(std::vector<std::string> words) const {
    const auto program = fs::path(programs) / words.front();
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const auto child = ::fork();
    if (child != 0) return child;
    if (user_ && (::setgroups(0, nullptr) != 0 || ::setgid(user_->pw_gid) != 0 || ::setuid(user_->pw_uid) != 0))
      ::_exit(1);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    const auto output = ::open((folder_ / "said").c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    if (::chdir(folder_.c_str()) == 0) ::execv(program.c_str(), arguments.data());
    ::_exit(1);
  }

  fs::path folder_;
  const passwd* user_ = nullptr;
  pid_t process_ = 0;
  bool ready_ = false;
};

class Postgresql : public testing::Test {
 public:
  static void SetUpTestSuite() {
    if (!fs::exists(fs::path(programs) / "postgres")) return;
    for (const auto* name : {"PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE", "PGOPTIONS"})
      ::unsetenv(name);
    ::setenv("PGPASSFILE", "/nonexistent", 1);
    server = std::make_unique<Server>();
  }
  static void TearDownTestSuite() { server.reset(); }

 protected:
  void SetUp() override {
    if (!server) GTEST_SKIP() << "there is no PostgreSQL 15 under " << programs;
    ASSERT_TRUE(server->ready()) << server->said();
    ::setenv("PGPASSWORD", password, 1);
  }

  Ledger read_query(const std::string& query, const std::string& more = "time-zone: Asia/Shanghai\n") const {
    return read_from(server->way("oa", "audit"), query, more);
  }

  static Ledger read_from(const std::string& way, const std::string& query, const std::string& more = "") {
    Ledger ledger;
    auto mapping = mapping_of("database: x=y\nquery: x\n" + more +
                              "attributes: {case: case, unit: unit, urgent: urgent}\nevent: event\ntime: time\n");
    mapping.database.text = way;
    mapping.query.text = query;
    for (const auto& own : files_of(mapping, ledger.out))
      ledger.log = read_log({{own.path, &mapping}}, {*time::Zone::find("Asia/Shanghai"), 4, {}}, ledger.out);
    return ledger;
  }

  /// What is said of a query, without the place of the mapping.
  std::string said_of(const std::string& query) const { return without_place(said(read_query(query).out)); }
  static std::string said_of_way(const std::string& way) { return without_place(said(read_from(way, "SELECT 1").out)); }
  static std::string without_place(const std::string& message) {
    EXPECT_EQ(message.find(password), std::string::npos);
    return std::regex_replace(message, std::regex("^[0-9]+:[0-9]+: "), "");
  }

  static inline std::unique_ptr<Server> server;
};

std::string without_rows(const std::string& events) {
  return std::regex_replace(events, std::regex("(^|\n)[0-9]+:"), "$1");
}

TEST_F(Postgresql, Rows) {
  server->run("oa", R"(
CREATE TABLE log("case" bigint, event text, time timestamptz, unit text, urgent boolean, picture bytea);
SET TimeZone = 'Asia/Shanghai';
INSERT INTO log VALUES (1, '受理', '2020-06-18 14:05:00', '甲', true), (1, '答复', '2020-06-19 00:00:00.123456', NULL, false),
  (2, '受理', '2020-12-31 23:59:59.5', '', NULL);
GRANT SELECT ON log TO audit;)");
  const auto query = R"(SELECT "case", event, time, unit, urgent FROM log ORDER BY time)";
  const auto [log, out] = read_query(query);
  EXPECT_EQ(said(out), "");
  EXPECT_EQ(rejections_of(log), "");
  EXPECT_EQ(events_of(log), R"(1:3 受理 2020-06-18T14:05:00+08:00 case=1 unit=甲 urgent=true
2:3 答复 2020-06-19T00:00:00.123456+08:00 case=1 urgent=false
3:3 受理 2020-12-31T23:59:59.5+08:00 case=2
)");
  const auto twin = read(R"(case,event,time,unit,urgent
1,受理,2020-06-18T14:05:00+08:00,甲,true
1,答复,2020-06-19T00:00:00.123456+08:00,,false
2,受理,2020-12-31T23:59:59.5+08:00,,
)");
  EXPECT_EQ(without_rows(events_of(log)), without_rows(events_of(twin.log)));
  const auto& origin = log.events.origins().at(0);
  EXPECT_EQ(origin.file, "postgresql:oa@127.0.0.1");
  EXPECT_EQ(origin.description, (text::Phrase{"PostgreSQL, query", "PostgreSQL，查询"}));
  EXPECT_EQ(origin.columns, (std::vector<std::string>{"case", "event", "time", "unit", "urgent"}));
  EXPECT_EQ(origin.rows, 3u);

  // The same instants, and days of the mapping's zone, whatever the server's is.
  EXPECT_EQ(events_of(read_query(query, "time-zone: America/New_York\n").log),
            "1:3 受理 2020-06-18T02:05:00-04:00 case=1 unit=甲 urgent=true\n"
            "2:3 答复 2020-06-18T12:00:00.123456-04:00 case=1 urgent=false\n"
            "3:3 受理 2020-12-31T10:59:59.5-05:00 case=2\n");
  const auto days = R"(SELECT "case", event, time::date AS time, unit, urgent FROM log ORDER BY log.time LIMIT 2)";
  EXPECT_EQ(events_of(read_query(days, "time-zone: America/New_York\n").log),
            "1:3 受理 2020-06-18 case=1 unit=甲 urgent=true\n2:3 答复 2020-06-18 case=1 urgent=false\n");
  EXPECT_EQ(events_of(read_query(days, "time-zone: \"-03:30\"\n").log),
            "1:3 受理 2020-06-18 case=1 unit=甲 urgent=true\n2:3 答复 2020-06-18 case=1 urgent=false\n");
  EXPECT_EQ(events_of(read_query(query, "time-zone: \"+05:30\"\n").log).substr(0, 41),
            "1:3 受理 2020-06-18T11:35:00+05:30 case");

  const auto none = read_query(std::string(query) + " LIMIT 0 -- none");
  EXPECT_EQ(said(none.out), "");
  EXPECT_EQ(none.log.events.origins().at(0).columns, origin.columns);
  EXPECT_EQ(none.log.events.origins().at(0).rows, 0u);

  const auto bytes = read_query(R"(SELECT "case", event, time, '\x89504e47'::bytea AS unit, urgent FROM log LIMIT 1)");
  EXPECT_EQ(
      rejections_of(bytes.log),
      "1 unit 'x'89504E47'': holds bytes, not text; leave the column out of the query, or convert it there (event "
      "kept)\n");

  const auto many = read_query(
      "SELECT n AS case, 'a' AS event, timestamptz '2020-01-01 00:00+08' + n * interval '1 minute' AS time, 'unit ' || "
      "n "
      "% 7 AS unit, n % 2 = 0 AS urgent FROM generate_series(1, 200000) AS n");
  EXPECT_EQ(said(many.out), "");
  EXPECT_EQ(many.log.events.size(), 200'000u);
  EXPECT_EQ(many.log.events.origins().at(0).rows, 200'000u);
  EXPECT_EQ(many.log.events.where(199'999).row, 200'000u);
}

TEST_F(Postgresql, OnlyReading) {
  server->run("oa", R"(
CREATE TABLE t(x int);
CREATE SEQUENCE numbers;
CREATE FUNCTION add() RETURNS int LANGUAGE sql AS 'INSERT INTO t VALUES (1) RETURNING x';
CREATE TABLE secret(x int);
GRANT ALL ON t, numbers TO audit;
GRANT CREATE ON SCHEMA public TO audit;)");
  constexpr auto refused =
      "'postgresql:oa@127.0.0.1': the query does something else than read [bad-log] | write a single SELECT statement";
  for (const auto* query :
       {"INSERT INTO t VALUES (1)", "CREATE TABLE copied AS SELECT * FROM t", "SELECT x INTO copied FROM t",
        "DROP TABLE t", "COPY t TO PROGRAM 'cat'", "COPY t TO STDOUT", "SET TRANSACTION READ WRITE", "COMMIT",
        "DO 'BEGIN INSERT INTO t VALUES (1); END'", "-- nothing"})
    EXPECT_EQ(said_of(query), refused) << query;
  EXPECT_EQ(said_of("INSERT INTO t VALUES (1) RETURNING x"), refused);
  for (const auto* call : {"add()", "nextval('numbers')"}) EXPECT_EQ(said_of("SELECT "s + call), refused) << call;
  EXPECT_EQ(server->run("oa", "SELECT count(*) FROM t"), "0");
  EXPECT_EQ(server->run("oa", "SELECT is_called FROM numbers"), "f");

  constexpr auto one = "write it as PostgreSQL understands it, as one SELECT statement";
  const auto wrong = [](const std::string& why, const std::string& help) {
    return "'postgresql:oa@127.0.0.1': the query cannot be run: " + why + " [bad-log] | " + help;
  };
  EXPECT_EQ(said_of("SELECT set_config('transaction_read_only', 'off', false)"),
            wrong("transaction read-write mode must be set before any query", one));
  EXPECT_EQ(said_of("SELECT 1; DROP TABLE t"), wrong("cannot insert multiple commands into a prepared statement", one));
  EXPECT_EQ(said_of("SELECT 甲 FORM t"), wrong("syntax error at or near \"t\", at character 15 of the query", one));
  EXPECT_EQ(said_of("SELECT y FROM t"), wrong("column \"y\" does not exist, at character 8 of the query", one));
  EXPECT_EQ(said_of("SELECT * FROM nothing"),
            wrong("relation \"nothing\" does not exist, at character 15 of the query",
                  "look at the name: its schema may have to stand before it, and capital letters need double quotes"));
  EXPECT_EQ(said_of("SELECT * FROM secret"),
            wrong("permission denied for table secret", "ask for the right to read it: GRANT SELECT ON … TO the user"));
  EXPECT_EQ(said_of("SELECT * FROM t WHERE x = $1"),
            "'postgresql:oa@127.0.0.1': the query has places for values (such as $1), and there are no values for them "
            "[bad-log] | write the values themselves");

  // A server that goes away on the way.
  const auto gone = read_query(
      "SELECT n AS case, 'a' AS event, date '2020-06-18' AS time, CASE n WHEN 5000 THEN "
      "pg_terminate_backend(pg_backend_pid())::text END AS unit, false AS urgent FROM generate_series(1, 100000) AS n");
  EXPECT_EQ(without_place(said(gone.out)),
            fmt::format("'postgresql:oa@127.0.0.1': the query failed after {} rows: terminating connection due to "
                        "administrator command [bad-log]",
                        gone.log.events.size()));
  EXPECT_GT(gone.log.events.size(), 0u);
  EXPECT_LT(gone.log.events.size(), 100'000u);
}

TEST_F(Postgresql, WaysThatDoNotLeadThere) {
  const auto at_server = [&](const std::string& why, const std::string& help, const std::string& database = "oa") {
    return fmt::format(
        "'postgresql:{}@127.0.0.1': the database cannot be reached: connection to server at "
        "\"127.0.0.1\", port {} failed: {} [bad-log] | {}",
        database, server->port, why, help);
  };
  constexpr auto look =
      "look at dbname and user in the mapping, and at the password in the environment (PGPASSWORD) or "
      "in ~/.pgpass";
  EXPECT_EQ(said_of_way(server->way("none", "audit")),
            at_server("FATAL: database \"none\" does not exist", look, "none"));
  ::setenv("PGPASSWORD", "another-word", 1);
  const auto refused = said_of_way(server->way("oa", "audit"));
  EXPECT_EQ(refused, at_server("FATAL: password authentication failed for user \"audit\"", look));
  ::unsetenv("PGPASSWORD");
  EXPECT_EQ(said_of_way(server->way("oa", "audit")),
            at_server("fe_sendauth: no password supplied",
                      "give the password in the environment (PGPASSWORD) or in ~/.pgpass"));
  const auto closed = free_port();
  EXPECT_EQ(said_of_way(fmt::format("postgresql://audit@127.0.0.1:{}/oa", closed)),
            fmt::format("'postgresql:oa@127.0.0.1': the database cannot be reached: connection to server at "
                        "\"127.0.0.1\", port {} failed: Connection refused Is the server running on that host and "
                        "accepting TCP/IP connections? [bad-log] | look at host, port, dbname and user in the mapping, "
                        "and whether the server runs and admits this computer",
                        closed));
}

TEST(PostgresqlAddress, APasswordInItIsNeverRepeated) {
  const auto said_of = [](const std::string& path) {
    const auto mapping = default_mapping();
    Ledger ledger;
    ledger.log = read_log({{path, &mapping}}, {time::Zone::utc(), 1, {}}, ledger.out);
    return said(ledger.out);
  };
  for (const auto* path :
       {"postgresql:host=h user=u password=pa55", "postgresql://u:pa55@h/oa", "postgresql:postgresql://u:pa55@h/oa",
        "postgresql://h/oa?p%61ssword=pa55", "postgresql:host=h sslpassword=pa55"})
    EXPECT_EQ(
        said_of(path),
        "'postgresql:': a password does not belong in what is kept and passed on [bad-log] | take it out; give it in "
        "the environment (PGPASSWORD) or in ~/.pgpass")
        << path;
  for (const auto* path : {"postgresql:host=h pa55", "postgresql://u:pa/55@h/oa", "postgresql://u:12/55@h/oa",
                           "postgresql:dbname=postgresql://u:pa55@h/oa", "postgresql:pasword=pa55"})
    EXPECT_EQ(said_of(path),
              "'postgresql:': the way to the database cannot be understood [bad-log] | write it as 'host=localhost "
              "port=5432 dbname=oa user=audit'; values with blanks need single quotes")
        << path;
  EXPECT_EQ(
      said_of("postgresql:host=h dbname=oa"),
      "'postgresql:': a database needs a query [bad-log] | add 'query: SELECT …', whose columns are then those of "
      "the ledger");
}

}  // namespace
}  // namespace shixian::log
