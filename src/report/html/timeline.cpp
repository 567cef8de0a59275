#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <ostream>

#include "check/evidence.hpp"
#include "report/as_of.hpp"
#include "report/html/page.hpp"
#include "report/markup.hpp"

namespace shixian::report::html {

namespace {

using check::Finding;
using check::Verdict;
using std::chrono::days;
using text::Phrase;
using time::Instant;

struct Mark {
  Instant at;
  Phrase text;
  const char* kind = "";
};

/// What is drawn: marks from top to bottom, the period, and what lies beyond it.
struct Course {
  std::vector<Mark> marks;
  std::optional<Instant> start, sure_until, deadline;  ///< between the last two the deadline is in doubt
  std::optional<Instant> over;                         ///< the answer or as-of beyond the deadline
  Instant first = time::latest, last = time::earliest;

  void add(Instant at, Phrase text, const char* kind) {
    marks.push_back({at, std::move(text), kind});
    reach(at);
  }
  void reach(Instant at) {
    first = std::min(first, at);
    last = std::max(last, at);
  }
};

/// Where a moment is drawn: a day in its middle.
Instant middle(const time::Moment& moment) { return moment.first + (moment.last - moment.first) / 2; }

Course course_of(const Page& page, const Finding& finding) {
  const auto& context = page.findings.rules[finding.rule];
  const auto& zone = context.pack->zone;
  Course course;
  const auto event = [&](std::uint32_t number, const Phrase& word, const char* kind) {
    if (number == check::none) return;
    const auto moment = page.log.events.moment(number);
    if (!moment.known()) return;
    const auto when = time::readable(zone.shown(moment));
    course.add(middle(moment), {word.english + " " + when, word.chinese + " " + when}, kind);
  };
  event(finding.trigger, {"trigger", "触发"}, "trigger");
  const auto deadline = check::deadline(finding, page.findings, page.log);
  if (deadline) {
    const auto& reckoning = page.findings.reckonings[finding.reckoning];
    const auto earliest = check::earliest_deadline(finding, page.findings);
    const auto when = (earliest ? time::readable(*earliest) + " … " : std::string()) + time::readable(*deadline) +
                      (finding.provisional ? "?" : "");
    auto start = reckoning.start;
    if (reckoning.last_day && !reckoning.back && reckoning.due.empty() && !reckoning.regime->counts_first_day)
      start = std::min(zone.start_of(reckoning.start_day + days{1}), reckoning.deadline);
    course.start = std::min(start, reckoning.deadline);
    course.deadline = std::max(reckoning.start, reckoning.deadline);
    course.sure_until = earliest ? std::optional(reckoning.no_earlier_than) : course.deadline;
    course.reach(*course.start);
    course.reach(*course.deadline);
    course.add(reckoning.deadline, {"deadline " + when, "截止 " + when}, "deadline");
    // A clock that starts elsewhere than at the trigger.
    if (finding.trigger == check::none ||
        zone.day_of(reckoning.start) != zone.day_of(page.log.events.moment(finding.trigger).first))
      if (!reckoning.back && reckoning.due.empty()) {
        const auto day = time::iso(reckoning.start_day);
        course.add(reckoning.start, {"clock starts " + day, "起算 " + day}, "start");
      }
  }
  event(finding.response, finding.judged() == Verdict::breached ? Phrase{"event", "事件"} : Phrase{"response", "回应"},
        "response");
  const auto as_of = context.judged_as_of(context.origin_of(finding, page.log.events));
  const auto judged = finding.judged();
  const bool open = finding.response == check::none && (deadline || judged == Verdict::undetermined);
  if (open && !course.marks.empty() && as_of != time::latest) {
    const auto text = as_of_text(as_of, zone);
    course.add(as_of, {"as of " + text.english, "统计截止 " + text.chinese}, "as-of");
  }
  if (deadline && !page.findings.reckonings[finding.reckoning].back) {
    const bool gap = judged == Verdict::breached && context.rule->demand.kind == rule::Demand::Kind::gap;
    if (finding.response != check::none && (judged == Verdict::late || gap))
      course.over = page.log.events.moment(finding.response).last;
    else if (judged == Verdict::missing || gap)
      course.over = as_of;
  }
  return course;
}

class Drawing {
 public:
  Drawing(const Page& page, const Finding& finding, Course course)
      : page_(page),
        finding_(finding),
        course_(std::move(course)),
        zone_(page.findings.rules[finding.rule].pack->zone) {
    shorten();
    from_ = zone_.start_of(zone_.day_of(course_.first));
    days_ = (zone_.day_of(course_.last) - zone_.day_of(course_.first)).count() + 1;
    to_ = zone_.start_of(zone_.day_of(course_.last) + days{1});
  }

  void write() {
    auto& out = page_.out;
    const auto lanes = static_cast<int>(course_.marks.size());
    top_ = 6 + lanes * lane;
    std::vector<std::string> told;
    for (const auto& mark : course_.marks) told.push_back(page_.say(mark.text));
    std::string label;
    for (const auto& text : told) label += (label.empty() ? "" : "; ") + text;
    out << fmt::format(R"(<svg class="timeline" viewBox="0 0 {} {}" role="img" aria-label="{}">)", width, top_ + 62,
                       label)
        << '\n';
    write_days();
    write_bars();
    for (int i = 0; i < lanes; ++i)
      write_mark(course_.marks[static_cast<std::size_t>(i)], told[static_cast<std::size_t>(i)], i);
    out << "</svg>\n";
  }

