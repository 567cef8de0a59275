#include "reference/evaluator.hpp"

#include <algorithm>
#include <set>

#include "reference/deadline.hpp"
#include "reference/matching.hpp"

namespace shixian::reference {

namespace {

using check::Verdict;
using time::Instant;
using time::Moment;

struct Response {
  Event event;
  Moment at;
  bool certain;
};

/// What the ledgers declare of the events that a rule expects.
struct Declared {
  Instant from = time::earliest;
  Instant to = time::latest;
  bool recorded = false;
};

class RuleJudge {
 public:
  /// Judges the triggers that were read from one origin.
  RuleJudge(const rule::Pack& pack, std::size_t number, const DaysOff& days, const log::Log& log, std::uint32_t origin,
            Instant as_of)
      : pack_(pack),
        rule_(pack.rules[number]),
        number_(number),
        days_(days),
        log_(log),
        origin_(origin),
        asked_(as_of),
        declared_(declared()),
        as_of_(std::min(as_of, declared_.to)) {}

  void judge(std::vector<Judgement>& out) const {
    for (Event event = 0; event < log_.events.size(); ++event) {
      if (log_.events.where(event).origin != origin_ || log_.events.moment(event).first > asked_) continue;
      if (!rule_.scope.of) {
        judge(event, std::nullopt, out);
        continue;
      }
      const auto& roster = log_.rosters.at(rule_.scope.of->roster);
      for (std::size_t entity = 0; entity < roster.entities.size(); ++entity) judge(event, entity, out);
    }
  }

 private:
  Declared declared() const {
    std::set<std::string> types(rule_.demand.events.front().types.begin(), rule_.demand.events.front().types.end());
    if (rule_.demand.events.front().any()) {
      for (std::uint32_t type = 0; type < log_.events.types().size(); ++type)
        types.insert(log_.events.types().at(type));
      for (const auto& held : log_.may_hold) types.insert(held.begin(), held.end());
    }
    Declared all;
    for (const auto& type : types) {
      const auto holds = [&](const auto& held) {
        return held.empty() || std::count(held.begin(), held.end(), type) > 0;
      };
      if (std::none_of(log_.may_hold.begin(), log_.may_hold.end(), holds)) continue;
      all.recorded = true;
      all.from = std::max(all.from, log_.covers(type, origin_).from);
      all.to = std::min(all.to, log_.covers(type, origin_).to);
    }
    return all;
  }

  /// Whether the rule was in force at a time.
  Truth in_force(const Moment& at) const {
    const auto& range = rule_.in_force;
    if (!range.from && !range.to) return Truth::yes;
    if (!at.known()) return Truth::unknown;
    const auto first = pack_.zone.day_of(at.first), last = pack_.zone.day_of(at.last);
    if ((range.from && last < *range.from) || (range.to && first > *range.to)) return Truth::no;
    return (range.from && first < *range.from) || (range.to && last > *range.to) ? Truth::unknown : Truth::yes;
  }

  struct Applied {
    Truth truth = Truth::unknown;  ///< no: the rule asks nothing of the trigger
    std::optional<time::Period> period;
  };

  Applied limit(Event trigger) const {
    for (const auto& row : rule_.clock.within) {
      const auto truth = holds(row.where, pack_, log_.events, trigger);
      if (truth == Truth::unknown) return {};
      if (truth == Truth::yes) return row.period ? Applied{Truth::yes, row.period} : Applied{Truth::no, std::nullopt};
    }
    return {};
  }

  void judge(Event trigger, std::optional<std::size_t> entity, std::vector<Judgement>& out) const {
    const auto at = log_.events.moment(trigger);
    auto asked = both(fits(rule_.scope.trigger, pack_, log_.events, trigger), in_force(at));
    asked = both(asked, holds(rule_.scope.where, pack_, log_.events, trigger));
    if (asked == Truth::no) return;
    const auto applied = limit(trigger);
    if (applied.truth == Truth::no) return;

    Judgement judgement;
    judgement.rule = number_;
    judgement.trigger = trigger;
    judgement.entity = entity;
    const bool keyed = std::all_of(rule_.same.begin(), rule_.same.end(),
                                   [&](const auto& key) { return value(log_.events, trigger, key).has_value(); });
    if (asked == Truth::yes && applied.truth == Truth::yes && keyed && at.known())
      judge(at, *applied.period, judgement);
    out.push_back(std::move(judgement));
  }

