#include <fstream>
#include <ostream>

#include "app/command.hpp"
#include "app/examination.hpp"
#include "report/due.hpp"
#include "time/written.hpp"

namespace shixian::app {

namespace {

struct Options : ExaminationOptions {
  std::string owner, until, calendar;
};

int run_due(const Options& options, const Context& context) {
  std::optional<time::Day> until;
  if (text::Phrase why; !options.until.empty()) {
    until = time::read_day(options.until, why);
    if (!until) return context.usage_error({"--until: " + why.english, "--until：" + why.chinese});
  }
  Examination examination(options, context);
  if (const auto failed = examination.run()) return *failed;
  examination.tell();
  const auto report = examination.report(context.colour_out);
  const auto dues = report::dues(report, options.owner, until);
  report::write_due(report, dues, context.surroundings.out);
  if (!options.calendar.empty()) {
    std::ofstream file(options.calendar, std::ios::binary);
    report::write_icalendar(report, dues, file);
    file.close();
    if (!file) return context.usage_error(text::phrase("cannot write '{}'", "无法写入“{}”", options.calendar));
  }
  return examination.complete() ? compliant : incomplete;
}

}  // namespace

Action declare_due(CLI::App& app, const Context& context) {
  auto options = std::make_shared<Options>();
  declare_examination(app, context, *options);
  app.add_option("--owner", options->owner,
                 context.say({"only what this unit has to do: the entity of the obligation, or the owner of the rule",
                              "只列某单位的：义务所属单位，或规则的责任单位"}));
  app.add_option("--until", options->until,
                 context.say({"only what is due by the end of this day", "只列此日24时前到期的"}));
  app.add_option("--ics", options->calendar,
                 context.say({"also write the deadlines as a calendar file (iCalendar)",
                              "另将截止日期写成日历文件（iCalendar）"}));
  return [options, &context] { return run_due(*options, context); };
}

}  // namespace shixian::app
