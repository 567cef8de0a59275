#include "log/rows/rows.hpp"

#include <fmt/ranges.h>

#include <algorithm>

#include "log/mapping/quoted.hpp"
#include "log/rows/cell.hpp"
#include "text/cell.hpp"
#include "text/suggest.hpp"
#include "time/written.hpp"

namespace shixian::log {

namespace {

bool all_empty(std::span<const std::string_view> cells) {
  return std::all_of(cells.begin(), cells.end(), [](auto cell) { return text::tidy(cell).empty(); });
}

condition::Outcome work_out(const ConditionPlan& plan, std::span<const std::string_view> cells) {
  std::vector<condition::Binding> bindings(plan.columns.size());
  for (std::size_t i = 0; i < bindings.size(); ++i)
    if (plan.columns[i] != no_column)
      bindings[i].value = condition::Value{condition::Untyped{std::string(text::tidy(cells[plan.columns[i]]))}};
  return plan.condition->evaluate(bindings);
}

/// The text of a computed value; nullopt for lists and maps.
std::optional<std::string> text_of(const condition::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.of)) return *text;
  if (const auto* text = std::get_if<condition::Untyped>(&value.of)) return text->text;
  if (const auto* truth = std::get_if<bool>(&value.of)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&value.of)) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&value.of))
    return text::canonical_number(fmt::format("{:.17g}", *number));
  if (!std::holds_alternative<condition::Timestamp>(value.of)) return std::nullopt;
  const auto quoted = condition::to_json(value);
  return quoted.substr(1, quoted.size() - 2);
}

/// A cell that `values` does not list: near to one that it does, or to be added to them.
text::Phrase unlisted(std::string_view cell, std::vector<std::string> listed, bool of_event) {
  const auto near = text::nearest(cell, listed);
  const auto shown = excerpt(cell, 40);
  const auto meant = near ? text::phrase(" (did you mean '{}'?)", "（是否想写“{}”？）", *near) : text::Phrase{};
  return {fmt::format("the mapping's 'values' do not list '{}'{}; add it, or \"*\" for all others{}", shown,
                      meant.english, of_event ? ", or leave such rows out by 'when'" : ""),
          fmt::format("映射的 values 没有列出“{}”{}；请补上，或用 \"*\" 代表其余{}", shown, meant.chinese,
                      of_event ? "，或用 when 排除这样的行" : "")};
}

std::string together(const std::vector<std::string>& said) { return fmt::format("{}", fmt::join(said, "\x1F")); }

/// Why a cell is no time, and what to write if it means that there is none.
text::Phrase or_empty(std::string_view cell, text::Phrase why) {
  if (!may_mean_nothing(cell)) return why;
  return text::phrase("{2}; if '{0}' means that there is none, add empty: [{1}] to the mapping",
                      "{3}；如“{0}”表示没有，请在映射中加上 empty: [{1}]", cell, in_quotes(cell), why.english,
                      why.chinese);
}

}  // namespace

RowReader::RowReader(const RowTask& task)
    : task_(task),
      meant_(task.plan, task.mapping, task.merges),
      shared_(task.plan.shared.size()),
      shared_lost_(task.plan.shared.size()),
      wide_types_(task.plan.events.size(), no_value) {
  for (const auto& [name, type] : task.plan.attributes) events.add_attribute(name, type);
}

void RowReader::fail(const text::Phrase& reason) {
  if (!failure) failure = reason;
}

void RowReader::reject(std::uint64_t number, std::string_view text, const text::Phrase& reason) {
  ++rows;
  ++lost;
  meant_.lose(number);
  rejections.push_back({task_.origin, static_cast<std::uint32_t>(number), "", excerpt(text), reason, false});
}

