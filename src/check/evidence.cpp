#include "check/evidence.hpp"

#include <fmt/ranges.h>
#include <xxhash.h>

#include <chrono>

#include "text/cell.hpp"

namespace shixian::check {

namespace {

std::string value_of(const log::EventTable& events, const std::string& attribute, std::uint32_t event) {
  const auto* column = events.attribute(attribute);
  if (event == none || !column || column->codes[event] == log::no_value) return {};
  return column->values.at(column->codes[event]);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> keys(const Finding& finding, const Findings& findings,
                                                      const log::Log& log) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& name : findings.rules[finding.rule].rule->same) {
    auto value = value_of(log.events, name, finding.trigger);
    if (!value.empty()) pairs.emplace_back(name, std::move(value));
  }
  return pairs;
}

std::optional<std::pair<std::string, std::string>> entity(const Finding& finding, const Findings& findings) {
  if (finding.entity == none) return std::nullopt;
  const auto& context = findings.rules[finding.rule];
  return std::pair{context.entity_attribute, context.entities[finding.entity]};
}

std::optional<time::Span> period(const Finding& finding, const Findings& findings) {
  if (finding.period == none) return std::nullopt;
  return findings.rules[finding.rule].periods[finding.period];
}

std::string subject(const Finding& finding, const Findings& findings, const log::Log& log) {
  std::vector<std::string> parts;
  if (const auto whose = entity(finding, findings)) parts.push_back(whose->second);
  if (const auto span = period(finding, findings)) parts.push_back(time::label(*span));
  for (const auto& [name, value] : keys(finding, findings, log)) parts.push_back(value);
  return fmt::format("{}", fmt::join(parts, " · "));
}

namespace {

time::Precision precision_of(const Finding& finding, const log::Log& log) {
  return finding.trigger == none ? time::Precision::instant : log.events.moment(finding.trigger).precision;
}

/// Whether the time that hours are counted from is known to the minute at best.
bool is_coarse(const time::Reckoning& reckoning) {
  return reckoning.deadline - reckoning.no_earlier_than >= std::chrono::minutes{1};
}

}  // namespace

std::optional<time::Moment> deadline(const Finding& finding, const Findings& findings, const log::Log& log) {
  if (finding.reckoning == none) return std::nullopt;
  const auto& reckoning = findings.reckonings[finding.reckoning];
  const auto& zone = findings.rules[finding.rule].pack->zone;
  auto moment = time::as_moment(reckoning, zone);
  if (reckoning.last_day || (precision_of(finding, log) == time::Precision::instant && !is_coarse(reckoning)))
    return moment;
  moment.precision = time::Precision::minute;
  return moment;
}

std::optional<time::Moment> earliest_deadline(const Finding& finding, const Findings& findings) {
  if (finding.reckoning == none) return std::nullopt;
  const auto& reckoning = findings.reckonings[finding.reckoning];
  if (reckoning.last_day || reckoning.provisional || !is_coarse(reckoning)) return std::nullopt;
  auto moment = findings.rules[finding.rule].pack->zone.at(reckoning.no_earlier_than);
  moment.precision = time::Precision::minute;
  return moment;
}

namespace {

/// What tells an obligation from others, as a text; see `fingerprint`.
class Identity {
 public:
  Identity(const Finding& finding, const Findings& findings, const log::Log& log)
      : finding_(finding), findings_(findings), log_(log), context_(findings.rules[finding.rule]) {}

  std::string text() {
    put(context_.pack->id);
    put(context_.rule->id);
    for (const auto& name : context_.rule->same) {
      put(name);
      put_value(name, finding_.trigger);
    }
    put_trigger();
    if (const auto whose = entity(finding_, findings_)) {
      put(whose->first);
      put(text::folded(whose->second));
    }
    if (finding_.period != none && context_.periods[finding_.period].unit != time::SpanUnit::log)
      put(time::label(context_.periods[finding_.period]));
    // Which of several forbidden events it is, is told by the event and not by how many came before it.
    if (context_.rule->demand.kind == rule::Demand::Kind::forbid) {
      if (finding_.crowded)
        put_event(finding_.response);
      else
        put_time(finding_.response);
    }
    if (finding_.cause != none) put(findings_.rules[finding_.cause].rule->id);
    put_time(finding_.cause_event);
    put(fmt::format("{}.{}", finding_.ordinal, finding_.copy));
    return std::move(text_);
  }

 private:
  /// Its length keeps a field apart from its neighbours.
  void put(std::string_view field) { text_ += fmt::format("{}:{};", field.size(), field); }

  void put_value(const std::string& name, std::uint32_t event) {
    put(text::folded(value_of(log_.events, name, event)));
  }

  void put_time(std::uint32_t event) {
    if (event == none) return;
    const auto moment = log_.events.moment(event);
    put(fmt::format("{}..{}", moment.first.time_since_epoch().count(), moment.last.time_since_epoch().count()));
  }

  /// All that it says, to the letter, where its time is not enough.
  void put_event(std::uint32_t event) {
    if (event == none) return;
    put_time(event);
    for (const auto& attribute : log_.events.attributes())
      if (attribute.codes[event] != log::no_value && attribute.name != log::recorded_at) {
        put(attribute.name);
        put(attribute.values.at(attribute.codes[event]));
      }
  }

  void put_trigger() {
    if (finding_.several)
      put_event(finding_.trigger);
    else if (context_.rule->same.empty())
      put_time(finding_.trigger);
  }

  const Finding& finding_;
  const Findings& findings_;
  const log::Log& log_;
  const RuleContext& context_;
  std::string text_;
};

}  // namespace

std::uint64_t content_of(const log::EventTable& events, std::uint32_t event) {
  const auto moment = events.moment(event);
  std::vector<std::int64_t> said{moment.first.time_since_epoch().count(), moment.last.time_since_epoch().count()};
  for (const auto& attribute : events.attributes())
    if (attribute.name != log::recorded_at) said.push_back(attribute.codes[event]);
  return XXH3_64bits(said.data(), said.size() * sizeof(said.front()));
}

std::string fingerprint(const Finding& finding, const Findings& findings, const log::Log& log) {
  const auto text = Identity(finding, findings, log).text();
  const auto hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace shixian::check
