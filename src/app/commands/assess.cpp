#include <ostream>

#include "app/command.hpp"
#include "app/examination.hpp"
#include "report/scorecard.hpp"

namespace shixian::app {

namespace {

struct Options : ExaminationOptions {
  int year = 0;
};

int run_assess(const Options& options, const Context& context) {
  Examination examination(options, context);
  if (const auto failed = examination.run()) return *failed;
  examination.tell();
  const auto report = examination.report(context.colour_out);
  const auto& zone = report.findings.rules.front().pack->zone;
  const std::chrono::year_month_day today{zone.day_of(report.findings.as_of)};
  const auto card = report::scorecard(report, options.year > 0 ? options.year : static_cast<int>(today.year()));
  constexpr std::size_t most_on_a_terminal = 50;
  report::write_listings_text(report::listings_of(report, card, most_on_a_terminal), context.surroundings.out);
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
  return [options, &context] { return run_assess(*options, context); };
}

}  // namespace shixian::app
