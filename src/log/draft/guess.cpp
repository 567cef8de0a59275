#include "log/draft/guess.hpp"

#include <algorithm>
#include <map>

#include "log/draft/column_names.hpp"
#include "log/rows/cell.hpp"

namespace shixian::log {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// The name of the column of a ledger that needs no mapping.
bool is_event_itself(const std::string& name) { return name == "event" || name == "事件" || name == "concept:name"; }

class Guesser {
 public:
  explicit Guesser(const Survey& survey) : survey_(survey) {}

  Guess operator()() {
    for (const auto& column : survey_.columns) made_.columns.push_back(as_time(column));
    settle_order();
    for (std::size_t i = 0; i < made_.columns.size(); ++i) made_.columns[i].role = role_of(i);
    choose_recording();
    choose_form();
    name_events();
    return std::move(made_);
  }

 private:
  /// How nearly all cells of a column are read as times, marks that mean nothing left aside.
  static ColumnGuess as_time(const ColumnSurvey& column) {
    ColumnGuess found;
    const bool named = speaks_of_times(column.name);
    const auto marked = column.marked();
    const bool marks_aside = named || marked * 2 <= column.filled;
    const auto rest = column.filled - (marks_aside ? marked : 0);
    const auto times = [&](Way way) { return column.as(way).times; };
    const std::uint64_t enough = named ? 5 : 8;  // of ten
    const auto most = [&](Way way) { return times(way) > 0 && times(way) * 10 >= rest * enough; };
    const auto more = [&](Way way) { return most(way) && times(way) > times(Way::plain); };
    if (named && more(Way::serials)) {
      found.way = Way::serials;
    } else if (named && more(Way::epoch)) {
      found.way = Way::epoch;
    } else if (more(Way::day_first) || more(Way::month_first)) {
      found.two_orders = times(Way::day_first) == times(Way::month_first);
      if (!found.two_orders)
        found.way = times(Way::day_first) > times(Way::month_first) ? Way::day_first : Way::month_first;
    } else if (most(Way::plain)) {
      found.digits = !named && column.digits_alone == times(Way::plain);
      if (!found.digits) found.way = Way::plain;
    }
    return found;
  }

  /// The order holds for the whole ledger: the one that reads most, also of columns in which either would do.
  void settle_order() {
    std::uint64_t day_first = 0, month_first = 0;
    for (std::size_t i = 0; i < made_.columns.size(); ++i) {
      if (made_.columns[i].way == Way::day_first) day_first += survey_.columns[i].as(Way::day_first).times;
      if (made_.columns[i].way == Way::month_first) month_first += survey_.columns[i].as(Way::month_first).times;
    }
    if (day_first + month_first == 0) return;
    made_.order = day_first >= month_first ? Way::day_first : Way::month_first;
    for (auto& column : made_.columns)
      if (column.two_orders || column.way == Way::day_first || column.way == Way::month_first)
        column.way = made_.order, column.two_orders = false;
  }

  Role role_of(std::size_t number) const {
    constexpr std::uint64_t long_text = 60;
    constexpr std::size_t longest_name = 250;  // a key of YAML is shorter than 1024 characters
    const auto& column = survey_.columns[number];
    if (column.name.empty()) return Role::no_name;
    const auto key = column_key(column.name);
    if (std::count_if(survey_.columns.begin(), survey_.columns.end(),
                      [&](const auto& other) { return column_key(other.name) == key; }) > 1)
      return Role::same_name;
    if (made_.columns[number].way) return Role::time;
    const bool long_texts = column.filled > 0 && column.characters / column.filled > long_text;
    return long_texts || column.name.size() > longest_name ? Role::left_out : Role::attribute;
  }

  std::size_t count(Role role) const {
    return static_cast<std::size_t>(std::count_if(made_.columns.begin(), made_.columns.end(),
                                                  [&](const auto& column) { return column.role == role; }));
  }

  void choose_recording() {
    std::size_t chosen = none;
    for (std::size_t i = 0; i < made_.columns.size(); ++i) {
      if (made_.columns[i].role != Role::time) continue;
      const auto likely = speaks_of_recording(survey_.columns[i].name);
      if (likely == Likely::yes && chosen == none) chosen = i;
      made_.columns[i].maybe_recorded = likely == Likely::maybe;
    }
    if (count(Role::time) < 2) chosen = none;
    if (chosen != none) made_.columns[chosen].role = Role::recorded;
    if (chosen != none || count(Role::time) < 2)
      for (auto& column : made_.columns) column.maybe_recorded = false;
  }

