#include "log/rosters.hpp"

#include "log/file/file.hpp"
#include "log/formats/format.hpp"
#include "log/mapping/columns.hpp"
#include "log/rows/cell.hpp"
#include "log/rows/meant.hpp"
#include "text/cell.hpp"
#include "text/system.hpp"

namespace shixian::log {

namespace {

class EntityReader final : public RowSink {
 public:
  EntityReader(const Mapping& mapping, std::string file, std::uint32_t column, text::Place place,
               text::Diagnostics& out)
      : mapping_(mapping), column_(column), place_(std::move(place)), out_(out) {
    roster.file = std::move(file);
  }

  void row(const Row& given) override {
    const auto entity = text::tidy(given.cells[column_]);
    if (entity.empty() || is_mark_of_nothing(mapping_, entity) || leaves_out(given.cells)) return;
    for (const auto& fault : given.faults)
      if (fault.column == column_) return reject(given.number, entity, fault.reason);
    const auto row = static_cast<std::uint32_t>(given.number);
    const auto known = met_.size();
    const auto code = met_.intern(text::folded(entity));
    if (code < known) {
      out_.warning(text::Code::bad_roster, place_,
                   text::phrase("'{0}' names '{1}' in rows {2} and {3}; it counts once",
                                "“{0}”的第 {2} 行和第 {3} 行都是“{1}”，只算一次", roster.file, excerpt(entity),
                                roster.rows[code], row));
      return;
    }
    roster.entities.emplace_back(entity);
    roster.rows.push_back(row);
  }
  bool leaves_out(std::span<const std::string_view> cells) override { return is_left_out(mapping_, cells); }
  void reject(std::uint64_t number, std::string_view, const text::Phrase& reason) override {
    out_.error(text::Code::bad_roster, place_,
               {fmt::format("'{}', row {}: {}", roster.file, number, reason.english),
                fmt::format("“{}”第 {} 行：{}", roster.file, number, reason.chinese)});
  }
  void fail(const text::Phrase& reason) override {
    out_.error(
        text::Code::bad_roster, place_,
        {fmt::format("'{}': {}", roster.file, reason.english), fmt::format("“{}”：{}", roster.file, reason.chinese)});
  }
  bool advance(std::uint64_t) override { return true; }

  Roster roster;

 private:
  const Mapping& mapping_;
  std::uint32_t column_;
  text::Place place_;
  text::Diagnostics& out_;
  Dictionary met_;
};

std::optional<Roster> read_roster(const Mapping& mapping, const RosterMapping& wanted, text::Diagnostics& out) {
  const auto path = resolve(mapping, wanted.file.text);
  text::Phrase why;
  auto file = LedgerFile::open(path, why);
  if (!file) {
    out.error(text::Code::unreadable_file, wanted.file.place,
              text::phrase("the roster '{0}' cannot be read: {1}", "名单“{0}”无法读取：{2}", path, why.english,
                           why.chinese))
        .with_help(text::similar_file(path));
    return std::nullopt;
  }
  const auto* format = format_of(*file, out);
  if (!format) return std::nullopt;
  Mapping layout = default_mapping();  // a roster has an encoding and a separator of its own
  layout.attributes.front().column = {wanted.column, wanted.column_place};
  layout.sheets = wanted.sheets;
  layout.header = wanted.header;
  const auto sheets = format->open(*file, layout, out);
  if (sheets.empty()) return std::nullopt;
  if (file->damage()) {
    out.error(text::Code::bad_roster, wanted.file.place,
              {fmt::format("'{}': {}", path, file->damage()->english),
               fmt::format("“{}”：{}", path, file->damage()->chinese)});
    return std::nullopt;
  }
  if (sheets.size() > 1) {
    out.error(text::Code::bad_roster, wanted.file.place,
              text::phrase("the roster '{}' must be on one sheet, and 'sheet' means {}",
                           "名单“{}”应在一个工作表上，而“sheet”指了 {} 个", path, sheets.size()));
    return std::nullopt;
  }
  auto& sheet = *sheets.front();
  std::uint32_t column = 0;
  if (!wanted.column.empty()) {
    Columns columns(path, sheet.header, sheet.doubt);
    const auto found = columns.find({wanted.column, wanted.column_place}, out);
    if (!found) return std::nullopt;
    column = *found;
  }
  EntityReader reader(mapping, path, column, wanted.file.place, out);
  const auto parts = sheet.divide(1);
  for (std::size_t part = 0; part < parts; ++part) sheet.read(part, reader);
  if (reader.roster.entities.empty())
    out.warning(text::Code::bad_roster, wanted.file.place,
                text::phrase("the roster '{}' names nobody", "名单“{}”是空的", path));
  return std::move(reader.roster);
}

}  // namespace

void read_rosters(const Mapping& mapping, Log& log, text::Diagnostics& out) {
  for (const auto& wanted : mapping.rosters) {
    auto roster = read_roster(mapping, wanted, out);
    if (!roster) continue;
    const auto [entry, added] = log.rosters.try_emplace(wanted.name, *roster);
    if (added || entry->second.entities == roster->entities) continue;
    out.error(text::Code::bad_roster, wanted.file.place,
              text::phrase("the roster '{}' is '{}' in one mapping and '{}' in another",
                           "名单“{}”在一个映射中是“{}”，在另一个映射中是“{}”", wanted.name, entry->second.file,
                           roster->file));
  }
}

}  // namespace shixian::log
