#include "time/calendar.hpp"

#include <algorithm>

#include "time/calendar_data.hpp"

namespace shixian::time {

namespace {

using std::chrono::days;

constexpr Day first_day = std::chrono::local_days{std::chrono::year{1} / 1 / 1};
constexpr Day last_day = std::chrono::local_days{std::chrono::year{9999} / 12 / 31};
/// More than the days of the years 1 to 9999.
constexpr std::int64_t too_many = 4'000'000;

}  // namespace

Calendar::Data::Data(std::string name, text::Phrase heading, Weekend off, Day first, Day last,
                     std::map<Day, DayNote> special)
    : id(std::move(name)), title(std::move(heading)), weekend(off), from(first), to(last), notes(std::move(special)) {
  working_a_week = std::count(weekend.begin(), weekend.end(), false);
  for (auto day = from; day <= to; day += days{1}) {
    const auto noted = notes.find(day);
    const bool is_off = noted == notes.end() ? is_weekend(weekend, day) : noted->second.kind == DayKind::holiday;
    if (!is_off) working.push_back(static_cast<std::int32_t>((day - from).count()));
    rank.push_back(static_cast<std::int32_t>(working.size()));
  }
}

bool Calendar::Data::is_working(Day day) const {
  if (!covers(day)) return !is_weekend(weekend, day);
  const auto i = static_cast<std::size_t>((day - from).count());
  return rank[i] != (i == 0 ? 0 : rank[i - 1]);
}

/// Working days in (after, last] by weekends alone.
std::int64_t Calendar::Data::plain_between(Day after, Day last) const {
  const auto length = (last - after).count();
  auto count = length / 7 * working_a_week;
  for (auto day = last - days{length % 7 - 1}; day <= last; day += days{1}) count += !is_weekend(weekend, day);
  return count;
}

std::int64_t Calendar::Data::rank_of(Day day) const {
  if (day < from) return -plain_between(day, from - days{1});
  if (day > to) return total() + plain_between(to, day);
  return rank[static_cast<std::size_t>((day - from).count())];
}

Day Calendar::Data::at_rank(std::int64_t wanted) const {
  if (wanted >= 1 && wanted <= total()) return from + days{working[static_cast<std::size_t>(wanted - 1)]};
  const bool ahead = wanted > total();
  const auto n = ahead ? wanted - total() : 1 - wanted;  // the n-th by weekends alone, away from the covered days
  const auto step = ahead ? days{1} : days{-1};
  auto day = (ahead ? to : from) + step * ((n - 1) / working_a_week * 7);
  for (auto left = (n - 1) % working_a_week + 1; left > 0;) {
    day += step;
    if (!is_weekend(weekend, day)) --left;
  }
  return day;
}

Calendar::Calendar(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

const std::string& Calendar::id() const { return data_->id; }
const text::Phrase& Calendar::title() const { return data_->title; }
Day Calendar::covered_from() const { return data_->from; }
Day Calendar::covered_to() const { return data_->to; }
bool Calendar::covers(Day day) const { return data_->covers(day); }
bool Calendar::is_working(Day day) const { return data_->is_working(day); }

DayNote Calendar::note(Day day) const {
  if (const auto noted = data_->notes.find(day); noted != data_->notes.end()) return noted->second;
  DayNote note;
  note.kind = is_weekend(data_->weekend, day) ? DayKind::weekend : DayKind::working;
  note.provisional = !covers(day);
  return note;
}

std::optional<Day> Calendar::add_working_days(Day day, std::int64_t n) const {
  if (day < first_day || day > last_day || n > too_many || n < -too_many) return std::nullopt;
  if (n == 0) return day;
  const auto found = data_->at_rank(n > 0 ? data_->rank_of(day) + n : data_->rank_of(day - days{1}) + n + 1);
  if (found < first_day || found > last_day) return std::nullopt;
  return found;
}

std::int64_t Calendar::working_days_between(Day from, Day to) const {
  return data_->rank_of(to) - data_->rank_of(from);
}

Day Calendar::next_working_day(Day day) const {
  return is_working(day) ? day : data_->at_rank(data_->rank_of(day) + 1);
}

const std::vector<Calendar::OfficeHours>& Calendar::office_hours() const { return data_->hours; }

Calendar Calendar::weekends_only() {
  constexpr Day origin = std::chrono::local_days{std::chrono::year{1970} / 1 / 1};
  return Calendar(std::make_shared<const Data>(
      "weekends-only", text::Phrase{"weekends alone, no holidays", "只计周末，不含节假日"},
      Weekend{true, false, false, false, false, false, true}, origin, origin - days{1}, std::map<Day, DayNote>{}));
}

}  // namespace shixian::time
