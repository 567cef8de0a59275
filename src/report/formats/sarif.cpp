// SARIF 2.1.0 as GitHub code scanning takes it: violations, those that are waived (suppressed), and what is
// undetermined (kind `open`). Sources: OASIS SARIF 2.1.0 sections 3.4, 3.11.6, 3.27; GitHub Docs, "SARIF support for
// code scanning" (required properties; 5,000 results a run are kept, so the gravest 5,000 are written and the others
// are told).
#include <fmt/ranges.h>

#include <algorithm>

#include "check/evidence.hpp"
#include "report/as_of.hpp"
#include "report/baseline.hpp"
#include "report/entry.hpp"
#include "report/json.hpp"
#include "report/site.hpp"
#include "rule/sentences.hpp"
#include "text/width.hpp"

namespace shixian::report {

namespace {

using check::Finding;
using check::Verdict;
using text::Phrase;

constexpr std::size_t most_results = 5000;
constexpr std::size_t most_notices = 50;
constexpr std::size_t longest_description = 1000;  // columns; GitHub takes 1,024 characters
constexpr std::size_t longest_message = 2000;

/// Relative as it stands, absolute as a file URI; what RFC 3986 does not leave unreserved is percent-encoded.
std::string uri_of(const std::string& path) {
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || c == '/' || c == '-' || c == '.' || c == '_' || c == '~')
      uri += c;
    else
      uri += fmt::format("%{:02X}", byte);
  }
  return uri;
}

