// The explanation of a deadline, day by day.
#include <fmt/format.h>

#include <algorithm>

#include "time/reckoning.hpp"
#include "time/walk.hpp"

namespace shixian::time {

namespace {

using std::chrono::days;
using text::Phrase;

Phrase operator+(Phrase left, const Phrase& right) {
  left.english += right.english;
  left.chinese += right.chinese;
  return left;
}

Phrase with_notice(Phrase what, const std::string& notice) {
  if (notice.empty()) return what;
  return std::move(what) + text::phrase(" ({})", "（{}）", notice);
}

/// "2004–2026", or the days where they are not whole years.
std::string coverage(const Calendar& calendar) {
  const auto from = iso(calendar.covered_from()), to = iso(calendar.covered_to());
  if (from.ends_with("-01-01") && to.ends_with("-12-31")) return from.substr(0, 4) + "–" + to.substr(0, 4);
  return from + "–" + to;
}

class Explanation {
 public:
  Explanation(const Reckoning& reckoning, const Calendar& calendar, const Zone& zone)
      : reckoning_(reckoning), calendar_(calendar), zone_(zone) {}

  std::vector<Step> write() {
    if (reckoning_.changes && !reckoning_.changes->restarted.empty())
      add(reckoning_.start_day, 0,
          text::Phrase{"runs anew from " + reckoning_.changes->restarted.english,
                       "自 " + reckoning_.changes->restarted.chinese + " 起重新计算"});
    if (reckoning_.back)
      back();
    else if (!reckoning_.due.empty())
      due();
    else if (!reckoning_.last_day)
      hours();
    else if (reckoning_.changes && (!reckoning_.changes->pauses.empty() || !reckoning_.changes->extensions.empty()))
      changed();
    else if (reckoning_.period.count == 0)
      add(reckoning_.start_day, 0, {"day of the start; a period of zero ends with it", "起算日；期限为零，当日届满"});
    else if (reckoning_.period.unit == Unit::working_days)
      working_days();
    else
      calendar_days();
    return std::move(steps_);
  }

 private:
  void add(Day day, std::int64_t number, Phrase text) { steps_.push_back({day, number, std::move(text)}); }

  bool counts_start() const { return reckoning_.regime && reckoning_.regime->counts_first_day; }

  void start() {
    if (!counts_start()) add(reckoning_.start_day, 0, {"day of the start, not counted", "起算日，不计入"});
  }

  /// What a day is, with the notice that made it so.
  Phrase kind(Day day) const {
    const auto note = calendar_.note(day);
    auto text = [&]() -> Phrase {
      switch (note.kind) {
        case DayKind::working:
          return {"working day", "工作日"};
        case DayKind::weekend:
          return {"weekend", "周末"};
        case DayKind::holiday:
          return with_notice(note.name, note.notice);
        case DayKind::worked_weekend:
          break;
      }
      return with_notice({"worked weekend", "调休上班"}, note.notice);
    }();
    if (!note.provisional) return text;
    if (calendar_.covered_to() < calendar_.covered_from())
      return std::move(text) + Phrase{"; no calendar: by weekends alone", "；无日历：只按周末推算"};
    return std::move(text) + text::phrase("; outside the calendar {}: by weekends alone", "；超出日历 {}：只按周末推算",
                                          coverage(calendar_));
  }

  static Phrase last_day() { return {"; the last day, until 24:00", "；期限最后一日，至24时届满"}; }

  void working_days() {
    start();
    std::int64_t number = 0;
    for (auto day = reckoning_.start_day + days{counts_start() ? 0 : 1}; day <= *reckoning_.last_day; day += days{1}) {
      const bool worked = calendar_.is_working(day);
      auto text = kind(day);
      if (day == *reckoning_.last_day) text = std::move(text) + last_day();
      add(day, worked ? ++number : 0, std::move(text));
    }
  }

  /// Why the period ends on this day.
  Phrase rule(Day last) const {
    const auto count = reckoning_.period.count;
    const std::chrono::year_month_day start{reckoning_.start_day}, end{last};
    switch (reckoning_.period.unit) {
      case Unit::days:
        return text::phrase("day {}", "第{}日", count);
      case Unit::weeks: {
        const auto period = describe(reckoning_.period);
        return {fmt::format("{}, day {}", period.english, count * 7),
                fmt::format("{}，第{}日", period.chinese, count * 7)};
      }
      case Unit::months:
      case Unit::years:
        break;
      case Unit::minutes:
      case Unit::hours:
      case Unit::working_hours:
      case Unit::working_days:
        return {};
    }
    const auto wanted = static_cast<unsigned>(start.day());
    const auto length = static_cast<unsigned>((end.year() / end.month() / std::chrono::last).day());
    if (wanted > length) {
      const auto month = static_cast<unsigned>(end.month());
      return {fmt::format("the last day of the month, for {} has no day {}", iso(last).substr(0, 7), wanted),
              fmt::format("月末日（{}年{}月没有{}日）", static_cast<int>(end.year()), month, wanted)};
    }
    const auto period = describe(reckoning_.period);
    return {fmt::format("the corresponding day after {}", period.english), fmt::format("{}后的对应日", period.chinese)};
  }

  void calendar_days() {
    start();
    const auto last = reckoning_.rolled_from.value_or(*reckoning_.last_day);
    const auto number = (last - reckoning_.start_day).count() + (counts_start() ? 1 : 0);
    const bool moves = reckoning_.regime && rolls(reckoning_.roll, *reckoning_.regime);
    auto text = rule(last);
    if (!moves) {
      add(last, number, std::move(text) + last_day());
      return;
    }
    text = std::move(text) + Phrase{": ", "："} + kind(last);
    if (!reckoning_.rolled_from) {
      add(last, number, std::move(text) + last_day());
      return;
    }
    add(last, number, std::move(text) + Phrase{"; moved to the next working day", "；顺延至下一个工作日"});
    for (auto day = last + days{1}; day <= *reckoning_.last_day; day += days{1})
      add(day, 0, day == *reckoning_.last_day ? kind(day) + last_day() : kind(day));
  }

