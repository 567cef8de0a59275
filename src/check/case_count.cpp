#include "check/case_count.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "check/conditions.hpp"
#include "check/grouping.hpp"
#include "log/place.hpp"

namespace shixian::check {

namespace {

using log::EventTable;
using rule::CaseTable;
using text::Phrase;
using time::Truth;
using Lines = CountedCase::Lines;
using Unclear = CountedCase::Unclear;
using Event = EventTable::Event;

constexpr std::chrono::microseconds tick{1};

/// When something happened, as far as a year is concerned.
enum Part : std::size_t { before, within, after, part_count };
using Parts = std::bitset<part_count>;

/// The lines that an event may stand in by its type and conditions, the first that fits counting.
class Fit {
 public:
  Fit(const std::vector<CaseTable::Line>& lines, const EventTable& events, const std::vector<rule::Domain>& domains)
      : lines_(lines), events_(events) {
    for (const auto& line : lines)
      conditions_.emplace_back(line.pattern.where ? &*line.pattern.where : nullptr, events, domains);
  }

  /// One line; or, with the reason, several: all of them where none fits. The line behind the last stands for none.
  Lines of(Event event, std::vector<Unclear>& unclear) {
    Lines made;
    const Phrase* why = nullptr;
    bool fits = false;
    for (std::size_t i = 0; i < lines_.size() && !fits; ++i) {
      if (!is_of_its_type(lines_[i], event)) continue;
      const auto answer = conditions_[i].at(event);
      if (answer.truth == Truth::no) continue;
      made.set(i);
      fits = answer.truth == Truth::yes;
      if (!fits && !why) why = answer.why;
    }
    if (fits && !why) return made;
    if (made.any() && !fits) made.set(lines_.size());
    unclear.push_back({event, why ? *why : fits_nothing(event)});
    return made.none() ? all() : made;
  }

  Lines all() const {
    Lines made;
    for (std::size_t i = 0; i <= lines_.size(); ++i) made.set(i);
    return made;
  }

  /// The attributes that are asked for and no ledger has a column for.
  std::set<std::string> unknown_attributes() const {
    std::set<std::string> made;
    for (const auto& line : lines_)
      if (line.pattern.where)
        for (const auto& name : line.pattern.where->names())
          if (!events_.has_column(name)) made.insert(name);
    return made;
  }

 private:
  bool is_of_its_type(const CaseTable::Line& line, Event event) const {
    const auto& types = line.pattern.types;
    return types.empty() ||
           std::find(types.begin(), types.end(), events_.types().at(events_.type(event))) != types.end();
  }

  Phrase fits_nothing(Event event) const {
    const auto& type = events_.types().at(events_.type(event));
    for (const auto& line : lines_)
      if (line.pattern.where && is_of_its_type(line, event)) {
        const auto read = what_it_read(*line.pattern.where, events_, event);
        return text::phrase("no line of the table fits ({0}, {1})", "统计表没有与之相符的一栏（{0}，{2}）", type,
                            read.english, read.chinese);
      }
    return text::phrase("no line of the table fits ({})", "统计表没有与之相符的一栏（{}）", type);
  }

  const std::vector<CaseTable::Line>& lines_;
  const EventTable& events_;
  std::vector<ConditionColumn> conditions_;
};

class Counting {
 public:
  Counting(const CaseTable& table, const log::Log& log, int year, time::Instant as_of)
      : table_(table),
        log_(log),
        events_(log.events),
        start_(start_of(year)),
        outcomes_(table.outcomes, log.events, table.domains),
        columns_(table.columns, log.events, table.domains) {
    made_.lines.assign(table.outcomes.size() + 4, std::vector<Count>(table.columns.size() + 1));
    made_.end = std::min(start_of(year + 1), as_of < time::latest ? as_of + tick : as_of);
  }

  CaseCounts run() {
    std::vector<std::uint32_t> keys;
    for (const auto& name : table_.same) {
      const auto* attribute = events_.attribute(name);
      keys.push_back(attribute ? events_.number_of(*attribute) : log::no_value);
    }
    const Grouping grouping(events_, keys);
    for (std::uint32_t i = 0; i < grouping.group_count(); ++i) take(grouping.group(i), keys);
    std::stable_sort(made_.cases.begin(), made_.cases.end(),
                     [](const CountedCase& a, const CountedCase& b) { return a.name < b.name; });
    doubt_what_names_no_case(grouping.incomplete());
    doubt_what_was_not_read();
    note_what_is_not_covered();
    note_what_is_not_said();
    return std::move(made_);
  }

