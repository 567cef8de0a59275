#include <ostream>

#include "app/command.hpp"
#include "app/examination.hpp"
#include "app/kinds.hpp"
#include "check/case_count.hpp"
#include "check/stated.hpp"
#include "log/figures.hpp"
#include "report/as_of.hpp"
#include "report/case_table.hpp"
#include "report/scorecard.hpp"
#include "rule/case_table.hpp"
#include "rule/yaml.hpp"

namespace shixian::app {

namespace {

struct Options : ExaminationOptions {
  int year = 0;
  std::string table, stated;
  std::vector<std::string> outputs;
};

struct Form {
  std::string_view ending;
  void (*write)(const report::Listings&, std::ostream&);
};

constexpr Form forms[]{{".txt", report::write_listings_text},
                       {".html", report::write_listings_html},
                       {".xlsx", report::write_listings_xlsx}};

const Form* form_of(const std::string& path) {
  for (const auto& form : forms)
    if (path.ends_with(form.ending)) return &form;
  return nullptr;
}

/// The form of a table, and what a report states for it.
struct Wanted {
  std::optional<rule::CaseTable> table;
  std::optional<check::StatedFigures> stated;
};

Wanted read_wanted(const Options& options, text::Diagnostics& out) {
  Wanted wanted;
  if (options.table.empty()) return wanted;
  const auto document = rule::read_yaml(options.table, out);
  if (!document || !can_be("table", *document, out)) return wanted;
  wanted.table = rule::read_case_table(*document, out);
  if (!wanted.table || options.stated.empty()) return wanted;
  if (const auto figures = log::read_figures(options.stated, check::columns_of(*wanted.table), out))
    wanted.stated = check::stated_figures(*wanted.table, *figures, out);
  return wanted;
}

int run_assess(const Options& options, const Context& context) {
  for (const auto& path : options.outputs)
    if (!form_of(path))
      return context.usage_error(text::phrase("-o {}: the scorecard is written as .txt, .html or .xlsx",
                                              "-o {}：考核表可写成 .txt、.html 或 .xlsx", path));
  if (!options.stated.empty() && options.table.empty())
    return context.usage_error({"--stated needs --table: the form of the table whose figures are stated",
                                "--stated 须与 --table 同用：写明所报数字是哪一张统计表"});
  Examination examination(options, context);
  for (const auto& path : options.outputs) examination.will_write(path);
  for (const auto& path : {options.table, options.stated})
    if (!path.empty()) examination.also_reads(path);
  const auto wanted = read_wanted(options, examination.problems());
  if (const auto failed = examination.run()) return *failed;
  examination.tell();
  const auto report = examination.report(context.colour_out);
  const std::chrono::year_month_day today{report::zone_of(report.findings).day_of(report.findings.as_of)};
  const auto card = report::scorecard(report, options.year > 0 ? options.year : static_cast<int>(today.year()));
  if (wanted.table && card.year > static_cast<int>(today.year()))
    return context.usage_error(text::phrase("the year {} begins after the as-of; there is no table of it yet",
                                            "{} 年尚未开始（晚于统计截止日），没有统计表", card.year));
  std::optional<check::CaseCounts> counts;
  std::optional<check::Reconciled> reconciled;
  if (wanted.table) counts = check::count_cases(*wanted.table, report.log, card.year, report.findings.as_of);
  if (wanted.stated) reconciled = check::reconcile(*wanted.table, *counts, *wanted.stated);
  const auto listings_of = [&](std::size_t most, bool to_a_file) {
    auto made = report::listings_of(report, card, most);
    if (counts)
      for (auto& listing : report::listings_of(report, *wanted.table, *counts, card.year,
                                               reconciled ? &*reconciled : nullptr, to_a_file, most))
        made.tables.push_back(std::move(listing));
    made.colour = made.colour && !to_a_file;
    return made;
  };
  if (card.now.all() + card.before.all() == 0)
    context.surroundings.err << context.say(text::phrase("shixian: no obligation is of {} or {}",
                                                         "shixian: {} 年和 {} 年都没有义务", card.year, card.year - 1))
                             << '\n';
  constexpr std::size_t most_on_a_terminal = 50;
  if (options.outputs.empty())
    report::write_listings_text(listings_of(most_on_a_terminal, false), context.surroundings.out);
  for (const auto& path : options.outputs) {
    constexpr std::size_t most_in_a_file = 100'000;
    const auto listings = listings_of(most_in_a_file, true);
    if (const auto failed = examination.write(path, [&](std::ostream& file) { form_of(path)->write(listings, file); }))
      return *failed;
  }
  if (!examination.complete() || (counts && !counts->doubts.empty())) return incomplete;
  return reconciled && reconciled->differs() ? violations : compliant;
}

}  // namespace

Action declare_assess(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  declare_examination(take, *options);
  take.number("--year", options->year, 1, 9999,
              {"the year that is scored, against the year before (default: that of the as-of)",
               "考核的年度，与上一年度对比（默认为统计截止日所在年度）"});
  take.text("--table", options->table,
            {"the form of a table of cases: what came in, what became of it, what is carried forward",
             "统计表的表式：新收、上年结转、办理结果、结转下年"});
  take.text("--stated", options->stated,
            {"the figures that a report states for the table, in any format of a ledger, to be held against the "
             "ledgers",
             "报告所列的统计表数字（台账的任一格式），与台账核对"});
  take.texts("-o,--output", options->outputs,
             {"write the scorecard to a file: .txt, .html or .xlsx; may be repeated",
              "把考核表写入文件：.txt、.html 或 .xlsx；可重复"});
  return [options, &context] { return run_assess(*options, context); };
}

}  // namespace shixian::app
