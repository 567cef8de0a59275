#include "log/mapping/mapping_parts.hpp"

#include <array>
#include <charconv>

namespace shixian::log {

using text::Code;
using text::Fields;
using text::Node;

const text::Phrase a_column{"the name of a column", "列名"};
const text::Phrase a_sheet{"the name or number of a sheet, or a list of them", "工作表的名称或序号，或其列表"};

namespace {

Named named(const Fields& fields, const Node& node) { return {node.value, fields.place(node)}; }

/// A whole number from 1. nullopt ⇔ an error was added.
std::optional<std::uint32_t> number_at(Fields& fields, const Node& node, std::string_view key,
                                       const text::Phrase& expected) {
  std::uint32_t number = 0;
  const auto& text = node.value;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (node.is_scalar() && error == std::errc{} && end == text.data() + text.size() && number > 0) return number;
  fields.wrong_shape(node, key, expected);
  return std::nullopt;
}

/// An empty cell is an empty text, and every row has all cells.
void refuse_has(const condition::Condition& condition, text::Diagnostics& out) {
  for (const auto& name : condition.names())
    if (condition.asks_for(name))
      out.error(Code::bad_condition, condition.place_of(name),
                text::phrase("has() has no meaning for a cell: an empty cell of '{}' is an empty text",
                             "has() 不能用于单元格：“{}”的空单元格就是空文字", name))
          .with_help(
              text::phrase("write {0} != \"\" for a cell that is not empty", "单元格不为空请写 {0} != \"\"", name));
}

AttributeType read_type(Fields& fields) {
  constexpr std::array types{AttributeType::string, AttributeType::number, AttributeType::boolean, AttributeType::time};
  const auto chosen = fields.one_of("type", {"string", "number", "boolean", "time"});
  return chosen ? types[*chosen] : AttributeType::untyped;
}

/// Where the attribute is from: exactly one of the four keys.
void read_source(Fields& details, AttributeMapping& attribute) {
  std::size_t written = 0;
  for (const auto* key : {"column", "value", "computed", "from"}) written += details.has(key) ? 1 : 0;
  if (written != 1) {
    for (const auto* key : {"column", "value", "computed", "from"}) details.take(key);
    details.out()
        .error(Code::missing_key, details.place(),
               text::phrase("attribute '{}' must say where it is from, in one way", "属性“{}”须以一种方式写明取自何处",
                            attribute.name))
        .with_help(
            {"write one of 'column: COLUMN', 'value: TEXT', 'computed: CONDITION' or 'from: group, file or sheet'",
             "请写“column: 列名”、“value: 文字”、“computed: 条件”或“from: group、file、sheet”之一"});
    return;
  }
  if (details.has("column")) {
    if (auto column = need_name(details, "column", a_column)) attribute.column = std::move(*column);
  } else if (details.has("value")) {
    attribute.source = Source::constant;
    if (auto text = need_name(details, "value", {"a text", "一段文字"})) attribute.column = std::move(*text);
  } else if (details.has("computed")) {
    attribute.source = Source::condition;
    attribute.condition = read_condition(details, "computed");
  } else if (const auto from = details.one_of("from", {"group", "file", "sheet"})) {
    constexpr std::array sources{Source::group, Source::file, Source::sheet};
    attribute.source = sources[*from];
  }
}

}  // namespace

std::optional<Named> name_at(Fields& fields, const Node& node, std::string_view key, const text::Phrase& expected) {
  if (node.is_scalar() && !node.value.empty()) return named(fields, node);
  fields.wrong_shape(node, key, expected);
  return std::nullopt;
}

std::optional<Named> need_name(Fields& fields, std::string_view key, const text::Phrase& expected) {
  const auto* node = fields.need(key);
  return node ? name_at(fields, *node, key, expected) : std::nullopt;
}

std::vector<Named> names_at(Fields& fields, const Node& node, std::string_view key, const text::Phrase& expected) {
  std::vector<Named> names;
  if (!node.is_sequence()) {
    if (auto name = name_at(fields, node, key, expected)) names.push_back(std::move(*name));
    return names;
  }
  for (const auto& item : node.items)
    if (auto name = name_at(fields, item, key, expected)) names.push_back(std::move(*name));
  return names;
}

std::vector<Named> read_names(Fields& fields, std::string_view key, const text::Phrase& expected) {
  const auto* node = fields.take(key);
  return node ? names_at(fields, *node, key, expected) : std::vector<Named>{};
}

HeaderRows read_header(Fields& fields) {
  const text::Phrase a_row{"the number of the header's row, from 1, or {row: …, lines: …}",
                           "标题行的行号（从 1 起），或 {row: …, lines: …}"};
  HeaderRows header;
  const auto* node = fields.take("header");
  if (!node) return header;
  if (!node->is_mapping()) {
    header.first = number_at(fields, *node, "header", a_row).value_or(0);
    return header;
  }
  constexpr std::uint32_t most_lines = 5;
  const text::Phrase a_number{"a whole number from 1 to 5", "1 至 5 的整数"};
  Fields details(fields.source(), *node, text::verbatim("header"), fields.out());
  if (const auto* row = details.need("row")) header.first = number_at(details, *row, "row", a_row).value_or(0);
  if (const auto* lines = details.take("lines")) {
    header.lines = number_at(details, *lines, "lines", a_number).value_or(1);
    if (header.lines > most_lines) details.wrong_shape(*lines, "lines", a_number);
  }
  details.finish();
  return header;
}

std::optional<condition::Condition> read_condition(Fields& fields, std::string_view key) {
  const auto* node = fields.take(key);
  if (!node) return std::nullopt;
  if (node->is_scalar()) {
    auto condition = condition::Condition::parse(node->value, fields.place(*node), fields.out());
    if (condition) refuse_has(*condition, fields.out());
    return condition;
  }
  fields.wrong_shape(
      *node, key,
      {"a condition over columns, such as '状态 == \"已答复\"'", "以列名写成的条件，如 '状态 == \"已答复\"'"});
  return std::nullopt;
}

ValueTable read_values(Fields& fields, const text::Phrase& expected) {
  ValueTable values;
  const auto* node = fields.take("values");
  if (!node) return values;
  if (!node->is_mapping() || node->entries.empty()) {
    fields.wrong_shape(*node, "values",
                       {"a mapping of cells to " + expected.english, "“单元格内容: …”的映射，值为" + expected.chinese});
    return values;
  }
  for (const auto& entry : node->entries)
    if (const auto meant = name_at(fields, entry.value, entry.key, expected)) values.emplace(entry.key, meant->text);
  return values;
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
    AttributeMapping attribute;
    attribute.name = entry.key;
    if (entry.value.is_mapping()) {
      Fields details(fields.source(), entry.value, text::phrase("attribute '{}'", "属性“{}”", entry.key), fields.out());
      read_source(details, attribute);
      attribute.type = read_type(details);
      attribute.values = read_values(details, {"texts", "文字"});
      details.finish();
    } else if (auto column = name_at(fields, entry.value, entry.key,
                                     {"a column, or {column: …, type: …}", "列名，或 {column: …, type: …}"})) {
      attribute.column = std::move(*column);
    }
    attributes.push_back(std::move(attribute));
  }
  return attributes;
}

}  // namespace shixian::log
