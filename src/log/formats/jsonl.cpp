// JSON lines: one object a line; and one JSON array of objects, as many programs export them.
#include <algorithm>

#include "log/file/encoding.hpp"
#include "log/formats/format.hpp"
#include "log/parse/json.hpp"
#include "log/rows/cell.hpp"
#include "text/cell.hpp"

namespace shixian::log {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::uint64_t lines_in(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Where the next thing that is no blank stands; the text's size when there is none.
std::size_t after_blanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(blanks, at), text.size());
}

/// UTF-16 shows where it has a mark or a zero byte beside the first character, which is a brace or a bracket. Other
/// bytes are left as they are unless the mapping names their encoding: lines that are not UTF-8 are rejected one by
/// one.
Decoded decode_json(std::string_view bytes, Encoding named) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    if (auto decoded = decode(bytes, named)) return std::move(*decoded);
  if (bytes.starts_with(mark)) return {Encoding::utf8, 0, bytes.substr(mark.size()), std::nullopt};
  if (bytes.size() > 1 && named == Encoding::detect) {
    if (bytes[1] == '\0') named = Encoding::utf16le;
    if (bytes[0] == '\0') named = Encoding::utf16be;
  }
  if (named != Encoding::detect)
    if (auto decoded = decode(bytes, named)) return std::move(*decoded);
  return {Encoding::utf8, 0, bytes, std::nullopt};
}

enum class Shape { other, lines, array };

/// An object starts with a quote or is empty; an array of objects with an object.
Shape shape_of(std::string_view text) {
  const auto at = after_blanks(text, 0), next = after_blanks(text, at + 1);
  if (next >= text.size()) return Shape::other;
  if (text[at] == '{' && (text[next] == '"' || text[next] == '}')) return Shape::lines;
  if (text[at] == '[' && text[next] == '{') return Shape::array;
  const bool empty_array = text[at] == '[' && text[next] == ']' && after_blanks(text, next + 1) == text.size();
  return empty_array ? Shape::array : Shape::other;
}

struct Item {
  std::uint64_t line = 0;
  std::string_view text;
};

/// The objects of a text one after another: its lines that are not blank, or the elements of its array.
class Items {
 public:
  Items(std::string_view text, Shape shape, std::uint64_t first_line)
      : text_(text), array_(shape == Shape::array), line_(first_line) {
    if (array_) skip_to(text_.find('[') + 1);
  }

  bool next(Item& item) { return array_ ? next_element(item) : next_line(item); }
  std::size_t position() const { return at_; }
  /// Why there are no more elements, when the array goes wrong.
  std::optional<text::Phrase> failure;

 private:
  bool next_line(Item& item) {
    while (at_ < text_.size()) {
      const auto end = std::min(text_.find('\n', at_), text_.size());
      auto line = text_.substr(at_, end - at_);
      at_ = end + 1;
      item.line = line_++;
      line.remove_prefix(after_blanks(line, 0));
      line = line.substr(0, line.find_last_not_of(blanks) + 1);
      if (line.empty()) continue;
      item.text = line;
      return true;
    }
    at_ = text_.size();
    return false;
  }

  bool next_element(Item& item) {
    skip_to(after_blanks(text_, at_));
    if (!first_ && at_ < text_.size() && text_[at_] != ']') {
      if (text_[at_] != ',') return no_comma();
      skip_to(after_blanks(text_, at_ + 1));
    }
    first_ = false;
    if (at_ == text_.size()) return cut_off();
    if (text_[at_] == ']') return end();
    const auto rest = text_.substr(at_);
    const bool nested = rest.front() == '{' || rest.front() == '[';
    const auto size = nested ? end_of_value(rest) : rest.find_first_of(",]\r\n");
    if (size == rest.npos) return cut_off();
    item = {line_, rest.substr(0, size)};
    skip_to(at_ + size);
    return true;
  }

