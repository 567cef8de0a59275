#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <set>

#include "app/calendars.hpp"
#include "app/command.hpp"
#include "app/kinds.hpp"
#include "app/ledgers.hpp"
#include "app/packs.hpp"
#include "check/check.hpp"
#include "check/integrity.hpp"
#include "report/report.hpp"
#include "rule/pack.hpp"
#include "rule/yaml.hpp"
#include "text/suggest.hpp"

namespace shixian::app {

namespace {

namespace fs = std::filesystem;
using text::Code;
using text::Phrase;

struct Options {
  std::vector<std::string> packs, only, mappings, logs, settings, outputs;
  std::optional<std::string> as_of;
  std::string format, folder, fail_on = "any";
  std::size_t max_rejects = 0;
  bool strict = false, verbose = false;
  unsigned threads = 0;
};

/// Where each report goes: a file, or standard output when the path is empty.
struct Output {
  std::string path;
  const report::Format* format;
};

class Run {
 public:
  Run(const Options& options, const Context& context)
      : options_(options),
        context_(context),
        log_("shixian", std::make_shared<spdlog::sinks::ostream_sink_st>(context.surroundings.err)) {
    log_.set_pattern("[%l] %v");
    log_.set_level(options.verbose ? spdlog::level::debug : spdlog::level::warn);
  }

  int operator()() {
    choose_outputs();
    read_packs();
    ledgers_.read_mappings(options_.mappings);
    if (problems_.has_errors()) return finish(wrong_input);
    check_zones();
    const auto as_of = read_as_of();
    const auto inputs = ledgers_.choose(options_.logs);
    if (problems_.has_errors()) return finish(wrong_input);

    const auto log = read(inputs);
    if (problems_.has_errors() && (!ledgers_.at_fault() || log.events.origins().empty()))
      return finish(ledgers_.at_fault() ? incomplete : wrong_input);
    std::vector<check::PackInput> with_calendars;
    for (std::size_t i = 0; i < packs_.size(); ++i) with_calendars.push_back({&packs_[i], calendars_of_[i]});
    const auto errors_before = problems_.errors();
    check::check_fit(with_calendars, log, problems_);
    if (problems_.errors() > errors_before) return finish(wrong_input);

    auto start = std::chrono::steady_clock::now();
    check::Groupings groupings(log.events);
    const auto remarks = check::look_for_faults(with_calendars, log, groupings);
    log_.debug("{} remarks on the ledgers in {} ms", remarks.size(), milliseconds_since(start));
    start = std::chrono::steady_clock::now();
    const auto findings = check::check(with_calendars, log, groupings, {as_of, threads()});
    log_.debug("{} findings of {} rules in {} ms", findings.all.size(), findings.rules.size(),
               milliseconds_since(start));
    context_.print(problems_);
    return report(findings, log, remarks);
  }

 private:
  unsigned threads() const { return options_.threads > 0 ? options_.threads : context_.surroundings.cores; }

  static long milliseconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  }

  int finish(int code) {
    context_.print(problems_);
    return code;
  }

  void choose_outputs() {
    std::vector<std::string> endings;
    for (const auto& format : report::formats()) endings.emplace_back(format.ending);
    const auto* named = report::find_format(options_.format);
    if (options_.outputs.empty() || named) outputs_.push_back({"", named ? named : report::find_format("text")});
    for (const auto& path : options_.outputs) {
      const report::Format* chosen = nullptr;
      for (const auto& format : report::formats())
        if (path.ends_with(format.ending)) chosen = &format;
      if (!chosen)
        problems_
            .error(Code::bad_usage, {},
                   text::phrase("-o {}: the ending names no report format", "-o {}：文件后缀不对应任何报告格式", path))
            .with_help(text::did_you_mean(fs::path(path).extension().string(), endings));
      else
        outputs_.push_back({path, chosen});
    }
  }

  void read_packs() {
    const auto settings = app::read_settings(options_.settings, problems_);
    bool all_read = true;
    packs_.reserve(options_.packs.size());
    constexpr std::string_view packs[]{"pack"};
    for (const auto& path : files_of(options_.packs, packs, false, problems_)) {
      const auto document = rule::read_yaml(path, problems_);
      if (document && !can_be("pack", *document, problems_)) {
        all_read = false;
        continue;
      }
      auto pack = document ? rule::read_pack(*document, settings, problems_) : std::nullopt;
      if (!pack) {
        all_read = false;
        if (document) find_calendar(*document);
        continue;
      }
      log_.debug("{}: {} rules", path, pack->rules.size());
      packs_.push_back(std::move(*pack));
      calendars_of_.push_back(calendars_.find(packs_.back().calendar, packs_.back().calendar_place, problems_));
    }
    if (all_read) rule::check_together(packs_, settings, problems_);
    if (all_read) keep_only();
  }

