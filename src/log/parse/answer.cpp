#include "log/parse/answer.hpp"

#include <algorithm>

#include "log/file/encoding.hpp"
#include "log/parse/records.hpp"

namespace shixian::log {

AnswerRow::AnswerRow(std::size_t columns) : cells_(columns), kept_(columns) {}

void AnswerRow::add(std::string_view text) {
  if (text.size() > longest_cell) {
    fault(text::phrase("longer than {} MiB", "超过 {} MiB", longest_cell >> 20));
    return keep("…");
  }
  if (first_bad_utf8(text) != text.size()) {
    fault({"holds bytes that are no UTF-8; correct the text in the database, or convert it in the query",
           "含有不合 UTF-8 的字节；请在数据库中更正，或在查询中转换"});
    return keep(std::string(decode(text, Encoding::utf8)->text()));
  }
  cells_[column_++] = text;
}

void AnswerRow::add_copy(std::string_view text) { keep(std::string(text)); }

void AnswerRow::add_bytes(std::string_view bytes) {
  constexpr std::size_t most_shown = 16;
  fault({"holds bytes, not text; leave the column out of the query, or convert it there",
         "内容是字节而不是文字；请在查询中去掉此列，或加以转换"});
  std::string shown = "x'";
  for (const auto byte : bytes.substr(0, most_shown)) shown += fmt::format("{:02X}", static_cast<unsigned char>(byte));
  keep(shown + (bytes.size() > most_shown ? "…'" : "'"));
}

void AnswerRow::give(RowSink& sink) {
  constexpr std::size_t of_a_row = 64;
  bytes_ += of_a_row;
  for (const auto cell : cells_) bytes_ += cell.size();
  sink.row({number_++, cells_, faults_});
  std::fill(cells_.begin(), cells_.end(), std::string_view{});
  faults_.clear();
  column_ = 0;
}

void AnswerRow::keep(std::string text) {
  kept_[column_] = std::move(text);
  cells_[column_] = kept_[column_];
  ++column_;
}

void AnswerRow::fault(text::Phrase reason) { faults_.push_back({column_, std::move(reason)}); }

}  // namespace shixian::log
