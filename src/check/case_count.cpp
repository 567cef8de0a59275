#include "check/case_count.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "check/grouping.hpp"
#include "log/place.hpp"
#include "text/suggest.hpp"

namespace shixian::check {

namespace {

using log::EventTable;
using rule::CaseTable;
using text::Phrase;
using Event = EventTable::Event;
using Types = std::vector<std::string>;

constexpr std::chrono::microseconds tick{1};
const Phrase closed_early{"it is closed before it was opened", "办结早于开始"};

/// When something happened, as far as a year is concerned.
enum Part : std::size_t { before, within, after, part_count };
using Parts = std::bitset<part_count>;

/// Whether an event has the type, or a mapping says that its ledger can.
bool is_known(const log::Log& log, const std::string& type) {
  return log.events.types().find(type) != log::no_value ||
         std::any_of(log.may_hold.begin(), log.may_hold.end(),
                     [&](const Types& held) { return std::find(held.begin(), held.end(), type) != held.end(); });
}

/// The ways in which a case can have been opened and closed.
class Courses {
 public:
  void add(const Parts& opened, const Parts& closed) {
    for (std::size_t open = before; open < part_count; ++open)
      for (std::size_t close = open; close < part_count; ++close)
        if (opened[open] && closed[close]) courses_.set(open * part_count + close);
  }
  template <class Visit>
  void each(Visit visit) const {
    for (std::size_t open = before; open < part_count; ++open)
      for (std::size_t close = open; close < part_count; ++close)
        if (courses_[open * part_count + close]) visit(static_cast<Part>(open), static_cast<Part>(close));
  }

 private:
  std::bitset<part_count * part_count> courses_;
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
    return std::move(made_);
  }

 private:
  time::Instant start_of(int year) const {
    return table_.zone.start_of(time::Day{std::chrono::year{year} / std::chrono::January / 1});
  }

  bool is(Event event, const Types& types) const {
    return std::find(types.begin(), types.end(), events_.types().at(events_.type(event))) != types.end();
  }

  /// Of the instants [first, last]; none where that is empty.
  Parts parts_of(time::Instant first, time::Instant last) const {
    Parts parts;
    if (last < first) return parts;
    parts[before] = first < start_;
    parts[within] = last >= start_ && first < made_.end;
    parts[after] = last >= made_.end;
    return parts;
  }
  Parts parts_of(Event event) const {
    const auto moment = events_.moment(event);
    return parts_of(moment.first, moment.last);
  }

  /// Those in which the first of the events may lie; where one is too coarse to tell, this is said.
  Parts first_of(const std::vector<Event>& events, CountedCase& made) const {
    auto earliest_end = time::latest;
    for (const auto event : events) earliest_end = std::min(earliest_end, events_.moment(event).last);
    Parts parts;
    for (const auto event : events) {
      const auto moment = events_.moment(event);
      if (moment.first > earliest_end) continue;
      parts |= parts_of(event);
      if (parts_of(event).count() > 1) made.unclear.push_back({event, coarse(moment)});
    }
    return parts;
  }

  static Phrase coarse(const time::Moment& moment) {
    if (!moment.known()) return {"it cannot be told when, or whether, it happened", "无法确定何时发生、是否发生"};
    return text::phrase("{} may be of the year or not", "{} 是否属于本年度无法确定", time::readable(moment));
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
    if (!closing.empty() && (opening.empty() || parts_of(closing.front()) != Parts{}.set(after)))
      made.closed = closing.front();
    if (is_opened_again(opening))
      place_several(made, opening, closing);
    else
      place_one(made, opening, closing);
    if (made.possible.none()) return;
    made.columns = columns_of(opening.empty() ? closing : opening, made.unclear);
    add(made);
    made_.cases.push_back(std::move(made));
  }

  /// Whether there are openings that cannot be of one time, or of which this cannot be told.
  bool is_opened_again(const std::vector<Event>& opening) const {
    auto first_end = time::latest, last_beginning = time::earliest;
    for (const auto event : opening) {
      if (opening.size() > 1 && !events_.moment(event).known()) return true;
      first_end = std::min(first_end, events_.moment(event).last);
      last_beginning = std::max(last_beginning, events_.moment(event).first);
    }
    return first_end < last_beginning;
  }

  Lines columns_of(const std::vector<Event>& events, std::vector<Unclear>& unclear) {
    Lines made;
    const auto reasons = unclear.size();
    for (const auto event : events) made |= columns_.of(event, unclear);
    if (made.count() > 1 && unclear.size() == reasons)
      unclear.push_back({{}, {"its openings are of several columns", "各次开始分属不同的栏"}});
    return made;
  }

