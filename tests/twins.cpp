#include "twins.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <zstd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <regex>

namespace shixian::tests {

namespace {

struct Date {
  int month, day;
};

Date date_of(int day_of_2020) {
  constexpr std::array lengths{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Date date{1, day_of_2020 + 1};
  for (const auto length : lengths) {
    if (date.day <= length) break;
    date.day -= length;
    ++date.month;
  }
  return date;
}

/// How a format that holds texts writes cells that are none.
struct Style {
  const char *day, *minute, *second;
  const char *yes, *no;
  const char *amount, *share;  // of the whole and the hundredths; of the per cent
};

const Style iso{"2020-{0:02}-{1:02}",
                "2020-{0:02}-{1:02}T{2:02}:{3:02}",
                "2020-{0:02}-{1:02}T{2:02}:{3:02}:{4:02}+08:00",
                "true",
                "false",
                "1{:03}.{:02}",
                "0.{:02}"};
const Style slashes{
    "2020/{0}/{1}", "2020/{0}/{1} {2}:{3:02}", "2020/{0}/{1} {2}:{3:02}:{4:02}", "是", "否", "1,{:03}.{:02}", "{}%"};
const Style chinese{"2020年{0}月{1}日",
                    "2020年{0}月{1}日{2}时{3:02}分",
                    "2020年{0}月{1}日 {2}时{3}分{4}秒",
                    "√",
                    "×",
                    "1{:03}.{:02}",
                    "{}％"};
const Style points{"2020.{0}.{1}",
                   "2020.{0}.{1} {2:02}:{3:02}",
                   "2020.{0:02}.{1:02} {2:02}:{3:02}:{4:02}",
                   "TRUE",
                   "FALSE",
                   "1{:03}.{:02}",
                   "0.0{}"};
const Style database{"2020-{0:02}-{1:02}",
                     "2020-{0:02}-{1:02} {2:02}:{3:02}",
                     "2020-{0:02}-{1:02} {2:02}:{3:02}:{4:02}",
                     "1",
                     "0",
                     "1{:03}.{:02}",
                     "0.0{}"};

std::string written(const Cell& cell, const Style& style) {
  const auto [month, day] = date_of(cell.number);
  const auto moment = [&, month = month, day = day](const char* form) {
    return fmt::format(fmt::runtime(form), month, day, cell.seconds / 3600, cell.seconds / 60 % 60, cell.seconds % 60);
  };
  switch (cell.kind) {
    case Cell::Kind::nothing:
      return "";
    case Cell::Kind::text:
    case Cell::Kind::number_with_zeros:
      return cell.text;
    case Cell::Kind::day:
      return moment(style.day);
    case Cell::Kind::minute:
      return moment(style.minute);
    case Cell::Kind::second:
      return moment(style.second);
    case Cell::Kind::truth:
      return cell.number ? style.yes : style.no;
    case Cell::Kind::amount:
      return fmt::format(fmt::runtime(style.amount), cell.number / 100, cell.number % 100);
    case Cell::Kind::share:
      return fmt::format(fmt::runtime(style.share), cell.number);
  }
  return "";
}

std::string separated(const Table& table, const Style& style, char separator, const char* line_end) {
  std::string text;
  const auto line = [&](const auto& cells, const auto& text_of) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) text += separator;
      const std::string cell = text_of(cells[i]);
      const bool quoted = cell.find_first_of(std::string("\"\n,") + separator) != std::string::npos;
      if (quoted) text += '"';
      for (const auto c : cell) text += c == '"' ? "\"\"" : std::string(1, c);
      if (quoted) text += '"';
    }
    text += line_end;
  };
  line(table.columns, [](const std::string& name) { return name; });
  for (const auto& row : table.rows) line(row, [&](const Cell& cell) { return written(cell, style); });
  return text;
}

/// Numbers, dates and truths as a spreadsheet stores them; every third date as a text.
std::string sheet(const Table& table) {
  std::string text = "sheet 台账\n";
  const auto name = [](std::size_t column, std::size_t row) {
    return fmt::format("{}{}", static_cast<char>('A' + column), row);
  };
  for (std::size_t i = 0; i < table.columns.size(); ++i) text += name(i, 1) + " " + table.columns[i] + "\n";
  constexpr int new_year_2020 = 43831;
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const auto& cell = table.rows[r][c];
      if (cell.kind == Cell::Kind::nothing) continue;
      text += name(c, r + 2) + " ";
      const auto serial = [&](const char* format) {
        if (r % 3 == 0) return written(cell, slashes);
        return fmt::format("number {:.12f} {}", new_year_2020 + cell.number + cell.seconds / 86400.0, format);
      };
      if (cell.kind == Cell::Kind::number_with_zeros) text += "number " + cell.text + " 0000";
      if (cell.kind == Cell::Kind::text) text += std::regex_replace(cell.text, std::regex("\n"), "\\n");
      if (cell.kind == Cell::Kind::day) text += serial("14");
      if (cell.kind == Cell::Kind::minute) text += serial("yyyy\"年\"m\"月\"d\"日\" h:mm");
      if (cell.kind == Cell::Kind::second) text += serial("yyyy/m/d h:mm:ss");
      if (cell.kind == Cell::Kind::truth) text += fmt::format("truth {}", cell.number);
      if (cell.kind == Cell::Kind::amount) text += "number " + written(cell, points);
      if (cell.kind == Cell::Kind::share) text += "number " + written(cell, points) + " 9";
      text += '\n';
    }
  return text;
}

