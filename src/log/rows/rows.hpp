// Rows of cells → events.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "log/formats/format.hpp"
#include "log/log.hpp"
#include "log/mapping/plan.hpp"
#include "log/rows/meant.hpp"

namespace shixian::log {

/// All that reading the rows of one sheet needs. Outlives the readers.
struct RowTask {
  const Plan& plan;
  const Mapping& mapping;
  const time::Zone& zone;
  const std::vector<std::string>& header;
  const std::vector<Merge>& merges;
  const time::WrittenOptions times;
  std::uint32_t origin = 0;
  std::function<bool(std::uint64_t)> advance;
  bool damaged = false;  ///< some bytes were not text; cells that hold U+FFFD are rejected
};

/// Turns the rows of one part of a sheet into events. Each part has its own, so that parts are read side by side.
class RowReader final : public RowSink {
 public:
  using Cells = std::span<const std::string_view>;

  explicit RowReader(const RowTask& task);

  void row(const Row& row) override;
  bool leaves_out(Cells cells) override;
  void reject(std::uint64_t number, std::string_view text, const text::Phrase& reason) override;
  void fail(const text::Phrase& reason) override;
  bool advance(std::uint64_t bytes) override { return !failure && task_.advance(bytes); }

  EventTable events;
  std::vector<Rejection> rejections;
  std::uint64_t rows = 0;
  std::uint64_t eventless = 0;
  std::uint64_t skipped = 0;
  std::uint64_t hidden = 0;
  std::uint64_t lost = 0;   ///< rows whose events are not in the table
  std::uint64_t stray = 0;  ///< rows with content under no header
  Where first_stray{};      ///< the first such cell
  std::optional<text::Phrase> failure;

 private:
  void read_wide(Cells cells);
  /// Whether a time that a merge repeats is that of an event which stands in the table already; nullopt: cannot be
  /// told.
  std::optional<bool> is_repeated(const EventPlan& event, Cells cells) const;
  void read_long(Cells cells);
  /// The code of the event type that a cell names; no_value when it is rejected.
  std::uint32_t type_of(std::string_view cell);
  time::Moment moment(std::uint32_t column, std::string_view cell);
  bool is_faulty(std::uint32_t column) const;
  /// Whether a cell holds no text that can be used; then it is rejected.
  bool unusable(std::uint32_t column, std::string_view cell, bool event_kept = true);
  /// Whether the event is one by the mapping's condition; `no` as well where the condition cannot be told, and then the
  /// cell of its time is rejected and the row counts as lost.
  bool holds(const std::optional<ConditionPlan>& when, Cells cells, std::uint32_t time);
  void add(std::uint32_t type, const time::Moment& moment, std::uint32_t column);
  /// Reads the cells shared by all events of the row, once a row.
  void read_shared(Cells cells);
  /// The code of an attribute's value; no_value when it is empty or rejected.
  std::uint32_t value(const CellPlan& plan, Cells cells);
  std::uint32_t computed(const CellPlan& plan, Cells cells);
  /// The code of a text that is read as the plan says.
  std::uint32_t typed(const CellPlan& plan, std::string_view text);
  void reject_cell(std::uint32_t column, std::string_view text, text::Phrase reason, bool event_kept);

  const RowTask& task_;
  std::uint32_t row_ = 0;
  std::span<const CellFault> faults_;
  MeantCells meant_;
  bool shared_read_ = false;
  std::vector<EventTable::Value> shared_;       // values of Plan::shared in this row
  std::vector<std::uint32_t> wide_types_;       // codes of Plan::events, no_value until one was met
  Dictionary type_cells_;                       // long with values: cells met,
  std::vector<std::uint32_t> type_cell_codes_;  // and the type that each one names
};

}  // namespace shixian::log
