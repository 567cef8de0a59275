// Rule × unit in figures, with totals that follow the filter.
#include <array>
#include <map>

#include "report/entry.hpp"
#include "report/units.hpp"
#include "report/xlsx/filled_in.hpp"
#include "report/xlsx/sheets.hpp"

namespace shixian::report::xlsx {

namespace {

using check::Verdict;
using Counts = std::array<std::size_t, check::verdict_count>;

/// In the order of the columns.
constexpr Verdict shown[]{Verdict::met,          Verdict::late,    Verdict::missing, Verdict::breached,
                          Verdict::undetermined, Verdict::pending, Verdict::waived};
constexpr std::uint16_t all_column = 6, first_verdict = 7;

struct Cell {
  std::uint32_t rule;
  std::string unit;
  auto operator<=>(const Cell&) const = default;
};

struct Figures {
  text::Phrase from;
  Counts counts{};
};

std::size_t all(const Counts& counts) {
  std::size_t number = 0;
  for (const auto count : counts) number += count;
  return number;
}

void write_rate(const Counts& counts, Sheet& sheet) {
  const auto met = counts[static_cast<std::size_t>(Verdict::met)], judged = met + check::violations(counts);
  if (judged == 0) return sheet.blank();
  sheet.number(static_cast<double>(met) / static_cast<double>(judged), Style::percent);
}

std::string letter(std::uint16_t column) { return std::string(1, static_cast<char>('A' + column)); }

/// Sums of what the filter shows; of a list that does not fit into one sheet, plain sums of all.
void write_totals(const Counts& totals, std::size_t rows, Book& book, Sheet& sheet) {
  const bool fits = rows + 2 <= book.limits().rows;
  sheet.next_row();
  sheet.text(book.say(fits ? text::Phrase{"total of the rows shown", "合计（随筛选变化）"}
                           : text::Phrase{"total of all rows", "合计（全部）"}),
             Style::total);
  while (sheet.column() < all_column) sheet.blank(Style::total);
  const auto sum = [&](std::size_t value) {
    const auto column = letter(sheet.column());
    const auto number = static_cast<double>(value);
    if (fits && rows > 0)
      sheet.formula(fmt::format("=SUBTOTAL(109,{0}3:{0}{1})", column, rows + 2), number, Style::total);
    else
      sheet.number(number, Style::total);
  };
  sum(all(totals));
  for (const auto verdict : shown) sum(totals[static_cast<std::size_t>(verdict)]);
  const auto met = totals[static_cast<std::size_t>(Verdict::met)], judged = met + check::violations(totals);
  const auto of = fmt::format("SUM({}1:{}1)", letter(first_verdict), letter(first_verdict + 3));
  if (judged == 0) return sheet.blank(Style::total);
  const double rate = static_cast<double>(met) / static_cast<double>(judged);
  if (!fits) return sheet.number(rate, Style::total_percent);
  sheet.formula(fmt::format("=IF({0}=0,\"\",{1}1/{0})", of, letter(first_verdict)), rate, Style::total_percent);
}

}  // namespace

void write_summary(const Report& report, Book& book) {
  const Units units(report);
  std::map<Cell, Figures> table;
  for (const auto& finding : report.findings.all) {
    auto unit = units.of(finding);
    auto& figures = table[{finding.rule, std::move(unit.name)}];
    figures.from = std::move(unit.from);
    ++figures.counts[static_cast<std::size_t>(finding.verdict)];
  }

  std::vector<Column> columns{{rule_column, 26},
                              {{"rule", "规则"}, 36},
                              {{"severity", "级别"}, 9},
                              {{"pack", "规则包"}, 22},
                              {{"unit", "单位"}, 22},
                              {{"unit taken from", "单位取自"}, 20},
                              {{"obligations", "义务"}, 12}};
  for (const auto verdict : shown) columns.push_back({check::title(verdict), 13});
  columns.push_back({{"rate: met ÷ (met + violated)", "履行率：已履行÷（已履行+违规各项）"}, 18});
  auto sheet = Sheet::list(book, {"Summary", "汇总"}, std::move(columns), 1);
  write_totals(check::totals(report.findings.all), table.size(), book, sheet);
  sheet.header();
  for (const auto& [cell, figures] : table) {
    const auto& context = report.findings.rules[cell.rule];
    sheet.next_row();
    sheet.text(context.rule->id);
    sheet.text(book.say(context.rule->title));
    sheet.text(book.say(title(context.rule->severity)));
    sheet.text(context.pack->id);
    sheet.text(cell.unit.empty() ? book.say({"(none named)", "（未写明）"}) : cell.unit);
    sheet.text(book.say(figures.from));
    sheet.number(static_cast<double>(all(figures.counts)));
    for (const auto verdict : shown) {
      const auto count = figures.counts[static_cast<std::size_t>(verdict)];
      sheet.number(static_cast<double>(count),
                   count > 0 && verdict != Verdict::met ? style_of(verdict) : Style::number);
    }
    write_rate(figures.counts, sheet);
  }
  sheet.end();
}

}  // namespace shixian::report::xlsx
