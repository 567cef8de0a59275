#include "log/rows.hpp"

#include <algorithm>

#include "log/cell.hpp"
#include "text/suggest.hpp"
#include "time/written.hpp"

namespace shixian::log {

RowReader::RowReader(const RowTask& task)
    : task_(task), shared_(task.plan.shared.size()), wide_types_(task.plan.events.size(), no_value) {
  for (const auto& [name, type] : task.plan.attributes) events.add_attribute(name, type);
}

void RowReader::fail(const text::Phrase& reason) {
  if (!failure) failure = reason;
}

void RowReader::reject(std::uint64_t number, std::string_view text, const text::Phrase& reason) {
  ++rows;
  ++lost;
  rejections.push_back({{task_.origin, static_cast<std::uint32_t>(number), "", excerpt(text), reason, false}, 0});
}

void RowReader::reject_cell(std::uint32_t column, std::string_view text, text::Phrase reason, bool event_kept) {
  rejections.push_back(
      {{task_.origin, row_, task_.header[column], excerpt(text), std::move(reason), event_kept}, column + 1});
}

void RowReader::row(std::uint64_t number, Cells cells) {
  constexpr std::uint64_t most_rows = 0xFFFFFFFF;
  if (failure) return;
  if (number > most_rows) return fail(text::phrase("more than {} rows", "超过 {} 行", most_rows));
  row_ = static_cast<std::uint32_t>(number);
  shared_read_ = false;
  const auto before = events.size();
  const auto rejected = rejections.size();
  if (task_.plan.events.empty())
    read_long(cells);
  else
    read_wide(cells);
  if (before != events.size() || rejected != rejections.size()) {
    ++rows;
  } else if (!std::all_of(cells.begin(), cells.end(), [](auto cell) { return tidy(cell).empty(); })) {
    ++rows;
    ++eventless;
  }
}

void RowReader::read_wide(Cells cells) {
  const auto& plan = task_.plan;
  for (std::size_t i = 0; i < plan.events.size(); ++i) {
    const auto& event = plan.events[i];
    const auto cell = tidy(cells[event.time]);
    if (cell.empty()) continue;
    read_shared(cells);
    if (wide_types_[i] == no_value) wide_types_[i] = events.intern_type(event.type);
    add(wide_types_[i], moment(event.time, cell), event.time);
    const auto added = events.size() - 1;
    for (const auto number : event.shared) events.set(added, plan.shared[number].attribute, shared_[number].code);
    for (const auto& own : event.own) events.set(added, own.attribute, value(own, cells));
  }
}

void RowReader::read_long(Cells cells) {
  const auto& plan = task_.plan;
  const auto type_cell = tidy(cells[plan.type]), time_cell = tidy(cells[plan.time]);
  if (type_cell.empty()) {
    const bool empty = std::all_of(cells.begin(), cells.end(), [](auto cell) { return tidy(cell).empty(); });
    if (!empty) {
      ++lost;
      reject_cell(plan.type, "", {"the row names no event", "这一行没有写明事件"}, false);
    }
    return;
  }
  if (damaged(plan.type, type_cell, false)) {
    ++lost;
    return;
  }
  const auto type = type_of(type_cell);
  if (type == no_value) {
    ++lost;
    return reject_cell(plan.type, type_cell, unlisted(type_cell), false);
  }
  time::Moment when;
  if (time_cell.empty())
    reject_cell(plan.time, "", {"the event has no time", "事件没有时间"}, true);
  else
    when = moment(plan.time, time_cell);
  read_shared(cells);
  add(type, when, plan.time);
  const auto added = events.size() - 1;
  for (const auto& value : shared_) events.set(added, value.attribute, value.code);
}

std::uint32_t RowReader::type_of(std::string_view cell) {
  const auto& values = task_.mapping.type->values;
  if (values.empty()) return events.intern_type(cell);
  const auto met = type_cells_.intern(cell);
  if (met == type_cell_codes_.size()) {
    const auto wanted = folded(cell);
    const auto listed =
        std::find_if(values.begin(), values.end(), [&](const auto& v) { return folded(v.first) == wanted; });
    type_cell_codes_.push_back(listed == values.end() ? no_value : events.intern_type(listed->second));
  }
  return type_cell_codes_[met];
}

text::Phrase RowReader::unlisted(std::string_view cell) const {
  std::vector<std::string> listed;
  for (const auto& [value, type] : task_.mapping.type->values) listed.push_back(value);
  const auto help = text::did_you_mean(cell, listed);
  const auto shown = excerpt(cell, 40);
  return {fmt::format("the mapping lists no event '{}'{}{}", shown, help.empty() ? "" : "; ", help.english),
          fmt::format("映射的 values 没有列出“{}”{}{}", shown, help.empty() ? "" : "；", help.chinese)};
}

bool RowReader::damaged(std::uint32_t column, std::string_view cell, bool event_kept) {
  if (!task_.damaged || cell.find("\xEF\xBF\xBD") == cell.npos) return false;
  reject_cell(column, cell,
              {"some bytes of this cell are not text in the encoding that was used; correct the cell, or name the "
               "encoding in the mapping",
               "此单元格有的字节在所用编码中不是文字；请更正，或在映射中写明 encoding"},
              event_kept);
  return true;
}

time::Moment RowReader::moment(std::uint32_t column, std::string_view cell) {
  text::Phrase why;
  if (const auto read = time::read_time(cell, task_.zone, task_.mapping.times, why)) return *read;
  reject_cell(column, cell, std::move(why), true);
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
    const bool as_it_is = cell.type == AttributeType::untyped || cell.type == AttributeType::string;
    shared_[i] = {cell.attribute, no_value, as_it_is ? tidy(cells[cell.column]) : std::string_view{}, 0};
    if (as_it_is && damaged(cell.column, shared_[i].text)) shared_[i].text = {};
    if (!as_it_is) shared_[i].code = value(cell, cells);
  }
  events.intern_values(shared_);
}

std::uint32_t RowReader::value(const CellPlan& plan, Cells cells) {
  const auto cell = tidy(cells[plan.column]);
  if (cell.empty() || damaged(plan.column, cell)) return no_value;
  switch (plan.type) {
    case AttributeType::untyped:
    case AttributeType::string:
      return events.intern_value(plan.attribute, cell);
    case AttributeType::number:
      if (const auto number = canonical_number(cell)) return events.intern_value(plan.attribute, *number);
      reject_cell(plan.column, cell,
                  {"not a number: expected digits such as 1234.5, 1,234.5 or 4%",
                   "不是数字：应为 1234.5、1,234.5 或 4% 这样的写法"},
                  true);
      return no_value;
    case AttributeType::boolean:
      if (const auto truth = read_boolean(cell)) return events.intern_value(plan.attribute, *truth ? "true" : "false");
      reject_cell(plan.column, cell,
                  {"neither true nor false: expected true/false, yes/no, y/n, 1/0, 是/否, 有/无 or √/×",
                   "不是真假值：应为 true/false、yes/no、y/n、1/0、是/否、有/无 或 √/×"},
                  true);
      return no_value;
    case AttributeType::time: {
      text::Phrase why;
      if (const auto read = time::read_time(cell, task_.zone, task_.mapping.times, why))
        return events.intern_value(plan.attribute, time::iso(*read));
      reject_cell(plan.column, cell, std::move(why), true);
      return no_value;
    }
  }
  return no_value;
}

}  // namespace shixian::log
