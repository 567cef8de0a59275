#include "rule/case_table.hpp"

#include <algorithm>

#include "rule/domains.hpp"
#include "rule/read_pattern.hpp"
#include "rule/read_value.hpp"
#include "rule/rule_shape.hpp"
#include "text/fields.hpp"
#include "time/zone_field.hpp"

namespace shixian::rule {

namespace {

using text::Code;
using text::Key;
using text::Scalar;
using text::Shape;
using Lines = std::vector<CaseTable::Line>;

const Shape& column() {
  static const Shape shape{"table-column",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"title", "标题"}, text::phrase_shape, Key::Need::always},
                            {{"where", "条件"}, condition_shape, Key::Need::always}}};
  return shape;
}

const Shape& columns() {
  static const Shape shape{"table-columns", Scalar::none, {}, column};
  return shape;
}

const Shape& outcomes();

const Shape& outcome() {
  static const Shape shape{"outcome",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"title", "标题"}, text::phrase_shape, Key::Need::always},
                            {{"event", "事件"}, text::any_texts},
                            {{"where", "条件"}, condition_shape},
                            {{"outcomes", "办理结果"}, outcomes}}};
  return shape;
}

const Shape& outcomes() {
  static const Shape shape{"outcomes", Scalar::none, {}, outcome};
  return shape;
}

void refuse_same_title(text::Fields& fields, const Lines& lines, const text::Phrase& title) {
  const auto same = std::find_if(lines.begin(), lines.end(), [&](const CaseTable::Line& other) {
    return other.title.english == title.english || other.title.chinese == title.chinese;
  });
  if (same == lines.end()) return;
  fields.out()
      .error(Code::bad_value, fields.place(*fields.take("title")),
             text::phrase("the title '{0}' stands twice", "标题“{1}”重复", title.english, title.chinese))
      .label(same->pattern.place, {"the other stands here", "另一个在这里"});
}

/// The items of a list of mappings, each given to `read`.
template <class Read>
void read_list(text::Fields& fields, std::string_view key, const text::Phrase& what, Read read) {
  const auto* list = fields.need(key);
  if (!list) return;
  if (!list->is_sequence() || list->items.empty()) {
    fields.wrong_shape(*list, key, {"a list of at least one", "至少含一项的列表"});
    return;
  }
  for (const auto& item : list->items) {
    text::Fields one(fields.source(), item, what, fields.out());
    if (!item.is_mapping()) continue;
    read(one);
    one.finish();
  }
}

Lines read_columns(text::Fields& fields) {
  Lines made;
  read_list(fields, "columns", {"a column", "列"}, [&](text::Fields& one) {
    CaseTable::Line line;
    if (const auto title = one.need("title") ? one.phrase("title") : std::nullopt) {
      line.title = *title;
      refuse_same_title(one, made, *title);
    }
    if (one.need("where")) line.pattern.where = read_condition(one, "where");
    line.pattern.place = one.place();
    made.push_back(std::move(line));
  });
  return made;
}

/// The lines of an outcome without parts of its own, or of its parts, whose `event` and `where` are their own.
void read_outcomes(text::Fields& fields, const text::Phrase& group, const std::vector<std::string>& closed_by,
                   Lines& made) {
  read_list(fields, "outcomes", {"an outcome", "办理结果"}, [&](text::Fields& one) {
    CaseTable::Line line;
    line.group = group;
    if (const auto title = one.need("title") ? one.phrase("title") : std::nullopt) line.title = *title;
    line.pattern.place = one.place();
    if (one.has("outcomes") && group.empty()) {
      for (const auto* key : {"event", "where"})
        if (one.has(key))
          one.out()
              .error(
                  Code::unclear_rule, one.key_place(key),
                  text::phrase("an outcome that has parts has no '{}' of its own", "分列的办理结果本身没有“{}”", key))
              .with_help({"write it in each part", "请写在各分项中"});
      one.take("event"), one.take("where");
      return read_outcomes(one, line.title, closed_by, made);
    }
    refuse_same_title(one, made, line.title);
    line.pattern.types = one.texts("event");
    for (const auto& type : line.pattern.types)
      if (std::find(closed_by.begin(), closed_by.end(), type) == closed_by.end())
        one.out().error(
            Code::bad_value, one.place(*one.take("event")),
            text::phrase("'{}' is none of the events of 'closed-by'", "“{}”不在“closed-by”所列事件之内", type));
    line.pattern.where = read_condition(one, "where");
    made.push_back(std::move(line));
  });
}