 private:
  time::Instant start_of(int year) const {
    return table_.zone.start_of(time::Day{std::chrono::year{year} / std::chrono::January / 1});
  }

  bool is(Event event, const std::vector<std::string>& types) const {
    return std::find(types.begin(), types.end(), events_.types().at(events_.type(event))) != types.end();
  }

  Parts parts_of(const time::Moment& moment) const {
    Parts parts;
    parts[before] = moment.first < start_;
    parts[within] = moment.last >= start_ && moment.first < made_.end;
    parts[after] = moment.last >= made_.end;
    return parts;
  }

  Phrase place_of(Event event) const {
    return log::place_of(events_.origins()[events_.where(event).origin], events_.where(event));
  }

  void take(std::span<const Event> events, const std::vector<std::uint32_t>& keys) {
    std::vector<Event> opening, closing;
    for (const auto event : events) {
      if (is(event, table_.opened_by)) opening.push_back(event);
      if (is(event, table_.closed_by)) closing.push_back(event);
    }
    if (opening.empty() && closing.empty()) return;
    CountedCase made;
    for (const auto key : keys)
      made.name += (made.name.empty() ? "" : " · ") +
                   events_.attributes()[key].values.at(events_.attributes()[key].codes[events.front()]);
    if (!opening.empty()) made.opened = opening.front();
    const bool reopened = opened_again(opening);
    auto opened_in = opening.empty() ? opened_before(closing.front(), made.unclear) : when(opening, !reopened, made);
    Lines outcomes;
    auto closed_in = closing.empty() ? still_open(opening.front(), made.unclear)
                                     : closed(opening, closing, reopened, outcomes, made);
    if (closing.empty()) outcomes = outcomes_.all();
    if (reopened)
      for (const auto event : opening) made.unclear.push_back({event, {"one of several openings", "多次开始之一"}});
    place(made, opened_in, closed_in, outcomes);
    if (made.possible.none()) return;
    std::vector<Unclear> unclear;
    made.columns = columns_.of(opening.empty() ? closing.front() : opening.front(), unclear);
    made.unclear.insert(made.unclear.end(), unclear.begin(), unclear.end());
    add(made);
    made_.cases.push_back(std::move(made));
  }

  /// Whether there are openings at different times.
  bool opened_again(const std::vector<Event>& opening) const {
    return std::any_of(opening.begin(), opening.end(), [&](Event event) {
      const auto a = events_.moment(event), b = events_.moment(opening.front());
      return a.first != b.first || a.last != b.last;
    });
  }

  /// The parts in which the first of the events may lie, or any of them.
  Parts when(const std::vector<Event>& events, bool first_only, CountedCase& made) const {
    auto earliest_end = time::latest;
    for (const auto event : events) earliest_end = std::min(earliest_end, events_.moment(event).last);
    Parts parts;
    for (const auto event : events) {
      const auto moment = events_.moment(event);
      if (first_only && moment.first > earliest_end) continue;
      const auto these = parts_of(moment);
      if (these.count() > 1)
        made.unclear.push_back({event, moment.known()
                                           ? text::phrase("{} may be of the year or not", "{} 是否属于本年度无法确定",
                                                          time::readable(moment))
                                           : Phrase{"its time could not be read", "时间无法读取"}});
      parts |= these;
    }
    return parts;
  }

  Parts closed(const std::vector<Event>& opening, const std::vector<Event>& closing, bool reopened, Lines& outcomes,
               CountedCase& made) {
    auto parts = when(closing, !reopened, made);
    std::vector<Unclear> unclear;
    std::vector<Lines> several;
    for (const auto event : closing)
      if (parts_of(events_.moment(event))[within]) several.push_back(outcomes_.of(event, unclear));
    for (const auto& lines : several) outcomes |= lines;
    if (parts[within]) made.unclear.insert(made.unclear.end(), unclear.begin(), unclear.end());
    if (parts[within] && several.size() > 1 && several.front() != outcomes)
      made.unclear.push_back({{}, {"it is closed several times, with several outcomes", "多次办结，结果不同"}});
    if (!parts.all() && !opening.empty() &&
        events_.moment(closing.front()).last < events_.moment(opening.front()).first) {
      made.unclear.push_back({closing.front(), {"it is closed before it was opened", "办结早于开始"}});
      parts.set();
      outcomes |= outcomes_.all();
    }
    if (reopened && closing.size() < opening.size()) parts.set(after);
    if (parts != Parts{}.set(after)) made.closed = closing.front();
    return parts;
  }