  void place_one(CountedCase& made, const std::vector<Event>& opening, const std::vector<Event>& closing) {
    std::vector<Event> early, rest;
    for (const auto event : closing)
      (!opening.empty() && events_.moment(event).last < events_.moment(opening.front()).first ? early : rest)
          .push_back(event);
    const auto opened = opening.empty() ? opened_unseen(rest.front(), made.unclear) : first_of(opening, made);
    const auto closed = rest.empty() ? closed_unseen(opening.front(), made.unclear) : first_of(rest, made);
    auto outcomes = rest.empty() ? outcomes_.all() : outcomes_of(rest, closed, made.unclear);
    Courses courses;
    courses.add(opened, early.empty() ? closed : Parts{}.set());
    for (const auto event : early) {
      made.unclear.push_back({event, closed_early});
      courses.add(Parts{}.set(), parts_of(event));
      outcomes |= outcomes_.all();
    }
    bool first = true;
    courses.each([&](Part open, Part close) {
      Lines possible, certain;
      if (open != after && close != before) {
        possible.set(open == before ? CaseCounts::carried_over : CaseCounts::received);
        possible.set(close == within ? made_.total() : made_.carried_forward());
        certain = possible;
        if (close == within) possible |= outcomes << CaseCounts::first_outcome;
        if (close == within && outcomes.count() == 1) certain = possible;
      }
      made.possible |= possible;
      made.certain = first ? certain : made.certain & certain;
      first = false;
    });
  }

  /// The outcomes of the closings that may be of the year.
  Lines outcomes_of(const std::vector<Event>& closing, const Parts& closed, std::vector<Unclear>& unclear) {
    Lines made;
    if (!closed[within]) return made;
    const auto reasons = unclear.size();
    for (const auto event : closing)
      if (parts_of(event)[within]) made |= outcomes_.of(event, unclear);
    if (made.count() > 1 && unclear.size() == reasons)
      unclear.push_back({{}, {"it is closed several times, with several outcomes", "多次办结，结果不同"}});
    return made;
  }

  /// One case or several of one number: nothing is certain, and each opening and each closing may count.
  void place_several(CountedCase& made, const std::vector<Event>& opening, const std::vector<Event>& closing) {
    for (const auto event : opening) made.unclear.push_back({event, {"one of several openings", "多次开始之一"}});
    made.unclear.push_back(
        {{}, {"where these are several cases, give each a number of its own", "如为不同事项，请各编一号"}});
    made.at_most.assign(made_.lines.size(), 0);
    const auto may_stand = [&](std::size_t line, std::size_t times) {
      made.at_most[line] += static_cast<std::uint32_t>(times);
      if (times > 0) made.possible.set(line);
    };
    std::size_t of_the_year = 0, of_before = 0;
    for (const auto event : opening) {
      of_the_year += parts_of(event)[within];
      of_before += parts_of(event)[before];
    }
    may_stand(CaseCounts::received, of_the_year);
    may_stand(CaseCounts::carried_over, of_before);
    may_stand(made_.carried_forward(), std::min(opening.size(), of_the_year + of_before));
    std::vector<Unclear> ignored;
    const auto close = [&](const Lines& outcomes, std::size_t times) {
      may_stand(made_.total(), times);
      for (std::size_t i = 0; i < table_.outcomes.size(); ++i)
        if (outcomes[i]) may_stand(CaseCounts::first_outcome + i, times);
    };
    for (const auto event : closing)
      if (parts_of(event)[within]) close(outcomes_.of(event, ignored), 1);
    for (const auto event : opening)
      if (closed_unseen(event, ignored)[within]) close(outcomes_.all(), 1);
    bool early = false;
    for (const auto event : closing) {
      const auto is_later = [&](Event other) { return events_.moment(event).last < events_.moment(other).first; };
      if (!std::all_of(opening.begin(), opening.end(), is_later)) continue;
      made.unclear.push_back({event, closed_early});
      early = true;
      const auto parts = parts_of(event);
      may_stand(CaseCounts::received, parts[within] || parts[after]);
      may_stand(CaseCounts::carried_over, parts[within] || parts[after]);
      may_stand(made_.carried_forward(), parts[after]);
      if (parts[within]) close(outcomes_.all(), 1);
    }
    if (early) close(outcomes_.all(), of_the_year + of_before);
  }

  log::Coverage covered(const Types& types, std::uint32_t origin) const {
    log::Coverage made;
    for (const auto& type : types) {
      const auto of_type = log_.covers(type, origin);
      made = {std::max(made.from, of_type.from), std::min(made.to, of_type.to)};
    }
    return made;
  }

  std::string day(time::Instant instant) const { return time::iso(table_.zone.day_of(instant)); }