  /// `--only`: the rules named, and those whose violations they answer to.
  void keep_only() {
    if (options_.only.empty()) return;
    std::set<std::string> wanted(options_.only.begin(), options_.only.end());
    std::vector<std::string> known;
    for (const auto& pack : packs_)
      for (const auto& rule : pack.rules) known.push_back(rule.id);
    for (const auto& id : options_.only)
      if (std::find(known.begin(), known.end(), id) == known.end())
        problems_
            .error(Code::bad_usage, {},
                   text::phrase("--only {}: no pack given has that rule", "--only {}：所给规则包没有这条规则", id))
            .with_help(text::did_you_mean(id, known));
    for (auto before = std::size_t{0}; before != wanted.size();) {
      before = wanted.size();
      for (const auto& pack : packs_)
        for (const auto& rule : pack.rules)
          if (wanted.contains(rule.id)) wanted.insert(rule.scope.violations_of.begin(), rule.scope.violations_of.end());
    }
    for (auto& pack : packs_)
      pack.rules.erase(std::remove_if(pack.rules.begin(), pack.rules.end(),
                                      [&](const auto& rule) { return !wanted.contains(rule.id); }),
                       pack.rules.end());
  }

  /// The calendar of a pack that could not be read: its mistakes are told in the same run.
  void find_calendar(const text::Document& pack) {
    for (const auto& entry : pack.root.entries)
      if ((entry.key == "calendar" || entry.key == "日历") && entry.value.is_scalar())
        calendars_.find(entry.value.value, {pack.source, entry.value.span}, problems_);
  }

  void check_zones() {
    const auto unlike = [&](const rule::Pack& pack) { return pack.zone.name() != packs_.front().zone.name(); };
    const auto other = std::find_if(packs_.begin(), packs_.end(), unlike);
    if (other == packs_.end()) return;
    const auto ask = [&](const text::Place& place) {
      problems_
          .error(Code::bad_zone, place,
                 text::phrase(
                     "the packs count days in different zones ({}, {}); the mapping must say in which its times are",
                     "各规则包的时区不同（{}、{}）；映射文件须写明台账时间的时区", packs_.front().zone.name(),
                     other->zone.name()))
          .with_help({"add time-zone: … to the mapping", "请在映射文件中加上 time-zone: …"});
    };
    if (ledgers_.mappings().empty()) ask({});
    for (const auto& mapping : ledgers_.mappings())
      if (!mapping.zone) ask({mapping.source, {}});
  }

  time::Instant read_as_of() {
    if (!options_.as_of) return context_.surroundings.now();
    Phrase why;
    const auto& zone = packs_.front().zone;
    if (const auto moment = time::read_time(*options_.as_of, zone, {}, why))
      return moment->precision == time::Precision::day ? moment->last : moment->first;
    problems_.error(Code::bad_time, {}, {"--as-of: " + why.english, "--as-of：" + why.chinese});
    return {};
  }

  log::Log read(const std::vector<log::Input>& inputs) {
    const auto start = std::chrono::steady_clock::now();
    auto log = ledgers_.read(inputs, packs_.front().zone, threads());
    for (const auto& origin : log.events.origins())
      log_.debug("{}: {}, {} rows, {} events", origin.file, origin.description.english, origin.rows, origin.events);
    log_.debug("read in {} ms", milliseconds_since(start));
    return log;
  }

  bool counts(const check::Findings& findings, const check::Finding& finding) const {
    if (options_.fail_on == "never") return false;
    const bool counted =
        check::is_violation(finding.verdict) || (options_.strict && finding.verdict == check::Verdict::undetermined);
    if (!counted || options_.fail_on == "any") return counted;
    static const std::vector<std::string> severities{"high", "medium", "low"};
    const auto threshold = std::find(severities.begin(), severities.end(), options_.fail_on) - severities.begin();
    return static_cast<long>(findings.rules[finding.rule].rule->severity) <= threshold;
  }

