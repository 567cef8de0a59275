#include "check/example.hpp"

#include <algorithm>
#include <sstream>

#include "check/evidence.hpp"
#include "time/written.hpp"

namespace shixian::check {

namespace {

using text::Code;
using text::Phrase;

/// Words of a line; a double-quoted part keeps its blanks and loses its quotes.
std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ' ' && !quoted) {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else
      word += c;
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool is_time_of_day(const std::string& word) {
  return word.find(':') != std::string::npos && word.find_first_not_of("0123456789:.+-Z") == std::string::npos;
}

class Reader {
 public:
  Reader(const rule::Example& example, const time::Zone& zone, text::Diagnostics& out)
      : example_(example), zone_(zone), out_(out) {
    log::Origin origin;
    origin.file = "example";
    log_.events.add_origin(std::move(origin));
    log_.coverage.emplace_back();
    log_.may_hold.emplace_back();
  }

  std::optional<log::Log> read() {
    std::istringstream lines(example_.log);
    std::uint32_t number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      place_ = place_of(line);
      const auto words = split(line);
      if (!words.empty() && !words[0].starts_with('#')) read_line(words, number);
    }
    for (const auto& [name, entities] : example_.rosters)
      log_.rosters[name] = {entities, "example", std::vector<std::uint32_t>(entities.size(), 1)};
    if (failed_) return std::nullopt;
    return std::move(log_);
  }

 private:
  void fail(std::uint32_t line, const Phrase& why) {
    failed_ = true;
    out_.error(Code::bad_log, place_,
               {fmt::format("line {} of the example: {}", line, why.english),
                fmt::format("示例第 {} 行：{}", line, why.chinese)})
        .with_help({"write lines of: TIME  event-type  key=value …; a value with blanks in double quotes",
                    "请按“时间  事件类型  键=值 …”书写；含空格的值加双引号"});
  }

  /// Where a line of the log stands in the file, where it stands there as it is.
  text::Place place_of(const std::string& line) const {
    const auto& block = example_.log_place;
    if (!block.source || line.empty()) return block;
    const auto at = block.source->content().find(line, block.span.begin);
    return at == std::string_view::npos ? block : text::Place{block.source, {at, at + line.size()}};
  }

  void read_line(const std::vector<std::string>& words, std::uint32_t line) {
    std::size_t next = 1;
    auto written = words[0];
    if (words.size() > 1 && is_time_of_day(words[1])) written += " " + words[next++];
    Phrase why;
    const auto moment = time::read_time(written, zone_, {}, why);
    if (!moment) return fail(line, why);
    if (next >= words.size()) return fail(line, {"the event type is missing", "缺少事件类型"});
    const auto event = log_.events.add(log_.events.intern_type(words[next++]), *moment, {0, line, 1});
    for (; next < words.size(); ++next) {
      const auto equals = words[next].find('=');
      if (equals == std::string::npos || equals == 0)
        return fail(line, text::phrase("'{}' is not key=value", "“{}”不是 键=值", words[next]));
      const auto attribute = log_.events.add_attribute(words[next].substr(0, equals));
      const auto value = words[next].substr(equals + 1);
      if (!value.empty()) log_.events.set(event, attribute, log_.events.intern_value(attribute, value));
    }
  }

  const rule::Example& example_;
  const time::Zone& zone_;
  text::Diagnostics& out_;
  log::Log log_;
  text::Place place_;  // of the line being read
  bool failed_ = false;
};

}  // namespace

std::optional<log::Log> example_log(const rule::Example& example, const time::Zone& zone, text::Diagnostics& out) {
  return Reader(example, zone, out).read();
}

namespace {

/// The rule and those whose violations it answers to, and theirs.
std::vector<rule::Rule> with_sources(const rule::Pack& pack, const rule::Rule& rule) {
  std::vector<rule::Rule> rules{rule};
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (const auto& id : std::vector<std::string>(rules[i].scope.violations_of))
      for (const auto& other : pack.rules) {
        const bool known = std::any_of(rules.begin(), rules.end(), [&](const auto& one) { return one.id == other.id; });
        if (other.id == id && !known) rules.push_back(other);
      }
  return rules;
}

/// The declared coverage of an example's log; an error where a date cannot be read.
std::optional<log::Coverage> coverage_of(const rule::Example& example, const time::Zone& zone, text::Diagnostics& out) {
  log::Coverage coverage;
  for (const auto* written : {&example.covers_from, &example.covers_to}) {
    if (written->empty()) continue;
    Phrase why;
    const auto day = time::read_day(*written, why);
    if (!day) {
      out.error(Code::bad_time, example.covers_place, why);
      return std::nullopt;
    }
    if (written == &example.covers_from)
      coverage.from = zone.start_of(*day);
    else
      coverage.to = zone.end_of(*day);
  }
  return coverage;
}

}  // namespace

std::unique_ptr<ExampleRun> judge_example(const PackInput& pack, const rule::Rule& rule, const rule::Example& example,
                                          text::Diagnostics& out) {
  auto log = example_log(example, pack.pack->zone, out);
  Phrase why;
  const auto as_of = time::read_time(example.as_of, pack.pack->zone, {}, why);
  if (!as_of) out.error(Code::bad_time, example.as_of_place, why);
  const auto coverage = coverage_of(example, pack.pack->zone, out);
  if (!log || !as_of || !coverage) return nullptr;
  log->coverage.front() = *coverage;
  auto run = std::make_unique<ExampleRun>(ExampleRun{*pack.pack, std::move(*log), {}});
  run->pack.rules = with_sources(*pack.pack, rule);
  // What no line of an example says is empty, not a column that is not there.
  for (const auto& one : run->pack.rules)
    for (const auto& name : one.demand.required) run->log.events.add_attribute(name);
  const PackInput alone{&run->pack, pack.calendar};
  text::Diagnostics fit;
  check_fit({alone}, run->log, fit);
  if (fit.has_errors()) {
    for (const auto& problem : fit.all())
      if (problem.severity == text::Severity::error)
        out.error(problem.code, example.place, problem.message)
            .with_help({"give the example its rosters: rosters: {name: [a, b]}",
                        "请为示例写明名册：rosters: {名册: [甲, 乙]}"});
    return nullptr;
  }
  Groupings groupings(run->log.events);
  run->findings =
      check({alone}, run->log, groupings, {as_of->precision == time::Precision::day ? as_of->last : as_of->first, 1});
  return run;
}

std::optional<ExampleOutcome> run_example(const PackInput& pack, const rule::Rule& rule, const rule::Example& example,
                                          text::Diagnostics& out) {
  const auto run = judge_example(pack, rule, example, out);
  if (!run) return std::nullopt;
  const auto& findings = run->findings;
  ExampleOutcome outcome;
  for (const auto& finding : findings.of(0)) {
    outcome.verdicts.emplace_back(name(finding.verdict));
    const auto due = deadline(finding, findings, run->log);
    outcome.deadlines.push_back(due ? time::readable(*due) : "-");
    outcome.reasons.push_back(finding.reason == none ? Phrase{} : findings.reasons[finding.reason]);
  }
  return outcome;
}

bool holds(const rule::Example& example, const ExampleOutcome& outcome) {
  return outcome.verdicts == example.verdicts && (example.deadlines.empty() || outcome.deadlines == example.deadlines);
}

}  // namespace shixian::check
