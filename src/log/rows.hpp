// Rows of cells → events.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "log/format.hpp"
#include "log/log.hpp"
#include "log/plan.hpp"

namespace shixian::log {

/// All that reading the rows of one sheet needs. Outlives the readers.
struct RowTask {
  const Plan& plan;
  const Mapping& mapping;
  const time::Zone& zone;
  const std::vector<std::string>& header;
  std::uint32_t origin = 0;
  std::function<bool(std::uint64_t)> advance;
  bool damaged = false;  ///< some bytes were not text; cells that hold U+FFFD are rejected
};

/// A rejection with the column's number, by which rejections of a row are ordered; 0 when the row is meant.
struct NumberedRejection {
  Rejection rejection;
  std::uint32_t column = 0;
};

/// Turns the rows of one part of a sheet into events. Each part has its own, so that parts are read side by side.
class RowReader final : public RowSink {
 public:
  explicit RowReader(const RowTask& task);

  void row(std::uint64_t number, std::span<const std::string_view> cells) override;
  void reject(std::uint64_t number, std::string_view text, const text::Phrase& reason) override;
  void fail(const text::Phrase& reason) override;
  bool advance(std::uint64_t bytes) override { return !failure && task_.advance(bytes); }

  EventTable events;
  std::vector<NumberedRejection> rejections;
  std::uint64_t rows = 0;
  std::uint64_t eventless = 0;
  std::uint64_t lost = 0;  ///< rows whose events are not in the table
  std::optional<text::Phrase> failure;

 private:
  using Cells = std::span<const std::string_view>;

  void read_wide(Cells cells);
  void read_long(Cells cells);
  /// The code of the event type that a cell names; no_value when it is rejected.
  std::uint32_t type_of(std::string_view cell);
  text::Phrase unlisted(std::string_view cell) const;
  time::Moment moment(std::uint32_t column, std::string_view cell);
  /// Whether a cell lost characters to a wrong encoding; then it is rejected.
  bool damaged(std::uint32_t column, std::string_view cell, bool event_kept = true);
  void add(std::uint32_t type, const time::Moment& moment, std::uint32_t column);
  /// Reads the cells shared by all events of the row, once a row.
  void read_shared(Cells cells);
  /// The code of a cell's value; no_value when it is empty or rejected.
  std::uint32_t value(const CellPlan& plan, Cells cells);
  void reject_cell(std::uint32_t column, std::string_view text, text::Phrase reason, bool event_kept);

  const RowTask& task_;
  std::uint32_t row_ = 0;
  bool shared_read_ = false;
  std::vector<EventTable::Value> shared_;       // values of Plan::shared in this row
  std::vector<std::uint32_t> wide_types_;       // codes of Plan::events, no_value until one was met
  Dictionary type_cells_;                       // long with values: cells met,
  std::vector<std::uint32_t> type_cell_codes_;  // and the type that each one names
};

}  // namespace shixian::log
