#include "check/evidence.hpp"

#include <fmt/ranges.h>
#include <xxhash.h>

#include <chrono>

namespace shixian::check {

namespace {

std::string value_of(const log::EventTable& events, const std::string& attribute, std::uint32_t event) {
  const auto* column = events.attribute(attribute);
  if (event == none || !column || column->codes[event] == log::no_value) return {};
  return column->values.at(column->codes[event]);
}

/// A field of the fingerprint's text: its length keeps neighbours apart.
void put(std::string& text, std::string_view field) { text += fmt::format("{}:{};", field.size(), field); }

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

std::string fingerprint(const Finding& finding, const Findings& findings, const log::Log& log) {
  const auto& context = findings.rules[finding.rule];
  std::string text;
  put(text, context.pack->id);
  put(text, context.rule->id);
  for (const auto& name : context.rule->same) {
    put(text, name);
    put(text, value_of(log.events, name, finding.trigger));
  }
  const auto put_time = [&](std::uint32_t event) {
    const auto moment = log.events.moment(event);
    put(text, time::iso(moment));
    // A date says no offset; of two zones' days of the same date, one is not the pack's.
    if (moment.precision == time::Precision::day && moment.offset != context.pack->zone.offset_in_minutes(moment.first))
      put(text, std::to_string(moment.offset));
  };
  if (context.rule->same.empty() && finding.trigger != none) put_time(finding.trigger);
  if (const auto whose = entity(finding, findings)) {
    put(text, whose->first);
    put(text, whose->second);
  }
  if (finding.period != none && context.periods[finding.period].unit != time::SpanUnit::log)
    put(text, time::label(context.periods[finding.period]));
  // Which of several forbidden events it is, is told by the event and not by how many came before it.
  if (context.rule->demand.kind == rule::Demand::Kind::forbid && finding.response != none) put_time(finding.response);
  put(text, std::to_string(finding.ordinal));
  const auto hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace shixian::check
