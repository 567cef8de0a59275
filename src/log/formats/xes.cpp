// XES (IEEE 1849), the XML of process mining. A row is an event; its columns are the keys of its attributes, those of
// its trace with `case:` before them, and `classifier:` and the name of each classifier.
#include <algorithm>

#include "log/formats/format.hpp"
#include "log/parse/xes.hpp"
#include "log/rows/cell.hpp"
#include "text/cell.hpp"

namespace shixian::log {

namespace {

/// The first pass: which columns there are.
class ColumnsMet final : public XesSink {
 public:
  explicit ColumnsMet(Paths& paths) : paths_(paths) {}

  void event(std::uint64_t, std::span<const PathValue> values) override {
    ++events;
    for (const auto& value : values) paths_.add_column(value.node);
  }
  void reject(std::uint64_t line, std::string_view, const text::Phrase& why) override {
    if (!rejected)
      rejected = text::phrase("no event can be read; the first, in line {0}: {1}",
                              "没有可读取的事件；第一个在第 {0} 行：{2}", line, why.english, why.chinese);
  }

  std::uint64_t events = 0;
  std::optional<text::Phrase> rejected;

 private:
  Paths& paths_;
};

/// A column whose cells are those of others, joined.
struct Joined {
  std::uint32_t column = 0;
  std::vector<std::uint32_t> parts;
};

/// The second pass: rows of cells.
class Rows final : public XesSink {
 public:
  Rows(const Paths& paths, const std::vector<Joined>& joined, std::size_t columns, RowSink& sink)
      : paths_(paths), joined_(joined), cells_(columns), texts_(joined.size()), sink_(sink) {}

  void event(std::uint64_t line, std::span<const PathValue> values) override {
    for (const auto& value : values) cells_[paths_.column(value.node)] = value.text;
    for (std::size_t i = 0; i < joined_.size(); ++i) cells_[joined_[i].column] = join(joined_[i], texts_[i]);
    sink_.row({line, cells_});
    for (const auto& value : values) cells_[paths_.column(value.node)] = {};
  }
  void reject(std::uint64_t line, std::string_view text, const text::Phrase& reason) override {
    sink_.reject(line, excerpt(text), reason);
  }

 private:
  /// Empty where a part is.
  std::string_view join(const Joined& joined, std::string& text) const {
    text.clear();
    for (const auto part : joined.parts) {
      if (cells_[part].empty()) return {};
      if (!text.empty()) text.push_back('+');
      text.append(cells_[part]);
    }
    return text;
  }

  const Paths& paths_;
  const std::vector<Joined>& joined_;
  std::vector<std::string_view> cells_;
  std::vector<std::string> texts_;
  RowSink& sink_;
};

class XesSheet final : public Sheet {
 public:
  explicit XesSheet(LedgerFile& file) : file_(file) {
    description = {"XES", "XES"};
    counting = Counting::lines;
  }

  /// Finds the columns. false ⇔ an error was added.
  bool begin(const Mapping& mapping, text::Diagnostics& out) {
    ColumnsMet met(paths_);
    XesReader reader(paths_, met);
    const auto pieces = file_.pieces();
    std::uint64_t bytes = 0;
    bool good = true;
    for (auto piece = pieces->next(); good && !piece.empty(); piece = pieces->next())
      bytes += piece.size(), good = reader.feed(piece);
    if (good && !pieces->failure) reader.finish();
    late_ = reader.late;
    for (const auto& path : paths_.columns()) header.emplace_back(text::tidy(path));
    for (const auto& classifier : reader.classifiers) add(classifier);
    if (header.empty())
      return nothing(reader.failure ? reader.failure : pieces->failure ? pieces->failure : met.rejected, out);
    if (header.size() > most_columns)
      return fail(text::phrase("it has {} columns; at most {} can be read", "它有 {} 列；最多能读 {} 列", header.size(),
                               most_columns),
                  out);
    const auto sparse = mapping.source ? std::nullopt : too_sparse(met.events, header.size(), bytes);
    return !sparse || fail(*sparse, out);
  }

  std::size_t divide(std::size_t) override { return 1; }

  void read(std::size_t, RowSink& sink) const override {
    auto paths = paths_;
    Rows rows(paths, joined_, header.size(), sink);
    XesReader reader(paths, rows);
    reader.late = late_;
    const auto pieces = file_.pieces();
    std::uint64_t told = 0;
    bool good = true;
    for (auto piece = pieces->next(); good && !piece.empty(); piece = pieces->next()) {
      good = reader.feed(piece);
      const auto done = std::max(pieces->done(), told);
      if (!sink.advance(done - told)) return;
      told = done;
    }
    if (good && !pieces->failure) reader.finish();
    if (reader.failure) sink.fail(*reader.failure);
    if (pieces->failure && !file_.damage()) sink.fail(*pieces->failure);
  }

 private:
  bool fail(const text::Phrase& reason, text::Diagnostics& out) const {
    out.error(
        text::Code::bad_log, {},
        {fmt::format("'{}': {}", file_.name(), reason.english), fmt::format("“{}”：{}", file_.name(), reason.chinese)});
    return false;
  }

  bool nothing(const std::optional<text::Phrase>& why, text::Diagnostics& out) const {
    if (why) return fail(*why, out);
    out.error(text::Code::bad_log, {},
              text::phrase("'{}' is XML with the root <log>, as XES has it, but holds no event",
                           "“{}”是以 <log> 为根的 XML，像是 XES，但其中没有事件", file_.name()))
        .with_help({"XES has <event> elements, each with its attributes, in <trace> elements",
                    "XES 中每个事件是 <trace> 里的一个 <event>，其中写有各属性"});
    return false;
  }

  /// A classifier whose keys no event has is no column.
  void add(const XesClassifier& classifier) {
    Joined joined{static_cast<std::uint32_t>(header.size()), {}};
    const auto& columns = paths_.columns();
    for (const auto& key : classifier.keys) {
      const auto found = std::find(columns.begin(), columns.end(), key);
      if (found == columns.end()) return;
      joined.parts.push_back(static_cast<std::uint32_t>(found - columns.begin()));
    }
    header.emplace_back(text::tidy("classifier:" + classifier.name));
    joined_.push_back(std::move(joined));
  }

  LedgerFile& file_;
  Paths paths_{'/'};
  std::map<std::uint64_t, std::uint64_t> late_;
  std::vector<Joined> joined_;
};

std::vector<std::unique_ptr<Sheet>> open(LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
  std::vector<std::unique_ptr<Sheet>> sheets;
  auto sheet = std::make_unique<XesSheet>(file);
  if (sheet->begin(mapping, out)) sheets.push_back(std::move(sheet));
  return sheets;
}

bool recognises(LedgerFile& file) { return is_xes(file.start()); }

}  // namespace

namespace formats {
extern const Format xes{"xes", &recognises, &open};
}  // namespace formats

}  // namespace shixian::log
