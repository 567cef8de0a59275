#include "report/baseline.hpp"

#include <fmt/ranges.h>
#include <simdjson.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <unordered_map>

#include "check/evidence.hpp"
#include "report/as_of.hpp"
#include "report/json_text.hpp"
#include "text/system.hpp"

namespace shixian::report {

using check::Finding;
using check::Verdict;
using text::Code;
using text::Phrase;

namespace {

bool compared(const Finding& finding) {
  return check::is_violation(finding.judged()) || finding.judged() == Verdict::undetermined;
}

bool was_violation(const Known& known) { return known.verdict != check::name(Verdict::undetermined); }

bool by_fingerprint(const Known& a, const Known& b) { return a.fingerprint < b.fingerprint; }

using Object = simdjson::dom::object;

std::optional<std::string> text_of(const Object& object, std::string_view key) {
  std::string_view text;
  if (object[key].get(text) != simdjson::SUCCESS) return std::nullopt;
  return std::string(text);
}

bool is_known_verdict(const std::string& word) {
  for (std::size_t i = 0; i < check::verdict_count; ++i) {
    const auto verdict = static_cast<Verdict>(i);
    if (check::name(verdict) == word) return check::is_violation(verdict) || verdict == Verdict::undetermined;
  }
  return false;
}

}  // namespace

const Phrase& title(Change change) {
  static const std::array titles{Phrase{}, Phrase{"new", "新增"}, Phrase{"unchanged", "未变"}};
  return titles[static_cast<std::size_t>(change)];
}

std::optional<Baseline> read_baseline(const std::string& path, text::Diagnostics& out) {
  const auto refuse = [&](const Phrase& why) {
    out.error(Code::bad_baseline, {}, text::phrase("'{0}': {1}", "“{0}”：{2}", path, why.english, why.chinese))
        .with_help({"'shixian baseline create' writes one", "请用“shixian baseline create”生成"});
    return std::nullopt;
  };
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (const auto error = parser.load(path).get(root); error == simdjson::IO_ERROR)
    return out.error(Code::unreadable_file, {}, text::phrase("cannot read the baseline '{}'", "无法读取基线“{}”", path))
               .with_help(text::similar_file(path)),
           std::nullopt;
  else if (error != simdjson::SUCCESS)
    return refuse({"this is no baseline: it is not JSON", "这不是基线文件：不是 JSON"});
  Object object;
  std::int64_t version = 0;
  simdjson::dom::array entries;
  if (root.get(object) != simdjson::SUCCESS || object["shixian-baseline"].get(version) != simdjson::SUCCESS)
    return refuse(
        {"this is no baseline: it lacks \"shixian-baseline\": 1", "这不是基线文件：缺少 \"shixian-baseline\": 1"});
  if (version != 1)
    return refuse(text::phrase("a baseline of version {}; this program reads version 1",
                               "基线版本为 {}，本程序只读版本 1", version));
  if (object["entries"].get(entries) != simdjson::SUCCESS)
    return refuse({"the baseline lacks its list of entries", "基线文件缺少 entries 列表"});
  Baseline made{path, text_of(object, "as-of").value_or(""), {}, {}};
  if (simdjson::dom::array packs; object["packs"].get(packs) == simdjson::SUCCESS)
    for (const auto& pack : packs)
      if (std::string_view id; pack.get(id) == simdjson::SUCCESS) made.packs.emplace_back(id);
  std::size_t number = 0;
  for (const auto& one : entries) {
    ++number;
    Object entry;
    std::optional<std::string> fingerprint, rule, verdict;
    if (one.get(entry) == simdjson::SUCCESS) {
      fingerprint = text_of(entry, "fingerprint");
      rule = text_of(entry, "rule");
      verdict = text_of(entry, "verdict");
    }
    if (!fingerprint || !rule || !verdict || !is_known_verdict(*verdict))
      return refuse(
          text::phrase("entry {} of the baseline does not hold a fingerprint, a rule and the verdict of a "
                       "violation",
                       "基线第 {} 项缺少指纹、规则或违反类结论", number));
    made.entries.push_back({*fingerprint, *rule, *verdict, text_of(entry, "subject").value_or("")});
  }
  std::sort(made.entries.begin(), made.entries.end(), by_fingerprint);
  const auto same = [](const Known& a, const Known& b) { return a.fingerprint == b.fingerprint; };
  made.entries.erase(std::unique(made.entries.begin(), made.entries.end(), same), made.entries.end());
  return made;
}

void write_baseline(const Baseline& baseline, std::ostream& out) {
  out << "{\"shixian-baseline\":1,\"as-of\":" << json_text(baseline.as_of) << ",\"packs\":[";
  for (std::size_t i = 0; i < baseline.packs.size(); ++i) out << (i == 0 ? "" : ",") << json_text(baseline.packs[i]);
  out << "],\"entries\":[";
  for (std::size_t i = 0; i < baseline.entries.size(); ++i) {
    const auto& known = baseline.entries[i];
    out << (i == 0 ? "\n" : ",\n") << "{\"fingerprint\":" << json_text(known.fingerprint)
        << ",\"rule\":" << json_text(known.rule) << ",\"verdict\":" << json_text(known.verdict)
        << ",\"subject\":" << json_text(known.subject) << '}';
  }
  out << "\n]}\n";
}

void write_baseline(const check::Findings& findings, const log::Log& log, std::ostream& out) {
  Baseline made;
  made.as_of = as_of_iso(findings.as_of, zone_of(findings));
  for (const auto& context : findings.rules)
    if (made.packs.empty() || made.packs.back() != context.pack->id) made.packs.push_back(context.pack->id);
  for (const auto& finding : findings.all)
    if (compared(finding))
      made.entries.push_back({check::fingerprint(finding, findings, log), findings.rules[finding.rule].rule->id,
                              std::string(check::name(finding.judged())), check::subject(finding, findings, log)});
  std::sort(made.entries.begin(), made.entries.end(), by_fingerprint);
  write_baseline(made, out);
}

bool is_of_other_packs(const Baseline& baseline, const check::Findings& findings, text::Diagnostics& out) {
  if (baseline.packs.empty()) return false;
  std::string given;
  for (const auto& context : findings.rules) {
    if (std::find(baseline.packs.begin(), baseline.packs.end(), context.pack->id) != baseline.packs.end()) return false;
    if (given.find(context.pack->id) == std::string::npos) given += (given.empty() ? "" : ", ") + context.pack->id;
  }
  out.error(Code::bad_baseline, {},
            text::phrase("'{}' was made with other rule packs ({}) than those given ({})",
                         "“{}”是用其他规则包（{}）生成的，与所给的（{}）不同", baseline.path,
                         fmt::format("{}", fmt::join(baseline.packs, ", ")), given))
      .with_help(
          {"make one for these packs: shixian baseline create", "请为这些规则包另建基线：shixian baseline create"});
  return true;
}

Comparison compare(const Baseline& baseline, const check::Findings& findings, const log::Log& log, bool complete) {
  Comparison made{&baseline, std::vector(findings.all.size(), Change::none), 0, 0, {}, {}};
  std::unordered_map<std::string_view, const Known*> known;
  for (const auto& entry : baseline.entries) known.emplace(entry.fingerprint, &entry);
  std::unordered_map<const Known*, std::uint32_t> found;
  for (std::uint32_t i = 0; i < findings.all.size(); ++i) {
    const auto& finding = findings.all[i];
    const auto at = known.find(check::fingerprint(finding, findings, log));
    if (at != known.end()) found.emplace(at->second, i);
    if (!compared(finding)) continue;
    const bool same = at != known.end() && (was_violation(*at->second) || finding.judged() == Verdict::undetermined);
    made.changes[i] = same ? Change::unchanged : Change::fresh;
    if (check::is_violation(finding.verdict)) ++(same ? made.unchanged : made.fresh);
  }
  std::set<std::string_view> judged;
  for (const auto& context : findings.rules)
    if (context.judged) judged.insert(context.rule->id);
  for (const auto& entry : baseline.entries) {
    const auto now = found.find(&entry);
    if (now == found.end()) {
      if (complete && judged.contains(entry.rule))
        made.fixed.push_back({&entry, check::none});
      else
        made.not_compared.push_back(&entry);
    } else if (findings.all[now->second].verdict == Verdict::pending) {
      made.not_compared.push_back(&entry);  // this run speaks of an earlier day
    } else if (!compared(findings.all[now->second])) {
      made.fixed.push_back({&entry, now->second});
    }
  }
  return made;
}

}  // namespace shixian::report
