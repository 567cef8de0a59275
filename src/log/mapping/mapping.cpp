#include "log/mapping/mapping.hpp"

#include <glob.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "log/mapping/mapping_parts.hpp"
#include "time/zone_field.hpp"

namespace shixian::log {

namespace {

using text::Code;
using text::Fields;
using text::Node;

std::vector<LedgerName> read_files(Fields& fields) {
  const text::Phrase expected{"a file, a list of files, or groups {NAME: [file, …]}",
                              "文件名、文件名的列表，或分组 {组名: [文件, …]}"};
  std::vector<LedgerName> files;
  const auto* node = fields.take("files");
  if (!node) return files;
  const auto add = [&](const Node& names, const std::string& group) {
    for (auto& file : names_at(fields, names, "files", expected)) files.push_back({std::move(file), group});
  };
  if (!node->is_mapping())
    add(*node, "");
  else
    for (const auto& entry : node->entries) add(entry.value, entry.key);
  return files;
}

constexpr std::array encodings{Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::gb18030, Encoding::gbk};
constexpr std::array separators{',', ';', '\t', '|'};

Encoding read_encoding(Fields& fields) {
  const auto chosen = fields.one_of("encoding", {"utf-8", "utf-16le", "utf-16be", "gb18030", "gbk"});
  return chosen ? encodings[*chosen] : Encoding::detect;
}

std::optional<char> read_separator(Fields& fields) {
  const auto chosen = fields.one_of("separator", {"comma", "semicolon", "tab", "bar", ",", ";", "\t", "|"});
  return chosen ? std::optional(separators[*chosen % separators.size()]) : std::nullopt;
}

std::optional<time::Zone> read_zone(Fields& fields) {
  const auto* node = fields.take("time-zone");
  if (!node) return std::nullopt;
  return time::zone_at(fields, *node,
                       {"write an IANA name such as Asia/Shanghai, or an offset such as +08:00",
                        "请写 IANA 时区名（如 Asia/Shanghai）或时差（如 +08:00）"});
}

std::optional<time::Day> read_day_at(Fields& fields, std::string_view key) {
  const auto* node = fields.take(key);
  if (!node) return std::nullopt;
  if (!node->is_scalar()) {
    fields.wrong_shape(*node, key, {"a date", "日期"});
    return std::nullopt;
  }
  text::Phrase why;
  const auto day = time::read_day(node->value, why);
  if (!day) fields.out().error(Code::bad_time, fields.place(*node), why);
  return day;
}

void read_covers(Fields& fields, Mapping& mapping) {
  const auto* node = fields.take("covers");
  if (!node) return;
  Fields covers(fields.source(), *node, text::verbatim("covers"), fields.out());
  mapping.covers_from = read_day_at(covers, "from");
  mapping.covers_to = read_day_at(covers, "to");
  covers.finish();
  if (node->is_mapping() && node->entries.empty())
    fields.wrong_shape(*node, "covers", {"a period {from: …, to: …}", "起止日期 {from: …, to: …}"});
  if (mapping.covers_from && mapping.covers_to && *mapping.covers_to < *mapping.covers_from)
    fields.out().error(Code::bad_value, fields.place(*node),
                       {"the period ends before it starts", "这段时间的终止早于开始"});
}

time::WrittenOptions read_times(Fields& fields) {
  time::WrittenOptions options;
  if (const auto order = fields.one_of("date-order", {"day-month-year", "month-day-year"}))
    options.order = *order == 0 ? time::DateOrder::day_month_year : time::DateOrder::month_day_year;
  options.excel_serials = fields.boolean("excel-serials").value_or(false);
  options.epoch = fields.boolean("epoch").value_or(false);
  return options;
}

std::optional<Named> read_clock(Fields& fields) {
  if (!fields.has("clock")) return std::nullopt;
  return need_name(fields, "clock", {"the column of the time of day", "写有时刻的列名"});
}

std::vector<EventMapping> read_events(Fields& fields, const Node& node) {
  std::vector<EventMapping> events;
  if (!node.is_sequence() || node.items.empty()) {
    fields.wrong_shape(node, "events", {"a list of events {type: …, time: …}", "事件的列表 {type: …, time: …}"});
    return events;
  }
  for (const auto& item : node.items) {
    Fields event(fields.source(), item, {"an event", "事件"}, fields.out());
    EventMapping mapping;
    if (auto type = need_name(event, "type", {"the name of an event type", "事件类型的名称"}))
      mapping.type = std::move(type->text);
    if (auto time = need_name(event, "time", a_column)) mapping.time = std::move(*time);
    mapping.clock = read_clock(event);
    mapping.when = read_condition(event, "when");
    mapping.attributes = read_attributes(event);
    event.finish();
    events.push_back(std::move(mapping));
  }
  return events;
}

std::optional<TypeColumn> read_type_column(Fields& fields, const Node& node) {
  if (node.is_scalar() && !node.value.empty()) return TypeColumn{{node.value, fields.place(node)}, {}, std::nullopt};
  if (!node.is_mapping()) {
    fields.wrong_shape(node, "event", {"a column, or {column: …, values: …}", "列名，或 {column: …, values: …}"});
    return std::nullopt;
  }
  Fields event(fields.source(), node, text::verbatim("event"), fields.out());
  auto column = need_name(event, "column", a_column);
  auto values = read_values(event, {"event types", "事件类型"});
  auto when = read_condition(event, "when");
  event.finish();
  if (!column) return std::nullopt;
  return TypeColumn{std::move(*column), std::move(values), std::move(when)};
}

void read_shape(Fields& fields, Mapping& mapping) {
  const auto* events = fields.take("events");
  const auto* event = fields.take("event");
  const auto* time = fields.take("time");
  if (events) {
    mapping.events = read_events(fields, *events);
    for (const auto* key : {"event", "time", "clock"})
      if (fields.has(key))
        fields.out()
            .error(Code::bad_value, fields.key_place(key),
                   text::phrase("'{}' is for rows that are one event each; 'events' says that a row is several",
                                "“{}”用于一行一个事件的台账，而“events”表示一行有多个事件", key))
            .label(fields.key_place("events"), {"'events' is written here", "“events”写在这里"})
            .with_help({"keep one of the two shapes", "两种写法只能用一种"});
    return;
  }
  if (!event && !time) {
    fields.out()
        .error(Code::missing_key, fields.place(),
               {"the mapping does not say where the events are", "映射没有说明事件在哪里"})
        .with_help(
            {"write 'events: [{type: …, time: COLUMN}]' when a row has several dates, or 'event: COLUMN' and 'time: "
             "COLUMN' when a row is one event",
             "一行有多个日期时写“events: [{type: …, time: 列名}]”，一行一个事件时写“event: 列名”和“time: 列名”"});
    return;
  }
  if (event)
    mapping.type = read_type_column(fields, *event);
  else
    fields.need("event");
  if (auto column = need_name(fields, "time", a_column)) mapping.time = std::move(*column);
  mapping.clock = read_clock(fields);
}

std::vector<RosterMapping> read_rosters(Fields& fields) {
  std::vector<RosterMapping> rosters;
  const auto* node = fields.take("rosters");
  if (!node) return rosters;
  if (!node->is_mapping()) {
    fields.wrong_shape(*node, "rosters",
                       {"a mapping of names to {file: …, column: …}", "“名单: {file: …, column: …}”的映射"});
    return rosters;
  }
  for (const auto& entry : node->entries) {
    Fields roster(fields.source(), entry.value, text::phrase("roster '{}'", "名单“{}”", entry.key), fields.out());
    RosterMapping mapping;
    mapping.name = entry.key;
    if (auto file = need_name(roster, "file", {"a file", "文件名"})) mapping.file = std::move(*file);
    if (const auto* column = roster.take("column"))
      if (auto name = name_at(roster, *column, "column", a_column)) {
        mapping.column = std::move(name->text);
        mapping.column_place = std::move(name->place);
      }
    mapping.sheets = read_names(roster, "sheet", a_sheet);
    mapping.header = read_header(roster);
    roster.finish();
    rosters.push_back(std::move(mapping));
  }
  return rosters;
}

/// A column that is filled down would count the event of its time once a row.
void refuse_filled_times(Fields& fields, const Mapping& mapping) {
  for (const auto& column : mapping.fill_down)
    for (const auto& event : mapping.events)
      if (event.time.text == column.text)
        fields.out().error(Code::bad_value, column.place,
                           text::phrase("'{}' is the time of an event: filled down, the event would count once a row",
                                        "“{}”是事件的时间：向下填充会使事件每行算一次", column.text));
}

bool holds_a_password(std::string_view connection) {
  if (connection.find("password") != connection.npos) return true;
  const auto scheme = connection.find("://");
  if (scheme == connection.npos) return false;
  const auto named = connection.substr(scheme + 3);
  const auto in = [](std::string_view text) {
    const auto at = text.rfind('@');
    return at != text.npos && text.substr(0, at).find(':') != text.npos;
  };
  return in(named.substr(0, named.find('/'))) ||
         in(named.substr(0, named.find('?')));  // either may stand in a password
}

void read_database(Fields& fields, Mapping& mapping) {
  if (const auto* node = fields.take("query"))
    if (auto query = name_at(fields, *node, "query", {"a SELECT statement", "一条 SELECT 语句"}))
      mapping.query = std::move(*query);
  const auto* node = fields.take("database");
  if (!node) return;
  auto database = name_at(fields, *node, "database",
                          {"how the server is reached, such as 'host=localhost dbname=oa user=audit'",
                           "数据库的连接方式，如“host=localhost dbname=oa user=audit”"});
  if (!database) return;
  if (holds_a_password(database->text)) {  // without a place, which would show the line
    const auto& [source, span] = database->place;
    fields.out()
        .error(
            Code::bad_value, {},
            text::phrase("line {0} of '{1}' holds a password, which does not belong in a file that is kept and passed "
                         "on",
                         "“{1}”第 {0} 行写有密码：密码不应写在要保存、传阅的文件里", source->position(span.begin).line,
                         source->name()))
        .with_help({"take it out; give it in the environment (PGPASSWORD) or in ~/.pgpass",
                    "请删去密码，改用环境变量 PGPASSWORD 或 ~/.pgpass 文件提供"});
  } else if (mapping.query.text.empty())
    fields.out()
        .error(Code::missing_key, database->place, {"a database needs a query", "写了数据库，还须写明查询"})
        .with_help({"add 'query: SELECT …', whose columns are then those of the ledger",
                    "请加上“query: SELECT …”，其各列即台账的列"});
  mapping.database = std::move(*database);
}

std::optional<Named> read_recorded_at(Fields& fields) {
  const auto* node = fields.take("recorded-at");
  return node ? name_at(fields, *node, "recorded-at", a_column) : std::nullopt;
}

std::optional<Mapping> read(const text::Document& document, text::Diagnostics& out) {
  Fields fields(document.source, document.root, {"the mapping", "映射"}, out);
  if (!document.root.is_mapping()) return std::nullopt;
  Mapping mapping;
  mapping.source = document.source;
  check_version(fields, "shixian-log");
  mapping.files = read_files(fields);
  mapping.sheets = read_names(fields, "sheet", a_sheet);
  mapping.header = read_header(fields);
  mapping.skip_rows = fields.texts("skip-rows");
  mapping.fill_down = read_names(fields, "fill-down", a_column);
  mapping.empty = fields.texts("empty");
  read_database(fields, mapping);
  mapping.encoding = read_encoding(fields);
  mapping.separator = read_separator(fields);
  mapping.zone = read_zone(fields);
  read_covers(fields, mapping);
  mapping.times = read_times(fields);
  mapping.attributes = read_attributes(fields);
  read_shape(fields, mapping);
  mapping.recorded_at = read_recorded_at(fields);
  refuse_filled_times(fields, mapping);
  mapping.rosters = read_rosters(fields);
  fields.finish();
  return mapping;
}

}  // namespace

std::optional<Encoding> encoding_of(std::string_view word) {
  const auto* found = std::find(encoding_words.begin(), encoding_words.end(), word);
  if (found == encoding_words.end()) return std::nullopt;
  return encodings[static_cast<std::size_t>(found - encoding_words.begin())];
}

std::optional<char> separator_of(std::string_view word) {
  const auto* found = std::find(separator_words.begin(), separator_words.end(), word);
  if (found == separator_words.end()) return std::nullopt;
  return separators[static_cast<std::size_t>(found - separator_words.begin())];
}

std::optional<Mapping> read_mapping(const text::Document& document, text::Diagnostics& out) {
  return text::in_either_spelling(document, mapping_shape(), out,
                                  [&](const text::Document& english) { return read(english, out); });
}

std::string resolve(const Mapping& mapping, const std::string& file) {
  if (!mapping.source) return file;
  return (std::filesystem::path(mapping.source->name()).parent_path() / file).lexically_normal().string();
}

/// What Excel and WPS put beside a workbook that is open.
constexpr std::string_view lock_file = "~$";

std::vector<OwnLedger> files_of(const Mapping& mapping, text::Diagnostics& out) {
  std::vector<OwnLedger> ledgers;
  for (const auto& [file, group] : mapping.files) {
    const auto path = resolve(mapping, file.text);
    std::error_code error;
    if (file.text.find_first_of("*?[") == std::string::npos || std::filesystem::exists(path, error)) {
      ledgers.push_back({path, group});
      continue;
    }
    glob_t found{};
    if (::glob(path.c_str(), 0, nullptr, &found) == 0)
      for (std::size_t i = 0; i < found.gl_pathc; ++i) {
        if (std::filesystem::path(found.gl_pathv[i]).filename().string().starts_with(lock_file)) continue;
        ledgers.push_back({found.gl_pathv[i], group});
      }
    else
      out.error(Code::unreadable_file, file.place, text::phrase("no file matches '{}'", "没有与“{}”相符的文件", path));
    ::globfree(&found);
  }
  if (!mapping.database.text.empty()) ledgers.push_back({std::string(connection) + mapping.database.text, ""});
  return ledgers;
}

std::vector<Named> columns_named(const Mapping& mapping) {
  std::vector<Named> named;
  const auto add_names = [&](const std::optional<condition::Condition>& condition) {
    if (!condition) return;
    for (const auto& name : condition->names()) named.push_back({name, condition->place_of(name)});
  };
  const auto add_attributes = [&](const std::vector<AttributeMapping>& attributes) {
    for (const auto& attribute : attributes) {
      if (attribute.source == Source::column) named.push_back(attribute.column);
      add_names(attribute.condition);
    }
  };
  add_attributes(mapping.attributes);
  for (const auto& event : mapping.events) {
    named.push_back(event.time);
    if (event.clock) named.push_back(*event.clock);
    add_names(event.when);
    add_attributes(event.attributes);
  }
  if (mapping.type) {
    named.push_back(mapping.type->column);
    named.push_back(mapping.time);
    if (mapping.clock) named.push_back(*mapping.clock);
    add_names(mapping.type->when);
  }
  if (mapping.recorded_at) named.push_back(*mapping.recorded_at);
  named.insert(named.end(), mapping.fill_down.begin(), mapping.fill_down.end());
  return named;
}

Mapping default_mapping() {
  Mapping mapping;
  AttributeMapping key;
  key.name = "case";
  key.column = {"case", {}};
  mapping.attributes.push_back(std::move(key));
  mapping.type = TypeColumn{{"event", {}}, {}, std::nullopt};
  mapping.time = {"time", {}};
  return mapping;
}

}  // namespace shixian::log
