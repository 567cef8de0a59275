// Rules as they were written, typed and with their places.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "condition/condition.hpp"
#include "text/phrase.hpp"
#include "text/source.hpp"
#include "time/due_date.hpp"
#include "time/moment.hpp"
#include "time/period.hpp"
#include "time/reckoning.hpp"
#include "time/span.hpp"
#include "time/zone.hpp"

namespace shixian::rule {

using condition::Condition;

enum class Severity : std::uint8_t { high, medium, low };

/// Where a duty is written: the item or article of the pack's source, its words, and the requirements it answers.
struct Citation {
  std::string item;
  std::string quote;
  std::vector<std::string> requirements;
};

/// First and last day in force, both included; absent: open.
struct InForce {
  std::optional<time::Day> from;
  std::optional<time::Day> to;
};

/// Which events are meant: any of the types (none named: every type), and satisfying the condition.
struct EventPattern {
  std::vector<std::string> types;
  std::optional<Condition> where;
  text::Place place;

  bool any() const { return types.empty(); }
};

/// The entities of a scope: one obligation for each.
struct Entities {
  std::string attribute;  ///< what an event carries to say whose it is
  std::string roster;     ///< empty: those that the log names (`from-log`)
  text::Place place;
};

/// One obligation for each what?
struct Scope {
  enum class Kind : std::uint8_t {
    event,      ///< `for-each: policy.issued`
    violation,  ///< `for-each: {violation-of: [rule, …]}`
    period,     ///< `for-every`
  };
  Kind kind = Kind::event;
  EventPattern trigger;                        ///< of `event`
  std::vector<std::string> violations_of;      ///< ids of rules of the same pack
  std::optional<Entities> of;                  ///< `of:` of for-each, or the entity of for-every
  time::SpanUnit every = time::SpanUnit::log;  ///< of `period`
  std::string during;  ///< attribute of the demand's events that names their period; empty: the one they happened in
  std::optional<Condition> where;  ///< on the trigger; with `period` on each event of the demand
  text::Place where_place;
  text::Place place;
};

/// At least, at most; both: exactly. Counts are of events, or of the distinct values of an attribute.
struct Bounds {
  std::optional<std::int64_t> at_least;
  std::optional<std::int64_t> at_most;
  bool written() const { return at_least || at_most; }
};

/// An exact decimal: value × 10^-scale. `100%` is 1.00; `0.04`, `4%`.
struct Decimal {
  std::int64_t value = 0;
  int scale = 0;
  std::string written;
};

/// What is added up or counted for a ratio or a reconciliation.
struct Aggregate {
  enum class Kind : std::uint8_t {
    count,       ///< events of the pattern, or distinct values of `attribute` among them
    sum,         ///< `attribute` over the events of the pattern
    attributes,  ///< several attributes of the trigger itself, added
    ratio,       ///< two attributes of the trigger itself, the first divided by the second
  };
  Kind kind = Kind::count;
  EventPattern events;
  std::string attribute;
  std::vector<std::string> attributes;
  text::Place place;
};

/// `ratio: {of: …, to: …, if-none: …}` with `at-least` or `at-most`.
struct Ratio {
  enum class IfNone : std::uint8_t { met, breached, undetermined };
  Aggregate of;
  Aggregate to;
  IfNone if_none = IfNone::undetermined;  ///< what an empty denominator means
  std::optional<Decimal> at_least;
  std::optional<Decimal> at_most;
};

/// A stated figure against what it should be.
struct Reconciliation {
  enum class Relation : std::uint8_t { equals, at_most, at_least };
  std::string figure;  ///< attribute of the trigger
  Relation relation = Relation::equals;
  Aggregate with;
  bool as_shown = false;  ///< `rounding: as-shown`: figures stand for all values that round to the digits they show
  std::string during;     ///< attribute of the trigger that names the period whose events count; empty: all
};

/// What must, or must not, be there?
struct Demand {
  enum class Kind : std::uint8_t {
    expect,
    expect_before,
    forbid,
    assert_that,
    count,
    gap,
    ratio,
    reconcile,
    require_attributes,
  };
  Kind kind = Kind::expect;
  /// expect: one of the pattern; with `all` each of several. expect-before: the steps. forbid, count, gap: one.
  std::vector<EventPattern> events;
  bool all = false;                   ///< `expect: {all: […]}`
  Bounds bounds;                      ///< of expect and count
  std::string distinct;               ///< attribute: counts its values; between steps: each has another
  bool in_order = false;              ///< of expect-before: each step not before the one above it
  bool one_to_one = false;            ///< `matching: one-to-one`: a response answers one trigger only
  bool early = false;                 ///< `early: allowed`: a response before the trigger is fine too
  std::optional<EventPattern> until;  ///< of forbid
  std::optional<Condition> assertion;
  std::optional<time::Period> gap;  ///< `gap: at most 7 days`
  std::optional<Ratio> ratio;
  std::optional<Reconciliation> reconcile;
  std::vector<std::string> required;  ///< attributes
  text::Place place;
};

/// One row of a table of limits: the first whose condition holds applies. Without a period the rule asks nothing of
/// such events.
struct Limit {
  std::optional<Condition> where;
  std::optional<time::Period> period;
  text::Place place;
};

/// A time that a clock can start from.
struct StartPoint {
  enum class Kind : std::uint8_t { trigger, event, attribute };
  Kind kind = Kind::trigger;
  EventPattern event;                ///< the first that carries the same keys and is not certainly before the trigger
  std::string attribute;             ///< of the trigger: a time
  std::optional<time::Period> plus;  ///< so long after it
  text::Place place;
};

/// `start:` one point, or the earlier or later of several.
struct Start {
  enum class Kind : std::uint8_t { single, earlier_of, later_of };
  Kind kind = Kind::single;
  std::vector<StartPoint> points;  ///< never empty
};

/// The clock stands from an event to the next that ends it.
struct PauseRule {
  EventPattern from;
  EventPattern to;
  std::vector<std::string> same;        ///< attributes that the two carry alike, such as the party that is asked
  std::optional<time::Period> at_most;  ///< it ends then at the latest
  text::Place place;
};

/// The clock runs anew from an event; with `if` only when that event came before it, and within a period of the
/// clock's start. While the `if` event is there and the other is not, the clock stands.
struct RestartRule {
  EventPattern on;
  std::optional<EventPattern> condition;  ///< `if`
  std::optional<time::Period> within;     ///< of the `if` event
  text::Place place;
};

/// More time when all the events are there before the deadline, so often at most.
struct ExtensionRule {
  std::vector<EventPattern> on;
  time::Period by;
  std::int64_t times = 1;
  text::Place place;
};

/// An event taken to have happened at the trigger when another did not within a period of it:
/// `deemed: {event: application.accepted, if-no: correction.requested, within: 5 working days}`.
struct DeemedRule {
  EventPattern event;
  EventPattern unless;
  time::Period within;
  text::Place place;
};

/// A violation with a recorded reason has another verdict.
struct Excuse {
  std::optional<EventPattern> on;      ///< an event with the same keys, or …
  std::optional<Condition> where;      ///< … a condition on the late response (on the trigger when there is none)
  std::optional<time::Period> within;  ///< and only when the demand is met within this longer limit
  std::string verdict;                 ///< `met` or `undetermined`
  text::Place place;
};

/// Until when?
struct Clock {
  std::vector<Limit> within;                   ///< empty: no limit of that kind
  std::optional<time::Period> no_sooner_than;  ///< a minimum duration
  std::optional<time::Period> ahead;           ///< of expect-before: at least so long before the trigger
  std::optional<time::DueDate> by;
  time::Roll roll = time::Roll::by_regime;  ///< of `within`; a due date moves only when the rule says so
  bool by_day = false;                      ///< `by-day: true`: order is a matter of days
  bool each_step = false;                   ///< `chain: true` of expect all: each limit runs from the step before
  std::optional<Start> start;
  std::vector<PauseRule> pauses;
  std::vector<RestartRule> restarts;
  std::vector<ExtensionRule> extensions;
  std::vector<DeemedRule> deemed;
  std::vector<Excuse> excuses;
  text::Place place;  ///< of its first key
};

/// One example of a rule: a small log and the verdicts it must give.
struct Example {
  text::Phrase name;
  std::string log;  ///< lines of `TIME  event-type  key=value …`
  text::Place log_place;
  std::string as_of;
  text::Place as_of_place;
  std::vector<std::string> verdicts;
  std::vector<std::string> deadlines;  ///< in the order of the verdicts; empty: not said
  std::string covers_from, covers_to;  ///< from when to when the log claims to be whole; empty: not said
  text::Place covers_place;
  std::vector<std::pair<std::string, std::vector<std::string>>> rosters;
  text::Place place;
};

struct Rule {
  std::string id;
  text::Phrase title;
  text::Phrase note;
  Citation cite;
  Severity severity = Severity::medium;
  std::string owner;
  std::optional<Decimal> weight;  ///< in the year-end score; where none is written it is 1
  InForce in_force;