  /// When a case was opened that no event opened: in the time before its closing that is not covered.
  Parts opened_unseen(Event closing, std::vector<Unclear>& unclear) const {
    const auto openings = covered(table_.opened_by, events_.where(closing).origin);
    const auto last = events_.moment(closing).last;
    Parts parts;
    if (openings.to < last) parts |= parts_of(openings.to + tick, last);
    if (openings.from != time::earliest) parts |= parts_of(time::earliest, std::min(openings.from - tick, last));
    if (parts.none()) {
      parts = parts_of(time::earliest, last);
      unclear.push_back({{}, {"no event of the ledgers opened it", "台账中没有它的开始事件"}});
    } else if (parts != Parts{}.set(before)) {
      unclear.push_back(
          {{},
           text::phrase("no event opened it, and openings are covered from {} to {} only",
                        "没有它的开始事件，而开始事件只覆盖 {} 至 {}", bound(openings.from), bound(openings.to))});
    }
    return parts;
  }

  /// `…` where there is none.
  std::string bound(time::Instant instant) const {
    return instant == time::earliest || instant == time::latest ? "…" : day(instant);
  }

  /// When a case may be closed that no event closed: later, or in the time since its opening that is not covered.
  Parts closed_unseen(Event opening, std::vector<Unclear>& unclear) const {
    const auto closings = covered(table_.closed_by, events_.where(opening).origin);
    const auto first = events_.moment(opening).first;
    Parts parts;
    if (first < closings.from) parts |= parts_of(first, closings.from - tick);
    if (closings.to < made_.end - tick) parts |= parts_of(std::max(first, closings.to + tick), made_.end - tick);
    parts.reset(after);
    if (parts.any())
      unclear.push_back(
          {{},
           text::phrase("no event closed it, and closings are covered from {} to {} only",
                        "没有它的办结事件，而办结事件只覆盖 {} 至 {}", bound(closings.from), bound(closings.to))});
    return parts.set(after);
  }

  void add(const CountedCase& one) {
    const auto all = table_.columns.size();
    for (std::size_t line = 0; line < made_.lines.size(); ++line) {
      if (!one.possible[line]) continue;
      const auto times = one.at_most.empty() ? 1 : one.at_most[line];
      const bool certain = one.certain[line];
      for (std::size_t column = 0; column < all; ++column) {
        if (!one.columns[column]) continue;
        made_.lines[line][column].possible += times;
        if (certain && one.columns.count() == 1) ++made_.lines[line][column].certain;
      }
      made_.lines[line][all].possible += times;
      if (certain) ++made_.lines[line][all].certain;
    }
  }

  void doubt_what_names_no_case(std::span<const Event> incomplete) {
    std::uint64_t count = 0;
    std::optional<Event> first;
    for (const auto event : incomplete)
      if (is(event, table_.opened_by) || is(event, table_.closed_by)) {
        ++count;
        if (!first) first = event;
      }
    if (!first) return;
    const auto place = log::place_of(events_.origins()[events_.where(*first).origin], events_.where(*first));
    const auto keys = fmt::format("{}", fmt::join(table_.same, ", "));
    made_.doubts.push_back(text::phrase(
        "events that do not say which case they are of ({0}): {1}, the first is {2}; they are not counted",
        "没有写明是哪一件（{0}）的事件 {1} 个，第一个在 {3}；未计入", keys, count, place.english, place.chinese));
  }

  bool may_be_of_the_table(const Types& held) const {
    const auto listed = [&](const std::string& type) {
      return std::find(held.begin(), held.end(), type) != held.end();
    };
    return held.empty() || std::any_of(table_.opened_by.begin(), table_.opened_by.end(), listed) ||
           std::any_of(table_.closed_by.begin(), table_.closed_by.end(), listed);
  }

  void doubt_what_was_not_read() {
    for (std::uint32_t i = 0; i < events_.origins().size(); ++i)
      if (const auto lost = events_.origins()[i].lost_rows; lost > 0 && may_be_of_the_table(log_.may_hold[i]))
        made_.doubts.push_back(text::phrase("rows of {0} that could not be read: {1}", "{0} 中无法读取的行：{1}",
                                            events_.origins()[i].file, lost));
    for (const auto& unread : log_.unread)
      if (may_be_of_the_table(unread.may_hold))
        made_.doubts.push_back(
            text::phrase("{} could not be read, or not to its end", "{} 未能读取，或者没有读完", unread.file));
    for (const auto* types : {&table_.opened_by, &table_.closed_by})
      if (std::none_of(types->begin(), types->end(), [&](const std::string& type) { return is_known(log_, type); }))
        made_.doubts.push_back({fmt::format("the ledgers have no event {}", fmt::join(*types, ", ")),
                                fmt::format("台账中没有{}事件", fmt::join(*types, "、"))});
  }

