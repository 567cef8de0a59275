#include <fmt/format.h>

#include <ostream>

#include "app/calendars.hpp"
#include "app/command.hpp"
#include "report/explanation.hpp"
#include "text/width.hpp"
#include "time/reckoning.hpp"
#include "time/written.hpp"

namespace shixian::app {

namespace {

using text::Phrase;
using time::Calendar;
using time::Day;
using time::DayKind;

struct Options {
  std::string calendar = "china";
  std::string folder;
  std::string zone = "Asia/Shanghai";
  std::string start, period, roll;
  std::vector<std::string> days;
  int year = 0;
  bool explain = false;
};

Phrase what_it_is(const time::DayNote& note) {
  static const Phrase working{"working day", "工作日"}, weekend{"weekend", "周末"}, holiday{"holiday", "节假日"},
      worked{"worked weekend", "调休上班"};
  const auto& kind = [&]() -> const Phrase& {
    switch (note.kind) {
      case DayKind::working:
        return working;
      case DayKind::weekend:
        return weekend;
      case DayKind::holiday:
        return holiday;
      case DayKind::worked_weekend:
        break;
    }
    return worked;
  }();
  const auto full = [&](const std::string& word, const std::string& name, const char* open, const char* close) {
    auto text = word;
    if (!name.empty()) text += " " + name;
    if (!note.notice.empty()) text += open + note.notice + close;
    return text;
  };
  return {full(kind.english, note.name.english, " (", ")"), full(kind.chinese, note.name.chinese, "（", "）")};
}

bool works(DayKind kind) { return kind == DayKind::working || kind == DayKind::worked_weekend; }

Phrase quoted(const std::string& written, const Phrase& why) {
  if (why.english.find("'" + written + "'") != std::string::npos) return why;
  return {fmt::format("'{}': {}", written, why.english), fmt::format("“{}”：{}", written, why.chinese)};
}

class Run {
 public:
  Run(const Options& options, const Context& context)
      : options_(options), context_(context), out_(context.surroundings.out) {}

  int deadline() {
    const auto* calendar = load();
    const auto zone = time::Zone::find(options_.zone);
    if (!zone)
      problems_.error(text::Code::bad_zone, {},
                      text::phrase("there is no time zone '{}'", "没有“{}”这个时区", options_.zone));
    Phrase why;
    const auto period = time::read_period(options_.period, why);
    if (!period) problems_.error(text::Code::bad_period, {}, why);
    const auto start = zone ? time::read_time(options_.start, *zone, {}, why) : std::nullopt;
    if (zone && !start) problems_.error(text::Code::bad_time, {}, quoted(options_.start, why));
    if (calendar && period && period->unit == time::Unit::working_hours && calendar->office_hours().empty())
      problems_
          .error(text::Code::bad_calendar, {},
                 text::phrase("the calendar '{}' does not say when the office is open", "日历“{}”没有写明办公时间",
                              calendar->id()))
          .with_help({"add to the calendar: hours: [09:00-12:00, 13:00-17:00]",
                      "请在日历中加上：hours: [09:00-12:00, 13:00-17:00]"});
    if (start && period && !time::counts_days(period->unit) && start->precision > time::Precision::minute)
      problems_.error(text::Code::bad_time, {},
                      text::phrase("a period in hours runs from the moment: '{}' needs the time of day",
                                   "按小时计算的期间从某一时刻起算：“{}”须写明时刻", options_.start));
    if (problems_.has_errors()) return fail();

    const auto reckoning =
        time::reckon(start->first, *period, time::cn_civil_code(),
                     options_.roll == "none" ? time::Roll::none : time::Roll::by_regime, *calendar, *zone);
    if (!reckoning) {
      problems_.error(text::Code::bad_period, {}, {"the deadline lies beyond the year 9999", "截止日期超出 9999 年"});
      return fail();
    }
    out_ << time::readable(time::as_moment(*reckoning, *zone)) << '\n';
    if (reckoning->provisional) out_ << context_.say(provisional(*calendar)) << '\n';
    if (options_.explain) explain(*reckoning, *calendar, *zone);
    return compliant;
  }

  int is_working_day() {
    const auto* calendar = load();
    std::vector<Day> days;
    for (const auto& written : options_.days) {
      Phrase why;
      if (const auto day = time::read_day(written, why))
        days.push_back(*day);
      else
        problems_.error(text::Code::bad_time, {}, quoted(written, why));
    }
    if (!calendar) return fail();
    for (const auto day : days) {
      const auto note = calendar->note(day);
      const auto answer = works(note.kind) ? Phrase{"yes", "是"} : Phrase{"no", "否"};
      out_ << text::pad_right(context_.say(answer), 3) << "  " << dated(day) << context_.say(what_it_is(note));
      if (note.provisional) out_ << "  " << context_.say(provisional(*calendar));
      out_ << '\n';
    }
    return problems_.has_errors() ? fail() : compliant;
  }

