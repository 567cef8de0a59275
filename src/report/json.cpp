#include "report/json.hpp"

#include "check/evidence.hpp"
#include "check/overdue.hpp"
#include "check/reach.hpp"
#include "log/place.hpp"
#include "report/as_of.hpp"

namespace shixian::report {

void Json::finding(const check::Finding& finding) {
  const auto& findings = report_.findings;
  const auto& context = findings.rules[finding.rule];
  json_.StartObject();
  put("rule", context.rule->id);
  put("verdict", check::name(finding.verdict));
  key("keys");
  json_.StartObject();
  for (const auto& [name, value] : check::keys(finding, findings, report_.log)) put(name, value);
  json_.EndObject();
  if (const auto whose = check::entity(finding, findings)) {
    key("entity");
    json_.StartObject();
    put(whose->first, whose->second);
    json_.EndObject();
  }
  if (const auto period = check::period(finding, findings)) put("period", time::label(*period));
  if (finding.trigger != check::none) event("trigger", finding.trigger);
  if (const auto deadline = check::deadline(finding, findings, report_.log)) put("deadline", time::iso(*deadline));
  if (const auto earliest = check::earliest_deadline(finding, findings)) put("deadline-earliest", time::iso(*earliest));
  if (finding.provisional) flag("provisional", true);
  if (finding.response != check::none) event("response", finding.response);
  if (const auto overdue = check::overdue(finding, findings, report_.log)) {
    put("overdue", overdue->describe().english);
    if (overdue->at_least) flag("overdue-at-least", true);
  }
  if (finding.reason != check::none) put("reason", findings.reasons[finding.reason].in(report_.language));
  if (finding.waiver != check::none) {
    put("waiver", findings.waivers[finding.waiver].id);
    put("without-waiver", check::name(finding.waived_from));
  }
  if (report_.comparison)
    if (const auto change = report_.comparison->changes[check::index_of(findings, finding)]; change != Change::none)
      put("since-baseline", title(change).english);
  put("fingerprint", check::fingerprint(finding, findings, report_.log));
  json_.EndObject();
}

void Json::rule(const check::RuleContext& context) {
  const auto& rule = *context.rule;
  static constexpr std::string_view severities[]{"high", "medium", "low"};
  json_.StartObject();
  put("id", rule.id);
  put("pack", context.pack->id);
  put("title", rule.title.in(report_.language));
  put("severity", severities[static_cast<std::size_t>(rule.severity)]);
  if (!rule.owner.empty()) put("owner", rule.owner);
  put("source", context.pack->title.in(report_.language));
  if (!rule.cite.item.empty()) put("item", rule.cite.item);
  if (!rule.cite.quote.empty()) put("quote", rule.cite.quote);
  if (!rule.cite.requirements.empty()) {
    key("requirements");
    json_.StartArray();
    for (const auto& requirement : rule.cite.requirements) text(requirement);
    json_.EndArray();
  }
  flag("judged", context.judged);
  json_.EndObject();
}

void Json::waiver(const rule::Waiver& waiver, const check::WaiverUse& use) {
  static constexpr std::string_view states[]{"in-force", "expired", "not-yet-approved"};
  json_.StartObject();
  put("id", waiver.id);
  put("rule", waiver.rule);
  put("state", states[static_cast<std::size_t>(use.state)]);
  put("approved-by", waiver.approved_by);
  put("approved-on", time::iso(waiver.approved_on));
  put("expires", time::iso(waiver.expires));
  put("reason", waiver.reason);
  if (!waiver.evidence.empty()) put("evidence", waiver.evidence);
  number("violations", use.violations);
  number("other-findings", use.others);
  json_.EndObject();
}

void Json::fixed(const Fixed& one) {
  json_.StartObject();
  put("rule", one.known->rule);
  put("was", one.known->verdict);
  if (one.finding != check::none) put("verdict", check::name(report_.findings.all[one.finding].verdict));
  put("subject", one.known->subject);
  put("fingerprint", one.known->fingerprint);
  json_.EndObject();
}

void Json::not_compared(const Known& known) {
  json_.StartObject();
  put("rule", known.rule);
  put("was", known.verdict);
  put("subject", known.subject);
  put("fingerprint", known.fingerprint);
  json_.EndObject();
}

void Json::unmatched(std::uint32_t rule, std::uint32_t response) {
  json_.StartObject();
  put("rule", report_.findings.rules[rule].rule->id);
  event("response", response);
  json_.EndObject();
}

void Json::not_in_force(std::uint32_t rule) {
  const auto& of = *report_.findings.rules[rule].rule;
  json_.StartObject();
  put("rule", of.id);
  number("triggers", report_.findings.outside_force[rule].all());
  if (of.in_force.from) put("from", time::iso(*of.in_force.from));
  if (of.in_force.to) put("to", time::iso(*of.in_force.to));
  json_.EndObject();
}

void Json::types_held() {
  json_.StartObject();
  for (const auto& held : check::types_held(report_.log)) number(held.type, held.events);
  json_.EndObject();
}

void Json::rejection(const log::Rejection& rejection) {
  const auto& origin = report_.log.events.origins()[rejection.origin];
  json_.StartObject();
  put("file", origin.file);
  if (!origin.sheet.empty()) put("sheet", origin.sheet);
  number("row", rejection.row);
  if (const auto cell = log::cell_of(origin, rejection.where()); rejection.column_number > 0 && !cell.empty())
    put("cell", cell);
  if (!rejection.column.empty()) put("column", rejection.column);
  put("text", rejection.text);
  put("reason", rejection.reason.in(report_.language));
  json_.EndObject();
}

void Json::remark(const check::Remark& remark) {
  json_.StartObject();
  put("kind", remark.kind);
  number("count", remark.count);
  put("what", remark.what.in(report_.language));
  key("at");
  json_.StartArray();
  for (const auto event : remark.at) place(event);
  json_.EndArray();
  json_.EndObject();
}

void Json::summary() {
  const auto& findings = report_.findings;
  json_.StartObject();
  put("as-of", as_of_iso(findings.as_of, zone_of(findings)));
  flag("complete", report_.complete());
  const auto totals = check::totals(findings.all);
  for (std::size_t i = 0; i < totals.size(); ++i) number(check::name(static_cast<check::Verdict>(i)), totals[i]);
  if (const auto* against = report_.comparison) {
    number("new", against->fresh);
    number("unchanged", against->unchanged);
    number("fixed", against->fixed.size());
    number("not-compared", against->not_compared.size());
  }
  number("rejected", report_.log.rejections.size());
  number("events", report_.log.events.size());
  key("calendars");
  json_.StartArray();
  for (const auto* calendar : calendars(findings)) text(calendar->id());
  json_.EndArray();
  key("readings");
  json_.StartObject();
  for (const auto& [pack, parameter] : readings(findings))
    put(pack->id + "." + parameter->name, parameter->choices[parameter->chosen].value);
  json_.EndObject();
  json_.EndObject();
}

void Json::number(std::string_view name, std::uint64_t value) {
  key(name);
  json_.Uint64(value);
}

void Json::flag(std::string_view name, bool value) {
  key(name);
  json_.Bool(value);
}

void Json::event(std::string_view name, std::uint32_t event) {
  const auto& events = report_.log.events;
  key(name);
  json_.StartObject();
  put("type", events.types().at(events.type(event)));
  if (events.moment(event).known()) put("time", time::iso(events.moment(event)));
  key("at");
  place(event);
  json_.EndObject();
}

void Json::place(std::uint32_t event) {
  const auto& where = report_.log.events.where(event);
  const auto& origin = report_.log.events.origins()[where.origin];
  json_.StartObject();
  put("file", origin.file);
  if (!origin.sheet.empty()) put("sheet", origin.sheet);
  number("row", where.row);
  if (const auto cell = log::cell_of(origin, where); !cell.empty()) put("cell", cell);
  json_.EndObject();
}

}  // namespace shixian::report