  /// When a case was opened that no event opened.
  Parts opened_before(Event closing, std::vector<Unclear>& unclear) const {
    Parts parts;
    parts.set(before);
    auto from = time::latest;
    for (const auto& type : table_.opened_by)
      from = std::min(from, log_.covers(type, events_.where(closing).origin).from);
    if (from != time::earliest && from <= start_) return parts;
    unclear.push_back({{}, {"no event of the ledgers opened it", "台账中没有它的开始事件"}});
    parts.set(within);
    return parts;
  }

  /// When a case is closed that no event closed: later, where the ledgers hold all that could have closed it before.
  Parts still_open(Event opening, std::vector<Unclear>& unclear) const {
    Parts parts;
    parts.set(after);
    log::Coverage covered;
    for (const auto& type : table_.closed_by) {
      const auto of_type = log_.covers(type, events_.where(opening).origin);
      covered = {std::max(covered.from, of_type.from), std::min(covered.to, of_type.to)};
    }
    if (covered.from <= events_.moment(opening).first && covered.to >= made_.end - tick) return parts;
    const auto day = [&](time::Instant instant) { return time::iso(table_.zone.day_of(instant)); };
    if (covered.to < made_.end - tick) {
      parts.set(within);
      unclear.push_back({{},
                         text::phrase("it is not closed up to {0}, where the ledgers end", "至台账截止的 {0} 尚未办结",
                                      day(covered.to))});
    } else {
      parts.set();
      unclear.push_back({{},
                         text::phrase("it may have been closed before {0}, where the ledgers begin",
                                      "可能在台账起始的 {0} 之前已经办结", day(covered.from))});
    }
    return parts;
  }

  /// The lines for every way in which it can have been opened and closed.
  void place(CountedCase& made, Parts opened, Parts closed, const Lines& outcomes) const {
    bool first = true;
    for (std::size_t open = before; open < part_count; ++open)
      for (std::size_t close = open; close < part_count; ++close) {
        if (!opened[open] || !closed[close]) continue;
        Lines possible, certain;
        if (open != after && close != before) {
          possible.set(open == before ? CaseCounts::carried_over : CaseCounts::received);
          possible.set(close == within ? made_.total() : made_.carried_forward());
          certain = possible;
          if (close == within) {
            possible |= outcomes << CaseCounts::first_outcome;
            if (outcomes.count() == 1) certain = possible;
          }
        }
        made.possible |= possible;
        made.certain = first ? certain : made.certain & certain;
        first = false;
      }
  }

  void add(const CountedCase& one) {
    const auto all = table_.columns.size();
    for (std::size_t line = 0; line < made_.lines.size(); ++line) {
      if (!one.possible[line]) continue;
      const bool certain = one.certain[line];
      for (std::size_t column = 0; column < all; ++column) {
        if (!one.columns[column]) continue;
        ++made_.lines[line][column].possible;
        if (certain && one.columns.count() == 1) ++made_.lines[line][column].certain;
      }
      ++made_.lines[line][all].possible;
      if (certain) ++made_.lines[line][all].certain;
    }
  }

  bool is_of_the_table(Event event) const { return is(event, table_.opened_by) || is(event, table_.closed_by); }

  void doubt_what_names_no_case(std::span<const Event> incomplete) {
    std::uint64_t count = 0;
    std::optional<Event> first;
    for (const auto event : incomplete)
      if (is_of_the_table(event)) {
        ++count;
        if (!first) first = event;
      }
    if (!first) return;
    const auto place = place_of(*first);
    const auto keys = fmt::format("{}", fmt::join(table_.same, ", "));
    made_.doubts.push_back(text::phrase(
        "events that do not say which case they are of ({0}): {1}, the first is {2}; they are not counted",
        "没有写明是哪一件（{0}）的事件 {1} 个，第一个在 {3}；未计入", keys, count, place.english, place.chinese));
  }

  bool can_hold_some(std::uint32_t origin) const {
    const auto held = [&](const std::string& type) { return log_.can_hold(origin, type); };
    return std::any_of(table_.opened_by.begin(), table_.opened_by.end(), held) ||
           std::any_of(table_.closed_by.begin(), table_.closed_by.end(), held);
  }

