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

/// The lines that a label names, alone or with what they stand under, in either language; else, where it `may_begin`
/// one, the only line that it begins.
std::vector<std::size_t> lines_of(const CaseTable& table, const std::string& label, bool may_begin) {
  const auto key = key_of(label);
  std::vector<std::size_t> named, begun;
  constexpr std::size_t long_enough = 9;  // three Chinese characters
  for (std::size_t line = 0; line < line_count(table); ++line) {
    const auto& title = own_title(table, line);
    const auto whole = line_title(table, line);
    bool names = false, begins = false;
    for (const auto* text : {&title.english, &title.chinese, &whole.english, &whole.chinese}) {
      const auto other = key_of(*text);
      names = names || key == other;
      begins = begins || (may_begin && key.size() >= long_enough && other.starts_with(key));
    }
    if (names) named.push_back(line);
    if (begins) begun.push_back(line);
  }
  return named.empty() && begun.size() == 1 ? begun : named;
}

std::optional<std::uint64_t> figure_of(const std::string& cell) {
  if (cell.empty() || cell == "/" || cell == "-" || cell == "—" || cell == "／") return 0;
  if (cell.find('%') != std::string::npos || cell.find("％") != std::string::npos) return std::nullopt;
  const auto number = text::canonical_number(cell);
  if (!number) return std::nullopt;
  std::uint64_t figure = 0;
  const auto* end = number->data() + number->size();
  const auto [at, error] = std::from_chars(number->data(), end, figure);
  constexpr std::uint64_t most = 1'000'000'000'000;
  if (error != std::errc{} || at != end || figure > most) return std::nullopt;
  return figure;
}

/// Sums of figures; absent where one of them is.
using Sum = std::optional<std::uint64_t>;

Sum operator+(const Sum& a, const Sum& b) { return a && b ? Sum(*a + *b) : std::nullopt; }

Sum sum_of(const std::optional<StatedFigure>& one) { return one ? Sum(one->figure) : std::nullopt; }

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

namespace {

/// Rows of figures → lines of the table.
class Stating {
 public:
  Stating(const CaseTable& table, const log::Figures& figures, text::Diagnostics& out)
      : table_(table), figures_(figures), out_(out), columns_(columns_of(table)) {
    made_.assign(line_count(table), std::vector<std::optional<StatedFigure>>(columns_.size()));
  }

  StatedFigures operator()() {
    std::vector<std::vector<std::size_t>> lines(figures_.rows.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (const auto& label : figures_.rows[i].labels)
        for (const auto line : lines_of(table_, label, &label == &figures_.rows[i].labels.back()))
          if (std::find(lines[i].begin(), lines[i].end(), line) == lines[i].end()) lines[i].push_back(line);
    const auto is_line = [](const auto& found) { return !found.empty(); };
    const auto first = static_cast<std::size_t>(std::find_if(lines.begin(), lines.end(), is_line) - lines.begin());
    auto last = lines.size();
    while (last > first && lines[last - 1].empty()) --last;
    if (first == last)
      out_.error(Code::bad_log, {}, {"the stated figures have no line of the table", "报告数字中没有统计表的任何一行"})
          .with_help(text::phrase("its lines are labelled as in the form: '{0}', …", "各行的名称应与表式一致：“{1}”等",
                                  table_.received.english, table_.received.chinese));
    for (auto i = first; i < last; ++i) take(figures_.rows[i], lines[i]);
    return std::move(made_);
  }

 private:
  text::Diagnostic& refuse(const Phrase& place, const Phrase& what) {
    return out_.error(Code::bad_log, {}, {place.english + ": " + what.english, place.chinese + "：" + what.chinese});
  }

  void take(const log::Figures::Row& row, const std::vector<std::size_t>& lines) {
    const auto place = figures_.place_of(row);
    if (lines.empty()) {
      const auto label = row.labels.empty() ? std::string() : row.labels.back();
      std::vector<std::string> titles;
      for (std::size_t line = 0; line < line_count(table_); ++line) {
        titles.push_back(own_title(table_, line).chinese);
        if (own_title(table_, line).english != titles.back()) titles.push_back(own_title(table_, line).english);
      }
      auto& problem = refuse(place, text::phrase("'{}' is no line of the table", "“{}”不是统计表的一行", label));
      if (text::nearest(label, titles)) problem.with_help(text::did_you_mean(label, titles));
      return;
    }
    if (lines.size() > 1) {
      const auto one = line_title(table_, lines[0]), other = line_title(table_, lines[1]);
      refuse(place, text::phrase("the row names two lines, '{0}' and '{1}'", "这一行写有两行的名称：“{2}”和“{3}”",
                                 one.english, other.english, one.chinese, other.chinese));
      return;
    }
    auto& line = made_[lines.front()];
    if (line.front()) {
      refuse(place, text::phrase("the same line stands at {0}", "同一行已在 {1}", line.front()->place.english,
                                 line.front()->place.chinese));
      return;
    }
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const auto where = figures_.place_of(row, column);
      const auto figure = figure_of(row.figures[column]);
      if (!figure)
        refuse(where, text::phrase("'{0}' under '{1}' is no whole number", "“{2}”一栏的“{0}”不是整数",
                                   row.figures[column], columns_[column].english, columns_[column].chinese));
      line[column] = {figure.value_or(0), where};
    }
  }

