// A calendar file → a calendar, with every problem at its place.
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "text/fields.hpp"
#include "text/suggest.hpp"
#include "time/calendar_data.hpp"

namespace shixian::time {

namespace {

using std::chrono::days;
using text::Code;
using text::Fields;
using text::Node;
using text::Phrase;
using text::Place;

const std::vector<std::string> weekday_names{"sunday",   "monday", "tuesday", "wednesday",
                                             "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 7> weekday_titles{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                         "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 7> weekday_chinese{"星期日", "星期一", "星期二", "星期三",
                                                          "星期四", "星期五", "星期六"};

struct Range {
  Day from, to;
  Place place;
};

struct Seen {
  DayNote note;
  Place place;
};

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || text.empty() || text[0] == '-') return std::nullopt;
  return value;
}

std::optional<Day> iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = number(text.substr(0, 4)), m = number(text.substr(5, 2)), d = number(text.substr(8, 2));
  if (!y || !m || !d || *y == 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                                         std::chrono::day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

class CalendarFile {
 public:
  CalendarFile(const text::Document& document, text::Diagnostics& out)
      : before_(out.errors()), root_(document.source, document.root, {"a calendar file", "日历文件"}, out) {}

  std::optional<Calendar> read() {
    text::check_version(root_, "shixian-calendar");
    const auto id = root_.need_text("calendar");
    const auto title = root_.phrase("title");
    basis_ = root_.text("basis").value_or("");
    read_weekend();
    read_hours();
    const bool covered = read_coverage();
    if (const auto* years = root_.need("years")) {
      if (years->is_sequence()) {
        for (const auto& each : years->items) read_year(each, covered);
        if (covered) check_every_year();
      } else {
        root_.wrong_shape(*years, "years", {"a list of years", "年份的列表"});
      }
    }
    root_.finish();
    if (root_.out().errors() != before_) return std::nullopt;
    std::map<Day, DayNote> notes;
    for (auto& [day, seen] : seen_) notes.emplace(day, std::move(seen.note));
    auto data = std::make_shared<Calendar::Data>(*id, title.value_or(text::verbatim(*id)), weekend_, from_, to_,
                                                 std::move(notes));
    data->hours = hours_;
    return Calendar(std::move(data));
  }

 private:
  void error(Code code, const Place& place, Phrase message) { root_.out().error(code, place, std::move(message)); }

  void read_hours() {
    const auto* node = root_.take("hours");
    if (!node) return;
    const Phrase expected{"office hours in order, such as [09:00-12:00, 13:00-17:00]",
                          "按先后排列的办公时间，如 [09:00-12:00, 13:00-17:00]"};
    for (const auto& written : root_.texts("hours")) {
      const auto minutes = [&](std::size_t at) -> std::optional<int> {
        const auto digit = [&](std::size_t i) { return written[at + i] - '0'; };
        for (const auto i : {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{4}})
          if (digit(i) < 0 || digit(i) > 9) return std::nullopt;
        const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
        if (written[at + 2] != ':' || minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
        return hour * 60 + minute;
      };
      const bool shaped = written.size() == 11 && written[5] == '-';
      const auto from = shaped ? minutes(0) : std::nullopt, to = shaped ? minutes(6) : std::nullopt;
      if (!from || !to || *to <= *from || (!hours_.empty() && *from < hours_.back().to))
        return root_.wrong_shape(*node, "hours", expected);
      hours_.push_back({*from, *to});
    }
  }

  void read_weekend() {
    const auto* node = root_.need("weekend");
    if (!node) return;
    if (!node->is_sequence())
      return root_.wrong_shape(*node, "weekend", {"a list of days of the week", "星期几的列表"});
    for (const auto& item : node->items) {
      const auto found = std::find(weekday_names.begin(), weekday_names.end(), item.value);
      if (found == weekday_names.end())
        root_.out()
            .error(Code::bad_value, root_.place(item),
                   text::phrase("'{}' is not a day of the week", "“{}”不是星期几的名称", item.value))
            .with_help(text::did_you_mean(item.value, weekday_names));
      else
        weekend_[static_cast<std::size_t>(found - weekday_names.begin())] = true;
    }
    if (std::count(weekend_.begin(), weekend_.end(), true) == 7)
      error(Code::bad_calendar, root_.place(*node), {"a week needs a working day", "一周至少要有一个工作日"});
  }

  std::optional<Day> read_day(Fields& fields, std::string_view key, bool needed) {
    const auto* node = needed ? fields.need(key) : fields.take(key);
    if (!node) return std::nullopt;
    const auto day = node->is_scalar() ? iso_day(node->value) : std::nullopt;
    if (!day) bad_day(*node);
    return day;
  }

  void bad_day(const Node& node) {
    const auto written = node.is_scalar() ? node.value : std::string("…");
    error(
        Code::bad_time, root_.place(node),
        text::phrase("'{}' is not a day; write it like 2020-06-18", "“{}”不是日期；请写成 2020-06-18 的样子", written));
  }

  bool read_coverage() {
    const auto* node = root_.need("covers");
    if (!node) return false;
    Fields covers(root_.source(), *node, {"'covers'", "“covers”"}, root_.out());
    const auto from = read_day(covers, "from", true), to = read_day(covers, "to", true);
    covers.finish();
    if (!from || !to) return false;
    if (*to < *from) {
      error(Code::bad_calendar, root_.place(*node),
            text::phrase("the covered days end on {1} before they start on {0}", "覆盖范围的终点 {1} 早于起点 {0}",
                         iso(*from), iso(*to)));
      return false;
    }
    from_ = *from, to_ = *to;
    return true;
  }

  void read_year(const Node& node, bool covered) {
    Fields fields(root_.source(), node, {"a year", "年份条目"}, root_.out());
    const auto* year_node = fields.need("year");
    const auto year = year_node && year_node->is_scalar() ? number(year_node->value) : std::nullopt;
    if (year_node && (!year || *year < 1 || *year > 9999)) {
      fields.wrong_shape(*year_node, "year", {"a year such as 2020", "年份，如 2020"});
    } else if (year && covered && (*year < year_of(from_) || *year > year_of(to_))) {
      error(Code::bad_calendar, fields.place(*year_node),
            text::phrase("{} is not one of the covered years {} to {}", "{} 不在覆盖的年份 {} 至 {} 之内", *year,
                         year_of(from_), year_of(to_)));
    } else if (year && !years_.insert(*year).second) {
      error(Code::bad_calendar, fields.place(*year_node), text::phrase("{} has two entries", "{} 有两个条目", *year));
    }
    covered_ = covered;
    year_ = year;
    read_notices(fields);
    read_off(fields);
    read_worked(fields);
    read_closures(fields);
    fields.finish();
  }

  void read_notices(Fields& year) {
    notices_.clear();
    for (const auto* each : items(year, "notices", false)) {
      Fields notice(year.source(), *each, {"a notice", "通知条目"}, year.out());
      const auto ref = notice.need_text("ref");
      read_day(notice, "issued", false);
      notice.text("url");
      notice.finish();
      if (!ref) continue;
      if (std::find(notices_.begin(), notices_.end(), *ref) != notices_.end())
        error(Code::bad_calendar, notice.place(), text::phrase("'{}' is listed twice", "“{}”列了两次", *ref));
      else
        notices_.push_back(*ref);
    }
  }

  /// The notice an entry names, else those of its year, else the calendar's basis.
  std::string read_notice(Fields& entry) {
    const auto* node = entry.take("notice");
    if (const auto named = entry.text("notice")) {
      if (std::find(notices_.begin(), notices_.end(), *named) == notices_.end())
        root_.out()
            .error(Code::bad_calendar, entry.place(*node),
                   text::phrase("'{}' is not among the notices of this year", "本年的通知中没有“{}”", *named))
            .with_help(text::did_you_mean(*named, notices_));
      return *named;
    }
    return notices_.empty() ? basis_ : fmt::format("{}", fmt::join(notices_, ", "));
  }

  void read_off(Fields& year) {
    for (const auto* each : items(year, "off", true)) {
      Fields entry(year.source(), *each, {"a day off", "放假条目"}, year.out());
      DayNote note;
      note.kind = DayKind::holiday;
      if (entry.need("name")) note.name = entry.phrase("name").value_or(Phrase{});
      note.notice = read_notice(entry);
      const auto ranges = read_ranges(entry, "days", true), statutory = read_ranges(entry, "statutory", false);
      entry.finish();
      std::set<Day> own;
      for (const auto& range : ranges)
        for (auto day = range.from; day <= range.to; day += days{1}) own.insert(day), add(day, note, range.place);
      for (const auto& range : statutory)
        for (auto day = range.from; day <= range.to; day += days{1}) {
          if (own.count(day) != 0) {
            seen_[day].note.statutory = true;
            continue;
          }
          error(Code::bad_calendar, range.place,
                text::phrase("{} is not among the days of this entry", "{} 不在本条目的日期之内", iso(day)));
          break;
        }
    }
  }

  void read_worked(Fields& year) {
    for (const auto* each : items(year, "worked", false)) {
      DayNote note;
      note.kind = DayKind::worked_weekend;
      std::vector<Range> ranges;
      if (each->is_scalar()) {
        note.notice = notices_.empty() ? basis_ : fmt::format("{}", fmt::join(notices_, ", "));
        if (const auto range = read_range(*each)) ranges.push_back(*range);
      } else {
        Fields entry(year.source(), *each, {"a worked weekend", "调休上班条目"}, year.out());
        note.notice = read_notice(entry);
        ranges = read_ranges(entry, "days", true);
        entry.finish();
      }
      for (const auto& range : ranges)
        for (auto day = range.from; day <= range.to; day += days{1}) add_worked(day, note, range.place);
    }
  }

  void add_worked(Day day, const DayNote& note, const Place& place) {
    const auto weekday = std::chrono::weekday{day}.c_encoding();
    const bool unknown = std::count(weekend_.begin(), weekend_.end(), true) == 0 && root_.out().errors() != before_;
    if (weekend_[weekday] || unknown) return add(day, note, place);
    error(Code::bad_calendar, place,
          {fmt::format("{} is a {}: only a day of the weekend can become a worked one", iso(day),
                       weekday_titles[weekday]),
           fmt::format("{} 是{}：只有周末才能调为上班日", iso(day), weekday_chinese[weekday])});
  }

  void read_closures(Fields& year) {
    for (const auto* each : items(year, "closures", false)) {
      Fields entry(year.source(), *each, {"a closure", "关闭条目"}, year.out());
      if (entry.need("name")) entry.phrase("name");
      read_ranges(entry, "days", true);
      entry.finish();
    }
  }

  std::vector<const Node*> items(Fields& fields, std::string_view key, bool needed) {
    std::vector<const Node*> found;
    const auto* node = needed ? fields.need(key) : fields.take(key);
    if (!node) return found;
    if (!node->is_sequence()) {
      fields.wrong_shape(*node, key, {"a list", "列表"});
      return found;
    }
    for (const auto& each : node->items) found.push_back(&each);
    return found;
  }

  std::vector<Range> read_ranges(Fields& entry, std::string_view key, bool needed) {
    std::vector<Range> ranges;
    const auto* node = needed ? entry.need(key) : entry.take(key);
    if (!node) return ranges;
    if (!node->is_sequence()) {
      if (const auto range = read_range(*node)) ranges.push_back(*range);
      return ranges;
    }
    for (const auto& each : node->items)
      if (const auto range = read_range(each)) ranges.push_back(*range);
    return ranges;
  }

  /// A day or `first..last`, within the year of the entry and the covered days.
  std::optional<Range> read_range(const Node& node) {
    const std::string_view written = node.value;
    const auto dots = written.find("..");
    const auto from = node.is_scalar() ? iso_day(written.substr(0, dots)) : std::nullopt;
    const auto to = dots == std::string_view::npos ? from : iso_day(written.substr(dots + 2));
    const auto place = root_.place(node);
    if (!from || !to) {
      bad_day(node);
      return std::nullopt;
    }
    if (*to < *from) {
      error(Code::bad_calendar, place,
            text::phrase("the range {} ends before it starts", "范围 {} 的终点早于起点", node.value));
      return std::nullopt;
    }
    for (const auto day : {*from, *to}) {
      const std::chrono::year_month_day date{day};
      const bool december_before = year_ && year_of(day) == *year_ - 1 && date.month() == std::chrono::December;
      if (year_ && year_of(day) != *year_ && !december_before) {
        error(Code::bad_calendar, place,
              text::phrase("{0} does not belong to {1}, which lists its own days and those of the December before",
                           "{0} 不属于 {1} 年：年份条目只列当年和上一年十二月的日期", iso(day), *year_));
        return std::nullopt;
      }
      if (covered_ && (day < from_ || day > to_)) {
        error(Code::bad_calendar, place,
              text::phrase("{} lies outside the covered days {} to {}", "{} 在覆盖范围 {} 至 {} 之外", iso(day),
                           iso(from_), iso(to_)));
        return std::nullopt;
      }
    }
    if (!year_ || !covered_) return std::nullopt;  // reported already
    return Range{*from, *to, place};
  }

  void add(Day day, const DayNote& note, const Place& place) {
    const auto [known, added] = seen_.try_emplace(day, Seen{note, place});
    if (added) return;
    const bool same = known->second.note.kind == note.kind;
    root_.out()
        .error(Code::bad_calendar, place,
               same ? text::phrase("{} is listed twice", "{} 列了两次", iso(day))
                    : text::phrase("{} is listed both as a day off and as worked", "{} 既列为放假又列为上班", iso(day)))
        .label(known->second.place, {"first listed here", "首次列在这里"});
  }

  void check_every_year() {
    for (int year = year_of(from_); year <= year_of(to_); ++year)
      if (years_.count(year) == 0) {
        error(Code::bad_calendar, root_.key_place("years"),
              text::phrase("{} is covered but has no entry under 'years'", "{} 在覆盖范围内，但“years”中没有该年的条目",
                           year));
        if (root_.out().errors() > 100) return;
      }
  }

  std::size_t before_;  ///< errors of earlier files
  Fields root_;
  Weekend weekend_{};
  std::vector<Calendar::OfficeHours> hours_;
  Day from_{}, to_{};
  std::string basis_;
  std::set<int> years_;
  std::map<Day, Seen> seen_;
  // of the year that is being read
  bool covered_ = false;
  std::optional<int> year_;
  std::vector<std::string> notices_;
};

}  // namespace

std::optional<Calendar> read_calendar(const text::Document& document, text::Diagnostics& out) {
  return text::in_either_spelling(document, calendar_shape(), out,
                                  [&](const text::Document& english) { return CalendarFile(english, out).read(); });
}

}  // namespace shixian::time
