// A mapping and the names of the columns → which cell of a row becomes what.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "log/mapping/columns.hpp"
#include "log/mapping/mapping.hpp"

namespace shixian::log {

/// A condition over the cells of a row: the column of each of its names, or `no_column`.
struct ConditionPlan {
  const condition::Condition* condition = nullptr;
  std::vector<std::uint32_t> columns;
};

inline constexpr std::uint32_t no_column = 0xFFFFFFFF;

/// How one attribute of a row is had: from a cell, a constant text or a condition; by which table it is translated, how
/// it is read, and the attribute's number in `Plan::attributes`.
struct CellPlan {
  std::uint32_t column = no_column;
  std::uint32_t attribute = 0;
  AttributeType type = AttributeType::untyped;
  std::string constant;  ///< when there is no column and no condition
  std::optional<ConditionPlan> computed;
  std::unordered_map<std::string, std::string> values;  ///< by folded cell; empty: no table

  /// Whether the text of the cell is the value.
  bool as_it_is() const {
    return column != no_column && values.empty() && (type == AttributeType::untyped || type == AttributeType::string);
  }
};

struct EventPlan {
  std::string type;
  std::uint32_t time = 0;
  std::uint32_t clock = no_column;
  std::vector<std::uint32_t> shared;  ///< those of `Plan::shared` that the event does not override
  std::vector<CellPlan> own;
  std::optional<ConditionPlan> when;
};

struct Plan {
  std::vector<std::pair<std::string, AttributeType>> attributes;
  std::vector<CellPlan> shared;                         ///< of every event of a row
  std::vector<EventPlan> events;                        ///< wide
  std::uint32_t type = 0, time = 0, clock = no_column;  ///< long: columns
  std::optional<ConditionPlan> when;                    ///< long
  std::vector<std::uint32_t> fill_down;

  /// Whether a row can be read without the rows above it.
  bool rows_stand_alone() const { return fill_down.empty(); }
};

/// Which table a plan is for.
struct TableName {
  const std::string& file;
  const std::string& sheet;
  const std::string& group;
  const text::Phrase& doubt;  ///< of its header, see `Sheet`
};

/// nullopt ⇔ errors were added: columns that are absent or stand twice.
std::optional<Plan> make_plan(const Mapping& mapping, const TableName& table, const std::vector<std::string>& header,
                              text::Diagnostics& out);

}  // namespace shixian::log
