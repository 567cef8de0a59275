#include "log/plan.hpp"

#include <algorithm>
#include <array>

namespace shixian::log {

namespace {

/// Numbers the attributes of a plan by name.
class Attributes {
 public:
  explicit Attributes(Plan& plan) : plan_(plan) {}

  std::uint32_t number(const std::string& name, AttributeType type) {
    const auto next = static_cast<std::uint32_t>(plan_.attributes.size());
    const auto [entry, added] = numbers_.try_emplace(name, next);
    if (added)
      plan_.attributes.emplace_back(name, type);
    else if (plan_.attributes[entry->second].second != type)
      plan_.attributes[entry->second].second = AttributeType::untyped;
    return entry->second;
  }

 private:
  Plan& plan_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

std::vector<CellPlan> cells_of(const std::vector<AttributeMapping>& mappings, Attributes& attributes, Columns& columns,
                               text::Diagnostics& out) {
  std::vector<CellPlan> cells;
  for (const auto& mapping : mappings)
    if (const auto column = columns.find(mapping.column, out))
      cells.push_back({*column, attributes.number(mapping.name, mapping.type), mapping.type});
  return cells;
}

EventPlan plan_event(const EventMapping& mapping, const Plan& plan, Attributes& attributes, Columns& columns,
                     text::Diagnostics& out) {
  EventPlan event{mapping.type,
                  columns.find(mapping.time, out).value_or(0),
                  {},
                  cells_of(mapping.attributes, attributes, columns, out)};
  for (std::uint32_t i = 0; i < plan.shared.size(); ++i) {
    const auto overridden = std::any_of(event.own.begin(), event.own.end(), [&](const CellPlan& cell) {
      return cell.attribute == plan.shared[i].attribute;
    });
    if (!overridden) event.shared.push_back(i);
  }
  return event;
}

/// The columns that a ledger without a mapping has, in both languages.
constexpr std::array<std::pair<const char*, const char*>, 3> built_in{
    {{"case", "案件"}, {"event", "事件"}, {"time", "时间"}}};

Named column_of(const Columns& columns, std::size_t which) {
  const auto& [english, chinese] = built_in[which];
  return {columns.has(english) ? english : chinese, {}};
}

void needs_mapping(const Columns& columns, const std::string& file, text::Diagnostics& out) {
  const auto list = columns.list();
  out.error(text::Code::no_time_column, {},
            {fmt::format("'{}' needs a mapping: without one a ledger has the columns case, event and time, but {}",
                         file, list.english),
             fmt::format("“{}”需要映射：没有映射的台账应有“案件”“事件”“时间”三列，而{}", file, list.chinese)})
      .with_help({"write a mapping file and give it with -m: 'shixian-log: 1', 'attributes: {NAME: COLUMN, …}', and "
                  "'events: [{type: "
                  "EVENT, time: COLUMN}, …]' for one date column an event, or 'event: COLUMN' and 'time: COLUMN' for "
                  "one row an event",
                  "请写一个映射文件并用 -m 给出：“shixian-log: 1”、“attributes: {属性: 列名, …}”，再加“events: [{type: "
                  "事件, time: 列名}, "
                  "…]”（每种事件一个日期列）或“event: 列名”与“time: 列名”（每行一个事件）"});
}

std::optional<Plan> plan_without_mapping(const std::string& file, Columns& columns, text::Diagnostics& out) {
  for (const auto& [english, chinese] : built_in) {
    if (columns.has(english) || columns.has(chinese)) continue;
    needs_mapping(columns, file, out);
    return std::nullopt;
  }
  const auto before = out.errors();
  Plan plan;
  Attributes attributes(plan);
  plan.type = columns.find(column_of(columns, 1), out).value_or(0);
  plan.time = columns.find(column_of(columns, 2), out).value_or(0);
  const auto& header = columns.header();
  for (std::uint32_t column = 0; column < header.size(); ++column) {
    if (column == plan.type || column == plan.time || header[column].empty()) continue;
    if (const auto found = columns.find({header[column], {}}, out))
      plan.shared.push_back(
          {*found, attributes.number(header[column], AttributeType::untyped), AttributeType::untyped});
  }
  if (out.errors() != before) return std::nullopt;
  return plan;
}

}  // namespace

std::optional<Plan> make_plan(const Mapping& mapping, const std::string& file, const std::vector<std::string>& header,
                              text::Diagnostics& out) {
  Columns columns(file, header);
  if (!mapping.source) return plan_without_mapping(file, columns, out);
  const auto before = out.errors();
  Plan plan;
  Attributes attributes(plan);
  plan.shared = cells_of(mapping.attributes, attributes, columns, out);
  for (const auto& event : mapping.events) plan.events.push_back(plan_event(event, plan, attributes, columns, out));
  if (mapping.type) {
    plan.type = columns.find(mapping.type->column, out).value_or(0);
    plan.time = columns.find(mapping.time, out).value_or(0);
  }
  if (out.errors() != before) return std::nullopt;
  return plan;
}

}  // namespace shixian::log
