#include "log/xlsx/cells.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "log/parse/records.hpp"

namespace shixian::log {

namespace {

constexpr std::uint32_t most_cells = 16'384;

/// `F23` → column 5 from 0 and row 23. nullopt for anything else.
std::optional<std::pair<std::uint32_t, std::uint32_t>> place(std::string_view reference) {
  std::uint32_t column = 0, row = 0;
  std::size_t at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && column <= most_cells; ++at)
    column = column * 26 + static_cast<std::uint32_t>(reference[at] - 'A' + 1);
  const auto* end = reference.data() + reference.size();
  const auto [rest, error] = std::from_chars(reference.data() + at, end, row);
  if (column == 0 || column > most_cells || error != std::errc{} || rest != end) return std::nullopt;
  return std::pair(column - 1, row);
}

bool digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The shortest digits that mean the same double, without an exponent.
std::string plain(double number) {
  std::string text(400, '\0');
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc{}) return {};
  text.resize(static_cast<std::size_t>(end - text.data()));
  return text;
}

class MergeReader final : public XmlReader {
 public:
  std::vector<Merge> merges;

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "mergeCell") return;
    const auto reference = attributes.get("ref");
    const auto colon = reference.find(':');
    if (colon == reference.npos) return;
    const auto first = place(reference.substr(0, colon)), last = place(reference.substr(colon + 1));
    if (first && last && *first != *last)
      merges.push_back({first->second, last->second, first->first + 1, last->first + 1});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

/// Whether a part may speak of merges: far faster than reading its XML.
bool may_merge(Pieces& pieces) {
  constexpr std::string_view word = "mergeCell";
  std::string seam;
  for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
    const bool utf16 = piece.starts_with("\xFE\xFF") || piece.starts_with("\xFF\xFE");
    if (utf16 || piece.find(word) != piece.npos ||
        (seam + std::string(piece.substr(0, word.size()))).find(word) != std::string::npos)
      return true;
    seam = piece.substr(piece.size() - std::min(piece.size(), word.size()));
  }
  return false;
}

}  // namespace

void CellReader::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "c" && in_row_)
    begin_cell(attributes);
  else if (name == "v")
    inside_ = Inside::value, has_value_ = true;
  else if (name == "t" && !phonetic_)
    inside_ = Inside::value, has_value_ = true;
  else if (name == "f")
    inside_ = Inside::formula, has_formula_ = true;
  else if (name == "rPh")
    phonetic_ = true;
  else if (name == "row")
    begin_row(attributes);
}

void CellReader::end(std::string_view name) {
  inside_ = Inside::nothing;
  if (name == "c" && in_row_)
    end_cell();
  else if (name == "rPh")
    phonetic_ = false;
  else if (name == "row")
    give_row();
}

void CellReader::text(std::string_view piece) {
  if (inside_ == Inside::nothing || !in_row_) return;
  auto& target = inside_ == Inside::value ? value_ : formula_;
  if (target.size() + piece.size() <= longest_cell)
    target += piece;
  else
    too_long_ = true;
}

void CellReader::begin_row(const XmlAttributes& attributes) {
  const auto written = attributes.get("r");
  std::uint64_t number = row_ + 1;
  std::from_chars(written.data(), written.data() + written.size(), number);
  if (number <= row_) {
    refusal = text::phrase("its rows are not in order: row {} stands after row {}; save it anew in Excel or WPS",
                           "各行次序有误：第 {} 行在第 {} 行之后；请在 Excel 或 WPS 中重新保存", number, row_);
    return;
  }
  row_ = number;
  const auto hidden = attributes.get("hidden");
  hidden_ = hidden == "1" || hidden == "true";
  in_row_ = true;
  next_column_ = 0;
  cells_.clear();
  faults_.clear();
}