void RowReader::reject_cell(std::uint32_t column, std::string_view text, text::Phrase reason, bool event_kept) {
  const bool of_a_cell = column != no_column;
  const auto number = of_a_cell ? column + 1 : 0;
  const auto said = [&](const Rejection& one) { return one.column_number == number && one.reason == reason; };
  const auto row_begins = rejections.begin() + static_cast<std::ptrdiff_t>(rejected_before_);
  if (std::any_of(row_begins, rejections.end(), said)) return;  // one cell that serves several events
  rejections.push_back({task_.origin, row_, of_a_cell ? task_.header[column] : "", excerpt(text), std::move(reason),
                        event_kept, number});
}

void RowReader::row(const Row& row) {
  constexpr std::uint64_t most_rows = 0xFFFFFFFF;
  if (failure) return;
  if (row.number > most_rows) return fail(text::phrase("more than {} rows", "超过 {} 行", most_rows));
  row_ = static_cast<std::uint32_t>(row.number);
  shared_read_ = false;
  rejected_before_ = rejections.size();
  const bool plain = meant_.as_they_stand();
  if (!plain) meant_.take(row);
  if (leaves_out(row.cells)) return;
  if (!plain && !all_empty(row.cells)) meant_.fill_down();
  const auto cells = plain ? row.cells : meant_.cells();
  faults_ = plain ? row.faults : meant_.faults();
  const auto before = events.size();
  const auto rejected = rejections.size();
  if (task_.plan.events.empty())
    read_long(cells);
  else
    read_wide(cells);
  const bool content = before != events.size() || rejected != rejections.size() || !all_empty(row.cells);
  if (!content) return;
  ++rows;
  if (row.hidden) ++hidden;
  if (row.stray > 0 && stray++ == 0) first_stray = {task_.origin, row_, static_cast<std::uint16_t>(row.stray)};
  if (before == events.size() && rejected == rejections.size()) ++eventless;
}

bool RowReader::leaves_out(Cells cells) {
  if (!is_left_out(task_.mapping, cells)) return false;
  ++skipped;
  return true;
}

void RowReader::read_wide(Cells cells) {
  const auto& plan = task_.plan;
  for (std::uint32_t i = 0; i < plan.events.size(); ++i) {
    const auto& event = plan.events[i];
    const auto cell = text::tidy(cells[event.time]);
    if (cell.empty() && !is_faulty(event.time) && cell_in(event.clock, cells).empty()) continue;
    const auto held = holds(event.when, cells, event.time);
    if (held && !*held) continue;
    auto* merged = counted(i, cells);
    const auto said = merged ? said_of(event, cells) : std::vector<std::string>();
    const auto repeated = merged ? is_repeated(*merged, event, said) : false;
    if (repeated && *repeated) continue;
    if (!repeated)
      reject_cell(
          event.time, cell,
          {"merged cells give this date to rows of which some attributes are the same and others differ, so "
           "that it may be one event or several; map the column of the case as 'case', or write the attributes "
           "that differ under the events they belong to, or take the merge apart",
           "合并单元格把这一日期给了几行，这几行的属性有的相同、有的不同，无法判断是一个事件还是几个；请把案件编号"
           "的列映射为属性 case，或把不同的属性写在它们所属的事件之下，或取消合并"},
          true);
    read_shared(cells);
    if (wide_types_[i] == no_value) wide_types_[i] = events.intern_type(event.type);
    add(wide_types_[i], held && repeated ? moment(event.time, event.clock, cells) : time::Moment{}, event.time);
    for (const auto number : event.shared)
      set(plan.shared[number].attribute, {shared_[number].code, shared_lost_[number]});
    for (const auto& own : event.own) set(own.attribute, value(own, cells));
    if (!merged) continue;
    for (std::size_t attribute = 0; attribute < said.size(); ++attribute)
      merged->values[attribute].insert(said[attribute]);
    merged->together.insert(together(said));
  }
}

