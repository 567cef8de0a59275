// Charts: every bar stands beside its number, and the columns have their table below.
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>

#include "report/html/page.hpp"
#include "report/html/tallies.hpp"
#include "report/markup.hpp"

namespace shixian::report::html {

namespace {

using check::Verdict;
using text::Phrase;

struct Series {
  const char* tone;  ///< class of the style sheet
  Phrase title;
};

/// A column with one part a series, from the bottom up.
struct Column {
  std::string label;  ///< below it
  std::string name;   ///< in the table
  std::vector<std::size_t> parts;
};

std::size_t of(const Counts& counts, Verdict verdict) { return counts[static_cast<std::size_t>(verdict)]; }

std::size_t sum(const Counts& counts) {
  std::size_t all = 0;
  for (const auto count : counts) all += count;
  return all;
}

void write_legend(const Page& page, const std::vector<Series>& series) {
  page.out << "<ul class=\"legend\">";
  for (const auto& one : series)
    page.out << R"(<li><svg viewBox="0 0 16 12" aria-hidden="true"><rect class=")" << one.tone
             << R"(" x="1" y="1" width="14" height="10"/></svg>)" << page.say(one.title) << "</li>";
  page.out << "</ul>\n";
}

void write_numbers(const Page& page, const Counts& counts) {
  for (const auto number : {sum(counts), violations(counts), of(counts, Verdict::undetermined)})
    page.out << "<td class=\"number\">" << number << "</td>";
  page.out << "</tr>\n";
}

/// A row a tally: its name over a bar of violations and undetermined findings, and its numbers. Those that have
/// neither, and those beyond the most, are added up.
template <class Name>  // Name(tally) → HTML
void write_bars(const Page& page, const std::vector<Tally>& tallies, const Phrase& caption, const Phrase& head,
                Name name) {
  auto& out = page.out;
  const auto length = [](const Tally& tally) {
    return violations(tally.counts) + of(tally.counts, Verdict::undetermined);
  };
  std::size_t longest = 1, drawn = 0;
  for (const auto& tally : tallies) longest = std::max(longest, length(tally));
  while (drawn < std::min(tallies.size(), most_bars) && length(tallies[drawn]) > 0) ++drawn;
  out << "<table class=\"bars\"><caption>" << page.say(caption) << "</caption>\n<thead><tr>";
  page.element("th", head, R"(scope="col")");
  for (const auto& title :
       {Phrase{"obligations", "义务"}, Phrase{"violated", "违规"}, Phrase{"undetermined", "无法判定"}})
    page.element("th", title, R"(scope="col" class="number")");
  out << "</tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < drawn; ++i) {
    const auto& counts = tallies[i].counts;
    const auto violated = violations(counts), unclear = of(counts, Verdict::undetermined);
    const auto scaled = [&](std::size_t count) {
      return 300.0 * static_cast<double>(count) / static_cast<double>(longest);
    };
    out << "<tr><th scope=\"row\">" << name(tallies[i])
        << R"(<svg class="bar" viewBox="0 0 300 9" preserveAspectRatio="xMinYMid" aria-hidden="true">)";
    if (violated > 0)
      out << fmt::format(R"(<rect class="fill-violation" x="0" y="1" width="{:.1f}" height="7"/>)", scaled(violated));
    if (unclear > 0)
      out << fmt::format(R"(<rect class="fill-undetermined" x="{:.1f}" y="1" width="{:.1f}" height="7"/>)",
                         scaled(violated), scaled(unclear));
    out << "</svg></th>";
    write_numbers(page, counts);
  }
  if (tallies.size() > drawn) {
    Counts rest{};
    for (std::size_t i = drawn; i < tallies.size(); ++i)
      for (std::size_t k = 0; k < rest.size(); ++k) rest[k] += tallies[i].counts[k];
    const auto others = tallies.size() - drawn;
    out << "<tr><th scope=\"row\">"
        << page.say(length({{}, 0, rest}) > 0 ? text::phrase("{} others", "其余 {} 个", others)
                                              : text::phrase("{} others, without any", "其余 {} 个均没有", others))
        << "</th>";
    write_numbers(page, rest);
  }
  out << "</tbody></table>\n";
}

