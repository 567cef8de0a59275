#include "report/site.hpp"

#include <algorithm>

#include "check/evidence.hpp"
#include "log/place.hpp"
#include "report/entry.hpp"

namespace shixian::report {

namespace {

std::string without_dot(const std::string& path) { return path.starts_with("./") ? path.substr(2) : path; }

Site at(const Report& report, const log::Where& where) {
  const auto& origin = report.log.events.origins()[where.origin];
  Site made{without_dot(origin.file), std::max<std::uint64_t>(where.row, 1), 1, {}, true};
  if (origin.counting == log::Counting::cells) made.column = std::max<std::uint64_t>(where.column, 1);
  if (!origin.sheet.empty()) made.name = log::place_of(origin, where).in(report.language);
  return made;
}

std::optional<Site> in_roster(const Report& report, const check::Finding& finding) {
  const auto& scope = report.findings.rules[finding.rule].rule->scope;
  const auto whose = check::entity(finding, report.findings);
  if (!whose || !scope.of || scope.of->roster.empty()) return std::nullopt;
  const auto at = report.log.rosters.find(scope.of->roster);
  if (at == report.log.rosters.end()) return std::nullopt;
  const auto& roster = at->second;
  const auto named = std::find(roster.entities.begin(), roster.entities.end(), whose->second);
  if (named == roster.entities.end() || roster.file.empty()) return std::nullopt;
  return Site{
      without_dot(roster.file), roster.rows[static_cast<std::size_t>(named - roster.entities.begin())], 1, {}, true};
}

}  // namespace

Site site(const Report& report, const check::Finding& finding) {
  if (const auto event = site_of(finding); event != check::none) return site_of_event(report, event);
  if (const auto listed = in_roster(report, finding)) return *listed;
  const auto& place = report.findings.rules[finding.rule].rule->place;
  if (!place.source) return {"", 1, 1, {}, false};
  const auto position = place.source->position(place.span.begin);
  return {without_dot(place.source->name()), position.line, position.column, {}, false};
}

Site site_of_event(const Report& report, std::uint32_t event) { return at(report, report.log.events.where(event)); }

Site site(const Report& report, const log::Rejection& rejection) { return at(report, rejection.where()); }

}  // namespace shixian::report
