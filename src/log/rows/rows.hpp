// Rows of cells → events.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "log/formats/format.hpp"
#include "log/log.hpp"
#include "log/mapping/plan.hpp"
#include "log/rows/meant.hpp"
#include "text/cell.hpp"

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
  /// Rows for which the event of a merged time was counted: what they say of its attributes.
  struct Counted {
    std::uint32_t last_row = 0;
    std::vector<std::unordered_set<std::string>> values;  // by attribute
    std::unordered_set<std::string> together;
  };
  /// Those of the merge that gives an event its time; nullptr where no merge does.
  Counted* counted(std::uint32_t event, Cells cells);
  /// What a row says of each attribute of an event, as it is written.
  std::vector<std::string> said_of(const EventPlan& event, Cells cells) const;
  /// Whether a merged time is that of an event which was counted already; nullopt: cannot be told.
  std::optional<bool> is_repeated(const Counted& counted, const EventPlan& event,
                                  const std::vector<std::string>& said) const;
  void read_long(Cells cells);
  /// The code of the event type that a cell names; no_value when it is rejected.
  std::uint32_t type_of(std::string_view cell);
  /// The time in a row's cells; unknown when one is rejected. `clock`: the column of the time of day, or `no_column`.
  time::Moment moment(std::uint32_t column, std::uint32_t clock, Cells cells);
  /// Whether a cell in a column of times is the name of another column.
  bool names_another_column(std::uint32_t column, std::string_view cell) const;
  /// The text of a cell; empty as well without a column.
  static std::string_view cell_in(std::uint32_t column, Cells cells) {
    return column == no_column ? std::string_view{} : text::tidy(cells[column]);
  }
  bool is_faulty(std::uint32_t column) const;
  /// Whether a cell holds no text that can be used; then it is rejected.
  bool unusable(std::uint32_t column, std::string_view cell, bool event_kept = true);
  /// Whether the event is one by the mapping's condition; nullopt where that cannot be told, and a cell was rejected:
  /// the event is kept, with an unknown time, so that it proves nothing.
  std::optional<bool> holds(const std::optional<ConditionPlan>& when, Cells cells, std::uint32_t time);
  void add(std::uint32_t type, const time::Moment& moment, std::uint32_t column);
  /// Reads the cells shared by all events of the row, once a row.
  void read_shared(Cells cells);
  /// What a row says of an attribute: the code of its value, or no_value; then a cell was rejected, or it says nothing.
  struct Reading {
    std::uint32_t code = no_value;
    bool rejected = false;
  };
  Reading value(const CellPlan& plan, Cells cells);
  Reading computed(const CellPlan& plan, Cells cells);
  /// A text that is read as the plan says.
  Reading typed(const CellPlan& plan, std::string_view text);
  /// Gives it to the event added last.
  void set(std::uint32_t attribute, const Reading& reading);
  void reject_cell(std::uint32_t column, std::string_view text, text::Phrase reason, bool event_kept);

  const RowTask& task_;
  std::uint32_t row_ = 0;
  std::span<const CellFault> faults_;
  MeantCells meant_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Counted> counted_;  // merge's first cell, event
  bool shared_read_ = false;
  std::size_t rejected_before_ = 0;             // rejections before this row
  std::vector<EventTable::Value> shared_;       // values of Plan::shared in this row
  std::vector<bool> shared_lost_;               // those whose cell was rejected
  std::vector<std::uint32_t> wide_types_;       // codes of Plan::events, no_value until one was met
  Dictionary type_cells_;                       // long with values: cells met,
  std::vector<std::uint32_t> type_cell_codes_;  // and the type that each one names
};

}  // namespace shixian::log