/// Harmless, and without what SARIF takes for an embedded link.
std::string message_text(const std::string& text) {
  auto safe = text::shorten(text::plain(text), longest_message);
  if (safe.find("](") == std::string::npos) return safe;
  std::string escaped;
  for (const char c : safe) {
    if (c == '[' || c == ']' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string_view level_of(rule::Severity severity) {
  static constexpr std::string_view levels[]{"error", "warning", "note"};
  return levels[static_cast<std::size_t>(severity)];
}

std::string_view problem_of(rule::Severity severity) {
  static constexpr std::string_view problems[]{"error", "warning", "recommendation"};
  return problems[static_cast<std::size_t>(severity)];
}

class Sarif {
 public:
  Sarif(const Report& report, std::ostream& out)
      : report_(report), findings_(report.findings), stream_(out), json_(stream_) {}

  void write() {
    choose();
    json_.StartObject();
    put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    put("version", "2.1.0");
    list("runs", [&] {
      object([&] {
        write_tool();
        write_invocation();
        object("automationDetails", [&] { put("id", "shixian/"); });
        put("columnKind", "unicodeCodePoints");
        list("results", [&] {
          for (const auto index : shown_) write_result(findings_.all[index]);
        });
      });
    });
    json_.EndObject();
    stream_.Flush();
  }

 private:
  void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void string(std::string_view value) {
    const auto quoted = json_text(value);
    json_.RawValue(quoted.data(), quoted.size(), rapidjson::kStringType);
  }
  void put(std::string_view name, std::string_view value) {
    key(name);
    string(value);
  }
  void number(std::string_view name, std::uint64_t value) {
    key(name);
    json_.Uint64(value);
  }
  template <class Write>
  void object(Write write) {
    json_.StartObject();
    write();
    json_.EndObject();
  }
  template <class Write>
  void object(std::string_view name, Write write) {
    key(name);
    object(write);
  }
  template <class Write>
  void list(std::string_view name, Write write) {
    key(name);
    json_.StartArray();
    write();
    json_.EndArray();
  }
  std::string say(const Phrase& phrase) const { return phrase.in(report_.language); }

  void choose() {
    for (const auto index : by_weight(report_)) {
      if (findings_.all[index].verdict == Verdict::pending) continue;
      if (shown_.size() < most_results)
        shown_.push_back(index);
      else
        ++cut_;
    }
  }

  void write_tool() {
    object("tool", [&] {
      object("driver", [&] {
        put("name", "shixian");
        put("semanticVersion", report_.version);
        put("language", report_.language == text::Language::chinese ? "zh-CN" : "en-US");
        list("rules", [&] {
          for (const auto& context : findings_.rules) write_rule(context);
        });
      });
    });
  }

  void write_rule(const check::RuleContext& context) {
    const auto& rule = *context.rule;
    const auto title = say(rule.title);
    std::vector<std::string> sentences;
    for (const auto& sentence : rule::sentences(rule, *context.pack)) sentences.push_back(say(sentence));
    const auto duty = fmt::format("{}", fmt::join(sentences, " "));
    const auto short_text = [](const std::string& text) {
      return text::shorten(text::plain(text), longest_description);
    };
    object([&] {
      put("id", rule.id);
      object("shortDescription", [&] { put("text", short_text(title)); });
      object("fullDescription", [&] { put("text", short_text(duty.empty() ? title : duty)); });
      object("help", [&] { put("text", message_text(citation_of(report_, context) + "\n" + duty)); });
      object("defaultConfiguration", [&] { put("level", level_of(rule.severity)); });
      object("properties", [&] {
        list("tags", [&] {
          string(context.pack->id);
          constexpr std::size_t most_tags = 9;  // beside the pack's
          for (std::size_t i = 0; i < std::min(rule.cite.requirements.size(), most_tags); ++i)
            string(rule.cite.requirements[i]);
        });
        put("precision", "very-high");
        put("problem.severity", problem_of(rule.severity));
      });
    });
  }

  void notice(std::string_view level, const Phrase& what) {
    object([&] {
      put("level", level);
      object("message", [&] { put("text", message_text(say(what))); });
    });
  }

  void write_invocation() {
    list("invocations", [&] {
      object([&] {
        key("executionSuccessful");
        json_.Bool(report_.complete());
        list("toolExecutionNotifications", [&] { write_notices(); });
      });
    });
  }

  void write_notices() {
    for (const auto& what : report_.unread)
      notice("error", text::phrase("not read: {0}", "未能读取：{1}", what.english, what.chinese));
    const auto& rejections = report_.log.rejections;
    for (std::size_t i = 0; i < std::min(rejections.size(), most_notices); ++i)
      notice("error", rejection_of(report_, rejections[i]));
    if (rejections.size() > most_notices)
      notice("error",
             text::phrase("{} more cells or rows could not be read; --format jsonl lists all",
                          "另有 {} 处单元格或行无法读取；--format jsonl 列出全部", rejections.size() - most_notices));
    if (findings_.reach == check::Reach::nothing)
      notice("error", {"no rule reads any event of the ledgers", "没有规则涉及台账中的任何事件"});
    if (cut_ > 0)
      notice("warning",
             text::phrase("{} more findings are left out, for code hosts take no more than {}; --format jsonl "
                          "lists all",
                          "另有 {} 项未列出（代码平台最多接受 {} 项）；--format jsonl 列出全部", cut_, most_results));
    if (report_.comparison)
      notice("note", text::phrase("against the baseline: {} new, {} unchanged, {} fixed",
                                  "与基线相比：新增 {}，未变 {}，已消除 {}", report_.comparison->fresh,
                                  report_.comparison->unchanged, report_.comparison->fixed.size()));
  }

  void write_region(const Site& site) {
    object("region", [&] {
      number("startLine", site.line);
      number("startColumn", site.column);
      number("endLine", site.line);
      number("endColumn", site.column + 1);
    });
  }

  void write_location(const Site& site, const std::string& subject) {
    object("physicalLocation", [&] {
      object("artifactLocation", [&] { put("uri", uri_of(site.file.empty() ? "." : site.file)); });
      write_region(site);
    });
    if (site.name.empty() && subject.empty()) return;
    list("logicalLocations", [&] {
      const auto one = [&](const std::string& name, std::string_view kind) {
        if (!name.empty())
          object([&] {
            put("fullyQualifiedName", text::plain(name));
            put("kind", kind);
          });
      };
      one(site.name, "member");
      one(subject, "object");
    });
  }

  void write_result(const Finding& finding) {
    const auto& context = findings_.rules[finding.rule];
    const bool open = finding.verdict == Verdict::undetermined;
    const auto fingerprint = check::fingerprint(finding, findings_, report_.log);
    object([&] {
      put("ruleId", context.rule->id);
      number("ruleIndex", finding.rule);
      put("kind", open ? "open" : "fail");
      put("level", open ? "none" : level_of(context.rule->severity));
      object("message", [&] { put("text", message_text(sentence_of(report_, finding))); });
      list("locations", [&] {
        object([&] { write_location(site(report_, finding), check::subject(finding, findings_, report_.log)); });
      });
      write_related(finding);
      object("partialFingerprints", [&] { put("primaryLocationLineHash", fingerprint); });
      object("fingerprints", [&] { put("shixian/v1", fingerprint); });
      if (finding.waiver != check::none) write_suppression(findings_.waivers[finding.waiver]);
      if (report_.comparison)
        if (const auto change = report_.comparison->changes[check::index_of(findings_, finding)];
            change != Change::none)
          put("baselineState", title(change).english);
      object("properties", [&] { put("verdict", check::name(finding.verdict)); });
    });
  }

  void write_related(const Finding& finding) {
    const auto at = site_of(finding);
    const auto other = at == finding.trigger ? finding.response : finding.trigger;
    if (other == check::none) return;
    const auto place = site_of_event(report_, other), primary = site(report_, finding);
    if (place.file == primary.file && place.line == primary.line && place.name == primary.name) return;
    list("relatedLocations", [&] {
      object([&] {
        number("id", 1);
        write_location(place, {});
        object("message", [&] {
          put("text", say(other == finding.trigger ? Phrase{"what called for it", "触发事件"}
                                                   : Phrase{"the response", "回应"}));
        });
      });
    });
  }

  void write_suppression(const rule::Waiver& waiver) {
    list("suppressions", [&] {
      object([&] {
        put("kind", "external");
        put("status", "accepted");
        put("justification", text::plain(say(text::phrase("{0} (waiver {1}, approved by {2}, until {3})",
                                                          "{0}（豁免 {1}，{2}批准，至 {3}）", waiver.reason, waiver.id,
                                                          waiver.approved_by, time::iso(waiver.expires)))));
      });
    });
  }

  const Report& report_;
  const check::Findings& findings_;
  rapidjson::OStreamWrapper stream_;
  rapidjson::Writer<rapidjson::OStreamWrapper> json_;
  std::vector<std::uint32_t> shown_;
  std::size_t cut_ = 0;
};

}  // namespace

void write_sarif(const Report& report, std::ostream& out) {
  Sarif(report, out).write();
  out << '\n';
}

}  // namespace shixian::report
