#include <ostream>

#include "app/command.hpp"
#include "app/examination.hpp"
#include "report/as_of.hpp"
#include "report/scorecard.hpp"

namespace shixian::app {

namespace {

struct Options : ExaminationOptions {
  int year = 0;
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

int run_assess(const Options& options, const Context& context) {
  for (const auto& path : options.outputs)
    if (!form_of(path))
      return context.usage_error(text::phrase("-o {}: the scorecard is written as .txt, .html or .xlsx",
                                              "-o {}：考核表可写成 .txt、.html 或 .xlsx", path));
  Examination examination(options, context);
  for (const auto& path : options.outputs) examination.will_write(path);
  if (const auto failed = examination.run()) return *failed;
  examination.tell();
  const auto report = examination.report(context.colour_out);
  const std::chrono::year_month_day today{report::zone_of(report.findings).day_of(report.findings.as_of)};
  const auto card = report::scorecard(report, options.year > 0 ? options.year : static_cast<int>(today.year()));
  if (card.now.all() + card.before.all() == 0)
    context.surroundings.err << context.say(text::phrase("shixian: no obligation is of {} or {}",
                                                         "shixian: {} 年和 {} 年都没有义务", card.year, card.year - 1))
                             << '\n';
  constexpr std::size_t most_on_a_terminal = 50;
  if (options.outputs.empty())
    report::write_listings_text(report::listings_of(report, card, most_on_a_terminal), context.surroundings.out);
  for (const auto& path : options.outputs) {
    constexpr std::size_t most_in_a_file = 100'000;
    auto listings = report::listings_of(report, card, most_in_a_file);
    listings.colour = false;
    if (const auto failed = examination.write(path, [&](std::ostream& file) { form_of(path)->write(listings, file); }))
      return *failed;
  }
  return examination.complete() ? compliant : incomplete;
}

}  // namespace

Action declare_assess(CLI::App& app, const Context& context) {
  auto options = std::make_shared<Options>();
  declare_examination(app, context, *options);
  app.add_option("--year", options->year,
                 context.say({"the year that is scored, against the year before (default: that of the as-of)",
                              "考核的年度，与上一年度对比（默认为统计截止日所在年度）"}))
      ->check(CLI::Range(1, 9999));
  app.add_option("-o,--output", options->outputs,
                 context.say({"write the scorecard to a file: .txt, .html or .xlsx; may be repeated",
                              "把考核表写入文件：.txt、.html 或 .xlsx；可重复"}))
      ->allow_extra_args(false);
  return [options, &context] { return run_assess(*options, context); };
}

}  // namespace shixian::app