  /// Every day, with the pauses that drop some of them and the extensions that add some.
  void changed() {
    start();
    const auto& changes = *reckoning_.changes;
    for (const auto& extension : changes.extensions) {
      const auto by = describe(extension.by);
      add(reckoning_.start_day, 0,
          {fmt::format("extended by {}: {}", by.english, extension.cause.english),
           fmt::format("延长{}：{}", by.chinese, extension.cause.chinese)});
    }
    const bool by_working_days = reckoning_.period.unit == Unit::working_days;
    const auto end = reckoning_.rolled_from.value_or(*reckoning_.last_day);
    std::int64_t number = 0;
    for (auto day = reckoning_.start_day + days{counts_start() ? 0 : 1}; day <= *reckoning_.last_day; day += days{1}) {
      const auto pause = std::find_if(changes.pauses.begin(), changes.pauses.end(),
                                      [&](const Pause& one) { return is_paused(day, one, *reckoning_.regime, zone_); });
      const bool counts =
          day <= end && pause == changes.pauses.end() && (!by_working_days || calendar_.is_working(day));
      auto text = pause != changes.pauses.end()
                      ? Phrase{"paused: " + pause->cause.english, "停止计算：" + pause->cause.chinese}
                      : kind(day);
      if (day == end && end != *reckoning_.last_day)
        text = std::move(text) + Phrase{"; moved to the next working day", "；顺延至下一个工作日"};
      if (day == *reckoning_.last_day) text = std::move(text) + last_day();
      add(day, counts ? ++number : 0, std::move(text));
    }
  }

  void due() {
    const auto last = reckoning_.rolled_from.value_or(*reckoning_.last_day);
    auto text = text::Phrase{"due by " + reckoning_.due.english, "到期日：" + reckoning_.due.chinese};
    if (!reckoning_.rolled_from) return add(last, 0, std::move(text) + last_day());
    add(last, 0,
        std::move(text) + Phrase{": ", "，"} + kind(last) +
            Phrase{"; moved to the next working day", "；顺延至下一个工作日"});
    for (auto day = last + days{1}; day <= *reckoning_.last_day; day += days{1})
      add(day, 0, day == *reckoning_.last_day ? kind(day) + last_day() : kind(day));
  }

  void back() {
    const auto period = describe(reckoning_.period);
    add(reckoning_.start_day, 0, {"day of the event, not counted", "事件当日，不计入"});
    if (!reckoning_.last_day) {
      const auto until = clock(reckoning_.deadline);
      return add(zone_.day_of(reckoning_.deadline), 0,
                 {fmt::format("{} before: until {}", period.english, until),
                  fmt::format("提前{}：至 {}", period.chinese, until)});
    }
    if (reckoning_.period.unit != Unit::working_days)
      return add(*reckoning_.last_day, 0, Phrase{period.english + " before", "提前" + period.chinese} + last_day());
    std::int64_t number = 0;
    for (auto day = reckoning_.start_day - days{1}; day >= *reckoning_.last_day; day -= days{1}) {
      const bool worked = calendar_.is_working(day);
      add(day, worked ? ++number : 0, day == *reckoning_.last_day ? kind(day) + last_day() : kind(day));
    }
  }

  /// The latest reading of a time written to the minute is shown as that minute.
  std::string clock(Instant instant) const {
    auto moment = zone_.at(instant);
    const auto next = instant + std::chrono::microseconds{1};
    if (next == std::chrono::floor<std::chrono::minutes>(next)) moment.precision = Precision::minute;
    return readable(moment);
  }

  void hours() {
    const auto from = clock(reckoning_.start), to = clock(reckoning_.deadline);
    const auto period = describe(reckoning_.period);
    if (reckoning_.period.unit == Unit::working_hours) {
      add(reckoning_.start_day, 0, text::phrase("starts at {}, in office hours", "自 {} 起按办公时间计算", from));
      pauses_of_hours();
      add(zone_.day_of(reckoning_.deadline), 0,
          {fmt::format("+ {}: until {}", period.english, to), fmt::format("加 {}：至 {} 届满", period.chinese, to)});
      return;
    }
    add(reckoning_.start_day, 0, text::phrase("starts at {}, from the moment on", "自 {} 起连续计算", from));
    pauses_of_hours();
    add(zone_.day_of(reckoning_.deadline), 0,
        {fmt::format("+ {}: until {}, nights and days off included", period.english, to),
         fmt::format("加 {}：至 {} 届满，夜间和节假日不扣除", period.chinese, to)});
  }

  void pauses_of_hours() {
    if (!reckoning_.changes) return;
    for (const auto& pause : reckoning_.changes->pauses)
      add(zone_.day_of(pause.from), 0, {"paused: " + pause.cause.english, "停止计算：" + pause.cause.chinese});
    for (const auto& extension : reckoning_.changes->extensions) {
      const auto by = describe(extension.by);
      add(reckoning_.start_day, 0,
          {fmt::format("extended by {}: {}", by.english, extension.cause.english),
           fmt::format("延长{}：{}", by.chinese, extension.cause.chinese)});
    }
  }

  const Reckoning& reckoning_;
  const Calendar& calendar_;
  const Zone& zone_;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> steps(const Reckoning& reckoning, const Calendar& calendar, const Zone& zone) {
  return Explanation(reckoning, calendar, zone).write();
}

}  // namespace shixian::time