RowReader::Counted* RowReader::counted(std::uint32_t event, Cells cells) {
  if (meant_.as_they_stand()) return nullptr;
  const auto& plan = task_.plan.events[event];
  const auto* merge = meant_.merge_of(plan.time);
  const bool own_clock = !cell_in(plan.clock, cells).empty() && !meant_.merge_of(plan.clock);
  if (!merge || own_clock) return nullptr;
  std::erase_if(counted_, [&](const auto& entry) { return entry.second.last_row < row_; });
  auto& counted = counted_[{merge->first_row, merge->first_column, event}];
  counted.last_row = merge->last_row;
  counted.values.resize(plan.shared.size() + plan.own.size());
  return &counted;
}

std::vector<std::string> RowReader::said_of(const EventPlan& event, Cells cells) const {
  std::vector<std::string> all;
  const auto say = [&](const CellPlan& cell) {
    std::string said(cell_in(cell.column, cells));
    if (cell.computed)
      for (const auto column : cell.computed->columns) said.append("\x1E").append(cell_in(column, cells));
    all.push_back(std::move(said));
  };
  for (const auto number : event.shared) say(task_.plan.shared[number]);
  for (const auto& own : event.own) say(own);
  return all;
}

std::optional<bool> RowReader::is_repeated(const Counted& counted, const EventPlan& event,
                                           const std::vector<std::string>& said) const {
  if (counted.together.empty()) return false;
  std::size_t number = 0;
  bool something_same = false;
  std::optional<bool> same_case;
  const auto compare = [&](const CellPlan& cell) {
    const bool known = counted.values[number].contains(said[number]);
    ++number;
    if (cell.column == no_column && !cell.computed) return;
    something_same = something_same || known;
    const auto& name = task_.plan.attributes[cell.attribute].first;
    if (name == "case" || name == "案件") same_case = known;
  };
  for (const auto shared : event.shared) compare(task_.plan.shared[shared]);
  for (const auto& own : event.own) compare(own);
  if (same_case) return same_case;
  if (counted.together.contains(together(said))) return true;
  return something_same ? std::nullopt : std::optional(false);
}

void RowReader::read_long(Cells cells) {
  const auto& plan = task_.plan;
  const auto type_cell = text::tidy(cells[plan.type]), time_cell = text::tidy(cells[plan.time]);
  if (all_empty(cells)) return;
  const auto held = holds(plan.when, cells, plan.time);
  if (held && !*held) return;
  if (unusable(plan.type, type_cell, false)) {
    ++lost;
    return;
  }
  if (type_cell.empty()) {
    ++lost;
    return reject_cell(plan.type, "", {"the row names no event", "这一行没有写明事件"}, false);
  }
  const auto type = type_of(type_cell);
  if (type == no_value) {
    ++lost;
    std::vector<std::string> listed;
    for (const auto& [cell, meant] : task_.mapping.type->values) listed.push_back(cell);
    return reject_cell(plan.type, type_cell, unlisted(type_cell, listed, true), false);
  }
  time::Moment when;
  if (!held)
    when = {};
  else if (time_cell.empty() && !is_faulty(plan.time) && cell_in(plan.clock, cells).empty())
    reject_cell(plan.time, "", {"the event has no time", "事件没有时间"}, true);
  else
    when = moment(plan.time, plan.clock, cells);
  read_shared(cells);
  add(type, when, plan.time);
  for (std::size_t i = 0; i < shared_.size(); ++i) set(shared_[i].attribute, {shared_[i].code, shared_lost_[i]});
}

void RowReader::set(std::uint32_t attribute, const Reading& reading) {
  const auto added = events.size() - 1;
  events.set(added, attribute, reading.code);
  if (reading.rejected) events.mark_unreadable(added, attribute);
}

std::optional<bool> RowReader::holds(const std::optional<ConditionPlan>& when, Cells cells, std::uint32_t time) {
  if (!when) return true;
  for (const auto column : when->columns)
    if (column != no_column && unusable(column, cell_in(column, cells))) return std::nullopt;
  auto outcome = work_out(*when, cells);
  if (outcome.value)
    if (const auto* truth = std::get_if<bool>(&outcome.value->of)) return *truth;
  if (outcome.value) outcome.error = {"it gives neither true nor false", "其结果不是真假值"};
  reject_cell(time, when->condition->text(),
              {"whether this is an event cannot be told by 'when': " + outcome.error.english,
               "无法按 when 判断是否为事件：" + outcome.error.chinese},
              true);
  return std::nullopt;
}