  bool no_comma() {
    failure = text::phrase("a comma is missing before line {} of the JSON array; what follows was not read",
                           "JSON 数组在第 {} 行之前缺少逗号，其后的内容没有读取", line_);
    return false;
  }

  bool end() {
    if (after_blanks(text_, at_ + 1) < text_.size())
      failure = text::phrase("more text follows the JSON array, which ends in line {}; it was not read",
                             "JSON 数组在第 {} 行结束，其后还有文字，没有读取", line_);
    at_ = text_.size();
    return false;
  }

  bool cut_off() {
    failure = text::phrase(
        "what starts in line {} of the JSON array is not closed: it was cut off, or lacks a quote or a brace",
        "JSON 数组中从第 {} 行开始的内容没有结束：被截断，或缺少引号、花括号", line_);
    return false;
  }

  void skip_to(std::size_t at) {
    line_ += lines_in(text_.substr(at_, at - at_));
    at_ = at;
  }

  std::string_view text_;
  bool array_;
  std::uint64_t line_;
  std::size_t at_ = 0;
  bool first_ = true;
};

class JsonSheet final : public Sheet {
 public:
  JsonSheet(Decoded decoded, Shape shape) : decoded_(std::move(decoded)), text_(decoded_.text()), shape_(shape) {
    counting = Counting::lines;
    bad_bytes = decoded_.bad_bytes;
    if (bad_bytes > 0) first_bad_line = 1 + lines_in(text_.substr(0, text_.find("\xEF\xBF\xBD")));
    const auto encoding = log::name(decoded_.encoding);
    description = shape == Shape::lines ? text::phrase("JSON lines, {}", "JSON 行，{}", encoding)
                                        : text::phrase("JSON array, {}", "JSON 数组，{}", encoding);
  }

  /// Finds the columns. false ⇔ an error was added.
  bool begin(const LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
    std::uint64_t rows = 0;
    JsonRecord record(paths_);
    Items items(text_, shape_, 1);
    std::optional<std::pair<std::uint64_t, text::Phrase>> first_fault;
    for (Item item; items.next(item);) {
      const auto fault = record.read(item.text);
      if (fault && !first_fault) first_fault = {item.line, fault->reason};
      if (fault && ends_here(*fault)) break;
      if (fault) continue;
      ++rows;
      for (const auto& value : record.values()) paths_.add_column(value.node);
    }
    if (items.failure && !first_fault) first_fault = {1, *items.failure};
    for (const auto& path : paths_.columns()) header.emplace_back(text::tidy(path));
    if (header.empty()) return nothing(file, first_fault, out);
    const auto sparse = mapping.source ? std::nullopt : too_sparse(rows, header.size(), text_.size());
    if (sparse)
      out.error(text::Code::bad_log, {},
                {fmt::format("'{}': {}", file.name(), sparse->english),
                 fmt::format("“{}”：{}", file.name(), sparse->chinese)});
    return !sparse;
  }

  std::size_t divide(std::size_t wanted) override {
    parts_.clear();
    if (shape_ == Shape::array) wanted = 1;
    std::uint64_t line = 1;
    const auto size = text_.size() / wanted + 1;
    for (std::size_t at = 0; at < text_.size();) {
      const auto line_end = text_.find('\n', std::min(at + size, text_.size()));
      const auto end = parts_.size() + 1 == wanted || line_end == text_.npos ? text_.size() : line_end + 1;
      parts_.push_back({line, text_.substr(at, end - at)});
      line += lines_in(parts_.back().text);
      at = end;
    }
    return parts_.size();
  }

