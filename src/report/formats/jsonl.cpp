// One finding a line (design 8); then one line for each waiver, each known violation that is fixed or could not be
// compared with the baseline, each response that no trigger calls for, each rule that no ledger records anything about,
// each rule with triggers outside its time in force, the events when no rule reads any, each rejected cell or row, each
// ledger that could not be read, each remark on the ledgers; last the summary.
#include <ostream>

#include "report/json.hpp"

namespace shixian::report {

namespace {

class Lines {
 public:
  Lines(const Report& report, std::ostream& out) : out_(out), stream_(out), writer_(stream_), json_(writer_, report) {}

  /// A line that is one object.
  template <class Write>
  void line(Write write) {
    writer_.Reset(stream_);
    write(json_);
    stream_.Flush();
    out_ << '\n';
  }

  /// A line that is an object with one name.
  template <class Write>
  void line(std::string_view name, Write write) {
    line([&](Json& json) {
      writer_.StartObject();
      json.key(name);
      write(json);
      writer_.EndObject();
    });
  }

 private:
  std::ostream& out_;
  rapidjson::OStreamWrapper stream_;
  Json::Writer writer_;
  Json json_;
};

}  // namespace

void write_jsonl(const Report& report, std::ostream& out) {
  Lines lines(report, out);
  const auto& findings = report.findings;
  for (const auto& finding : findings.all) lines.line([&](Json& json) { json.finding(finding); });
  for (std::size_t i = 0; i < findings.waivers.size(); ++i)
    lines.line("waiver", [&](Json& json) { json.waiver(findings.waivers[i], findings.waiver_uses[i]); });
  if (report.comparison) {
    for (const auto& one : report.comparison->fixed) lines.line("fixed", [&](Json& json) { json.fixed(one); });
    for (const auto* known : report.comparison->not_compared)
      lines.line("not-compared", [&](Json& json) { json.not_compared(*known); });
  }
  for (std::uint32_t rule = 0; rule < findings.rules.size(); ++rule)
    for (const auto event : findings.unmatched[rule])
      lines.line("unmatched", [&](Json& json) { json.unmatched(rule, event); });
  for (const auto& context : findings.rules)
    if (!context.judged) lines.line("not-judged", [&](Json& json) { json.text(context.rule->id); });
  for (std::uint32_t rule = 0; rule < findings.rules.size(); ++rule)
    if (findings.outside_force[rule].all() > 0)
      lines.line("not-in-force", [&](Json& json) { json.not_in_force(rule); });
  if (findings.reach != check::Reach::some) lines.line("no-rule-reads", [](Json& json) { json.types_held(); });
  for (const auto& rejection : report.log.rejections)
    lines.line("rejected", [&](Json& json) { json.rejection(rejection); });
  for (const auto& what : report.unread) lines.line("unread", [&](Json& json) { json.text(what.in(report.language)); });
  for (const auto& remark : report.remarks) lines.line("integrity", [&](Json& json) { json.remark(remark); });
  lines.line("summary", [](Json& json) { json.summary(); });
}

}  // namespace shixian::report