std::uint32_t RowReader::type_of(std::string_view cell) {
  const auto& values = task_.mapping.type->values;
  if (values.empty()) return events.intern_type(cell);
  const auto met = type_cells_.intern(cell);
  if (met == type_cell_codes_.size()) {
    const auto wanted = text::folded(cell);
    auto listed =
        std::find_if(values.begin(), values.end(), [&](const auto& v) { return text::folded(v.first) == wanted; });
    if (listed == values.end()) listed = values.find("*");
    type_cell_codes_.push_back(listed == values.end() ? no_value : events.intern_type(listed->second));
  }
  return type_cell_codes_[met];
}

bool RowReader::is_faulty(std::uint32_t column) const {
  return std::any_of(faults_.begin(), faults_.end(), [&](const auto& fault) { return fault.column == column; });
}

bool RowReader::unusable(std::uint32_t column, std::string_view cell, bool event_kept) {
  for (const auto& fault : faults_)
    if (fault.column == column) return reject_cell(column, cell, fault.reason, event_kept), true;
  if (cell == lost_text) {
    reject_cell(
        column, cell,
        {"only the mark of a lost text stands here (U+FFFD); correct the cell, or the ledger that was converted",
         "这里只有表示文字已丢失的符号（U+FFFD）；请更正此单元格，或更正转换前的台账"},
        event_kept);
    return true;
  }
  if (!task_.damaged || cell.find(lost_text) == cell.npos) return false;
  reject_cell(column, cell,
              {"some bytes of this cell are not text in the encoding that was used; correct the cell, or name the "
               "encoding in the mapping",
               "此单元格有的字节在所用编码中不是文字；请更正，或在映射中写明 encoding"},
              event_kept);
  return true;
}

bool RowReader::names_another_column(std::uint32_t column, std::string_view cell) const {
  const auto name = column_key(cell);
  const auto& header = task_.header;
  if (name.empty() || name == column_key(header[column])) return false;
  return std::any_of(header.begin(), header.end(), [&](const auto& other) { return column_key(other) == name; });
}

time::Moment RowReader::moment(std::uint32_t column, std::uint32_t clock, Cells cells) {
  const auto cell = cell_in(column, cells), of_day = cell_in(clock, cells);
  if (unusable(column, cell) || (clock != no_column && unusable(clock, of_day))) return {};
  text::Phrase why;
  const auto read = time::read_time(cell, task_.zone, task_.times, why);
  if (!read && names_another_column(column, cell))
    fail(
        text::phrase("row {} names the columns anew, in another order, so that it cannot be told what stands below it; "
                     "divide the table there",
                     "第 {} 行重新写了列名，且次序不同，其下各行无法判断；请在此处把表拆开", row_));
  if (!read && !cell.empty()) {
    // In a row that is one event a mark of emptiness would still be an event without a time.
    reject_cell(column, cell, task_.plan.events.empty() ? std::move(why) : or_empty(cell, std::move(why)), true);
    return {};
  }
  if (read && of_day.empty()) return *read;
  if (!read) {
    why = {"a time of day without its date", "只有时刻，没有日期"};
  } else if (read->precision != time::Precision::day) {
    why = text::phrase("'{}' has a time of day of its own", "“{}”自身已有时刻", excerpt(cell));
  } else {
    const auto both = fmt::format("{} {}", cell, of_day);
    if (const auto joined = time::read_time(both, task_.zone, task_.times, why)) return *joined;
  }
  reject_cell(clock, of_day, std::move(why), true);
  return {};
}

void RowReader::add(std::uint32_t type, const time::Moment& moment, std::uint32_t column) {
  if (events.size() >= most_events) fail(text::phrase("more than {} events", "超过 {} 个事件", most_events));
  events.add(type, moment, {task_.origin, row_, static_cast<std::uint16_t>(column + 1)});
}

