// One document: the summary, the rules, the findings, a line each, and all else that `jsonl` tells, by kind.
#include <ostream>
#include <utility>

#include "report/json.hpp"

namespace shixian::report {

namespace {

class Document {
 public:
  Document(const Report& report, std::ostream& out)
      : out_(out), stream_(out), writer_(stream_), json_(writer_, report) {
    out_ << "{\"shixian-report\":1";
  }
  void end() { out_ << "\n}\n"; }

  template <class Write>
  void one(std::string_view name, Write write) {
    out_ << ",\n\"" << name << "\":";
    value(write);
  }

  /// `write` gets a function that adds an element.
  template <class Write>
  void list(std::string_view name, Write write) {
    out_ << ",\n\"" << name << "\":[";
    bool first = true;
    write([&](auto element) {
      out_ << (std::exchange(first, false) ? "\n" : ",\n");
      value(element);
    });
    out_ << ']';
  }

 private:
  template <class Write>
  void value(Write write) {
    writer_.Reset(stream_);
    write(json_);
    stream_.Flush();
  }

  std::ostream& out_;
  rapidjson::OStreamWrapper stream_;
  Json::Writer writer_;
  Json json_;
};

}  // namespace

void write_json(const Report& report, std::ostream& out) {
  Document document(report, out);
  const auto& findings = report.findings;
  document.one("summary", [](Json& json) { json.summary(); });
  document.list("rules", [&](auto add) {
    for (const auto& context : findings.rules) add([&](Json& json) { json.rule(context); });
  });
  document.list("findings", [&](auto add) {
    for (const auto& finding : findings.all) add([&](Json& json) { json.finding(finding); });
  });
  document.list("waivers", [&](auto add) {
    for (std::size_t i = 0; i < findings.waivers.size(); ++i)
      add([&](Json& json) { json.waiver(findings.waivers[i], findings.waiver_uses[i]); });
  });
  if (report.comparison) {
    document.list("fixed", [&](auto add) {
      for (const auto& one : report.comparison->fixed) add([&](Json& json) { json.fixed(one); });
    });
    document.list("not-compared", [&](auto add) {
      for (const auto* known : report.comparison->not_compared) add([&](Json& json) { json.not_compared(*known); });
    });
  }
  document.list("unmatched", [&](auto add) {
    for (std::uint32_t rule = 0; rule < findings.rules.size(); ++rule)
      for (const auto event : findings.unmatched[rule]) add([&](Json& json) { json.unmatched(rule, event); });
  });
  document.list("not-in-force", [&](auto add) {
    for (std::uint32_t rule = 0; rule < findings.rules.size(); ++rule)
      if (findings.outside_force[rule].all() > 0) add([&](Json& json) { json.not_in_force(rule); });
  });
  if (findings.reach != check::Reach::some) document.one("no-rule-reads", [](Json& json) { json.types_held(); });
  document.list("rejected", [&](auto add) {
    for (const auto& rejection : report.log.rejections) add([&](Json& json) { json.rejection(rejection); });
  });
  document.list("unread", [&](auto add) {
    for (const auto& what : report.unread) add([&](Json& json) { json.text(what.in(report.language)); });
  });
  document.list("integrity", [&](auto add) {
    for (const auto& remark : report.remarks) add([&](Json& json) { json.remark(remark); });
  });
  document.end();
}

}  // namespace shixian::report