  void choose_form() {
    const auto [type, likely] = type_column();
    const auto time = time_of_long();
    if (type == none || time == none) return;
    const bool sole = count(Role::time) == 1 || survey_.columns[time].name == "time:timestamp";
    const bool named_shared = some_case_is_shared(), shared = named_shared || no_row_stands_apart();
    if (!sole && likely == Likely::maybe && !named_shared) return;
    made_.type = type;
    made_.time = time;
    made_.is_long = sole ? likely == Likely::yes || shared : likely == Likely::yes && named_shared;
    made_.maybe_wide = !named_shared || !sole;
    if (!made_.is_long) return;
    for (std::size_t i = 0; i < made_.columns.size(); ++i)
      if (made_.columns[i].role == Role::time && i != time) made_.columns[i].role = Role::attribute;
    made_.columns[type].role = Role::type;
  }

  /// The column with few different texts that most likely says what happened in each row.
  std::pair<std::size_t, Likely> type_column() const {
    constexpr std::size_t most_types = 50, most_kinds = 20;
    std::pair<std::size_t, Likely> best{none, Likely::no};
    for (std::size_t i = 0; i < survey_.columns.size(); ++i) {
      const auto& column = survey_.columns[i];
      const auto likely = speaks_of_events(column.name);
      const bool few = column.values.size() <= (likely == Likely::yes ? most_types : most_kinds) &&
                       (column.values.size() < column.filled || is_event_itself(column.name));
      const bool in_all = column.filled * 10 >= survey_.rows * 9;
      if (made_.columns[i].role != Role::attribute || likely == Likely::no || !few || !in_all) continue;
      if (likely > best.second || is_event_itself(column.name)) best = {i, likely};
    }
    return best;
  }

  std::size_t time_of_long() const {
    std::size_t first = none;
    for (std::size_t i = 0; i < made_.columns.size(); ++i) {
      if (made_.columns[i].role != Role::time) continue;
      if (survey_.columns[i].name == "time:timestamp") return i;
      if (first == none) first = i;
    }
    return first;
  }

  bool some_case_is_shared() const {
    return std::any_of(survey_.columns.begin(), survey_.columns.end(), [](const auto& column) {
      return speaks_of_cases(column.name) && column.filled > 1 && column.is_shared_by_rows();
    });
  }

  /// Whether no column tells rows apart, but for one that counts them and those of times.
  bool no_row_stands_apart() const {
    for (std::size_t i = 0; i < made_.columns.size(); ++i) {
      const auto& column = survey_.columns[i];
      if (made_.columns[i].role == Role::attribute && !counts_rows(column.name) &&
          column.tells_rows_apart(survey_.rows))
        return false;
    }
    return survey_.rows > 1;
  }

  /// Short names of their own; the column's name where two would have the same.
  void name_events() {
    for (std::size_t i = 0; i < made_.columns.size(); ++i) {
      const auto& name = survey_.columns[i].name;
      const auto group = survey_.header.lines > 1 ? name.rfind('/') : name.npos;
      made_.columns[i].event = event_of(group == name.npos ? name : name.substr(group + 1));
    }
    for (bool again = true; again;) {
      again = false;
      std::map<std::string, std::size_t> given;
      for (const auto& column : made_.columns)
        if (column.role == Role::time || column.two_orders) ++given[column.event];
      for (std::size_t i = 0; i < made_.columns.size(); ++i) {
        auto& event = made_.columns[i].event;
        if (given[event] < 2 || event == survey_.columns[i].name) continue;
        event = survey_.columns[i].name;
        again = true;
      }
    }
  }

  const Survey& survey_;
  Guess made_;
};

}  // namespace

bool Guess::any(Role role) const {
  return std::any_of(columns.begin(), columns.end(), [&](const auto& column) { return column.role == role; });
}

Guess guess(const Survey& survey) {
  auto made = Guesser(survey)();
  for (const auto& column : made.columns) {
    const bool used = column.role == Role::time || column.role == Role::recorded;
    made.serials = made.serials || (used && column.way == Way::serials);
    made.epoch = made.epoch || (used && column.way == Way::epoch);
  }
  return made;
}

}  // namespace shixian::log