  int list() {
    const auto* calendar = load();
    if (problems_.has_errors()) return fail();
    const std::chrono::year year(options_.year);
    const Day first{year / std::chrono::January / 1}, last{year / std::chrono::December / 31};
    if (!calendar->covers(first) || !calendar->covers(last)) {
      problems_.error(text::Code::bad_calendar, {},
                      text::phrase("the year {} lies outside the calendar '{}', which covers {} to {}",
                                   "{} 年不在日历“{}”覆盖的 {} 至 {} 之内", options_.year, calendar->id(),
                                   time::iso(calendar->covered_from()), time::iso(calendar->covered_to())));
      return fail();
    }
    out_ << context_.say(calendar->title()) << "  " << options_.year << '\n';
    for (auto day = first; day <= last; day += std::chrono::days(1)) {
      const auto note = calendar->note(day);
      if (note.kind == DayKind::holiday || note.kind == DayKind::worked_weekend)
        out_ << dated(day) << context_.say(what_it_is(note)) << '\n';
    }
    out_ << context_.say(text::phrase("{} working days", "共 {} 个工作日",
                                      calendar->working_days_between(first - std::chrono::days(1), last)))
         << '\n';
    return compliant;
  }

 private:
  const Calendar* load() {
    calendars_.emplace(options_.folder, context_.surroundings.program);
    return calendars_->find(options_.calendar, {}, problems_);
  }

  std::string dated(Day day) const { return report::dated(day, context_.language); }

  int fail() {
    context_.print(problems_);
    return wrong_input;
  }

  static Phrase provisional(const Calendar& calendar) {
    return text::phrase("provisional: outside {} to {}, which the calendar '{}' covers, weekends alone decide",
                        "暂定：日历“{2}”只覆盖 {0} 至 {1}，其外只按周末推算", time::iso(calendar.covered_from()),
                        time::iso(calendar.covered_to()), calendar.id());
  }

  void explain(const time::Reckoning& reckoning, const Calendar& calendar, const time::Zone& zone) {
    out_ << context_.say(reckoning.regime->source) << '\n';
    report::write_steps(time::steps(reckoning, calendar, zone), context_.language, {}, out_);
  }

  const Options& options_;
  const Context& context_;
  std::ostream& out_;
  std::optional<Calendars> calendars_;
  text::Diagnostics problems_;
};

}  // namespace

Action declare_calendar(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  const auto command = [&](const char* name, const Phrase& title) {
    auto below = take.command(name, title);
    below.text("--calendar", options->calendar, {"which calendar (default: china)", "所用日历（默认 china）"});
    below.text("--calendars", options->folder, {"folder with calendar files", "日历文件所在目录"});
    return below;
  };
  auto deadline = command("deadline", {"the last day or instant of a period", "期间的最后一日或最后时刻"});
  deadline
      .text("START", options->start,
            {"when it starts: 2020-06-17, or with a time of day", "起点：2020-06-17，或加上时刻"})
      .required();
  deadline.text("PERIOD", options->period, {"20 working days, 5 hours, 2 months …", "20个工作日、5小时、2个月……"})
      .required();
  deadline.text("--zone", options->zone, {"time zone (default: Asia/Shanghai)", "时区（默认 Asia/Shanghai）"});
  deadline.text("--roll", options->roll, {"none: keep a last day that is a day off", "none：最后一日为休息日时不顺延"})
      .one_of({"none"});
  deadline.flag("--explain", options->explain, {"every day, counted or not, and why", "逐日说明是否计入及原因"});
  auto is_working =
      command("is-working-day", {"whether days are working days, and by which notice", "某日是否工作日，依据哪份通知"});
  is_working.texts("DATE", options->days, {"days", "日期"}).required();
  auto list = command("list", {"the holidays and worked weekends of a year", "一年的节假日与调休上班日"});
  list.number("YEAR", options->year, 1, 9999, {"the year", "年份"}).required();
  return [options, &context, deadline, is_working] {
    Run run(*options, context);
    return deadline.named() ? run.deadline() : is_working.named() ? run.is_working_day() : run.list();
  };
}

}  // namespace shixian::app
