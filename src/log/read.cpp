#include "log/read.hpp"

#include <algorithm>
#include <filesystem>
#include <future>
#include <mutex>
#include <set>

#include "log/file/file.hpp"
#include "log/formats/format.hpp"
#include "log/mapping/plan.hpp"
#include "log/rosters.hpp"
#include "log/rows/rows.hpp"
#include "text/system.hpp"

namespace shixian::log {

namespace {

const text::Phrase broken_database{
    "the packed database is cut short or damaged, and nothing of it was read. Fetch it anew",
    "压缩的数据库不完整或已损坏，一行也没有读取。请重新获取"};

/// Adds up what is done over all files, from any thread, and tells the caller.
class Counter {
 public:
  Counter(const Progress& progress, std::uint64_t total) : progress_(progress), total_(total) {}

  void add(std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    tell(done_ + bytes);
  }
  /// A file of that size is done, whatever was told of it before.
  void finish(std::uint64_t bytes) {
    files_done_ += bytes;
    tell(files_done_);
  }

 private:
  void tell(std::uint64_t done) {
    done_ = done;
    if (progress_) progress_(done_, total_);
  }

  const Progress& progress_;
  std::uint64_t total_;
  std::mutex mutex_;
  std::uint64_t done_ = 0, files_done_ = 0;
};

Coverage coverage_of(const Mapping& mapping, const time::Zone& zone) {
  Coverage coverage;
  if (mapping.covers_from) coverage.from = zone.start_of(*mapping.covers_from);
  if (mapping.covers_to) coverage.to = zone.end_of(*mapping.covers_to);
  return coverage;
}

std::vector<std::string> types_of(const Mapping& mapping) {
  std::set<std::string> types;
  for (const auto& event : mapping.events) types.insert(event.type);
  if (mapping.type)
    for (const auto& [cell, type] : mapping.type->values) types.insert(type);
  return {types.begin(), types.end()};
}

/// Reads the parts of a sheet side by side; one reader a part, in order. A part after one that failed is left out.
std::vector<std::unique_ptr<RowReader>> read_parts(Sheet& sheet, const RowTask& task, std::size_t bytes,
                                                   unsigned threads) {
  constexpr std::size_t smallest_part = std::size_t{64} << 10;
  const auto parts = sheet.divide(std::clamp<std::size_t>(bytes / smallest_part, 1, std::max(threads, 1U)));
  std::vector<std::unique_ptr<RowReader>> readers;
  for (std::size_t part = 0; part < parts; ++part) readers.push_back(std::make_unique<RowReader>(task));
  std::vector<std::future<void>> others;
  for (std::size_t part = 1; part < parts; ++part)
    others.push_back(std::async(std::launch::async, [&, part] { sheet.read(part, *readers[part]); }));
  if (parts > 0) sheet.read(0, *readers[0]);
  for (auto& other : others) other.get();
  const auto failed = std::find_if(readers.begin(), readers.end(), [](const auto& reader) { return reader->failure; });
  if (failed != readers.end()) readers.erase(failed + 1, readers.end());
  return readers;
}

void add_rejections(std::vector<std::unique_ptr<RowReader>>& readers, Log& log) {
  std::vector<Rejection> all;
  for (auto& reader : readers) {
    all.insert(all.end(), std::make_move_iterator(reader->rejections.begin()),
               std::make_move_iterator(reader->rejections.end()));
    reader->rejections.clear();
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::pair(a.row, a.column_number) < std::pair(b.row, b.column_number);
  });
  log.rejections.insert(log.rejections.end(), std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()));
}

class LedgerReader {
 public:
  LedgerReader(const ReadOptions& options, Counter& counter, Log& log, text::Diagnostics& out)
      : options_(options), counter_(counter), log_(log), out_(out) {}

