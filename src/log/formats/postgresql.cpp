// PostgreSQL: the rows that the mapping's query gives, numbered from 1 in their order. One statement in a transaction
// that can only read and sees one moment; rows come one at a time. Passwords are libpq's matter (PGPASSWORD,
// ~/.pgpass). A query that never ends is stopped as the program is: by an interrupt from the keyboard.
#include <libpq-fe.h>

#include <array>
#include <cstdlib>

#include "log/formats/format.hpp"
#include "log/parse/answer.hpp"
#include "log/rows/cell.hpp"
#include "text/cell.hpp"

namespace shixian::log {

namespace {

struct Closer {
  void operator()(PGconn* server) const { PQfinish(server); }
  void operator()(PGresult* result) const { PQclear(result); }
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
  void operator()(PGcancel* cancel) const { PQfreeCancel(cancel); }
};
template <class T>
using Held = std::unique_ptr<T, Closer>;

/// What went wrong, and how to mend it.
struct Failure {
  text::Phrase what, help;
};

/// Without the line breaks and tabs of libpq's messages.
std::string on_one_line(std::string_view message) {
  std::string result;
  for (const auto c : message) {
    const bool blank = c == '\n' || c == '\t' || c == ' ';
    if (!blank) result += c;
    if (blank && !result.empty() && result.back() != ' ') result += ' ';
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

/// What the server said, in its words, and where in the query.
text::Phrase said_by(const PGresult* result) {
  const auto field = [&](int code) {
    const auto* text = PQresultErrorField(result, code);
    return std::string(text ? text : "");
  };
  auto said = field(PG_DIAG_MESSAGE_PRIMARY);
  if (said.empty()) said = on_one_line(PQresultErrorMessage(result));
  for (const auto code : {PG_DIAG_MESSAGE_DETAIL, PG_DIAG_MESSAGE_HINT})
    if (const auto more = field(code); !more.empty()) said += " (" + more + ")";
  const auto position = field(PG_DIAG_STATEMENT_POSITION);
  if (position.empty()) return text::verbatim(said);
  return text::phrase("{}, at character {} of the query", "{}，在查询的第 {} 个字符处", said, position);
}

bool is(const PGresult* result, std::string_view state) {
  const auto* field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return field && state == field;
}

Failure not_reading() {
  return {{"the query does something else than read", "查询不只是读取"},
          {"write a single SELECT statement", "请只写一条 SELECT 语句"}};
}

Failure wrong_query(const PGresult* result) {
  constexpr auto missing_right = "42501", unknown_table = "42P01", read_only = "25006";
  if (is(result, read_only)) return not_reading();
  const auto said = said_by(result);
  Failure failure{{"the query cannot be run: " + said.english, "查询无法执行：" + said.chinese},
                  {"write it as PostgreSQL understands it, as one SELECT statement",
                   "请按 PostgreSQL 的写法书写，只写一条 SELECT 语句"}};
  if (is(result, missing_right))
    failure.help = {"ask for the right to read it: GRANT SELECT ON … TO the user",
                    "请申请读取权限：GRANT SELECT ON … TO 该用户"};
  if (is(result, unknown_table))
    failure.help = {"look at the name: its schema may have to stand before it, and capital letters need double quotes",
                    "请核对名称：前面可能要写模式名（schema），含大写字母时要加双引号"};
  return failure;
}

Failure unreachable(PGconn* server) {
  const auto said = on_one_line(PQerrorMessage(server));
  Failure failure{{"the database cannot be reached: " + said, "无法连接数据库：" + said},
                  {"look at host, port, dbname and user in the mapping, and whether the server runs and admits this "
                   "computer",
                   "请核对映射中的 host、port、dbname 和 user，并看服务器是否在运行、是否允许本机连接"}};
  if (PQconnectionNeedsPassword(server))
    failure.help = {"give the password in the environment (PGPASSWORD) or in ~/.pgpass",
                    "请用环境变量 PGPASSWORD 或 ~/.pgpass 文件提供密码"};
  else if (PQconnectionUsedPassword(server))
    failure.help = {
        "look at dbname and user in the mapping, and at the password in the environment (PGPASSWORD) or in "
        "~/.pgpass",
        "请核对映射中的 dbname 和 user，以及环境变量 PGPASSWORD 或 ~/.pgpass 文件中的密码"};
  return failure;
}

/// What is wrong with the way to a database before anyone is called. Nothing of it is repeated, since a password may
/// stand anywhere in it.
std::optional<Failure> fault_of(const std::string& address) {
  const Failure unclear{{"the way to the database cannot be understood", "看不懂数据库的连接方式"},
                        {"write it as 'host=localhost port=5432 dbname=oa user=audit'; values with blanks need single "
                         "quotes",
                         "请写成“host=localhost port=5432 dbname=oa user=audit”；含空格的值要加单引号"}};
  const Held<PQconninfoOption> options(PQconninfoParse(address.c_str(), nullptr));
  if (!options) return unclear;
  for (const auto* option = options.get(); option->keyword; ++option) {
    if (!option->val) continue;
    const std::string_view keyword = option->keyword, value = option->val;
    if (keyword == "password" || keyword == "sslpassword")
      return Failure{{"a password does not belong in what is kept and passed on", "密码不应写在要保存、传阅的内容里"},
                     {"take it out; give it in the environment (PGPASSWORD) or in ~/.pgpass",
                      "请删去密码，改用环境变量 PGPASSWORD 或 ~/.pgpass 文件提供"}};
    if (keyword == "port" && value.find_first_not_of("0123456789,") != value.npos) return unclear;
    const bool uri = address.find("://") != address.npos;
    if (keyword == "dbname" && value.find_first_of(uri ? "/=@" : "=") != value.npos) return unclear;
  }
  return std::nullopt;
}

/// The first bytes of a bytea that is written `\x89504e47`: more than are shown.
std::string bytes_of(std::string_view hexadecimal) {
  constexpr std::size_t enough = 2 + 2 * 32;
  std::size_t size = 0;
  auto* bytes = PQunescapeBytea(
      reinterpret_cast<const unsigned char*>(std::string(hexadecimal.substr(0, enough)).c_str()), &size);
  std::string result(reinterpret_cast<const char*>(bytes), bytes ? size : 0);
  PQfreemem(bytes);
  return result;
}

/// A zone as the server writes it, whose POSIX names count offsets to the west.
std::string zone_for_server(const std::string& zone) {
  if (!zone.starts_with('+') && !zone.starts_with('-')) return zone;
  return "<" + zone + ">" + (zone.front() == '+' ? "-" : "+") + zone.substr(1);
}

class PostgresqlSheet final : public Sheet {
 public:
  ~PostgresqlSheet() override {
    if (!server_ || PQtransactionStatus(server_.get()) != PQTRANS_ACTIVE) return;
    std::array<char, 256> why;
    if (const Held<PGcancel> cancel(PQgetCancel(server_.get())); cancel)
      PQcancel(cancel.get(), why.data(), static_cast<int>(why.size()));
  }

  /// false ⇔ an error was added.
  bool begin(LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
    auto address = file.name();
    if (!address.starts_with(fmt::format("{}//", connection))) address.erase(0, connection.size());
    file.call(std::string(connection));
    const auto& place = mapping.database.place;
    if (const auto failure = fault_of(address)) return report(file, {}, *failure, out), false;
    if (mapping.query.text.empty())
      return report(file, place,
                    {{"a database needs a query", "写了数据库，还须写明查询"},
                     {"add 'query: SELECT …', whose columns are then those of the ledger",
                      "请加上“query: SELECT …”，其各列即台账的列"}},
                    out),
             false;
    const auto reached = connect(address);
    file.call(fmt::format("{}{}@{}", connection, PQdb(server_.get()), PQhost(server_.get())));
    if (reached) return report(file, place, *reached, out), false;
    if (const auto failure = begin_reading(mapping)) return report(file, place, *failure, out), false;
    if (const auto failure = prepare(mapping.query.text))
      return report(file, mapping.query.place, *failure, out), false;
    description = {"PostgreSQL, query", "PostgreSQL，查询"};
    return true;
  }

  std::size_t divide(std::size_t) override { return 1; }

  void read(std::size_t, RowSink& sink) const override {
    AnswerRow row(header.size());
    constexpr std::uint64_t step = std::uint64_t{1} << 20;
    std::uint64_t bytes = 0;
    for (auto result = std::move(first_); result; result.reset(PQgetResult(server_.get()))) {
      const auto status = PQresultStatus(result.get());
      if (status == PGRES_TUPLES_OK) continue;
      if (status != PGRES_SINGLE_TUPLE) {
        const auto rows = row.number() - 1;
        const auto why = said_by(result.get());
        return sink.fail(text::phrase("the query failed after {0} {1}: {2}", "查询在给出 {0} 行之后失败：{3}", rows,
                                      rows == 1 ? "row" : "rows", why.english, why.chinese));
      }
      bytes += give(result.get(), row, sink);
      if (bytes < step) continue;
      if (!sink.advance(bytes)) return;
      bytes = 0;
    }
  }

 private:
  static void report(const LedgerFile& file, const text::Place& place, const Failure& failure, text::Diagnostics& out) {
    out.error(text::Code::bad_log, place,
              {fmt::format("'{}': {}", file.name(), failure.what.english),
               fmt::format("“{}”：{}", file.name(), failure.what.chinese)})
        .with_help(failure.help);
  }

  std::optional<Failure> connect(const std::string& address) {
    const auto* patience = std::getenv("PGCONNECT_TIMEOUT");
    // The address may name another time to wait, and nothing that stands after it.
    const std::array keywords{"connect_timeout", "dbname", "application_name", "client_encoding",
                              static_cast<const char*>(nullptr)};
    const std::array values{patience ? patience : "10", address.c_str(), "shixian", "UTF8",
                            static_cast<const char*>(nullptr)};
    server_.reset(PQconnectdbParams(keywords.data(), values.data(), 1));
    PQsetNoticeProcessor(
        server_.get(), [](void*, const char*) {}, nullptr);
    return PQstatus(server_.get()) == CONNECTION_OK ? std::nullopt : std::optional(unreachable(server_.get()));
  }

  /// All in one transaction, and nothing set beyond it, so that a pooler between may be one of any kind.
  std::optional<Failure> begin_reading(const Mapping& mapping) {
    auto* server = server_.get();
    const Held<PGresult> begun(PQexec(server, "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    if (PQresultStatus(begun.get()) != PGRES_COMMAND_OK) return wrong_query(begun.get());
    const Held<PGresult> set(
        PQexec(server,
               "SELECT set_config('DateStyle', 'ISO, YMD', true), set_config('IntervalStyle', 'iso_8601', true), "
               "set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)"));
    if (PQresultStatus(set.get()) != PGRES_TUPLES_OK) return wrong_query(set.get());
    if (!mapping.zone) return std::nullopt;
    const auto zone = zone_for_server(mapping.zone->name());
    const std::array values{zone.c_str()};
    const Held<PGresult> zoned(PQexecParams(server, "SELECT set_config('TimeZone', $1, true)", 1, nullptr,
                                            values.data(), nullptr, nullptr, 0));
    if (PQresultStatus(zoned.get()) == PGRES_TUPLES_OK) return std::nullopt;
    return Failure{text::phrase("the server does not know the mapping's time zone '{}'", "服务器不认识映射中的时区“{}”",
                                mapping.zone->name()),
                   {"write its offset, such as +08:00", "请写时差，如 +08:00"}};
  }

  /// The server takes one statement here, and tells its columns before it runs.
  std::optional<Failure> prepare(const std::string& query) {
    auto* server = server_.get();
    const Held<PGresult> prepared(PQprepare(server, "", query.c_str(), 0, nullptr));
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) return wrong_query(prepared.get());
    const Held<PGresult> described(PQdescribePrepared(server, ""));
    if (PQresultStatus(described.get()) != PGRES_COMMAND_OK) return wrong_query(described.get());
    if (PQnparams(described.get()) > 0)
      return Failure{{"the query has places for values (such as $1), and there are no values for them",
                      "查询里有待填的参数（如 $1），而没有可填的值"},
                     {"write the values themselves", "请直接写值"}};
    if (PQnfields(described.get()) == 0) return not_reading();
    for (int column = 0; column < PQnfields(described.get()); ++column) {
      header.emplace_back(text::tidy(PQfname(described.get(), column)));
      types_.push_back(PQftype(described.get(), column));
    }
    return start();
  }

  /// Runs the query up to its first row, so that a right that is missing is known by now.
  std::optional<Failure> start() {
    auto* server = server_.get();
    const bool sent = PQsendQueryPrepared(server, "", 0, nullptr, nullptr, nullptr, 0) != 0;
    if (!sent || PQsetSingleRowMode(server) == 0) return unreachable(server);
    first_.reset(PQgetResult(server));
    const auto status = PQresultStatus(first_.get());
    if (status != PGRES_SINGLE_TUPLE && status != PGRES_TUPLES_OK) return wrong_query(first_.get());
    return std::nullopt;
  }

  /// How many bytes it was.
  std::uint64_t give(const PGresult* result, AnswerRow& row, RowSink& sink) const {
    constexpr Oid boolean = 16, bytes = 17, time_with_zone = 1184;
    std::uint64_t size = 0;
    for (int column = 0; column < static_cast<int>(header.size()); ++column) {
      const std::string_view cell(PQgetvalue(result, 0, column),
                                  static_cast<std::size_t>(PQgetlength(result, 0, column)));
      size += cell.size();
      const auto type = types_[static_cast<std::size_t>(column)];
      if (PQgetisnull(result, 0, column))
        row.add_nothing();
      else if (type == bytes)
        row.add_bytes(bytes_of(cell));
      else if (type == boolean)
        row.add(cell == "t" ? "true" : "false");
      else if (type == time_with_zone && cell.size() > 3 &&
               (cell[cell.size() - 3] == '+' || cell[cell.size() - 3] == '-'))
        row.add_copy(fmt::format("{}:00", cell));  // -05 alone may be the end of a span elsewhere
      else
        row.add(cell);
    }
    row.give(sink);
    return size;
  }

  Held<PGconn> server_;
  mutable Held<PGresult> first_;  // of the answer, until it is read
  std::vector<Oid> types_;
};

bool recognises(LedgerFile& file) { return file.name().starts_with(connection); }

std::vector<std::unique_ptr<Sheet>> open(LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
  std::vector<std::unique_ptr<Sheet>> sheets;
  auto sheet = std::make_unique<PostgresqlSheet>();
  if (sheet->begin(file, mapping, out)) sheets.push_back(std::move(sheet));
  return sheets;
}

}  // namespace

namespace formats {
extern const Format postgresql{"postgresql", &recognises, &open, true};
}  // namespace formats

}  // namespace shixian::log
