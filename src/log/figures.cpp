#include "log/figures.hpp"

#include <fmt/ranges.h>

#include <algorithm>

#include "log/file/file.hpp"
#include "log/formats/format.hpp"
#include "log/mapping/columns.hpp"
#include "log/place.hpp"
#include "text/cell.hpp"
#include "text/system.hpp"

namespace shixian::log {

namespace {

using text::Code;
using text::Phrase;

class FigureReader final : public RowSink {
 public:
  FigureReader(const std::string& path, const Sheet& sheet, std::vector<std::uint32_t> columns, text::Diagnostics& out)
      : merges_(sheet.merges), first_(*std::min_element(columns.begin(), columns.end())), out_(out) {
    figures.origin.file = path;
    figures.origin.sheet = sheet.name;
    figures.origin.columns = sheet.header;
    figures.origin.counting = sheet.counting;
    figures.columns = std::move(columns);
  }

  void row(const Row& given) override {
    Figures::Row made;
    made.number = static_cast<std::uint32_t>(given.number);
    for (const auto& fault : given.faults) tell(cell(made.number, fault.column + 1), fault.reason);
    for (std::uint32_t i = 0; i < std::min<std::size_t>(first_ - 1, given.cells.size()); ++i)
      if (const auto label = text::tidy(given.cells[i]); !label.empty()) made.labels.emplace_back(label);
    bool merged = false;
    for (const auto column : figures.columns) {
      made.figures.emplace_back(column <= given.cells.size() ? text::tidy(given.cells[column - 1])
                                                             : std::string_view());
      if (!merged && is_merged(made.number, column)) {
        merged = true;
        tell(cell(made.number, column), {"one figure is merged over several cells; write each into a cell of its own",
                                         "一个数字占了合并的几格；请分别填入各自的单元格"});
      }
    }
    const bool empty = made.labels.empty() && std::all_of(made.figures.begin(), made.figures.end(),
                                                          [](const std::string& text) { return text.empty(); });
    if (!empty) figures.rows.push_back(std::move(made));
  }
  bool leaves_out(std::span<const std::string_view>) override { return false; }
  void reject(std::uint64_t number, std::string_view, const Phrase& reason) override {
    tell(cell(static_cast<std::uint32_t>(number), 0), reason);
  }
  void fail(const Phrase& reason) override { tell(text::verbatim(figures.origin.file), reason); }
  bool advance(std::uint64_t) override { return true; }

  Figures figures;

 private:
  bool is_merged(std::uint32_t row, std::uint32_t column) const {
    return std::any_of(merges_.begin(), merges_.end(), [&](const Merge& merge) {
      return merge.first_row <= row && row <= merge.last_row && merge.first_column <= column &&
             column <= merge.last_column;
    });
  }

  Phrase cell(std::uint32_t row, std::uint32_t column) const {
    return place_of(figures.origin, {0, row, static_cast<std::uint16_t>(column)});
  }

  void tell(const Phrase& place, const Phrase& reason) {
    out_.error(Code::bad_log, {}, {place.english + ": " + reason.english, place.chinese + "：" + reason.chinese});
  }

  const std::vector<Merge>& merges_;
  std::uint32_t first_;
  text::Diagnostics& out_;
};

Mapping layout_with(const std::vector<std::string>& columns) {
  Mapping layout;
  for (const auto& column : columns) {
    AttributeMapping attribute;
    attribute.name = attribute.column.text = column;
    layout.attributes.push_back(std::move(attribute));
  }
  return layout;
}

bool has_all(const Sheet& sheet, const std::string& path, const std::vector<std::string>& columns) {
  const Columns header(path, sheet.header, sheet.doubt);
  return std::all_of(columns.begin(), columns.end(), [&](const std::string& name) { return header.has(name); });
}

using Sheets = std::vector<std::unique_ptr<Sheet>>;

struct Found {
  Sheets sheets;
  std::vector<std::string> columns;
};

/// The sheets that have the columns in one language or the other. Where none has, and the file has one sheet, that one;
/// none ⇔ an error was added.
Found find_sheets(LedgerFile& file, const Format& format, const std::string& path, const std::vector<Phrase>& columns,
                  text::Diagnostics& out) {
  Found found;
  std::size_t all = 0;
  for (const auto language : {text::Language::english, text::Language::chinese}) {
    found.columns.clear();
    for (const auto& column : columns) found.columns.push_back(column.in(language));
    auto layout = layout_with(found.columns);
    for (const auto* sheets : {"", "*"}) {
      text::Diagnostics guesses;
      if (*sheets) layout.sheets.push_back({sheets, {}});
      found.sheets = format.open(file, layout, guesses);
      all = std::max(all, found.sheets.size());
      std::erase_if(found.sheets, [&](const auto& sheet) { return !has_all(*sheet, path, found.columns); });
      if (!found.sheets.empty()) return found;
    }
  }
  if (all > 1)
    out.error(Code::bad_log, {},
              text::phrase("no sheet of '{0}' has the columns {1}", "“{0}”没有一个工作表含有这些列：{1}", path,
                           fmt::format("{}", fmt::join(found.columns, ", "))));
  else
    found.sheets = format.open(file, layout_with(found.columns), out);
  return found;
}

}  // namespace

Phrase Figures::place_of(const Row& row) const { return log::place_of(origin, {0, row.number, 0}); }

Phrase Figures::place_of(const Row& row, std::size_t column) const {
  return log::place_of(origin, {0, row.number, static_cast<std::uint16_t>(columns[column])});
}

std::optional<Figures> read_figures(const std::string& path, const std::vector<Phrase>& columns,
                                    text::Diagnostics& out) {
  const auto errors_before = out.errors();
  Phrase why;
  auto file = LedgerFile::open(path, why);
  if (!file) {
    out.error(Code::unreadable_file, {},
              text::phrase("cannot read '{0}': {1}", "无法读取“{0}”：{2}", path, why.english, why.chinese))
        .with_help(text::similar_file(path));
    return std::nullopt;
  }
  const auto* format = format_of(*file, out);
  if (!format) return std::nullopt;
  const auto found = find_sheets(*file, *format, path, columns, out);
  if (found.sheets.empty()) return std::nullopt;
  if (file->damage()) {
    out.error(Code::bad_log, {},
              {fmt::format("'{}': {}", path, file->damage()->english),
               fmt::format("“{}”：{}", path, file->damage()->chinese)});
    return std::nullopt;
  }
  auto& sheet = *found.sheets.front();
  if (found.sheets.size() > 1) {
    out.error(Code::bad_log, {},
              text::phrase("'{0}' has the columns in several sheets: {1}, {2}, …",
                           "“{0}”有多个工作表含有这些列：{1}、{2} 等", path, sheet.name, found.sheets[1]->name))
        .with_help({"give a file with the one table that is meant", "请只保留所要核对的一张表"});
    return std::nullopt;
  }
  Columns header(path, sheet.header, sheet.doubt);
  std::vector<std::uint32_t> places;
  for (const auto& column : found.columns)
    if (const auto at = header.find({column, {}}, out)) places.push_back(*at + 1);
  if (out.errors() > errors_before) return std::nullopt;
  FigureReader reader(path, sheet, std::move(places), out);
  const auto parts = sheet.divide(1);
  for (std::size_t part = 0; part < parts; ++part) sheet.read(part, reader);
  if (out.errors() > errors_before) return std::nullopt;
  return std::move(reader.figures);
}

}  // namespace shixian::log
