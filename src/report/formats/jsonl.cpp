// One finding a line (design 8); then one line for each waiver, each known violation that is fixed or could not be
// compared with the baseline, each response that no trigger calls for, each rule that no ledger
// records anything about, each rule with triggers outside its time in force, the events when no rule reads any, each
// rejected cell or row, each ledger that could not be read, each remark on the ledgers; last the summary.
#include <rapidjson/ostreamwrapper.h>
#include <rapidjson/writer.h>

#include <ostream>

#include "check/evidence.hpp"
#include "check/overdue.hpp"
#include "check/reach.hpp"
#include "log/place.hpp"
#include "report/as_of.hpp"
#include "report/baseline.hpp"
#include "report/report.hpp"

namespace shixian::report {

namespace {

using rapidjson::OStreamWrapper;
using Writer = rapidjson::Writer<OStreamWrapper>;

class Line {
 public:
  explicit Line(std::ostream& out) : out_(out), stream_(out), json_(stream_) {}

  void finding(const Report& report, const check::Finding& finding) {
    const auto& context = report.findings.rules[finding.rule];
    begin();
    put("rule", context.rule->id);
    put("verdict", check::name(finding.verdict));
    key("keys");
    json_.StartObject();
    for (const auto& [name, value] : check::keys(finding, report.findings, report.log)) put(name, value);
    json_.EndObject();
    if (const auto whose = check::entity(finding, report.findings)) {
      key("entity");
      json_.StartObject();
      put(whose->first, whose->second);
      json_.EndObject();
    }
    if (const auto period = check::period(finding, report.findings)) put("period", time::label(*period));
    if (finding.trigger != check::none) event("trigger", report.log, finding.trigger);
    if (const auto deadline = check::deadline(finding, report.findings, report.log))
      put("deadline", time::iso(*deadline));
    if (const auto earliest = check::earliest_deadline(finding, report.findings))
      put("deadline-earliest", time::iso(*earliest));
    if (finding.provisional) {
      key("provisional");
      json_.Bool(true);
    }
    if (finding.response != check::none) event("response", report.log, finding.response);
    if (const auto overdue = check::overdue(finding, report.findings, report.log)) {
      put("overdue", overdue->describe().english);
      if (overdue->at_least) {
        key("overdue-at-least");
        json_.Bool(true);
      }
    }
    if (finding.reason != check::none) put("reason", report.findings.reasons[finding.reason].in(report.language));
    if (finding.waiver != check::none) {
      put("waiver", report.findings.waivers[finding.waiver].id);
      put("without-waiver", check::name(finding.waived_from));
    }
    if (report.comparison)
      if (const auto change = report.comparison->changes[index_of(report, finding)]; change != Change::none)
        put("since-baseline", title(change).english);
    put("fingerprint", check::fingerprint(finding, report.findings, report.log));
    end();
  }

  void fixed(const Report& report, const Fixed& one) {
    begin();
    key("fixed");
    json_.StartObject();
    put("rule", one.known->rule);
    put("was", one.known->verdict);
    if (one.finding != check::none) put("verdict", check::name(report.findings.all[one.finding].verdict));
    put("subject", one.known->subject);
    put("fingerprint", one.known->fingerprint);
    json_.EndObject();
    end();
  }

  void not_compared(const Known& known) {
    begin();
    key("not-compared");
    json_.StartObject();
    put("rule", known.rule);
    put("was", known.verdict);
    put("subject", known.subject);
    put("fingerprint", known.fingerprint);
    json_.EndObject();
    end();
  }

  void waiver(const rule::Waiver& waiver, const check::WaiverUse& use) {
    static constexpr std::string_view states[]{"in-force", "expired", "not-yet-approved"};
    begin();
    key("waiver");
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
    end();
  }

  void unmatched(const Report& report, std::uint32_t rule, std::uint32_t response) {
    begin();
    key("unmatched");
    json_.StartObject();
    put("rule", report.findings.rules[rule].rule->id);
    event("response", report.log, response);
    json_.EndObject();
    end();
  }

  void not_judged(const check::RuleContext& context) {
    begin();
    put("not-judged", context.rule->id);
    end();
  }

  void outside_force(const Report& report, std::uint32_t rule) {
    const auto& of = *report.findings.rules[rule].rule;
    begin();
    key("not-in-force");
    json_.StartObject();
    put("rule", of.id);
    number("triggers", report.findings.outside_force[rule].all());
    if (of.in_force.from) put("from", time::iso(*of.in_force.from));
    if (of.in_force.to) put("to", time::iso(*of.in_force.to));
    json_.EndObject();
    end();
  }

  void unread_types(const Report& report) {
    begin();
    key("no-rule-reads");
    json_.StartObject();
    for (const auto& held : check::types_held(report.log)) number(held.type, held.events);
    json_.EndObject();
    end();
  }

