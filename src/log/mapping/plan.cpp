#include "log/mapping/plan.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "text/cell.hpp"

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

/// Makes the parts of a plan for one table.
class Planner {
 public:
  Planner(Plan& plan, const TableName& table, Columns& columns, text::Diagnostics& out)
      : attributes_(plan), plan_(plan), table_(table), columns_(columns), out_(out) {}

  std::uint32_t column(const Named& name) { return columns_.find(name, out_).value_or(0); }

  std::uint32_t clock(const std::optional<Named>& name) { return name ? column(*name) : no_column; }

  std::vector<CellPlan> cells(const std::vector<AttributeMapping>& mappings) {
    std::vector<CellPlan> cells;
    for (const auto& mapping : mappings) cells.push_back(cell(mapping));
    return cells;
  }

  CellPlan cell(const AttributeMapping& mapping) {
    CellPlan cell;
    cell.attribute = attributes_.number(mapping.name, mapping.type);
    cell.type = mapping.type;
    for (const auto& [text, meant] : mapping.values) cell.values.emplace(text::folded(text), meant);
    switch (mapping.source) {
      case Source::column:
        cell.column = column(mapping.column);
        break;
      case Source::constant:
        cell.constant = mapping.column.text;
        break;
      case Source::condition:
        cell.computed = condition(mapping.condition);
        break;
      case Source::group:
        cell.constant = table_.group;
        break;
      case Source::file:
        cell.constant = std::filesystem::path(table_.file).filename().string();
        break;
      case Source::sheet:
        cell.constant = table_.sheet;
        break;
    }
    return cell;
  }

  EventPlan event(const EventMapping& mapping) {
    EventPlan event{mapping.type, column(mapping.time),      clock(mapping.clock),
                    {},           cells(mapping.attributes), condition(mapping.when)};
    for (std::uint32_t i = 0; i < plan_.shared.size(); ++i) {
      const auto overridden = std::any_of(event.own.begin(), event.own.end(), [&](const CellPlan& cell) {
        return cell.attribute == plan_.shared[i].attribute;
      });
      if (!overridden) event.shared.push_back(i);
    }
    return event;
  }

  /// The column of each name. Of a chain a.b only one of `a.b` and `a` needs to be one.
  std::optional<ConditionPlan> condition(const std::optional<condition::Condition>& condition) {
    if (!condition) return std::nullopt;
    const auto& names = condition->names();
    ConditionPlan plan{&*condition, std::vector<std::uint32_t>(names.size(), no_column)};
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Named name{names[i], condition->place_of(names[i])};
      const bool stands_in = std::any_of(names.begin(), names.end(), [&](const std::string& other) {
        return (other.starts_with(name.text + ".") || name.text.starts_with(other + ".")) && columns_.has(other);
      });
      if (columns_.has(name.text) || !stands_in) plan.columns[i] = column(name);
    }
    return plan;
  }

 private:
  Attributes attributes_;
  Plan& plan_;
  const TableName& table_;
  Columns& columns_;
  text::Diagnostics& out_;
};

/// The columns that a ledger without a mapping has, in both languages.
constexpr std::array<std::pair<const char*, const char*>, 3> built_in{
    {{"case", "案件"}, {"event", "事件"}, {"time", "时间"}}};

/// The same in XES and what process mining writes to CSV.
constexpr std::array<const char*, 3> built_in_xes{"case:concept:name", "concept:name", "time:timestamp"};

bool is_xes(const Columns& columns) {
  return std::all_of(built_in_xes.begin(), built_in_xes.end(), [&](const auto* name) { return columns.has(name); });
}

Named column_of(const Columns& columns, std::size_t which) {
  if (is_xes(columns)) return {built_in_xes[which], {}};
  const auto& [english, chinese] = built_in[which];
  return {columns.has(english) ? english : chinese, {}};
}

void needs_mapping(const Columns& columns, const std::string& file, text::Diagnostics& out) {
  const auto list = columns.list();
  out.error(text::Code::no_time_column, {},
            {fmt::format("'{}' needs a mapping: without one a ledger has the columns case, event and time, but {}",
                         file, list.english),
             fmt::format("“{}”需要映射：没有映射的台账应有“案件”“事件”“时间”三列，而{}", file, list.chinese)})
      .with_help(
          text::phrase("give the mapping with -m; if there is none yet, 'shixian mapping init {} -o mapping.yaml' "
                       "writes a first one",
                       "请用 -m 给出映射；如还没有，可用“shixian mapping init {} -o mapping.yaml”写出初稿", file));
}

std::optional<Plan> plan_without_mapping(const std::string& file, Columns& columns, text::Diagnostics& out) {
  for (const auto& [english, chinese] : built_in) {
    if (is_xes(columns) || columns.has(english) || columns.has(chinese)) continue;
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
    if (const auto found = columns.find({header[column], {}}, out)) {
      CellPlan cell;
      cell.column = *found;
      cell.attribute = attributes.number(header[column], AttributeType::untyped);
      plan.shared.push_back(std::move(cell));
    }
  }
  if (out.errors() != before) return std::nullopt;
  return plan;
}

}  // namespace

std::optional<Plan> make_plan(const Mapping& mapping, const TableName& table, const std::vector<std::string>& header,
                              text::Diagnostics& out) {
  Columns columns(table.file, header, table.doubt);
  if (!mapping.source) return plan_without_mapping(table.file, columns, out);
  const auto before = out.errors();
  Plan plan;
  Planner planner(plan, table, columns, out);
  plan.shared = planner.cells(mapping.attributes);
  if (mapping.recorded_at) {
    AttributeMapping recorded;
    recorded.name = recorded_at;
    recorded.column = *mapping.recorded_at;
    recorded.type = AttributeType::time;
    plan.shared.push_back(planner.cell(recorded));
  }
  for (const auto& event : mapping.events) plan.events.push_back(planner.event(event));
  if (mapping.type) {
    plan.type = planner.column(mapping.type->column);
    plan.time = planner.column(mapping.time);
    plan.clock = planner.clock(mapping.clock);
    plan.when = planner.condition(mapping.type->when);
  }
  for (const auto& column : mapping.fill_down) plan.fill_down.push_back(planner.column(column));
  if (out.errors() != before) return std::nullopt;
  return plan;
}

}  // namespace shixian::log