std::string json_lines(const Table& table) {
  std::string text;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::string object;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const auto& cell = table.rows[r][c];
      const bool bare =
          cell.kind == Cell::Kind::truth || cell.kind == Cell::Kind::amount || cell.kind == Cell::Kind::share;
      if (cell.kind == Cell::Kind::nothing && r % 2 == 0) continue;
      object += (object.empty() ? "" : ",") + nlohmann::json(table.columns[c]).dump() + ":";
      if (cell.kind == Cell::Kind::nothing)
        object += "null";
      else if (bare)
        object += cell.kind == Cell::Kind::truth ? written(cell, iso) : written(cell, database);
      else
        object += nlohmann::json(written(cell, iso)).dump(-1, ' ', r % 2 == 0);
    }
    text += "{" + object + "}\n";
  }
  return text;
}

std::string xml(const std::string& text) {
  std::string result;
  for (const auto c : text)
    result += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '"' ? "&quot;" : c == '\n' ? "&#10;" : std::string(1, c);
  return result;
}

/// A trace a document; the first column is an attribute of the trace.
std::string event_log(const Table& table) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1849-2016\">\n", trace;
  const auto attribute = [](const char* type, const std::string& key, const std::string& value) {
    return fmt::format("<{0} key=\"{1}\" value=\"{2}\"/>\n", type, xml(key), xml(value));
  };
  for (const auto& row : table.rows) {
    if (row[0].text != trace) {
      text += (trace.empty() ? "" : "</trace>\n") + ("<trace>" + attribute("string", table.columns[0], row[0].text));
      trace = row[0].text;
    }
    text += "<event>";
    for (std::size_t c = 1; c < table.columns.size(); ++c) {
      const auto kind = row[c].kind;
      const bool date = kind == Cell::Kind::day || kind == Cell::Kind::minute || kind == Cell::Kind::second;
      const bool number = kind == Cell::Kind::amount || kind == Cell::Kind::share;
      const auto* type = date ? "date" : number ? "float" : kind == Cell::Kind::truth ? "boolean" : "string";
      if (kind != Cell::Kind::nothing)
        text += attribute(type, table.columns[c], written(row[c], number ? database : iso));
    }
    text += "</event>\n";
  }
  return text + "</trace>\n</log>\n";
}

std::string database_of(const Table& table) {
  sqlite3* opened = nullptr;
  sqlite3_open(":memory:", &opened);
  std::string statements = "BEGIN; CREATE TABLE 台账(";
  for (std::size_t c = 0; c < table.columns.size(); ++c) statements += (c ? ", \"" : "\"") + table.columns[c] + "\"";
  statements += ");\n";
  for (const auto& row : table.rows) {
    statements += "INSERT INTO 台账 VALUES (";
    for (std::size_t c = 0; c < row.size(); ++c) {
      const auto kind = row[c].kind;
      const bool bare = kind == Cell::Kind::truth || kind == Cell::Kind::amount || kind == Cell::Kind::share;
      const auto text = written(row[c], database);
      statements += c ? ", " : "";
      statements += kind == Cell::Kind::nothing ? "NULL" : bare ? text : "'" + text + "'";
    }
    statements += ");\n";
  }
  EXPECT_EQ(sqlite3_exec(opened, (statements + "COMMIT").c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(opened);
  sqlite3_int64 size = 0;
  auto* start = sqlite3_serialize(opened, "main", &size, 0);
  std::string bytes(reinterpret_cast<const char*>(start), static_cast<std::size_t>(size));
  sqlite3_free(start);
  sqlite3_close(opened);
  return bytes;
}

std::string zstd(const std::string& bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
  return packed;
}

}  // namespace

std::vector<File> twins(const Table& table) {
  return {{"l-utf8.csv", {"bom"}, separated(table, slashes, ',', "\n")},
          {"l-gb.csv", {"gb18030"}, separated(table, chinese, ';', "\r\n")},
          {"l-utf16.tsv", {"utf-16le"}, separated(table, points, '\t', "\r\n")},
          {"l-book.xlsx", {"xlsx"}, sheet(table)},
          {"l-lines.jsonl", {}, json_lines(table)},
          {"l-log.xes", {}, event_log(table)},
          {"l-base.sqlite", {}, database_of(table)},
          {"l-gb.csv.gz", {"gb18030", "gzip"}, separated(table, chinese, '|', "\n")},
          {"l-lines.jsonl.gz", {"gzip"}, json_lines(table)},
          {"l-log.xes.gz", {"gzip"}, event_log(table)},
          {"l-base.sqlite.gz", {"gzip"}, database_of(table)},
          {"l-utf8.csv.zst", {}, zstd(separated(table, iso, ',', "\r"))},
          {"l-log.xes.zst", {}, zstd(event_log(table))}};
}

}  // namespace shixian::tests