void write_columns(const Page& page, const Phrase& title, const Phrase& head, const std::vector<Series>& series,
                   const std::vector<Column>& columns) {
  auto& out = page.out;
  constexpr double width = 560, height = 190, floor = 160, top = 18;
  std::size_t highest = 1;
  for (const auto& column : columns) {
    std::size_t all = 0;
    for (const auto part : column.parts) all += part;
    highest = std::max(highest, all);
  }
  write_legend(page, series);
  const double step = width / static_cast<double>(columns.size()), thick = std::min(step * 0.72, 44.0);
  const auto every = static_cast<std::size_t>(std::max(1.0, 46.0 / step + 0.999));  // labels need room
  out << fmt::format(R"(<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">)", width, height,
                     page.say(title))
      << '\n';
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double middle = (static_cast<double>(i) + 0.5) * step;
    double y = floor;
    std::size_t all = 0;
    for (std::size_t k = 0; k < series.size(); ++k) {
      const auto part = columns[i].parts[k];
      if (part == 0) continue;
      const double size = (floor - top) * static_cast<double>(part) / static_cast<double>(highest);
      y -= size;
      all += part;
      out << fmt::format(R"(<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)", series[k].tone,
                         middle - thick / 2, y, thick, size);
    }
    if (all > 0 && step >= 18)
      out << fmt::format(R"(<text x="{:.1f}" y="{:.1f}" font-size="11" text-anchor="middle">{}</text>)", middle, y - 4,
                         all);
    if (i % every == 0)
      out << fmt::format(R"(<text class="muted" x="{:.1f}" y="{}" font-size="11" text-anchor="middle">{}</text>)",
                         middle, floor + 15, escaped(columns[i].label));
  }
  out << fmt::format(R"(<line class="line" x1="0" y1="{0}" x2="{1}" y2="{0}"/></svg>)", floor, width)
      << "\n<details><summary>" << page.say({"The numbers as a table", "数字表"})
      << "</summary><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>";
  page.element("th", head, R"(scope="col")");
  for (const auto& one : series) page.element("th", one.title, R"(scope="col" class="number")");
  out << "</tr></thead>\n<tbody>\n";
  for (const auto& column : columns) {
    out << "<tr><th scope=\"row\">" << escaped(column.name) << "</th>";
    for (const auto part : column.parts) out << "<td class=\"number\">" << part << "</td>";
    out << "</tr>\n";
  }
  out << "</tbody></table></div></details>\n";
}

void write_months(const Page& page) {
  const auto months = by_month(page.report);
  if (months.tallies.empty()) return;
  const Phrase title = months.years ? Phrase{"By year", "按年份"} : Phrase{"By month", "按月份"};
  page.out << "<section>\n";
  page.element("h3", title);
  page.element("p",
               {"Obligations by the date of the event that triggers them; what is owed for a period counts at its end.",
                "按触发义务的事件发生日期计；按期间考核的义务计入期末。"},
               R"(class="muted small")");
  std::vector<Column> columns;
  for (const auto& tally : months.tallies) {
    const auto& counts = tally.counts;
    columns.push_back({tally.name,
                       tally.name,
                       {violations(counts), of(counts, Verdict::undetermined),
                        of(counts, Verdict::pending) + of(counts, Verdict::waived), of(counts, Verdict::met)}});
  }
  constexpr std::size_t most_columns = 60;
  if (columns.size() > most_columns) columns.erase(columns.begin(), columns.end() - most_columns);
  write_columns(page, title, months.years ? Phrase{"year", "年"} : Phrase{"month", "月"},
                {{"fill-violation", {"violated", "违规"}},
                 {"fill-undetermined", {"undetermined", "无法判定"}},
                 {"fill-open", {"pending or waived", "待办或已豁免"}},
                 {"fill-met", {"met", "已履行"}}},
                columns);
  if (months.without > 0)
    page.element("p", text::phrase("Without a readable date: {}.", "没有可读日期的：{}。", months.without),
                 R"(class="muted small")");
  page.out << "</section>\n";
}

