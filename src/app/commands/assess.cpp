#include <ostream>

#include "app/command.hpp"
#include "app/examination.hpp"
#include "app/kinds.hpp"
#include "app/listing_files.hpp"
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

/// The table of a year, and how the stated figures agree with it.
struct Counted {
  std::optional<check::CaseCounts> counts;
  std::optional<check::Reconciled> reconciled;
};

Counted count(const Wanted& wanted, const report::Report& report, int year) {
  Counted made;
  if (!wanted.table) return made;
  made.counts = check::count_cases(*wanted.table, report.log, year, report.findings.as_of);
  if (wanted.stated) made.reconciled = check::reconcile(*wanted.table, *made.counts, *wanted.stated);
  return made;
}

int run_assess(const Options& options, const Context& context) {
  if (const auto failed = refuse_other_forms(options.outputs, context)) return *failed;
  if (!options.stated.empty() && options.table.empty())
    return context.usage_error({"--stated needs --table: the form of the table whose figures are stated",
                                "--stated 须与 --table 同用：写明所报数字是哪一张统计表"});
  Examination examination(options, context);
  for (const auto& path : options.outputs) examination.will_write(path);
  for (const auto& path : {options.table, options.stated})
    if (!path.empty()) examination.also_reads(path);
  const auto wanted = read_wanted(options, examination.problems());
  if (const auto failed = examination.run()) return *failed;
  if (wanted.table) check::check_fit(*wanted.table, examination.log(), examination.problems());
  examination.tell_with_rejections();
  const auto report = examination.report(context.colour_out);
  const std::chrono::year_month_day today{report::zone_of(report.findings).day_of(report.findings.as_of)};
  const auto card = report::scorecard(report, options.year > 0 ? options.year : static_cast<int>(today.year()));
  if (wanted.table && card.year > static_cast<int>(today.year()))
    return context.usage_error(text::phrase("the year {} begins after the as-of; there is no table of it yet",
                                            "{} 年尚未开始（晚于统计截止日），没有统计表", card.year));
  if (card.now.all() + card.before.all() == 0)
    context.surroundings.err << context.say(text::phrase("shixian: no obligation is of {} or {}",
                                                         "shixian: {} 年和 {} 年都没有义务", card.year, card.year - 1))
                             << '\n';
  const auto [counts, reconciled] = count(wanted, report, card.year);
  const bool to_files = !options.outputs.empty();
  constexpr std::size_t most_on_a_terminal = 50, most_in_a_file = 100'000;
  const auto most = to_files ? most_in_a_file : most_on_a_terminal;
  auto listings = report::listings_of(report, card, most);
  if (counts)
    for (auto& table : report::listings_of(report, *wanted.table, *counts, card.year,
                                           reconciled ? &*reconciled : nullptr, to_files, most))
      listings.tables.push_back(std::move(table));
  if (!to_files) report::write_listings_text(listings, context.surroundings.out);
  if (const auto failed = write_listings(options.outputs, std::move(listings), examination)) return *failed;
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
  take_listing_files(take, options->outputs);
  return [options, &context] { return run_assess(*options, context); };
}

}  // namespace shixian::app