  void judge(const Moment& at, const time::Period& period, Judgement& judgement) const {
    const auto first = walk(at.first, period, rule_.clock.roll, days_, pack_.zone);
    const auto last = walk(at.last, period, rule_.clock.roll, days_, pack_.zone);
    judgement.deadline = last.by_weekends;
    const auto responses = responses_to(judgement.trigger, at, judgement.entity);
    judgement.verdict = verdict(first, last, responses, judgement.responses);
    const bool violated = judgement.verdict == Verdict::late || judgement.verdict == Verdict::missing;
    if (violated && at.first < declared_.from) judgement.verdict = Verdict::undetermined;
  }

  Verdict verdict(const Deadline& first, const Deadline& last, const std::vector<Response>& responses,
                  std::vector<Event>& answers) const {
    for (const auto& response : responses)
      if (response.certain && response.at.last <= first.no_earlier_than) answers.push_back(response.event);
    if (!answers.empty()) return Verdict::met;
    if (!declared_.recorded) return Verdict::undetermined;
    const auto no_later_than = std::max(first.no_later_than, last.no_later_than);
    auto soonest = time::latest;
    for (const auto& response : responses) {
      if (response.at.first <= no_later_than) return Verdict::undetermined;
      if (response.certain) soonest = std::min(soonest, response.at.first);
    }
    for (const auto& response : responses)
      if (response.certain && response.at.first == soonest) answers.push_back(response.event);
    if (!answers.empty()) return Verdict::late;
    if (over(no_later_than, as_of_)) return Verdict::missing;
    return over(first.by_weekends, as_of_) ? Verdict::undetermined : Verdict::pending;
  }

  std::vector<Response> responses_to(Event trigger, const Moment& at, std::optional<std::size_t> entity) const {
    std::vector<Response> responses;
    for (Event event = 0; event < log_.events.size(); ++event) {
      const auto moment = log_.events.moment(event);
      if (event == trigger || moment.first > as_of_) continue;
      if (!rule_.demand.early && moment.last < at.first) continue;
      auto answers = fits(rule_.demand.events.front(), pack_, log_.events, event);
      for (const auto& key : rule_.same)
        answers = both(answers, equal(value(log_.events, event, key), *value(log_.events, trigger, key)));
      if (entity)
        answers = both(answers, equal(value(log_.events, event, rule_.scope.of->attribute),
                                      log_.rosters.at(rule_.scope.of->roster).entities[*entity]));
      if (answers == Truth::no) continue;
      responses.push_back({event, moment, answers == Truth::yes && moment.known() && moment.last <= as_of_});
    }
    return responses;
  }

  static Truth equal(const std::optional<std::string>& carried, const std::string& wanted) {
    if (!carried) return Truth::unknown;
    return *carried == wanted ? Truth::yes : Truth::no;
  }

  const rule::Pack& pack_;
  const rule::Rule& rule_;
  std::size_t number_;
  const DaysOff& days_;
  const log::Log& log_;
  std::uint32_t origin_;
  Instant asked_;
  Declared declared_;
  Instant as_of_;
};

}  // namespace

std::vector<Judgement> judge(const rule::Pack& pack, const DaysOff& days, const log::Log& log, Instant as_of) {
  std::vector<Judgement> all;
  for (std::size_t number = 0; number < pack.rules.size(); ++number)
    for (std::uint32_t origin = 0; origin < log.events.origins().size(); ++origin)
      RuleJudge(pack, number, days, log, origin, as_of).judge(all);
  return all;
}

}  // namespace shixian::reference