void CellReader::begin_cell(const XmlAttributes& attributes) {
  const auto at = place(attributes.get("r"));
  column_ = at ? at->first : next_column_;
  next_column_ = column_ + 1;
  type_ = attributes.get("t");
  const auto style = attributes.get("s");
  style_ = 0;
  std::from_chars(style.data(), style.data() + style.size(), style_);
  value_.clear();
  formula_.clear();
  has_value_ = has_formula_ = too_long_ = false;
}

void CellReader::put(std::string_view view) {
  if (column_ >= most_cells) return;
  if (cells_.size() <= column_) cells_.resize(column_ + 1);
  if (!cells_[column_].empty())
    fault({"the workbook holds this cell twice; save it anew in Excel or WPS",
           "工作簿中此单元格出现两次；请在 Excel 或 WPS 中重新保存"});
  cells_[column_] = view;
}

void CellReader::put_own(std::string text) {
  if (column_ >= most_cells) return;
  while (own_.size() <= column_) own_.emplace_back();
  own_[column_] = std::move(text);
  put(own_[column_]);
}

void CellReader::end_cell() {
  if (too_long_) return put_too_long();
  const bool unsaved = has_formula_ && value_.empty() && type_ != "str";  // an empty text is a result
  if (!has_value_ || unsaved) {
    if (!has_formula_) return;
    put_own("=" + formula_);
    return fault({"a formula whose value was not saved; open the workbook in Excel or WPS and save it",
                  "公式的结果没有存入文件；请在 Excel 或 WPS 中打开并保存"});
  }
  if (type_ == "s") {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    if (error == std::errc{} && index < book_.strings.size()) {
      const auto text = book_.strings.at(index);
      return text.size() > longest_cell ? put_too_long() : put(text);
    }
    put_own(value_);
    fault({"the workbook is damaged: the cell points to a text that is not there; save it anew",
           "工作簿已损坏：单元格所指的文字不存在；请重新保存"});
  } else if (type_ == "e") {
    put_own(value_);
    fault(text::phrase("the formula of this cell failed ({}); correct it in the workbook",
                       "单元格的公式出错（{}）；请在工作簿中更正", value_));
  } else if (type_ == "b") {
    put(value_ == "1" || value_ == "true" ? "TRUE" : "FALSE");
  } else if (type_ == "str" || type_ == "inlineStr") {
    put_own(without_escapes(value_));
  } else if (type_ == "d") {
    put_own(value_);
  } else {
    put_number();
  }
}

void CellReader::put_too_long() {
  put_own("…");
  fault(text::phrase("the cell is longer than {} MiB", "单元格超过 {} MiB", longest_cell >> 20));
}

void CellReader::put_number() {
  const auto format = style_ < book_.formats.size() ? book_.formats[style_] : NumberFormat{};
  double number = 0;
  const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), number);
  if (error != std::errc{} || end != value_.data() + value_.size() || !std::isfinite(number)) return put_own(value_);
  if (format.is_moment())
    if (auto shown = serial_text(number, book_.date1904, format); !shown.empty()) return put_own(std::move(shown));
  auto text = digits(value_) ? value_ : plain(number);
  if (digits(text) && text.size() < format.zeros) text.insert(0, format.zeros - text.size(), '0');
  put_own(std::move(text));
}

void CellReader::give_row() {
  in_row_ = false;
  take_({row_, cells_, faults_, hidden_});
}

std::optional<std::vector<Merge>> read_merges(const Package& package, const std::string& part, text::Phrase& why) {
  {
    const auto pieces = package.pieces(part);
    const bool merged = may_merge(*pieces);
    if (pieces->failure) return why = *pieces->failure, std::nullopt;
    if (!merged) return std::vector<Merge>{};
  }
  MergeReader reader;
  if (auto failure = read_xml(*package.pieces(part), reader)) return why = std::move(*failure), std::nullopt;
  std::sort(reader.merges.begin(), reader.merges.end(),
            [](const Merge& a, const Merge& b) { return a.first_row < b.first_row; });
  return std::move(reader.merges);
}

}  // namespace shixian::log