  const CaseTable& table_;
  const log::Figures& figures_;
  text::Diagnostics& out_;
  const std::vector<Phrase> columns_;
  StatedFigures made_;
};

}  // namespace

std::optional<StatedFigures> stated_figures(const CaseTable& table, const log::Figures& figures,
                                            text::Diagnostics& out) {
  const auto errors_before = out.errors();
  auto made = Stating(table, figures, out)();
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
      const auto figure = stated[line][column]->figure;
      const auto& count = counts.lines[line][column];
      const bool sure = counts.doubts.empty();
      if (sure && count.exact() && figure == count.certain) continue;
      const bool impossible = figure < count.certain || (figure > count.possible && !count.more);
      made.differences.push_back({line, column, *stated[line][column], sure && impossible});
    }
  }
  std::stable_partition(made.differences.begin(), made.differences.end(),
                        [](const Reconciled::Difference& one) { return one.certain; });

  const auto contradict = [&](const Sum& left, const Sum& right, const Phrase& what) {
    if (left && right && *left != *right) made.contradictions.push_back({what, *left, *right});
  };
  const auto total = counts.total(), forward = counts.carried_forward();
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const auto& name = columns[column];
    Sum outcomes = 0;
    for (auto line = CaseCounts::first_outcome; line < total; ++line)
      outcomes = outcomes + sum_of(stated[line][column]);
    contradict(outcomes, sum_of(stated[total][column]),
               text::phrase("{0}: the sum of the outcomes, and '{1}'", "{2}：各项办理结果之和与“{3}”", name.english,
                            table.total.english, name.chinese, table.total.chinese));
    contradict(sum_of(stated[CaseCounts::received][column]) + sum_of(stated[CaseCounts::carried_over][column]),
               sum_of(stated[total][column]) + sum_of(stated[forward][column]),
               text::phrase("{0}: '{1}' and '{2}', and '{3}' and '{4}'", "{5}：“{6}”加“{7}”，与“{8}”加“{9}”",
                            name.english, table.received.english, table.carried_over.english, table.total.english,
                            table.carried_forward.english, name.chinese, table.received.chinese,
                            table.carried_over.chinese, table.total.chinese, table.carried_forward.chinese));
  }
  for (std::size_t line = 0; line < stated.size(); ++line) {
    const auto all = columns.size() - 1;
    Sum sum = 0;
    for (std::size_t column = 0; column < all; ++column) sum = sum + sum_of(stated[line][column]);
    const auto title = line_title(table, line);
    contradict(sum, sum_of(stated[line][all]),
               text::phrase("'{0}': the sum of the columns, and '{1}'", "“{2}”：各列之和与“{3}”", title.english,
                            table.all_columns.english, title.chinese, table.all_columns.chinese));
  }
  return made;
}

}  // namespace shixian::check
