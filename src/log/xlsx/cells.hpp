// The XML of a sheet → rows of cells.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "log/formats/format.hpp"
#include "log/parse/xml.hpp"
#include "log/xlsx/workbook.hpp"

namespace shixian::log {

/// Gives each row of a sheet's XML to `take`; it may set `enough`. Cells are texts: a number that is shown as a date or
/// time as `serial_text` says, another number in plain digits, a truth as TRUE or FALSE. The error of a formula
/// (`#N/A`), and a formula whose value was not saved, are faults; their text is shown all the same.
class CellReader final : public XmlReader {
 public:
  CellReader(const Workbook& book, std::function<void(const Row&)> take) : book_(book), take_(std::move(take)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

 private:
  enum class Inside { nothing, value, formula };

  void begin_row(const XmlAttributes& attributes);
  void begin_cell(const XmlAttributes& attributes);
  void end_cell();
  void give_row();
  void put(std::string_view view);
  void put_own(std::string text);
  void put_number();
  void put_too_long();
  void fault(text::Phrase reason) { faults_.push_back({column_, std::move(reason)}); }

  const Workbook& book_;
  std::function<void(const Row&)> take_;
  Inside inside_ = Inside::nothing;
  bool in_row_ = false, hidden_ = false, phonetic_ = false, too_long_ = false;
  std::uint64_t row_ = 0;
  std::uint32_t column_ = 0, next_column_ = 0;
  std::string type_, value_, formula_;
  std::size_t style_ = 0;
  bool has_value_ = false, has_formula_ = false;
  std::vector<std::string_view> cells_;
  std::deque<std::string> own_;  // by column; texts that are in no other place
  std::vector<CellFault> faults_;
};

/// The merges of a sheet, by first row. They stand behind the rows, so that the whole part goes
/// by. nullopt ⇔ the part cannot be read, and `why` says so.
std::optional<std::vector<Merge>> read_merges(const Package& package, const std::string& part, text::Phrase& why);

}  // namespace shixian::log
