#include "log/mapping.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "text/fields.hpp"
#include "text/suggest.hpp"

namespace shixian::log {

namespace {

using text::Code;
using text::Fields;
using text::Node;

const text::Phrase a_column{"the name of a column", "列名"};

Named named(const Fields& fields, const Node& node) { return {node.value, fields.place(node)}; }

/// A name that is not empty. nullopt ⇔ an error was added.
std::optional<Named> name_at(Fields& fields, const Node& node, std::string_view key, const text::Phrase& expected) {
  if (node.is_scalar() && !node.value.empty()) return named(fields, node);
  fields.wrong_shape(node, key, expected);
  return std::nullopt;
}

std::optional<Named> need_name(Fields& fields, std::string_view key, const text::Phrase& expected) {
  const auto* node = fields.need(key);
  return node ? name_at(fields, *node, key, expected) : std::nullopt;
}

std::vector<Named> read_files(Fields& fields) {
  const text::Phrase expected{"a file or a list of files", "文件名或文件名的列表"};
  std::vector<Named> files;
  const auto* node = fields.take("files");
  if (!node) return files;
  if (!node->is_sequence()) {
    if (auto file = name_at(fields, *node, "files", expected)) files.push_back(std::move(*file));
    return files;
  }
  for (const auto& item : node->items)
    if (auto file = name_at(fields, item, "files", expected)) files.push_back(std::move(*file));
  return files;
}

Encoding read_encoding(Fields& fields) {
  constexpr std::array encodings{Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::gb18030,
                                 Encoding::gbk};
  const auto chosen = fields.one_of("encoding", {"utf-8", "utf-16le", "utf-16be", "gb18030", "gbk"});
  return chosen ? encodings[*chosen] : Encoding::detect;
}

std::optional<char> read_separator(Fields& fields) {
  constexpr std::array separators{',', ';', '\t', '|'};
  const auto chosen = fields.one_of("separator", {"comma", "semicolon", "tab", "bar", ",", ";", "\t", "|"});
  return chosen ? std::optional(separators[*chosen % separators.size()]) : std::nullopt;
}

std::optional<time::Zone> read_zone(Fields& fields) {
  const auto* node = fields.take("time-zone");
  if (!node) return std::nullopt;
  if (!node->is_scalar()) {
    fields.wrong_shape(*node, "time-zone", {"the name of a time zone", "时区名"});
    return std::nullopt;
  }
  auto zone = time::Zone::find(node->value);
  if (!zone)
    fields.out()
        .error(Code::bad_zone, fields.place(*node),
               text::phrase("there is no time zone '{}'", "没有“{}”这个时区", node->value))
        .with_help({"write an IANA name such as Asia/Shanghai, or an offset such as +08:00",
                    "请写 IANA 时区名（如 Asia/Shanghai）或时差（如 +08:00）"});
  return zone;
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

AttributeType read_type(Fields& fields) {
  constexpr std::array types{AttributeType::string, AttributeType::number, AttributeType::boolean, AttributeType::time};
  const auto chosen = fields.one_of("type", {"string", "number", "boolean", "time"});
  return chosen ? types[*chosen] : AttributeType::untyped;
}

std::vector<AttributeMapping> read_attributes(Fields& fields) {
  std::vector<AttributeMapping> attributes;
  const auto* node = fields.take("attributes");
  if (!node) return attributes;
  if (!node->is_mapping()) {
    fields.wrong_shape(*node, "attributes", {"a mapping of attributes to columns", "“属性: 列名”的映射"});
    return attributes;
  }
  for (const auto& entry : node->entries) {
    AttributeMapping attribute{entry.key, {}, AttributeType::untyped};
    if (entry.value.is_mapping()) {
      Fields details(fields.source(), entry.value, text::phrase("attribute '{}'", "属性“{}”", entry.key), fields.out());
      if (auto column = need_name(details, "column", a_column)) attribute.column = std::move(*column);
      attribute.type = read_type(details);
      details.finish();
    } else if (auto column = name_at(fields, entry.value, entry.key,
                                     {"a column, or {column: …, type: …}", "列名，或 {column: …, type: …}"})) {
      attribute.column = std::move(*column);
    }
    attributes.push_back(std::move(attribute));
  }
  return attributes;
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
    mapping.attributes = read_attributes(event);
    event.finish();
    events.push_back(std::move(mapping));
  }
  return events;
}

std::map<std::string, std::string> read_values(Fields& fields) {
  std::map<std::string, std::string> values;
  const auto* node = fields.take("values");
  if (!node) return values;
  if (!node->is_mapping() || node->entries.empty()) {
    fields.wrong_shape(*node, "values", {"a mapping of cells to event types", "“单元格内容: 事件类型”的映射"});
    return values;
  }
  for (const auto& entry : node->entries)
    if (const auto type = name_at(fields, entry.value, entry.key, {"the name of an event type", "事件类型的名称"}))
      values.emplace(entry.key, type->text);
  return values;
}

std::optional<TypeColumn> read_type_column(Fields& fields, const Node& node) {
  if (node.is_scalar() && !node.value.empty()) return TypeColumn{named(fields, node), {}};
  if (!node.is_mapping()) {
    fields.wrong_shape(node, "event", {"a column, or {column: …, values: …}", "列名，或 {column: …, values: …}"});
    return std::nullopt;
  }
  Fields event(fields.source(), node, text::verbatim("event"), fields.out());
  auto column = need_name(event, "column", a_column);
  auto values = read_values(event);
  event.finish();
  if (!column) return std::nullopt;
  return TypeColumn{std::move(*column), std::move(values)};
}

void read_shape(Fields& fields, Mapping& mapping) {
  const auto* events = fields.take("events");
  const auto* event = fields.take("event");
  const auto* time = fields.take("time");
  if (events) {
    mapping.events = read_events(fields, *events);
    for (const auto* key : {"event", "time"})
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
    RosterMapping mapping{entry.key, {}, {}, {}};
    if (auto file = need_name(roster, "file", {"a file", "文件名"})) mapping.file = std::move(*file);
    if (const auto* column = roster.take("column"))
      if (auto name = name_at(roster, *column, "column", a_column)) {
        mapping.column = std::move(name->text);
        mapping.column_place = std::move(name->place);
      }
    roster.finish();
    rosters.push_back(std::move(mapping));
  }
  return rosters;
}

}  // namespace

namespace {

std::optional<Mapping> read(const text::Document& document, text::Diagnostics& out) {
  Fields fields(document.source, document.root, {"the mapping", "映射"}, out);
  Mapping mapping;
  mapping.source = document.source;
  check_version(fields, "shixian-log");
  mapping.files = read_files(fields);
  mapping.encoding = read_encoding(fields);
  mapping.separator = read_separator(fields);
  mapping.zone = read_zone(fields);
  read_covers(fields, mapping);
  mapping.times = read_times(fields);
  mapping.attributes = read_attributes(fields);
  read_shape(fields, mapping);
  mapping.rosters = read_rosters(fields);
  fields.finish();
  return mapping;
}

}  // namespace

std::optional<Mapping> read_mapping(const text::Document& document, text::Diagnostics& out) {
  return text::in_either_spelling(document, mapping_shape(), out,
                                  [&](const text::Document& english) { return read(english, out); });
}

std::string resolve(const Mapping& mapping, const std::string& file) {
  if (!mapping.source) return file;
  return (std::filesystem::path(mapping.source->name()).parent_path() / file).lexically_normal().string();
}

std::vector<std::string> files_of(const Mapping& mapping) {
  std::vector<std::string> files;
  for (const auto& file : mapping.files) files.push_back(resolve(mapping, file.text));
  return files;
}

Mapping default_mapping() {
  Mapping mapping;
  mapping.attributes.push_back({"case", {"case", {}}, AttributeType::untyped});
  mapping.type = TypeColumn{{"event", {}}, {}};
  mapping.time = {"time", {}};
  return mapping;
}

}  // namespace shixian::log