  void read(LedgerFile& file, const Mapping& mapping, const std::string& group) {
    const auto before = out_.errors();
    const auto* format = format_of(file, out_);
    if (format && fits(*format, file, mapping))
      for (const auto& sheet : format->open(file, mapping, out_))
        if (!has_rival(file, *sheet))
          if (const auto plan =
                  make_plan(mapping, {file.name(), sheet->name, group, sheet->doubt}, sheet->header, out_))
            read(file, mapping, *sheet, *plan);
    if (const auto& damage = file.damage())
      fail(file, format && format->is_database && is_broken(*damage) ? broken_database : *damage);
    if (out_.errors() != before) log_.unread.push_back({file.name(), types_of(mapping)});
    counter_.finish(file.packed().size());
  }

 private:
  /// Whether two rows may be the header; then an error was added.
  bool has_rival(const LedgerFile& file, const Sheet& sheet) {
    if (sheet.rival_row == 0) return false;
    const auto name = sheet.name.empty() ? file.name() : file.name() + "!" + sheet.name;
    out_.error(text::Code::bad_log, {},
               text::phrase("'{}': rows {} and {} both name the columns of the mapping, in different places",
                            "“{}”：第 {} 行和第 {} 行都有映射中的列名，位置却不同", name, sheet.header_row,
                            sheet.rival_row))
        .with_help(text::phrase("write in the mapping which one is the header, such as 'header: {}'",
                                "请在映射中写明哪一行是标题行，如“header: {}”", sheet.rival_row));
    return true;
  }

  /// Whether what the mapping says is of use for such a file: a query that nobody asks would leave rows in that it
  /// leaves out.
  bool fits(const Format& format, const LedgerFile& file, const Mapping& mapping) {
    if (!format.is_database && !mapping.query.text.empty()) {
      out_.error(text::Code::bad_value, mapping.query.place,
                 text::phrase("'{}' is no database, so there is nothing to ask the query of",
                              "“{}”不是数据库，无从执行查询", file.name()))
          .with_help({"take 'query' out; 'skip-rows' and 'when' leave rows out",
                      "请去掉“query”；排除某些行可用“skip-rows”和“when”"});
      return false;
    }
    if (format.is_database && !mapping.sheets.empty())
      out_.warning(text::Code::bad_value, mapping.sheets.front().place,
                   text::phrase("'{}' is a database and has no sheets: 'sheet' is of no use for it",
                                "“{}”是数据库，没有工作表：“sheet”不起作用", file.name()))
          .with_help({"name the table by 'query: SELECT … FROM TABLE'", "请用“query: SELECT … FROM 表名”写明要哪张表"});
    if (format.is_database && mapping.header.first > 0)
      out_.warning(
          text::Code::bad_value, {mapping.source, {}},
          text::phrase("'{}' is a database, whose columns have names of their own: 'header' is of no use for it",
                       "“{}”是数据库，各列自有名称：“header”不起作用", file.name()));
    return true;
  }

  void read(const LedgerFile& file, const Mapping& mapping, Sheet& sheet, const Plan& plan) {
    const auto& zone = mapping.zone ? *mapping.zone : options_.zone;
    const auto number = add_origin(file, sheet, plan);
    log_.coverage.push_back(coverage_of(mapping, zone));
    log_.may_hold.push_back(types_of(mapping));
    const auto advance = [this](std::uint64_t bytes) { return counter_.add(bytes), true; };
    auto times = mapping.times;
    times.from_1904 = sheet.date1904;
    const RowTask task{plan, mapping, zone, sheet.header, sheet.merges, times, number, advance, sheet.bad_bytes > 0};
    const auto threads = plan.rows_stand_alone() ? options_.threads : 1;
    auto readers = read_parts(sheet, task, file.packed().size(), threads);
    add_rejections(readers, log_);
    auto& origin = log_.events.origin(number);
    for (auto& reader : readers) {
      origin.rows += reader->rows;
      origin.eventless += reader->eventless;
      origin.skipped += reader->skipped;
      origin.hidden += reader->hidden;
      if (origin.stray == 0) origin.first_stray = reader->first_stray;
      origin.stray += reader->stray;
      origin.lost_rows += reader->lost;
      if (most_events - log_.events.size() < reader->events.size())
        fail(file, text::phrase("more than {} events", "超过 {} 个事件", most_events));
      else
        origin.events += reader->events.size(), log_.events.append(std::move(reader->events));
      if (reader->failure) fail(file, *reader->failure);
    }
  }

