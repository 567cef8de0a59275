// Which days are working days, and by which notice.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "text/diagnostic.hpp"
#include "text/document.hpp"
#include "text/shape.hpp"
#include "time/moment.hpp"

namespace shixian::time {

enum class DayKind : std::uint8_t { working, weekend, holiday, worked_weekend };

/// What a calendar file says of one day. `name` is empty for ordinary days; `notice` is the document that set it.
struct DayNote {
  DayKind kind = DayKind::working;
  text::Phrase name;  ///< 国庆节
  std::string
      notice;  ///< 国办发明电〔2019〕16号; "A, B" where two notices are not told apart; else the calendar's basis
  bool statutory = false;    ///< a holiday by statute (法定节假日), not a bridged or exchanged day off
  bool provisional = false;  ///< outside the years covered: by weekends alone
};

/// Working days of one jurisdiction: immutable. All arithmetic is O(1), by tables over the covered years and by formula
/// outside.
class Calendar {
 public:
  const std::string& id() const;
  const text::Phrase& title() const;
  /// First and last day covered; outside, weekends alone decide and every answer is provisional.
  Day covered_from() const;
  Day covered_to() const;
  bool covers(Day day) const;

  bool is_working(Day day) const;
  DayNote note(Day day) const;

  /// The n-th working day strictly after `day` (n > 0), strictly before it (n < 0), or `day` itself (n = 0).
  /// nullopt when it leaves the years 1 to 9999.
  std::optional<Day> add_working_days(Day day, std::int64_t n) const;
  /// Number of working days in (from, to] when from ≤ to; minus the number in (to, from] otherwise.
  std::int64_t working_days_between(Day from, Day to) const;
  /// The first working day at or after `day`.
  Day next_working_day(Day day) const;

  /// When the office is open on a working day, in order, as minutes from midnight [from, to); empty: the calendar does
  /// not say.
  struct OfficeHours {
    int from = 0;
    int to = 0;
  };
  const std::vector<OfficeHours>& office_hours() const;

  /// A calendar of weekends (Saturday, Sunday) that covers nothing: everything provisional. For packs that name no
  /// calendar.
  static Calendar weekends_only();

  struct Data;
  explicit Calendar(std::shared_ptr<const Data> data);

 private:
  std::shared_ptr<const Data> data_;
};

/// A calendar file → a calendar:
///     shixian-calendar: 1
///     calendar: china
///     title: {zh: …, en: …}
///     basis: 5 U.S.C. 6103                       # optional: what sets the days of years without notices
///     weekend: [saturday, sunday]
///     hours: [09:00-12:00, 13:00-17:00]          # optional: office hours, for periods in working hours
///     covers: {from: 2004-01-01, to: 2026-12-31}
///     years:                                     # one entry for every covered year
///     - year: 2020                               # its days lie in it or in the December before
///       notices: [{ref: 国办发明电〔2019〕16号, issued: 2019-11-21, url: "https://…"}]
///       off:
///       - {name: 春节, days: [2020-01-24..2020-01-30], statutory: 2020-01-25..2020-01-27, notice: …}
///       worked: [2020-01-19, {days: 2020-04-26, notice: …}]
///       closures: [{name: …, days: …}]           # kept for the record, not counted
/// An entry without `notice` was set by the notices of its year. Reports every problem with its place: days outside the
/// covered years, a day listed twice with different kinds, a worked weekend that is no weekend, ranges that end before
/// they start, a covered year without an entry, unknown keys. nullopt ⇔ errors were added.
std::optional<Calendar> read_calendar(const text::Document& document, text::Diagnostics& out);
/// The table of its keys and words that reading, `translate` and `schema` follow.
const text::Shape& calendar_shape();

}  // namespace shixian::time
