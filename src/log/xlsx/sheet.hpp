// One sheet of a workbook as the table of a ledger.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "log/formats/format.hpp"
#include "log/xlsx/workbook.hpp"

namespace shixian::log {

/// Read twice at most: its first rows for the header, then all.
class XlsxSheet final : public Sheet {
 public:
  XlsxSheet(std::shared_ptr<const Workbook> book, const WorkbookSheet& sheet);

  /// Finds the header; without one the names are empty. The failure of the XML, if there was one.
  std::optional<text::Phrase> begin(const Mapping& mapping);
  bool has_all(const std::vector<Named>& columns) const;
  /// A part that breaks off has none; reading says so.
  std::vector<Merge> merges_of_part() const;

  bool hidden() const { return sheet_.hidden; }
  const std::string& part() const { return sheet_.part; }

  std::size_t divide(std::size_t) override { return 1; }
  void read(std::size_t part, RowSink& sink) const override;

 private:
  /// The column, from 1, of the first cell with content under no header, or 0.
  std::uint32_t stray_in(std::span<const std::string_view> cells) const;

  std::shared_ptr<const Workbook> book_;
  WorkbookSheet sheet_;
};

}  // namespace shixian::log