  void rejection(const Report& report, const log::Rejection& rejection) {
    begin();
    key("rejected");
    json_.StartObject();
    put("file", report.log.events.origins()[rejection.origin].file);
    if (const auto& sheet = report.log.events.origins()[rejection.origin].sheet; !sheet.empty()) put("sheet", sheet);
    number("row", rejection.row);
    if (const auto cell = log::cell_of(report.log.events.origins()[rejection.origin], rejection.where());
        rejection.column_number > 0 && !cell.empty())
      put("cell", cell);
    if (!rejection.column.empty()) put("column", rejection.column);
    put("text", rejection.text);
    put("reason", rejection.reason.in(report.language));
    json_.EndObject();
    end();
  }

  void unread(const Report& report, const text::Phrase& what) {
    begin();
    put("unread", what.in(report.language));
    end();
  }

  void remark(const Report& report, const check::Remark& remark) {
    begin();
    key("integrity");
    json_.StartObject();
    put("kind", remark.kind);
    number("count", remark.count);
    put("what", remark.what.in(report.language));
    key("at");
    json_.StartArray();
    for (const auto event : remark.at) place(report.log, event);
    json_.EndArray();
    json_.EndObject();
    end();
  }

  void summary(const Report& report) {
    begin();
    key("summary");
    json_.StartObject();
    const auto& zone = report.findings.rules.empty() ? time::Zone::utc() : report.findings.rules.front().pack->zone;
    put("as-of", as_of_iso(report.findings.as_of, zone));
    key("complete");
    json_.Bool(report.complete());
    const auto totals = check::totals(report.findings.all);
    for (std::size_t i = 0; i < totals.size(); ++i) number(check::name(static_cast<check::Verdict>(i)), totals[i]);
    if (report.comparison) {
      number("new", report.comparison->fresh);
      number("unchanged", report.comparison->unchanged);
      number("fixed", report.comparison->fixed.size());
      number("not-compared", report.comparison->not_compared.size());
    }
    number("rejected", report.log.rejections.size());
    number("events", report.log.events.size());
    key("calendars");
    json_.StartArray();
    for (const auto* calendar : calendars(report.findings)) json_.String(calendar->id().c_str());
    json_.EndArray();
    key("readings");
    json_.StartObject();
    for (const auto& [pack, parameter] : readings(report.findings))
      put(pack->id + "." + parameter->name, parameter->choices[parameter->chosen].value);
    json_.EndObject();
    json_.EndObject();
    end();
  }

 private:
  static std::size_t index_of(const Report& report, const check::Finding& finding) {
    return static_cast<std::size_t>(&finding - report.findings.all.data());
  }
  void begin() {
    json_.Reset(stream_);
    json_.StartObject();
  }
  void end() {
    json_.EndObject();
    stream_.Flush();
    out_ << '\n';
  }
  void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void put(std::string_view name, std::string_view value) {
    key(name);
    json_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }
  void number(std::string_view name, std::uint64_t value) {
    key(name);
    json_.Uint64(value);
  }
  void event(std::string_view name, const log::Log& log, std::uint32_t event) {
    key(name);
    json_.StartObject();
    put("type", log.events.types().at(log.events.type(event)));
    if (log.events.moment(event).known()) put("time", time::iso(log.events.moment(event)));
    key("at");
    place(log, event);
    json_.EndObject();
  }
  void place(const log::Log& log, std::uint32_t event) {
    const auto& where = log.events.where(event);
    const auto& origin = log.events.origins()[where.origin];
    json_.StartObject();
    put("file", origin.file);
    if (!origin.sheet.empty()) put("sheet", origin.sheet);
    number("row", where.row);
    if (const auto cell = log::cell_of(origin, where); !cell.empty()) put("cell", cell);
    json_.EndObject();
  }

  std::ostream& out_;
  OStreamWrapper stream_;
  Writer json_;
};

}  // namespace

void write_jsonl(const Report& report, std::ostream& out) {
  Line line(out);
  for (const auto& finding : report.findings.all) line.finding(report, finding);
  for (std::size_t i = 0; i < report.findings.waivers.size(); ++i)
    line.waiver(report.findings.waivers[i], report.findings.waiver_uses[i]);
  if (report.comparison) {
    for (const auto& one : report.comparison->fixed) line.fixed(report, one);
    for (const auto* known : report.comparison->not_compared) line.not_compared(*known);
  }
  for (std::uint32_t rule = 0; rule < report.findings.rules.size(); ++rule)
    for (const auto event : report.findings.unmatched[rule]) line.unmatched(report, rule, event);
  for (const auto& context : report.findings.rules)
    if (!context.judged) line.not_judged(context);
  for (std::uint32_t rule = 0; rule < report.findings.rules.size(); ++rule)
    if (report.findings.outside_force[rule].all() > 0) line.outside_force(report, rule);
  if (report.findings.reach != check::Reach::some) line.unread_types(report);
  for (const auto& rejection : report.log.rejections) line.rejection(report, rejection);
  for (const auto& what : report.unread) line.unread(report, what);
  for (const auto& remark : report.remarks) line.remark(report, remark);
  line.summary(report);
}

}  // namespace shixian::report
