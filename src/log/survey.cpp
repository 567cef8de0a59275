#include "log/survey.hpp"

#include <algorithm>
#include <charconv>

#include "log/cell.hpp"
#include "time/written.hpp"

namespace shixian::log {

namespace {

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != text.npos; }

bool digits_alone(std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; }

bool is_time(std::string_view cell, time::DateOrder order) {
  text::Phrase why;
  time::WrittenOptions options;
  options.order = order;
  return time::read_time(cell, time::Zone::utc(), options, why).has_value();
}

bool may_be_serial(std::string_view cell) {
  constexpr double first = 20'000, last = 80'000;
  double number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return error == std::errc{} && end == cell.data() + cell.size() && number >= first && number <= last;
}

void look_at(std::string_view cell, ColumnSurvey& column) {
  constexpr std::size_t longest_mark = 12, longest_time = 80;
  if (column.filled++ == 0) column.first = excerpt(cell, 40);
  column.characters += cell.size();
  if (column.values.size() < most_values) column.values.emplace(cell);
  if (canonical_number(cell)) ++column.numbers;
  if (read_boolean(cell)) ++column.truths;
  if (may_be_serial(cell)) ++column.serials;
  const bool time = cell.size() <= longest_time && is_time(cell, time::DateOrder::refuse);
  if (time) {
    ++column.times;
    if (digits_alone(cell)) ++column.digits_alone;
  } else {
    if (cell.size() <= longest_mark && !has_digit(cell)) ++column.marks[std::string(cell)];
  }
  const bool day_first = time || (cell.size() <= longest_time && is_time(cell, time::DateOrder::day_month_year));
  const bool month_first = time || (cell.size() <= longest_time && is_time(cell, time::DateOrder::month_day_year));
  if (day_first) ++column.day_first;
  if (month_first) ++column.month_first;
  if (!day_first && !month_first && column.first_unread.empty()) column.first_unread = excerpt(cell, 40);
}

class Surveyor final : public RowSink {
 public:
  explicit Surveyor(Survey& survey) : survey_(survey) {}

  void row(const Row& row) override {
    if (survey_.rows == rows_surveyed) {
      survey_.sampled = true;
      return;
    }
    bool content = false;
    for (std::size_t i = 0; i < std::min(row.cells.size(), survey_.columns.size()); ++i)
      if (const auto cell = tidy(row.cells[i]); !cell.empty()) {
        content = true;
        look_at(cell, survey_.columns[i]);
      }
    if (content) ++survey_.rows;
  }
  void reject(std::uint64_t, std::string_view, const text::Phrase&) override {}
  void fail(const text::Phrase&) override {}
  bool advance(std::uint64_t) override { return !survey_.sampled; }

 private:
  Survey& survey_;
};

}  // namespace

bool ColumnSurvey::tells_rows_apart(std::uint64_t rows) const {
  return filled > 1 && filled * 10 >= rows * 9 && values.size() == std::min<std::uint64_t>(filled, most_values);
}

std::optional<Survey> survey(LedgerFile& file, text::Diagnostics& out) {
  auto any = default_mapping();
  any.sheets = {{"*", {}}};
  text::Diagnostics of_other_sheets;
  const auto* format = format_of(file, out);
  if (!format) return std::nullopt;
  auto sheets = format->open(file, any, of_other_sheets);
  if (sheets.empty()) {
    any.sheets.clear();
    sheets = format->open(file, any, out);
  }
  if (sheets.empty()) return std::nullopt;
  auto& sheet = **std::max_element(sheets.begin(), sheets.end(),
                                   [](const auto& a, const auto& b) { return a->header.size() < b->header.size(); });
  Survey survey;
  survey.description = sheet.description;
  survey.sheet = sheet.name;
  for (const auto& other : sheets)
    if (other->name != sheet.name) survey.other_sheets.push_back(other->name);
  for (const auto& name : sheet.header) survey.columns.emplace_back().name = name;
  Surveyor surveyor(survey);
  const auto parts = sheet.divide(1);
  for (std::size_t part = 0; part < parts; ++part) sheet.read(part, surveyor);
  return survey;
}

}  // namespace shixian::log