  std::uint32_t add_origin(const LedgerFile& file, const Sheet& sheet, const Plan& plan) {
    Origin origin;
    origin.file = file.name();
    origin.sheet = sheet.name;
    origin.columns = sheet.header;
    origin.description = sheet.description;
    if (file.packing() != Packing::none) {
      origin.description.english += fmt::format(", {}", name(file.packing()));
      origin.description.chinese += fmt::format("，{}", name(file.packing()));
    }
    origin.counting = sheet.counting;
    origin.bad_bytes = sheet.bad_bytes;
    origin.first_bad_line = sheet.first_bad_line;
    origin.long_form = plan.events.empty();
    return log_.events.add_origin(std::move(origin));
  }

  void fail(const LedgerFile& file, const text::Phrase& reason) {
    out_.error(
        text::Code::bad_log, {},
        {fmt::format("'{}': {}", file.name(), reason.english), fmt::format("“{}”：{}", file.name(), reason.chinese)});
  }

  const ReadOptions& options_;
  Counter& counter_;
  Log& log_;
  text::Diagnostics& out_;
};

void cannot_open(const Input& input, const text::Phrase& why, text::Diagnostics& out) {
  const auto& mapping = *input.mapping;
  const bool own = std::any_of(mapping.files.begin(), mapping.files.end(), [&](const auto& ledger) {
    return mapping.source && resolve(mapping, ledger.file.text) == input.path;
  });
  auto message = text::phrase("'{0}' cannot be read: {1}", "无法读取“{0}”：{2}", input.path, why.english, why.chinese);
  if (own) {
    message.english +=
        fmt::format(" (named in the mapping '{}', and looked for from its folder)", mapping.source->name());
    message.chinese += fmt::format("（映射“{}”中写明，路径从映射所在目录算起）", mapping.source->name());
  }
  out.error(text::Code::unreadable_file, {}, std::move(message)).with_help(text::similar_file(input.path));
}

/// 0 when a size is not known.
std::uint64_t size_of(const std::vector<Input>& inputs) {
  std::uint64_t total = 0;
  for (const auto& input : inputs) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(input.path, error)) return 0;
    const auto size = std::filesystem::file_size(input.path, error);
    if (error) return 0;
    total += size;
  }
  return total;
}

}  // namespace

void read_ledger(const std::string& name, std::string_view bytes, const Mapping& mapping, const ReadOptions& options,
                 Log& log, text::Diagnostics& out) {
  Counter counter(options.progress, bytes.size());
  LedgerFile file(name, bytes);
  LedgerReader(options, counter, log, out).read(file, mapping, "");
}

Log read_log(const std::vector<Input>& inputs, const ReadOptions& options, text::Diagnostics& out) {
  Log log;
  Counter counter(options.progress, size_of(inputs));
  LedgerReader reader(options, counter, log, out);
  std::set<const Mapping*> mappings;
  for (const auto& input : inputs) {
    if (mappings.insert(input.mapping).second) read_rosters(*input.mapping, log, out);
    text::Phrase why;
    auto file = input.path.starts_with(connection) ? std::optional(LedgerFile::nothing(input.path))
                                                   : LedgerFile::open(input.path, why);
    if (file) {
      reader.read(*file, *input.mapping, input.group);
      continue;
    }
    cannot_open(input, why, out);
    log.unread.push_back({input.path, types_of(*input.mapping)});
  }
  return log;
}

}  // namespace shixian::log
