// Rules as they were written, typed and with their places.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rule/condition.hpp"
#include "text/phrase.hpp"
#include "text/source.hpp"
#include "time/moment.hpp"
#include "time/period.hpp"
#include "time/reckoning.hpp"
#include "time/zone.hpp"

namespace shixian::rule {

enum class Severity : std::uint8_t { high, medium, low };

/// Where a duty is written: the item or article of the pack's source, its words, and the requirement it answers.
struct Citation {
  std::string item;
  std::string quote;
  std::string requirement;
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

/// One row of a table of limits: the first whose condition holds applies. Without a period the rule asks nothing of
/// such events.
struct Limit {
  std::optional<Condition> where;
  std::optional<time::Period> period;
  text::Place place;
};

/// One obligation for each trigger event and each entity of a roster.
struct EachOf {
  std::string attribute;  ///< what a response carries to say whose it is
  std::string roster;
  text::Place place;
};

/// One example of a rule: a small log and the verdicts it must give.
struct Example {
  text::Phrase name;
  std::string log;  ///< lines of `TIME  event-type  key=value …`
  text::Place log_place;
  std::string as_of;
  text::Place as_of_place;
  std::vector<std::string> verdicts;
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
  InForce in_force;

  EventPattern for_each;  // scope
  std::optional<Condition> where;
  text::Place where_place;
  std::optional<EachOf> of;

  EventPattern expect;  // demand
  text::Place same_place;
  std::vector<std::string> same;  ///< attributes that trigger and response carry with the same value
  bool early = false;             ///< a response before the trigger is fine too

  std::vector<Limit> within;  // clock; never empty
  time::Roll roll = time::Roll::by_regime;

  std::vector<Example> examples;
  text::Place place;  ///< of its id
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
