// A mapping and a header → which cell of a row becomes what.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "log/columns.hpp"
#include "log/mapping.hpp"

namespace shixian::log {

/// A cell that is an attribute: its column, the attribute's number in `Plan::attributes`, how it is read.
struct CellPlan {
  std::uint32_t column = 0;
  std::uint32_t attribute = 0;
  AttributeType type = AttributeType::untyped;
};

struct EventPlan {
  std::string type;
  std::uint32_t time = 0;
  std::vector<std::uint32_t> shared;  ///< those of `Plan::shared` that the event does not override
  std::vector<CellPlan> own;
};

struct Plan {
  std::vector<std::pair<std::string, AttributeType>> attributes;
  std::vector<CellPlan> shared;      ///< of every event of a row
  std::vector<EventPlan> events;     ///< wide
  std::uint32_t type = 0, time = 0;  ///< long: columns
};

/// nullopt ⇔ errors were added: columns that are absent or stand twice.
std::optional<Plan> make_plan(const Mapping& mapping, const std::string& file, const std::vector<std::string>& header,
                              text::Diagnostics& out);

}  // namespace shixian::log
