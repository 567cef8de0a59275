// From a start and a period to a deadline, with every step kept.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/phrase.hpp"
#include "time/calendar.hpp"
#include "time/period.hpp"
#include "time/zone.hpp"

namespace shixian::time {

/// How periods are counted. A regime is data: another law is another row of the table in regimes.def, not a fork of the
/// code.
///
/// `cn-civil-code`: 民法典 第200–204条, 第1259条. Art. 201: periods in days, weeks, months, years do not count the day
/// of the start; periods in hours run from the moment. Art. 202: months and years end on the corresponding day, or the
/// month's last where there is none. Art. 203: where the last day is a day off (statutory holiday; weekends by
/// practice) the period ends on the next working day, at 24:00.
struct Regime {
  std::string_view id;
  text::Phrase title;
  text::Phrase source;    ///< the articles it follows
  bool counts_first_day;  ///< whether the day of the start is day 1
  bool rolls;             ///< whether a last day that is a day off moves to the next working day
  bool pauses_first_day;  ///< whether the day on which a pause begins drops out of the period
  bool pauses_last_day;   ///< whether the day on which it ends does
};

const Regime& cn_civil_code();
/// nullptr when there is no such regime.
const Regime* find_regime(std::string_view id);
std::vector<std::string> regime_ids();

/// What becomes of a last day that is a day off: as the regime says, or as a rule says.
enum class Roll { by_regime, none, next_working_day };

inline bool rolls(Roll roll, const Regime& regime) {
  return roll == Roll::next_working_day || (roll == Roll::by_regime && regime.rolls);
}

/// A stretch that does not count: of a period in days, its days as the regime says; of one in hours, [from, to). Where
/// several overlap, time drops out once.
struct Pause {
  Instant from;
  Instant to;
  text::Phrase cause;  ///< "consultation.sent 2020-07-01 … consultation.answered 2020-07-08", for the steps
};

/// A period added to the first one, counted on from its last day before any roll (in hours: from its end).
struct Extension {
  Period by;
  text::Phrase cause;
};

/// What happened to a period while it ran, in time order.
struct Changes {
  std::vector<Pause> pauses;
  std::vector<Extension> extensions;
  text::Phrase restarted;  ///< why it runs from a later start than its trigger; empty when it does not
};

/// A deadline with all that led to it. Immutable facts; nothing in it is reckoned again when it is printed.
struct Reckoning {
  Instant start;  ///< from which the period runs
  Day start_day;  ///< its day in the zone
  Period period;
  const Regime* regime = nullptr;
  Roll roll = Roll::by_regime;     ///< what the rule asked for
  std::optional<Day> last_day;     ///< for periods in days and longer: the last day, after the roll
  std::optional<Day> rolled_from;  ///< the last day before it was moved off a day off
  Instant deadline;                ///< the last instant that still counts (24:00 less a microsecond for whole days)
  /// Outside the calendar's years something was decided by weekends alone. Then the true deadline lies at or after
  /// `no_earlier_than` (every uncovered day taken as worked) and nothing bounds it from above.
  bool provisional = false;
  /// Likewise of hours counted from a time that is coarse; else equal to `deadline`.
  Instant no_earlier_than;
  std::shared_ptr<const Changes> changes;  ///< nullptr when nothing changed it
  bool back = false;                       ///< counted back from an event: `reckon_back`
  text::Phrase due;  ///< for a due date, what it says: "01-31 of the next year"; then `period` says nothing
};

/// The deadline of a period that starts at an instant. Working days, weeks, months, years and days are days of `zone`.
/// nullopt when the deadline leaves the years 1 to 9999.
std::optional<Reckoning> reckon(Instant start, const Period& period, const Regime& regime, Roll roll,
                                const Calendar& calendar, const Zone& zone,
                                std::shared_ptr<const Changes> changes = nullptr);

/// The last day on which something that must be done so long before an event can be done: the day of the event is not
/// counted, the n-th day before it is the last (行政许可法 and 规章制定程序条例 say 日前). Hours run back from the
/// moment. The result's `last_day`, `deadline` are that day's; nothing rolls. nullopt before the year 1.
std::optional<Reckoning> reckon_back(Instant event, const Period& period, const Regime& regime,
                                     const Calendar& calendar, const Zone& zone);

/// One line of an explanation: a day, whether it was counted and as which number, and why not.
struct Step {
  Day day;
  std::int64_t number = 0;  ///< 1, 2, 3 … for a counted day, 0 for one that does not count
  text::Phrase text;  ///< "国庆节 (国办发明电〔2019〕16号)", "weekend", "worked weekend (…)", "day of the start, not
                      ///< counted", "moved: …"
};

/// The steps of a reckoning, in order. Long runs of plain counted days are kept whole: a signer can follow every day.
std::vector<Step> steps(const Reckoning& reckoning, const Calendar& calendar, const Zone& zone);

/// The deadline as a moment: a day for day-grained periods, an instant for hours.
Moment as_moment(const Reckoning& reckoning, const Zone& zone);

}  // namespace shixian::time