  /// The ledgers that have such events, or of which a mapping says that they can.
  std::set<std::uint32_t> origins_with(const Types& types) const {
    std::set<std::uint32_t> origins;
    for (Event event = 0; event < events_.size(); ++event)
      if (is(event, types)) origins.insert(events_.where(event).origin);
    for (std::uint32_t origin = 0; origin < log_.may_hold.size(); ++origin)
      for (const auto& type : log_.may_hold[origin])
        if (std::find(types.begin(), types.end(), type) != types.end()) origins.insert(origin);
    return origins;
  }

  /// The shortest coverage of any of these.
  log::Coverage covered(const Types& types) const {
    log::Coverage made;
    for (const auto origin : origins_with(types)) {
      const auto one = covered(types, origin);
      made = {std::max(made.from, one.from), std::min(made.to, one.to)};
    }
    return made;
  }

  void mark_more(std::size_t line) {
    for (auto& count : made_.lines[line]) count.more = true;
  }

  /// What stands in no ledger: cases that were opened before or after the time that is covered.
  void note_what_is_not_covered() {
    const auto openings = covered(table_.opened_by), closings = covered(table_.closed_by);
    const bool old_ones = openings.from != time::earliest || openings.to < start_ - tick;
    const bool new_ones = openings.from > start_ || openings.to < made_.end - tick;
    const bool closed_ones = closings.from > start_ || closings.to < made_.end - tick;
    if (!old_ones && !new_ones) return;
    if (new_ones) mark_more(CaseCounts::received);
    if (old_ones) mark_more(CaseCounts::carried_over);
    mark_more(made_.carried_forward());
    if (closed_ones)
      for (auto line = CaseCounts::first_outcome; line <= made_.total(); ++line) mark_more(line);
    made_.notes.push_back(text::phrase(
        "openings are covered from {} to {}, closings from {} to {}: what stands in no ledger for that is not counted",
        "开始事件覆盖 {} 至 {}，办结事件覆盖 {} 至 {}：因此不在台账中的，未计入", bound(openings.from),
        bound(openings.to), bound(closings.from), bound(closings.to)));
  }

  const CaseTable& table_;
  const log::Log& log_;
  const EventTable& events_;
  const time::Instant start_;
  LineFit outcomes_, columns_;
  CaseCounts made_;
};

}  // namespace

CaseCounts count_cases(const CaseTable& table, const log::Log& log, int year, time::Instant as_of) {
  return Counting(table, log, year, as_of).run();
}

void check_fit(const CaseTable& table, const log::Log& log, text::Diagnostics& out) {
  std::vector<std::string> known(log.events.types().size());
  for (std::uint32_t i = 0; i < known.size(); ++i) known[i] = log.events.types().at(i);
  const auto tell_unknown = [&](const Types& types, const text::Place& place) {
    for (const auto& type : types) {
      const auto meant = text::nearest(type, known);
      if (is_known(log, type) || (!meant && types.size() > 1)) continue;
      auto& warning = out.warning(text::Code::unknown_event, place,
                                  text::phrase("no ledger given has events of type '{}', which the table counts",
                                               "所给台账中没有统计表所计的“{}”这类事件", type));
      if (meant) warning.with_help(text::did_you_mean(type, known));
    }
  };
  std::erase_if(known, [&](const std::string& type) {
    return std::find(table.opened_by.begin(), table.opened_by.end(), type) != table.opened_by.end() ||
           std::find(table.closed_by.begin(), table.closed_by.end(), type) != table.closed_by.end();
  });
  tell_unknown(table.opened_by, table.opened_by_place);
  tell_unknown(table.closed_by, table.closed_by_place);
  if (log.events.size() == 0) return;
  std::vector<std::string> columns;
  for (const auto& attribute : log.events.attributes()) columns.push_back(attribute.name);
  std::set<std::string> told;
  for (const auto* lines : {&table.columns, &table.outcomes})
    for (const auto& line : *lines)
      for (const auto& name : line.pattern.where ? line.pattern.where->names() : std::vector<std::string>{}) {
        if (log.events.has_column(name) || !told.insert(name).second) continue;
        auto& warning = out.warning(text::Code::unknown_attribute, line.pattern.where->place_of(name),
                                    text::phrase("no ledger given says '{}'", "所给台账都没有“{}”", name));
        if (text::nearest(name, columns))
          warning.with_help(text::did_you_mean(name, columns));
        else
          warning.with_help(
              {"name its column under 'attributes' in the mapping", "请在映射的“attributes”中写明它的列"});
      }
}

}  // namespace shixian::check