  int report(const check::Findings& findings, const log::Log& log, const std::vector<check::Remark>& remarks) {
    const bool complete = ledgers_.unread().empty() && log.rejections.size() <= options_.max_rejects;
    for (const auto& output : outputs_) {
      report::Report report{findings,          log,    context_.language, output.path.empty() && context_.colour_out,
                            ledgers_.unread(), remarks};
      if (output.path.empty()) {
        output.format->write(report, context_.surroundings.out);
        continue;
      }
      std::ofstream file(output.path, std::ios::binary);
      output.format->write(report, file);
      file.close();
      if (!file) {
        return context_.usage_error(text::phrase("cannot write '{}'", "无法写入“{}”", output.path));
      }
      log_.info("wrote {}", output.path);
    }
    if (!complete || findings.reach == check::Reach::nothing) return incomplete;
    const bool failed =
        std::any_of(findings.all.begin(), findings.all.end(), [&](const auto& one) { return counts(findings, one); });
    return failed ? violations : compliant;
  }

  const Options& options_;
  const Context& context_;
  spdlog::logger log_;
  text::Diagnostics problems_;
  Calendars calendars_{options_.folder, context_.surroundings.program};
  std::vector<rule::Pack> packs_;
  std::vector<const time::Calendar*> calendars_of_;
  Ledgers ledgers_{context_, problems_};
  std::vector<Output> outputs_;
};

}  // namespace

Action declare_check(CLI::App& app, const Context& context) {
  auto options = std::make_shared<Options>();
  const auto say = [&](const char* english, const char* chinese) { return context.say({english, chinese}); };
  std::vector<std::string> formats;
  for (const auto& format : report::formats()) formats.emplace_back(format.name);

  app.add_option(
      "LOG", options->logs,
      say("ledgers: CSV, Excel, JSON lines, XES, SQLite, also gzip or zstd; - is standard input; or named by "
          "the mapping",
          "台账：CSV、Excel、JSON 行、XES、SQLite，也可为 gzip 或 zstd；- 为标准输入；也可由映射指明"));
  app.add_option("-r,--rules", options->packs, say("rule packs, or folders of them", "规则包，或其所在目录"))
      ->required()
      ->allow_extra_args(false);
  app.add_option("--only", options->only,
                 say("judge only this rule of the packs; may be repeated", "只判定规则包中的这一条规则；可重复"))
      ->allow_extra_args(false);
  app.add_option("-m,--mapping", options->mappings,
                 say("mappings: how the ledgers' columns become events", "映射：台账各列如何成为事件"))
      ->allow_extra_args(false);
  app.add_option(
      "--as-of", options->as_of,
      say("judge as of this instant; a date means its end (default: now)", "按此时刻判定；日期指当日24时（默认现在）"));
  app.add_option("--set", options->settings, say("choose a local reading: name=value", "选择一种读法：名称=值"))
      ->allow_extra_args(false);
  app.add_option("--format", options->format,
                 say("report on standard output: text or jsonl (default: text)",
                     "标准输出的报告格式：text 或 jsonl（默认 text）"))
      ->check(CLI::IsMember(formats));
  app.add_option("-o,--output", options->outputs,
                 say("write a report to a file; the ending chooses the format", "把报告写入文件，后缀决定格式"))
      ->allow_extra_args(false);
  app.add_option("--fail-on", options->fail_on,
                 say("violations that give exit code 1: any, high, medium, low, never",
                     "哪些违反使退出码为 1：any、high、medium、low、never"))
      ->check(CLI::IsMember({"any", "high", "medium", "low", "never"}));
  app.add_flag(
      "--strict", options->strict,
      say("undetermined findings count as violations for the exit code", "无法判定的也计为违反（仅影响退出码）"));
  app.add_option(
         "--max-rejects", options->max_rejects,
         say("unreadable cells and rows that are tolerated (default: 0)", "容许的无法读取的单元格和行数（默认 0）"))
      ->check(CLI::Range(0.0, 1e12));
  app.add_option("--calendars", options->folder, say("folder with calendar files", "日历文件所在目录"));
  app.add_option("-j,--threads", options->threads, say("threads (default: all cores)", "线程数（默认全部核心）"))
      ->check(CLI::Range(1u, 1024u));
  app.add_flag("-v,--verbose", options->verbose, say("what is being done, on standard error", "在标准错误中说明进展"));
  return [options, &context] { return Run(*options, context)(); };
}

}  // namespace shixian::app