  void read(std::size_t part, RowSink& sink) const override {
    auto paths = paths_;
    JsonRecord record(paths);
    Items items(parts_[part].text, shape_, parts_[part].line);
    std::vector<std::string_view> cells(header.size());
    constexpr std::size_t step = std::size_t{1} << 20;
    std::size_t told = 0;
    for (Item item; items.next(item);) {
      if (const auto fault = record.read(item.text)) {
        if (ends_here(*fault)) return sink.fail(ending(item.line, fault->reason));
        sink.reject(item.line, shown(item.text), fault->reason);
      } else {
        for (const auto& value : record.values()) cells[paths.column(value.node)] = value.text;
        sink.row({item.line, cells});
        for (const auto& value : record.values()) cells[paths.column(value.node)] = {};
      }
      if (items.position() - told < step) continue;
      if (!sink.advance(in_file(items.position() - told))) return;
      told = items.position();
    }
    if (items.failure) sink.fail(*items.failure);
    sink.advance(in_file(items.position() - told));
  }

 private:
  /// Lines are found whatever stands in them; elements of an array are not.
  bool ends_here(const JsonRecord::Fault& fault) const { return shape_ == Shape::array && fault.torn; }

  static text::Phrase ending(std::uint64_t line, const text::Phrase& reason) {
    return {
        fmt::format("the object that starts in line {} of the JSON array cannot be read, and nothing after it was: {}",
                    line, reason.english),
        fmt::format("JSON 数组中从第 {} 行开始的对象无法读取，其后的内容也没有读取：{}", line, reason.chinese)};
  }

  /// The start of a record, also where it is not UTF-8.
  static std::string shown(std::string_view text) {
    constexpr std::size_t enough = 400;
    const auto decoded = decode(text.substr(0, enough), Encoding::utf8);
    return excerpt(decoded ? decoded->text() : std::string_view{});
  }

  static bool nothing(const LedgerFile& file, const std::optional<std::pair<std::uint64_t, text::Phrase>>& fault,
                      text::Diagnostics& out) {
    const auto why = fault ? text::phrase("; line {0}: {1}", "；第 {0} 行：{2}", fault->first, fault->second.english,
                                          fault->second.chinese)
                           : text::Phrase{};
    out.error(text::Code::bad_log, {},
              {fmt::format("'{}' looks like JSON, but no object in it names a value{}", file.name(), why.english),
               fmt::format("“{}”像是 JSON，但其中没有一个对象写有值{}", file.name(), why.chinese)})
        .with_help({"every line must be one object, as {\"case\": \"1\", \"event\": \"issued\", \"time\": "
                    "\"2020-06-18\"}; 'jq -c . FILE' writes objects that run over several lines so",
                    "每行应是一个对象，如 {\"案件\": \"1\", \"事件\": \"印发\", \"时间\": "
                    "\"2020-06-18\"}；跨行的对象可用“jq -c . "
                    "文件”改成每行一个"});
    return false;
  }

  /// How many bytes of the file a number of bytes of the decoded text are, about.
  std::uint64_t in_file(std::size_t bytes) const {
    if (!decoded_.converted || text_.empty()) return bytes;
    return static_cast<std::uint64_t>(static_cast<double>(bytes) * static_cast<double>(decoded_.original.size()) /
                                      static_cast<double>(text_.size()));
  }

  Decoded decoded_;
  std::string_view text_;
  Shape shape_;
  Paths paths_{'.'};
  std::vector<Item> parts_;
};

std::vector<std::unique_ptr<Sheet>> open(LedgerFile& file, const Mapping& mapping, text::Diagnostics& out) {
  std::vector<std::unique_ptr<Sheet>> sheets;
  auto decoded = decode_json(file.whole(), mapping.encoding);
  const auto shape = shape_of(decoded.text());
  auto sheet = std::make_unique<JsonSheet>(std::move(decoded), shape == Shape::array ? shape : Shape::lines);
  if (sheet->begin(file, mapping, out)) sheets.push_back(std::move(sheet));
  return sheets;
}

bool recognises(LedgerFile& file) {
  return shape_of(decode_json(file.start(), Encoding::detect).text()) != Shape::other;
}

}  // namespace

namespace formats {
extern const Format jsonl{"jsonl", &recognises, &open};
}  // namespace formats

}  // namespace shixian::log
