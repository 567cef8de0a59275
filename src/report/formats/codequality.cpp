// GitLab Code Quality: an array of what is violated or undetermined. Source: GitLab Docs, "Code Quality report format"
// (description, check_name, fingerprint, severity, location.path, location.lines.begin; no byte order mark). What could
// not be read stands in it as a blocker, so that a merge request shows it.
#include "check/evidence.hpp"
#include "report/entry.hpp"
#include "report/json.hpp"
#include "report/site.hpp"
#include "text/width.hpp"

namespace shixian::report {

namespace {

using Writer = rapidjson::Writer<rapidjson::OStreamWrapper>;

struct Issue {
  std::string description, check_name, fingerprint;
  std::string_view severity;
  Site site;
};

void write(Writer& json, const Issue& issue) {
  const auto put = [&](const char* name, std::string_view value) {
    json.Key(name);
    const auto quoted = json_text(value);
    json.RawValue(quoted.data(), quoted.size(), rapidjson::kStringType);
  };
  json.StartObject();
  put("description", text::plain(issue.description));
  put("check_name", issue.check_name);
  put("fingerprint", issue.fingerprint);
  put("severity", issue.severity);
  json.Key("location");
  json.StartObject();
  put("path", issue.site.file);
  json.Key("lines");
  json.StartObject();
  json.Key("begin");
  json.Uint64(issue.site.line);
  json.EndObject();
  json.EndObject();
  json.EndObject();
}

std::string_view severity_of(const check::RuleContext& context, const check::Finding& finding) {
  static constexpr std::string_view severities[]{"critical", "major", "minor"};
  return finding.verdict == check::Verdict::undetermined ? "info"
                                                         : severities[static_cast<std::size_t>(context.rule->severity)];
}

}  // namespace

void write_codequality(const Report& report, std::ostream& out) {
  rapidjson::OStreamWrapper stream(out);
  Writer json(stream);
  json.StartArray();
  const auto& findings = report.findings;
  for (std::size_t i = 0; i < report.unread.size(); ++i)
    write(json, {report.unread[i].in(report.language),
                 "unread",
                 "unread-" + std::to_string(i),
                 "blocker",
                 {report.log.unread.size() > i ? report.log.unread[i].file : ".", 1, 1, {}, true}});
  for (const auto& rejection : report.log.rejections) {
    const auto where = site(report, rejection);
    write(json, {rejection_of(report, rejection).in(report.language), "unread",
                 fmt::format("unread-{}-{}-{}", where.file,
                             where.name.empty() ? std::to_string(where.line) : where.name, rejection.column),
                 "blocker", where});
  }
  for (const auto index : by_weight(report)) {
    const auto& finding = findings.all[index];
    if (!fails(report, finding)) continue;
    const auto& context = findings.rules[finding.rule];
    write(json,
          {context.rule->id + ": " + sentence_of(report, finding), context.rule->id,
           check::fingerprint(finding, findings, report.log), severity_of(context, finding), site(report, finding)});
  }
  json.EndArray();
  stream.Flush();
  out << '\n';
}

}  // namespace shixian::report