  void doubt_what_was_not_read() {
    for (std::uint32_t i = 0; i < events_.origins().size(); ++i)
      if (const auto lost = events_.origins()[i].lost_rows; lost > 0 && can_hold_some(i))
        made_.doubts.push_back(text::phrase("rows of {0} that could not be read: {1}", "{0} 中无法读取的行：{1}",
                                            events_.origins()[i].file, lost));
    for (const auto& unread : log_.unread) {
      const auto listed = [&](const std::string& type) {
        return std::find(unread.may_hold.begin(), unread.may_hold.end(), type) != unread.may_hold.end();
      };
      if (unread.may_hold.empty() || std::any_of(table_.opened_by.begin(), table_.opened_by.end(), listed) ||
          std::any_of(table_.closed_by.begin(), table_.closed_by.end(), listed))
        made_.doubts.push_back(
            text::phrase("{} could not be read, or not to its end", "{} 未能读取，或者没有读完", unread.file));
    }
    const auto is_there = [&](const std::string& type) { return events_.types().find(type) != log::no_value; };
    if (std::none_of(table_.opened_by.begin(), table_.opened_by.end(), is_there))
      made_.doubts.push_back({fmt::format("the ledgers have no event {}", fmt::join(table_.opened_by, ", ")),
                              fmt::format("台账中没有{}事件", fmt::join(table_.opened_by, "、"))});
  }

  std::set<std::uint32_t> origins_with(const std::vector<std::string>& types) const {
    std::set<std::uint32_t> origins;
    for (Event event = 0; event < events_.size(); ++event)
      if (is(event, types)) origins.insert(events_.where(event).origin);
    return origins;
  }

  void mark_more(std::size_t line) {
    for (auto& count : made_.lines[line]) count.more = true;
  }

  void note_what_is_not_covered() {
    const auto day = [&](time::Instant instant) { return time::iso(table_.zone.day_of(instant)); };
    std::set<std::pair<std::string, std::string>> begins, ends;
    const auto note = [&](const std::vector<std::string>& types, auto tell) {
      for (const auto origin : origins_with(types))
        for (const auto& type : types)
          if (log_.can_hold(origin, type)) tell(log_.covers(type, origin), events_.origins()[origin].file);
    };
    note(table_.opened_by, [&](const log::Coverage& covered, const std::string& file) {
      if (covered.from != time::earliest) {
        begins.emplace(file, day(covered.from));
        mark_more(CaseCounts::carried_over), mark_more(made_.carried_forward());
      }
      if (covered.to < made_.end - tick) ends.emplace(file, day(covered.to));
      if (covered.from > start_ || covered.to < made_.end - tick) {
        mark_more(CaseCounts::received);
        for (auto line = CaseCounts::first_outcome; line <= made_.carried_forward(); ++line) mark_more(line);
      }
    });
    note(table_.closed_by, [&](const log::Coverage& covered, const std::string& file) {
      if (covered.from > start_) {
        begins.emplace(file, day(covered.from));
        mark_more(CaseCounts::carried_over);
        for (auto line = CaseCounts::first_outcome; line <= made_.carried_forward(); ++line) mark_more(line);
      }
    });
    for (const auto& [file, from] : begins)
      made_.notes.push_back(
          text::phrase("{0} begins on {1}: what was opened before and does not stand in it is not counted",
                       "{0} 始于 {1}：此前开始而台账中没有的，未计入", file, from));
    for (const auto& [file, to] : ends)
      made_.notes.push_back(
          text::phrase("{0} ends on {1}: what came later is not counted", "{0} 止于 {1}：此后的未计入", file, to));
  }

  void note_what_is_not_said() {
    auto names = outcomes_.unknown_attributes();
    names.merge(columns_.unknown_attributes());
    for (const auto& name : names)
      made_.notes.push_back(text::phrase("no ledger says '{}'; name its column in the mapping, under 'attributes'",
                                         "台账都没有“{}”；请在映射的“attributes”中写明它的列", name));
  }

  const CaseTable& table_;
  const log::Log& log_;
  const EventTable& events_;
  const time::Instant start_;
  Fit outcomes_, columns_;
  CaseCounts made_;
};

}  // namespace

CaseCounts count_cases(const rule::CaseTable& table, const log::Log& log, int year, time::Instant as_of) {
  return Counting(table, log, year, as_of).run();
}

}  // namespace shixian::check
