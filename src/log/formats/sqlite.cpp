// SQLite databases: the rows that the mapping's query gives, or those of the only table, numbered from 1 in their
// order. A query without end is stopped by the size of what it gives; one that gives nothing, as the program is, by an
// interrupt from the keyboard.
#include <fmt/ranges.h>

#include <array>
#include <charconv>

#include "log/formats/format.hpp"
#include "log/parse/answer.hpp"
#include "log/parse/sqlite_database.hpp"
#include "log/rows/cell.hpp"
#include "text/cell.hpp"

namespace shixian::log {

namespace {

using namespace std::string_view_literals;
using Failure = SqliteFailure;

struct Finisher {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finisher>;

void report(const LedgerFile& file, const text::Place& place, const Failure& failure, text::Diagnostics& out) {
  out.error(text::Code::bad_log, place,
            {fmt::format("'{}': {}", file.name(), failure.what.english),
             fmt::format("“{}”：{}", file.name(), failure.what.chinese)})
      .with_help(failure.help);
}

struct Table {
  std::string name;
  bool view = false;
};

std::string in_quotes(std::string_view name) {
  std::string result = "\"";
  for (const auto c : name) result += c == '"' ? "\"\"" : std::string(1, c);
  return result + "\"";
}

text::Phrase list(const std::vector<Table>& tables) {
  constexpr std::size_t most_listed = 40, longest_name = 40;
  std::vector<std::string> names;
  for (const auto& table : tables)
    if (names.size() < most_listed) names.push_back(excerpt(table.name, longest_name));
  const auto* more = tables.size() > most_listed ? ", …" : "";
  return {fmt::format("{}{}", fmt::join(names, ", "), more), fmt::format("{}{}", fmt::join(names, "、"), more)};
}

/// The shortest digits that read back the same, without an exponent.
std::string_view digits(double number, std::array<char, 512>& buffer) {
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed).ptr;
  return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

class SqliteSheet final : public Sheet {
 public:
  /// false ⇔ an error was added.
  bool begin(LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
    if (const auto failure = database_.open(file)) return report(file, {}, *failure, out), false;
    std::vector<Table> tables;
    if (const auto failure = find_tables(tables)) return report(file, {}, *failure, out), false;
    const bool asked = !mapping.query.text.empty();
    const auto failure = asked ? prepare(mapping.query.text, tables) : choose(tables);
    if (failure) return report(file, asked ? mapping.query.place : text::Place{}, *failure, out), false;
    for (int column = 0; column < sqlite3_column_count(statement_.get()); ++column) {
      const auto* named = sqlite3_column_name(statement_.get(), column);
      header.emplace_back(text::tidy(named ? named : ""));
    }
    return true;
  }

  std::size_t divide(std::size_t) override { return 1; }

  void read(std::size_t, RowSink& sink) const override {
    constexpr int steps = 100'000;  // of SQLite's machine: some milliseconds
    sqlite3_progress_handler(
        database_.get(), steps, [](void* to) { return static_cast<RowSink*>(to)->advance(0) ? 0 : 1; }, &sink);
    AnswerRow row(header.size());
    int code = sqlite3_step(statement_.get());
    bool endless = false;
    for (; code == SQLITE_ROW && !endless; code = sqlite3_step(statement_.get())) {
      give(row, sink);
      endless = is_bomb(row.bytes(), database_.size());
    }
    sqlite3_progress_handler(database_.get(), 0, nullptr, nullptr);
    if (endless)
      return sink.fail(text::phrase(
          "more than {0} MiB come out of it, over {1} times its size, as of a view or a query that never ends; it was "
          "read no further. Name the rows that are meant by a query in the mapping",
          "读出的内容超过 {0} MiB，达到数据库大小的 {1} "
          "倍以上，像是永不结束的视图或查询，不再读取。请在映射中用查询写明要读的行",
          row.bytes() >> 20, highest_ratio));
    if (code == SQLITE_INTERRUPT) return;
    if (code != SQLITE_DONE) {
      const auto [what, help] = (code & 0xFF) == SQLITE_ERROR ? wrong_query() : database_.failure(code);
      return sink.fail(text::phrase("row {0} of the query's result: {1}; {2}", "查询结果第 {0} 行：{3}；{4}",
                                    row.number(), what.english, help.english, what.chinese, help.chinese));
    }
    if (database_.changed())
      sink.fail({"it was written to while it was read; run this again, or read a copy",
                 "读取期间有程序写入；请重新运行，或改读副本"});
  }

 private:
  std::optional<Failure> find_tables(std::vector<Table>& tables) {
    constexpr auto listing =
        "SELECT name, type = 'view' FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite~_%' "
        "ESCAPE '~' ORDER BY name"sv;
    auto code = compile(listing);
    while (code == SQLITE_OK && (code = sqlite3_step(statement_.get())) == SQLITE_ROW) {
      const auto* named = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), 0));
      tables.push_back({named ? named : "", sqlite3_column_int(statement_.get(), 1) != 0});
      code = SQLITE_OK;
    }
    return code == SQLITE_DONE ? std::nullopt : std::optional(database_.failure(code));
  }

