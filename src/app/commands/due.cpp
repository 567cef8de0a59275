#include <algorithm>
#include <ostream>

#include "app/command.hpp"
#include "app/examination.hpp"
#include "app/listing_files.hpp"
#include "report/due.hpp"
#include "text/cell.hpp"
#include "text/suggest.hpp"
#include "time/written.hpp"

namespace shixian::app {

namespace {

struct Options : ExaminationOptions {
  std::string owner, until, calendar;
  std::vector<std::string> outputs;
};

int run_due(const Options& options, const Context& context) {
  std::optional<time::Day> until;
  if (text::Phrase why; !options.until.empty()) {
    until = time::read_day(options.until, why);
    if (!until) return context.usage_error({"--until: " + why.english, "--until：" + why.chinese});
  }
  if (const auto failed = refuse_other_forms(options.outputs, context)) return *failed;
  Examination examination(options, context);
  for (const auto& path : options.outputs) examination.will_write(path);
  if (!options.calendar.empty()) examination.will_write(options.calendar);
  if (const auto failed = examination.run()) return *failed;
  examination.tell_with_rejections();
  const auto report = examination.report(context.colour_out);
  if (const auto owners = report::owners(report);
      !options.owner.empty() && std::none_of(owners.begin(), owners.end(), [&](const std::string& name) {
        return text::folded(name) == text::folded(options.owner);
      }))
    return context.usage_error(text::phrase("--owner {}: no obligation of these ledgers is its",
                                            "--owner {}：这些台账中没有属于它的义务", options.owner),
                               text::did_you_mean(options.owner, owners));
  const auto dues = report::dues(report, options.owner, until);
  const auto listings = report::listings_of(report, dues);
  if (options.outputs.empty()) report::write_listings_text(listings, context.surroundings.out);
  if (const auto failed = write_listings(options.outputs, listings, examination)) return *failed;
  if (!options.calendar.empty())
    if (const auto failed = examination.write(options.calendar,
                                              [&](std::ostream& file) { report::write_icalendar(report, dues, file); }))
      return *failed;
  return examination.complete() ? compliant : incomplete;
}

}  // namespace

Action declare_due(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  declare_examination(take, *options);
  take.text("--owner", options->owner,
            {"only what this unit has to do: whom the duty is for, whom the ledger names, or the owner of the rule",
             "只列某单位的：义务的对象、台账所写的单位，或规则的责任单位"});
  take.text("--until", options->until, {"only what is due by the end of this day", "只列此日24时前到期的"});
  take_listing_files(take, options->outputs);
  take.text("--ics", options->calendar,
            {"also write the deadlines as a calendar file (iCalendar)", "另将截止日期写成日历文件（iCalendar）"});
  return [options, &context] { return run_due(*options, context); };
}

}  // namespace shixian::app