/// One name or a list of at least one.
std::vector<std::string> need_names(text::Fields& fields, std::string_view key, const text::Phrase& expected) {
  const auto* node = fields.need(key);
  if (!node) return {};
  if (node->is_sequence() && node->items.empty()) fields.wrong_shape(*node, key, expected);
  return names_at(fields, key, expected);
}

text::Phrase need_phrase(text::Fields& fields, std::string_view key) {
  return fields.need(key) ? fields.phrase(key).value_or(text::Phrase{}) : text::Phrase{};
}

void refuse_too_many(const Lines& lines, const text::Phrase& what, text::Diagnostics& out) {
  if (lines.size() <= most_lines) return;
  out.error(
      Code::too_large, lines[most_lines].pattern.place,
      text::phrase("a table has at most {0} {1}", "统计表最多有 {0} {2}", most_lines, what.english, what.chinese));
}

std::optional<CaseTable> read(const text::Document& document, text::Diagnostics& out) {
  text::Fields fields(document.source, document.root, {"a table of cases", "统计表"}, out);
  if (!document.root.is_mapping()) return std::nullopt;
  text::check_version(fields, "shixian-table");
  CaseTable table;
  table.place = fields.place();
  table.title = need_phrase(fields, "title");
  table.source = fields.phrase("source").value_or(text::Phrase{});
  constexpr std::int64_t earliest_year = 1949;
  if (const auto year = number_at(fields, "first-year", earliest_year)) table.first_year = static_cast<int>(*year);
  if (const auto* node = fields.need("time-zone"))
    if (auto zone = time::zone_at(fields, *node)) table.zone = std::move(*zone);
  const text::Phrase attributes{"an attribute or a list of them", "属性或其列表"};
  const text::Phrase types{"an event type or a list of them", "事件类型或其列表"};
  table.same = need_names(fields, "same", attributes);
  table.opened_by = need_names(fields, "opened-by", types);
  table.closed_by = need_names(fields, "closed-by", types);
  table.opened_by_place = fields.key_place("opened-by");
  table.closed_by_place = fields.key_place("closed-by");
  table.domains = read_domains(fields);
  table.columns = read_columns(fields);
  table.all_columns = need_phrase(fields, "all-columns");
  table.received = need_phrase(fields, "received");
  table.carried_over = need_phrase(fields, "carried-over");
  read_outcomes(fields, {}, table.closed_by, table.outcomes);
  table.total = need_phrase(fields, "total");
  table.carried_forward = need_phrase(fields, "carried-forward");
  refuse_too_many(table.columns, {"columns", "列"}, out);
  refuse_too_many(table.outcomes, {"outcomes", "项办理结果"}, out);
  for (const auto* lines : {&table.columns, &table.outcomes})
    for (const auto& line : *lines)
      if (line.pattern.where) hold_against_domains(*line.pattern.where, table.domains, out);
  fields.finish();
  return table;
}

}  // namespace

std::optional<CaseTable> read_case_table(const text::Document& document, text::Diagnostics& out) {
  return text::in_either_spelling(document, case_table_shape(), out,
                                  [&](const text::Document& english) { return read(english, out); });
}

const Shape& case_table_shape() {
  static const Shape shape{"table",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"shixian-table", "时限统计表"}, text::whole_shape, Key::Need::always},
                            {{"title", "标题"}, text::phrase_shape, Key::Need::always},
                            {{"source", "来源"}, text::phrase_shape},
                            {{"first-year", "起始年度"}, text::whole_shape},
                            {{"time-zone", "时区"}, text::any_text, Key::Need::always},
                            {{"same", "同一"}, text::any_texts, Key::Need::always},
                            {{"opened-by", "开始"}, text::any_texts, Key::Need::always},
                            {{"closed-by", "办结"}, text::any_texts, Key::Need::always},
                            {{"attributes", "属性"}, domains_shape},
                            {{"columns", "列"}, columns, Key::Need::always},
                            {{"all-columns", "各列合计"}, text::phrase_shape, Key::Need::always},
                            {{"received", "新收"}, text::phrase_shape, Key::Need::always},
                            {{"carried-over", "上年结转"}, text::phrase_shape, Key::Need::always},
                            {{"outcomes", "办理结果"}, outcomes, Key::Need::always},
                            {{"total", "结果总计"}, text::phrase_shape, Key::Need::always},
                            {{"carried-forward", "结转下年"}, text::phrase_shape, Key::Need::always}}};
  return shape;
}

}  // namespace shixian::rule