  /// The rows of the only table, in the order they were added where the table keeps it.
  std::optional<Failure> choose(const std::vector<Table>& tables) {
    if (tables.empty())
      return Failure{{"the database has no tables", "数据库里没有表"},
                     {"look whether it is the right file", "请看文件是否选对"}};
    if (tables.size() > 1) {
      const auto names = list(tables);
      return Failure{
          text::phrase("the database has {0} tables, and which is meant is not said: {1}",
                       "数据库里有 {0} 张表，没有写明要哪一张：{2}", tables.size(), names.english, names.chinese),
          text::phrase("write a query in the mapping, such as 'query: SELECT * FROM {}'",
                       "请在映射中写明查询，如“query: SELECT * FROM {}”", in_quotes(tables.front().name))};
    }
    const auto& table = tables.front();
    description = table.view ? text::phrase("SQLite, view '{}'", "SQLite，视图“{}”", table.name)
                             : text::phrase("SQLite, table '{}'", "SQLite，表“{}”", table.name);
    const auto rows = "SELECT * FROM " + in_quotes(table.name);
    if (!table.view && compile(rows + " ORDER BY rowid") == SQLITE_OK) return std::nullopt;
    return compile(rows) == SQLITE_OK ? std::nullopt : std::optional(wrong_query());
  }

  std::optional<Failure> prepare(std::string_view query, const std::vector<Table>& tables) {
    description = {"SQLite, query", "SQLite，查询"};
    const char* rest = nullptr;
    const auto code = compile(query, &rest);
    if (database_.refused() || (statement_ && sqlite3_column_count(statement_.get()) == 0))
      return Failure{{"the query does something else than read", "查询不只是读取"},
                     {"write a single SELECT statement, without functions that load or write",
                      "请只写一条 SELECT 语句，不用加载或写入的函数"}};
    if ((code & 0xFF) == SQLITE_ERROR) return wrong_query(tables);
    if (code != SQLITE_OK) return database_.failure(code);
    const auto more = query.substr(static_cast<std::size_t>(rest - query.data()));
    if (!statement_ || !is_blank(more))
      return Failure{statement_ ? text::Phrase{"the query is more than one statement", "查询不止一条语句"}
                                : text::Phrase{"the query is empty", "查询是空的"},
                     {"write a single SELECT statement", "请只写一条 SELECT 语句"}};
    if (const auto wanted = sqlite3_bind_parameter_count(statement_.get()); wanted > 0)
      return Failure{{"the query has places for values (such as ? or :name), and there are no values for them",
                      "查询里有待填的参数（如 ? 或 :name），而没有可填的值"},
                     {"write the values themselves", "请直接写值"}};
    return std::nullopt;
  }

  Failure wrong_query(const std::vector<Table>& tables = {}) const {
    const auto names = list(tables);
    const auto said = text::verbatim(sqlite3_errmsg(database_.get()));
    return {{"the query cannot be run: " + said.english, "查询无法执行：" + said.chinese},
            tables.empty()
                ? text::Phrase{"write it as SQLite understands it", "请按 SQLite 的写法书写"}
                : text::Phrase{"the tables of the database are: " + names.english, "数据库里的表有：" + names.chinese}};
  }

  /// Whether only blanks, semicolons and comments are left.
  bool is_blank(std::string_view rest) const {
    while (!rest.empty()) {
      sqlite3_stmt* found = nullptr;
      const char* end = nullptr;
      const auto code = sqlite3_prepare_v2(database_.get(), rest.data(), static_cast<int>(rest.size()), &found, &end);
      const Statement statement(found);
      if (code != SQLITE_OK || found || end == rest.data()) return false;
      rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    }
    return true;
  }

  int compile(std::string_view query, const char** rest = nullptr) {
    statement_.reset();  // which would clear what is said of the next one
    sqlite3_stmt* statement = nullptr;
    const auto code =
        sqlite3_prepare_v2(database_.get(), query.data(), static_cast<int>(query.size()), &statement, rest);
    statement_.reset(statement);
    return code;
  }

  void give(AnswerRow& row, RowSink& sink) const {
    auto* statement = statement_.get();
    std::array<char, 512> buffer;
    const auto bytes = [&](int column, const void* start) {
      return std::string_view(static_cast<const char*>(start),
                              start ? static_cast<std::size_t>(sqlite3_column_bytes(statement, column)) : 0);
    };
    for (int column = 0; column < static_cast<int>(header.size()); ++column)
      switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL:
          row.add_nothing();
          break;
        case SQLITE_BLOB:
          row.add_bytes(bytes(column, sqlite3_column_blob(statement, column)));
          break;
        case SQLITE_FLOAT:
          row.add_copy(digits(sqlite3_column_double(statement, column), buffer));
          break;
        default:
          row.add(bytes(column, sqlite3_column_text(statement, column)));
      }
    row.give(sink);
  }

  SqliteDatabase database_;
  Statement statement_;
};

bool recognises(LedgerFile& file) { return file.start().starts_with("SQLite format 3\0"sv); }

std::vector<std::unique_ptr<Sheet>> open(LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
  std::vector<std::unique_ptr<Sheet>> sheets;
  file.whole();
  if (file.damage()) return sheets;
  auto sheet = std::make_unique<SqliteSheet>();
  if (sheet->begin(file, mapping, out)) sheets.push_back(std::move(sheet));
  return sheets;
}

}  // namespace

namespace formats {
extern const Format sqlite{"sqlite", &recognises, &open, true};
}  // namespace formats

}  // namespace shixian::log