 private:
  static constexpr int width = 760, lane = 17, band = 20;
  static constexpr std::int64_t most_days = 62, few_days = 5;  ///< drawn one by one; with their hours

  /// A late end that would press the period into a corner is left out, with an arrow.
  void shorten() {
    if (!course_.deadline) return;
    const auto length = *course_.deadline - *course_.start;
    using std::chrono::microseconds;
    const microseconds least = length < days{2} ? days{1} : days{7};
    const microseconds left = days{most_days - 2} - (*course_.deadline - course_.first);  // so that days can be told
    const Instant limit = *course_.deadline + std::max(least, std::min<microseconds>(2 * length, left));
    if (course_.last > limit) course_.last = limit, cut_ = true;
  }

  double x(Instant at) const {
    if (at >= to_) return width - 1;
    return 1 + (width - 2) * std::chrono::duration<double>(at - from_) / std::chrono::duration<double>(to_ - from_);
  }

  void rect(std::string_view kind, Instant from, Instant to, int y, int height) {
    page_.out << fmt::format(R"(<rect class="{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>)", kind, x(from), y,
                             std::max(1.0, x(to) - x(from)), height)
              << '\n';
  }
  void text(std::string_view kind, double at, int y, std::string_view anchor, const std::string& what) {
    page_.out << fmt::format(R"(<text class="{}" x="{:.1f}" y="{}" text-anchor="{}">{}</text>)", kind, at, y, anchor,
                             what)
              << '\n';
  }

  void write_days() {
    const auto& calendar = *page_.findings.rules[finding_.rule].calendar;
    const auto first = zone_.day_of(from_);
    std::map<time::Day, std::int64_t> counted;
    if (finding_.reckoning != check::none && days_ <= most_days)
      for (const auto& step : time::steps(page_.findings.reckonings[finding_.reckoning], calendar, zone_))
        if (step.number > 0) counted[step.day] = step.number;
    const double each = static_cast<double>(width - 2) / static_cast<double>(days_);
    if (days_ > most_days) {
      page_.out << fmt::format(R"(<rect class="day" x="1" y="{}" width="{}" height="{}"/>)", top_, width - 2, band)
                << '\n';
    }
    double free = 0;  // from where the next label has room
    for (std::int64_t i = 0; i < days_; ++i) {
      const auto day = first + days{i};
      const auto start = zone_.start_of(day), end = zone_.start_of(day + days{1});
      const std::chrono::year_month_day date{day};
      const auto number = static_cast<unsigned>(date.day());
      if (days_ <= most_days) {
        rect(calendar.is_working(day) ? "day" : "day off", start, end, top_, band);
        if (const auto found = counted.find(day); found != counted.end() && each >= 11)
          text("tiny day-number", x(start) + each / 2, top_ + 14, "middle", std::to_string(found->second));
        if (days_ <= few_days)
          write_hours(day);
        else if (each >= 15 || number % 5 == 1)
          text("tiny muted", x(start) + each / 2, top_ + band + 24, "middle", std::to_string(number));
      }
      const bool named = i == 0 || number == 1 || days_ <= few_days;
      if (named && x(start) >= free && x(start) < width - 60) {
        text("tiny muted", x(start) + 1, top_ + band + 38, "start",
             time::iso(day).substr(0, days_ <= few_days ? 10 : 7));
        free = x(start) + 62;
      }
    }
  }

  void write_hours(time::Day day) {
    for (const int hour : {6, 12, 18}) {
      const auto at = x(zone_.first_at_or_after(day + std::chrono::hours{hour}));
      page_.out << fmt::format(R"(<line class="line" x1="{0:.1f}" y1="{1}" x2="{0:.1f}" y2="{2}"/>)", at,
                               top_ + band - 5, top_ + band)
                << '\n';
      text("tiny muted", at, top_ + band + 24, "middle", fmt::format("{:02}:00", hour));
    }
  }

  void write_bars() {
    if (!course_.deadline) return;
    const int y = top_ + band + 3;
    rect("period", *course_.start, *course_.sure_until, y, 7);
    if (*course_.sure_until < *course_.deadline) rect("doubt", *course_.sure_until, *course_.deadline, y, 7);
    if (course_.over && *course_.over > *course_.deadline) rect("over", *course_.deadline, *course_.over, y, 7);
  }

  void write_mark(const Mark& mark, const std::string& told, int number) {
    const double at = x(mark.at);
    const bool outside = cut_ && mark.at > course_.last;
    const int base = 14 + number * lane;
    if (!outside)
      page_.out << fmt::format(R"(<line class="mark {0}" x1="{1:.1f}" y1="{2}" x2="{1:.1f}" y2="{3}"/>)", mark.kind, at,
                               base - 9, top_ + band + 12)
                << '\n';
    const bool left = at > width * 0.6;
    text("", left ? at - 5 : at + 5, base, left ? "end" : "start", outside ? told + " →" : told);
  }

  const Page& page_;
  const Finding& finding_;
  Course course_;
  const time::Zone& zone_;
  Instant from_{}, to_{};
  std::int64_t days_ = 0;
  int top_ = 0;
  bool cut_ = false;
};

}  // namespace

void write_timeline(const Page& page, const Finding& finding) {
  auto course = course_of(page, finding);
  constexpr auto longest = days{366 * 60};
  if (course.marks.empty() || course.last - course.first > longest) return;
  Drawing(page, finding, std::move(course)).write();
}

}  // namespace shixian::report::html
