#include "check/stated.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>
#include <numeric>

#include "text/cell.hpp"
#include "text/suggest.hpp"

namespace shixian::check {

namespace {

using rule::CaseTable;
using text::Code;
using text::Phrase;

/// Letters and digits alone.
std::string key_of(const std::string& label) {
  const auto plain = text::lower_case(text::folded(label));
  std::string key;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(plain.data());
  const auto size = static_cast<std::int32_t>(plain.size());
  for (std::int32_t i = 0; i < size;) {
    const auto begin = i;
    UChar32 letter = 0;
    U8_NEXT(bytes, i, size, letter);
    if (letter >= 0 && u_isalnum(letter))
      key.append(plain, static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
  }
  return key;
}

std::size_t line_count(const CaseTable& table) { return table.outcomes.size() + 4; }

const Phrase& own_title(const CaseTable& table, std::size_t line) {
  if (line == CaseCounts::received) return table.received;
  if (line == CaseCounts::carried_over) return table.carried_over;
  const auto outcome = line - CaseCounts::first_outcome;
  if (outcome < table.outcomes.size()) return table.outcomes[outcome].title;
  return outcome == table.outcomes.size() ? table.total : table.carried_forward;
}

/// The line that a label names, alone or with what it stands under, in either language.
std::optional<std::size_t> line_of(const CaseTable& table, const std::string& label) {
  const auto key = key_of(label);
  for (std::size_t line = 0; line < line_count(table); ++line) {
    const auto& title = own_title(table, line);
    const auto whole = line_title(table, line);
    for (const auto* text : {&title.english, &title.chinese, &whole.english, &whole.chinese})
      if (key == key_of(*text)) return line;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> figure_of(const std::string& cell) {
  if (cell.empty() || cell == "/" || cell == "-" || cell == "—" || cell == "／") return 0;
  const auto number = text::canonical_number(cell);
  if (!number) return std::nullopt;
  std::uint64_t figure = 0;
  const auto* end = number->data() + number->size();
  const auto [at, error] = std::from_chars(number->data(), end, figure);
  if (error != std::errc{} || at != end) return std::nullopt;
  return figure;
}

/// Sums of figures; absent where one of them is.
using Sum = std::optional<std::uint64_t>;

Sum operator+(const Sum& a, const Sum& b) { return a && b ? Sum(*a + *b) : std::nullopt; }

}  // namespace

std::vector<Phrase> columns_of(const CaseTable& table) {
  std::vector<Phrase> columns;
  for (const auto& column : table.columns) columns.push_back(column.title);
  columns.push_back(table.all_columns);
  return columns;
}

Phrase line_title(const CaseTable& table, std::size_t line) {
  const auto& title = own_title(table, line);
  const auto outcome = line - CaseCounts::first_outcome;
  if (line < CaseCounts::first_outcome || outcome >= table.outcomes.size() || table.outcomes[outcome].group.empty())
    return title;
  const auto& group = table.outcomes[outcome].group;
  return {group.english + " " + title.english, group.chinese + " " + title.chinese};
}

std::optional<StatedFigures> stated_figures(const CaseTable& table, const log::Figures& figures,
                                            text::Diagnostics& out) {
  const auto errors_before = out.errors();
  const auto columns = columns_of(table);
  StatedFigures made(line_count(table), std::vector<std::optional<std::uint64_t>>(columns.size()));
  std::vector<std::optional<std::size_t>> line_by_row(figures.rows.size());
  for (std::size_t i = 0; i < figures.rows.size(); ++i)
    for (const auto& label : figures.rows[i].labels)
      if (const auto line = line_of(table, label)) line_by_row[i] = line;
  const auto first = std::find_if(line_by_row.begin(), line_by_row.end(), [](const auto& line) { return !!line; });
  auto last = line_by_row.end();
  while (last != first && !*(last - 1)) --last;
  if (first == last)
    out.error(Code::bad_log, {}, {"the stated figures have no line of the table", "报告数字中没有统计表的任何一行"})
        .with_help(text::phrase("its lines are labelled as in the form: '{0}', …", "各行的名称应与表式一致：“{1}”等",
                                table.received.english, table.received.chinese));
  for (auto at = first; at != last; ++at) {
    const auto& row = figures.rows[static_cast<std::size_t>(at - line_by_row.begin())];
    const auto told = [&](const Phrase& what) {
      return Phrase{row.place.english + ": " + what.english, row.place.chinese + "：" + what.chinese};
    };
    if (!*at) {
      std::vector<std::string> titles;
      for (std::size_t line = 0; line < line_count(table); ++line) titles.push_back(own_title(table, line).chinese);
      const auto label = row.labels.empty() ? std::string() : row.labels.back();
      out.error(Code::bad_log, {}, told(text::phrase("'{}' is no line of the table", "“{}”不是统计表的一行", label)))
          .with_help(text::did_you_mean(label, titles));
      continue;
    }
    if (made[**at].front()) {
      out.error(Code::bad_log, {}, told({"the same line stands above", "上面已有同一行"}));
      continue;
    }
    for (std::size_t column = 0; column < columns.size(); ++column) {
      const auto figure = figure_of(row.figures[column]);
      if (!figure)
        out.error(Code::bad_log, {},
                  told(text::phrase("'{0}' under '{1}' is no whole number", "“{2}”一栏的“{0}”不是整数",
                                    row.figures[column], columns[column].english, columns[column].chinese)));
      made[**at][column] = figure.value_or(0);
    }
  }
  if (out.errors() > errors_before) return std::nullopt;
  return made;
}

bool Reconciled::differs() const {
  return !contradictions.empty() ||
         std::any_of(differences.begin(), differences.end(), [](const Difference& one) { return one.certain; });
}

Reconciled reconcile(const CaseTable& table, const CaseCounts& counts, const StatedFigures& stated) {
  Reconciled made;
  const auto columns = columns_of(table);
  for (std::size_t line = 0; line < stated.size(); ++line) {
    if (!stated[line].front()) made.not_stated.push_back(line);
    for (std::size_t column = 0; column < columns.size(); ++column) {
      if (!stated[line][column]) continue;
      ++made.compared;
      const auto figure = *stated[line][column];
      const auto& count = counts.lines[line][column];
      const bool sure = counts.doubts.empty();
      if (sure && count.certain == count.possible && figure == count.certain) continue;
      const bool impossible = figure < count.certain || (figure > count.possible && !count.more);
      made.differences.push_back({line, column, figure, sure && impossible});
    }
  }

  const auto contradict = [&](const Sum& left, const Sum& right, const Phrase& what) {
    if (left && right && *left != *right) made.contradictions.push_back({what, *left, *right});
  };
  const auto total = counts.total(), forward = counts.carried_forward();
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const auto& name = columns[column];
    Sum outcomes = 0;
    for (auto line = CaseCounts::first_outcome; line < total; ++line) outcomes = outcomes + stated[line][column];
    contradict(outcomes, stated[total][column],
               text::phrase("{0}: the sum of the outcomes, and '{1}'", "{2}：各项办理结果之和与“{3}”", name.english,
                            table.total.english, name.chinese, table.total.chinese));
    contradict(stated[CaseCounts::received][column] + stated[CaseCounts::carried_over][column],
               stated[total][column] + stated[forward][column],
               text::phrase("{0}: '{1}' and '{2}', and '{3}' and '{4}'", "{5}：“{6}”加“{7}”，与“{8}”加“{9}”",
                            name.english, table.received.english, table.carried_over.english, table.total.english,
                            table.carried_forward.english, name.chinese, table.received.chinese,
                            table.carried_over.chinese, table.total.chinese, table.carried_forward.chinese));
  }
  for (std::size_t line = 0; line < stated.size(); ++line) {
    const auto all = columns.size() - 1;
    Sum sum = 0;
    for (std::size_t column = 0; column < all; ++column) sum = sum + stated[line][column];
    const auto title = line_title(table, line);
    contradict(sum, stated[line][all],
               text::phrase("'{0}': the sum of the columns, and '{1}'", "“{2}”：各列之和与“{3}”", title.english,
                            table.all_columns.english, title.chinese, table.all_columns.chinese));
  }
  return made;
}

}  // namespace shixian::check
