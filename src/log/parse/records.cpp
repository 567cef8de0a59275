#include "log/parse/records.hpp"

#include "log/table.hpp"
#include "text/cell.hpp"

namespace shixian::log {

void Records::add(std::string_view cell) {
  if (count_++ <= most_columns) cells_.push_back(cell);
  if (cell.size() > longest_cell) too_long_ = true;
}

void Records::finish(std::size_t end) {
  end_ = end;
  at_ = end;
  if (end < text_.size()) {
    ++at_;
    if (text_[end] == '\r' && at_ < text_.size() && text_[at_] == '\n') {
      marks_.next();
      ++at_;
    }
  }
  if (end_ - begin_ > longest_record) too_long_ = true;
}

std::size_t Records::end_of_plain() {
  auto at = marks_.next();
  while (at < text_.size() && text_[at] == '"' && separator_ != '"') at = marks_.next();
  return at;
}

void Records::add_unescaped(std::string_view quoted, std::string_view after) {
  if (unescaped_used_ == unescaped_.size()) unescaped_.emplace_back();
  auto& cell = unescaped_[unescaped_used_++];
  cell.clear();
  for (auto at = quoted.find('"'); at != quoted.npos; at = quoted.find('"')) {
    cell.append(quoted.substr(0, at + 1));
    quoted.remove_prefix(at + 2);
  }
  cell.append(quoted).append(after);
  add(cell);
}

std::size_t Records::quoted(std::size_t field) {
  marks_.next();  // the opening quote
  bool doubled = false;
  for (auto at = marks_.next(); at < text_.size(); at = marks_.next()) {
    if (text_[at] != '"') continue;
    if (at + 1 < text_.size() && text_[at + 1] == '"') {
      marks_.next();
      doubled = true;
      continue;
    }
    const auto inside = text_.substr(field + 1, at - field - 1);
    const auto end = end_of_plain();
    if (inside.find_first_of("\r\n") != inside.npos && !text::tidy(text_.substr(at + 1, end - at - 1)).empty())
      swallowing_ = true;
    if (doubled || end > at + 1)
      add_unescaped(inside, text_.substr(at + 1, end - at - 1));
    else
      add(inside);
    return end;
  }
  unclosed_ = true;
  add(text_.substr(field + 1));
  return text_.size();
}

bool Records::next() {
  if (at_ >= text_.size()) return false;
  cells_.clear();
  count_ = 0;
  unescaped_used_ = 0;
  unclosed_ = too_long_ = swallowing_ = false;
  begin_ = at_;
  for (auto field = begin_;;) {
    const bool opens = field < text_.size() && text_[field] == '"';
    std::size_t end;
    if (opens) {
      end = quoted(field);
    } else {
      end = end_of_plain();
      add(text_.substr(field, end - field));
    }
    if (end < text_.size() && text_[end] == separator_) {
      field = end + 1;
      continue;
    }
    finish(end);
    return true;
  }
}

namespace {

/// Follows only quotes and line ends: whether a place lies inside a quoted cell.
class Lines {
 public:
  Lines(std::string_view text, char separator) : text_(text), separator_(separator), marks_(text, '"') {}

  /// Goes behind the next end of a record; the text's size when there is none.
  std::size_t next() {
    for (auto at = marks_.next(); at < text_.size(); at = marks_.next()) {
      if (text_[at] == '"') {
        if (inside_ && at + 1 < text_.size() && text_[at + 1] == '"')
          marks_.next();
        else if (inside_)
          inside_ = false;
        else
          inside_ = opens(at);
        continue;
      }
      if (inside_) continue;
      if (text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n') at = marks_.next();
      return at + 1;
    }
    return text_.size();
  }

 private:
  bool opens(std::size_t at) const {
    if (at == 0) return true;
    const auto before = text_[at - 1];
    return before == separator_ || before == '\n' || before == '\r';
  }

  std::string_view text_;
  char separator_;
  Marks marks_;
  bool inside_ = false;
};

}  // namespace

std::vector<Piece> cut(std::string_view text, char separator, std::size_t wanted) {
  std::vector<Piece> pieces;
  if (text.empty()) return pieces;
  const auto size = text.size() / wanted + 1;
  std::size_t begin = 0;
  std::uint64_t records = 0, records_before = 0;
  Lines lines(text, separator);
  while (wanted > 1 && pieces.size() + 1 < wanted) {
    std::size_t end = begin;
    while (end < text.size() && end - begin < size) end = lines.next(), ++records;
    if (end >= text.size()) break;
    pieces.push_back({text.substr(begin, end - begin), records_before});
    begin = end;
    records_before = records;
  }
  pieces.push_back({text.substr(begin), records_before});
  return pieces;
}

}  // namespace shixian::log