void RowReader::read_shared(Cells cells) {
  if (shared_read_) return;
  shared_read_ = true;
  for (std::size_t i = 0; i < shared_.size(); ++i) {
    const auto& cell = task_.plan.shared[i];
    const bool as_it_is = cell.as_it_is();
    shared_[i] = {cell.attribute, no_value, as_it_is ? text::tidy(cells[cell.column]) : std::string_view{}, 0};
    shared_lost_[i] = as_it_is && unusable(cell.column, shared_[i].text);
    if (shared_lost_[i]) shared_[i].text = {};
    if (as_it_is) continue;
    const auto reading = value(cell, cells);
    shared_[i].code = reading.code;
    shared_lost_[i] = reading.rejected;
  }
  events.intern_values(shared_);
}

RowReader::Reading RowReader::value(const CellPlan& plan, Cells cells) {
  if (plan.computed) return computed(plan, cells);
  const auto cell = plan.column == no_column ? std::string_view(plan.constant) : text::tidy(cells[plan.column]);
  if (plan.column != no_column && unusable(plan.column, cell)) return {no_value, true};
  if (cell.empty()) return {};
  if (plan.values.empty()) return typed(plan, cell);
  auto listed = plan.values.find(text::folded(cell));
  if (listed == plan.values.end()) listed = plan.values.find("*");
  if (listed != plan.values.end()) return typed(plan, listed->second);
  std::vector<std::string> known;
  for (const auto& [text, meant] : plan.values) known.push_back(text);
  std::sort(known.begin(), known.end());
  reject_cell(plan.column, cell, unlisted(cell, known, false), true);
  return {no_value, true};
}

RowReader::Reading RowReader::computed(const CellPlan& plan, Cells cells) {
  for (const auto column : plan.computed->columns)
    if (column != no_column && unusable(column, cell_in(column, cells))) return {no_value, true};
  const auto outcome = work_out(*plan.computed, cells);
  const auto text = outcome.value ? text_of(*outcome.value) : std::nullopt;
  if (text) return text->empty() ? Reading{} : typed(plan, *text);
  const auto& name = task_.plan.attributes[plan.attribute].first;
  const auto why = outcome.value ? text::Phrase{"it is no single value", "其结果不是单个值"} : outcome.error;
  rejections.push_back({task_.origin,
                        row_,
                        "",
                        excerpt(plan.computed->condition->text()),
                        {fmt::format("'{}' cannot be computed: {}", name, why.english),
                         fmt::format("无法计算“{}”：{}", name, why.chinese)},
                        true});
  return {no_value, true};
}

RowReader::Reading RowReader::typed(const CellPlan& plan, std::string_view text) {
  text::Phrase why;
  switch (plan.type) {
    case AttributeType::untyped:
    case AttributeType::string:
      return {events.intern_value(plan.attribute, text)};
    case AttributeType::number:
      if (const auto number = text::canonical_number(text)) return {events.intern_value(plan.attribute, *number)};
      why = {"not a number: expected digits such as 1234.5, 1,234.5 or 4%",
             "不是数字：应为 1234.5、1,234.5 或 4% 这样的写法"};
      break;
    case AttributeType::boolean:
      if (const auto truth = text::read_boolean(text))
        return {events.intern_value(plan.attribute, *truth ? "true" : "false")};
      why = {"neither true nor false: expected true/false, yes/no, y/n, 1/0, 是/否, 有/无 or √/×",
             "不是真假值：应为 true/false、yes/no、y/n、1/0、是/否、有/无 或 √/×"};
      break;
    case AttributeType::time:
      if (const auto read = time::read_time(text, task_.zone, task_.times, why))
        return {events.intern_value(plan.attribute, time::iso(*read))};
      why = or_empty(text, std::move(why));
      break;
  }
  reject_cell(plan.column, text, std::move(why), true);
  return {no_value, true};
}

}  // namespace shixian::log