void write_margins(const Page& page) {
  const auto made = margins(page.report);
  if (made.missing == 0 && std::all_of(made.answered.begin(), made.answered.end(), [](auto n) { return n == 0; }))
    return;
  static const std::array<Phrase, Margins::bins> names{{{"more than 30 days before", "提前30天以上"},
                                                        {"11 to 30 days before", "提前11至30天"},
                                                        {"4 to 10 days before", "提前4至10天"},
                                                        {"1 to 3 days before", "提前1至3天"},
                                                        {"on the last day", "最后一天"},
                                                        {"up to 1 day late", "逾期1天以内"},
                                                        {"2 to 3 days late", "逾期2至3天"},
                                                        {"4 to 10 days late", "逾期4至10天"},
                                                        {"11 to 30 days late", "逾期11至30天"},
                                                        {"more than 30 days late", "逾期30天以上"}}};
  static constexpr std::array<const char*, Margins::bins> labels{"−31…", "−30…−11", "−10…−4", "−3…−1",   "0",
                                                                 "+1",   "+2…+3",   "+4…+10", "+11…+30", "+31…"};
  page.out << "<section>\n";
  page.element("h3", {"Margin to the deadline", "距截止的余量"});
  page.element("p",
               {"Answered obligations by the calendar days between deadline and answer; 0 is the last day. Limits in "
                "hours count in lengths of 24 hours.",
                "已回应的义务，按截止与回应相隔的日历天数计，0 为最后一天；以小时计的期限每24小时计一天。"},
               R"(class="muted small")");
  std::vector<Column> columns;
  for (std::size_t i = 0; i < Margins::bins; ++i) {
    const bool late = i > 4;
    columns.push_back(
        {labels[i], names[i].in(page.report.language), {late ? made.answered[i] : 0, late ? 0 : made.answered[i]}});
  }
  columns.push_back({Phrase{"none", "未答"}.in(page.report.language),
                     Phrase{"no answer, deadline passed", "期限已过，没有回应"}.in(page.report.language),
                     {made.missing, 0}});
  write_columns(page, {"Margin to the deadline", "距截止的余量"}, {"answered", "回应"},
                {{"fill-violation", {"late or missing", "逾期或未履行"}}, {"fill-met", {"in time", "按期"}}}, columns);
  page.out << "</section>\n";
}

}  // namespace

void write_charts(const Page& page) {
  if (page.findings.all.empty()) return;
  auto& out = page.out;
  out << "<section id=\"charts\">\n";
  page.element("h2", {"At a glance", "总览"});
  out << "<div class=\"charts\">\n<section>\n";
  page.element("h3", {"By rule", "按规则"});
  write_legend(page, {{"fill-violation", {"violated", "违规"}}, {"fill-undetermined", {"undetermined", "无法判定"}}});
  write_bars(page, by_rule(page.findings),
             {"Rules with obligations, most violations first", "有义务的规则，违规多者在前"}, {"rule", "规则"},
             [&](const Tally& tally) { return rule_link(page, tally.rule); });
  out << "</section>\n";
  write_months(page);
  write_margins(page);
  out << "<section>\n";
  page.element("h3", {"By unit", "按单位"});
  write_legend(page, {{"fill-violation", {"violated", "违规"}}, {"fill-undetermined", {"undetermined", "无法判定"}}});
  const auto columns = fmt::format("{}", fmt::join(page.units.attributes(), ", "));
  write_bars(page, by_unit(page.findings, page.units),
             columns.empty()
                 ? Phrase{"The unit is the one that the obligation is laid on, else the owner of the rule",
                          "单位：义务所属的对象；没有时取规则的责任处室"}
                 : text::phrase("The unit is the one that the obligation is laid on, else the ledger's '{}', else the "
                                "owner of the rule",
                                "单位：义务所属的对象；没有时取台账的“{}”；再没有时取规则的责任处室", columns),
             {"unit", "单位"}, [&](const Tally& tally) {
               return tally.name.empty() ? page.say({"not named", "未写明"}) : "<bdi>" + escaped(tally.name) + "</bdi>";
             });
  out << "</section>\n";
  out << "</div>\n</section>\n";
}

}  // namespace shixian::report::html