  std::string replaces;  ///< id of the rule that ends the day before this one begins
  text::Place replaces_place;

  Scope scope;
  Demand demand;
  std::vector<std::string> same;  ///< attributes that trigger and events of the demand and clock carry alike
  text::Place same_place;
  Clock clock;

  std::vector<Example> examples;
  std::vector<std::string> parameters;  ///< names of those that it reads
  text::Place place;                    ///< of its id
};

/// A point that the source leaves open, as this run reads it.
struct Parameter {
  struct Choice {
    std::string value;
    text::Phrase title;
  };
  std::string name;
  text::Phrase title;
  text::Phrase because;
  std::vector<Choice> choices;
  std::size_t chosen = 0;
  bool by_default = true;
  text::Place place;
};

/// The values an attribute can take. Another value makes every condition on it undetermined.
struct Domain {
  std::string attribute;
  std::vector<std::string> one_of;
};

/// Rules that share a source document, a calendar and a time zone.
struct Pack {
  std::string id;
  std::string extends;  ///< id of the pack that it is laid over; empty: none
  text::Phrase title;
  std::string issuer;
  std::optional<time::Day> issued;
  std::string source_text;  ///< file name of the source document
  std::string calendar;     ///< id of the calendar, or a path to a file
  text::Place calendar_place;
  time::Zone zone = time::Zone::utc();
  const time::Regime* regime = nullptr;
  InForce in_force;
  std::vector<Domain> domains;
  std::vector<Parameter> parameters;
  std::vector<Rule> rules;
  text::SourcePtr source;
  text::Place place;  ///< of its id
};

}  // namespace shixian::rule
