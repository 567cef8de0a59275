#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "app/command.hpp"
#include "app/examination.hpp"
#include "report/baseline.hpp"
#include "report/report.hpp"
#include "text/suggest.hpp"

namespace shixian::app {

namespace {

namespace fs = std::filesystem;
using text::Code;

struct Options : ExaminationOptions {
  std::vector<std::string> outputs;
  std::string format, baseline, fail_on = "any";
  std::size_t max_violations = 0;
  bool strict = false, new_only = false;
};

/// Where each report goes: a file, or standard output when the path is empty.
struct Output {
  std::string path;
  const report::Format* format;
};

class Run {
 public:
  Run(const Options& options, const Context& context)
      : options_(options), context_(context), examination_(options, context) {}

  int operator()() {
    if (options_.new_only && options_.baseline.empty())
      return context_.usage_error(
          {"--new-only needs a baseline: --baseline FILE", "--new-only 须与 --baseline 文件同用"});
    choose_outputs();
    for (const auto& output : outputs_)
      if (!output.path.empty()) examination_.will_write(output.path);
    if (!options_.baseline.empty()) examination_.also_reads(options_.baseline);
    for (const auto& output : outputs_)
      if (output.path.empty() && output.format->is_binary() && context_.surroundings.out_is_terminal)
        return context_.usage_error(
            text::phrase("--format {}: a terminal cannot show it", "--format {}：终端无法显示", output.format->name),
            text::phrase("write it to a file: -o report{}", "请写入文件：-o report{}", output.format->ending));
    if (!options_.baseline.empty()) baseline_ = report::read_baseline(options_.baseline, examination_.problems());
    if (const auto failed = examination_.run()) return *failed;
    if (baseline_) {
      if (report::is_of_other_packs(*baseline_, examination_.findings(), examination_.problems())) {
        examination_.tell();
        return wrong_input;
      }
      comparison_ = report::compare(*baseline_, examination_.findings(), examination_.log(), examination_.all_read());
    }
    examination_.tell();
    if (const auto failed = write_reports()) return *failed;
    if (!examination_.complete()) return incomplete;
    return violations_that_count() > options_.max_violations ? violations : compliant;
  }

 private:
  void choose_outputs() {
    const auto* named = report::find_format(options_.format);
    if (options_.outputs.empty() || named) outputs_.push_back({"", named ? named : report::find_format("text")});
    for (const auto& written : options_.outputs) add_output(written);
  }

  /// `report.html`, or `junit=report.out` where the ending does not say it.
  void add_output(const std::string& written) {
    if (const auto equals = written.find('='); equals != std::string::npos)
      if (const auto* format = report::find_format(written.substr(0, equals))) {
        const auto path = written.substr(equals + 1);
        if (path.empty())
          examination_.problems()
              .error(Code::bad_usage, {}, text::phrase("-o {}: the file is missing", "-o {}：没有写文件名", written))
              .with_help(text::phrase("write -o {}report{}, or - for standard output",
                                      "请写成 -o {}report{}，或用 - 表示标准输出", written, format->ending));
        else
          outputs_.push_back({path == "-" ? std::string() : path, format});
        return;
      }
    if (const auto* format = report::format_of_ending(written)) {
      outputs_.push_back({written, format});
      return;
    }
    std::vector<std::string> endings;
    for (const auto& format : report::formats()) endings.emplace_back(format.ending);
    const auto& known = text::did_you_mean(fs::path(written).extension().string(), endings);
    examination_.problems()
        .error(Code::bad_usage, {},
               text::phrase("-o {}: the ending names no report format", "-o {}：文件后缀不对应任何报告格式", written))
        .with_help({known.english + (known.empty() ? "" : "; ") + "or name the format: -o text=" + written,
                    known.chinese + (known.empty() ? "" : "；") + "也可写明格式：-o text=" + written});
  }

  bool counts(std::size_t index) const {
    const auto& findings = examination_.findings();
    const auto& finding = findings.all[index];
    if (options_.fail_on == "never") return false;
    const bool counted =
        check::is_violation(finding.verdict) || (options_.strict && finding.verdict == check::Verdict::undetermined);
    if (!counted || (options_.new_only && comparison_->changes[index] != report::Change::fresh)) return false;
    if (options_.fail_on == "any") return true;
    static const std::vector<std::string> severities{"high", "medium", "low"};
    const auto threshold = std::find(severities.begin(), severities.end(), options_.fail_on) - severities.begin();
    return static_cast<long>(findings.rules[finding.rule].rule->severity) <= threshold;
  }

  std::size_t violations_that_count() const {
    std::size_t number = 0;
    for (std::size_t i = 0; i < examination_.findings().all.size(); ++i) number += counts(i);
    return number;
  }

  std::optional<int> write_reports() {
    for (const auto& output : outputs_) {
      auto report = examination_.report(output.path.empty() && context_.colour_out);
      if (comparison_) report.comparison = &*comparison_;
      report.new_only = options_.new_only;
      if (output.path.empty()) {
        output.format->write(report, context_.surroundings.out);
        if (output.format->name == "github")
          if (const auto failed = write_step_summary(report)) return failed;
        continue;
      }
      report.folder = fs::path(output.path).parent_path().string();
      if (const auto failed = examination_.write(
              output.path, [&](std::ostream& file) { output.format->write(report, file); },
              output.format->is_binary() ? temporary_files() : text::Phrase()))
        return failed;
    }
    return std::nullopt;
  }

  static text::Phrase temporary_files() {
    return {"it is made in the folder of temporary files first; TMPDIR names one with enough room",
            "它先在临时文件目录中生成；可用 TMPDIR 另指一个空间充足的目录"};
  }

  /// GitHub Actions names the file in which a step may leave a summary.
  std::optional<int> write_step_summary(const report::Report& report) {
    const auto path = context_.surroundings.env("GITHUB_STEP_SUMMARY");
    if (path.empty()) return std::nullopt;
    std::ofstream file(path, std::ios::binary | std::ios::app);
    report::find_format("markdown")->write(report, file);
    if (file.flush()) return std::nullopt;
    return context_.usage_error(text::phrase("cannot write the step summary '{}'", "无法写入步骤摘要“{}”", path));
  }

  const Options& options_;
  const Context& context_;
  Examination examination_;
  std::vector<Output> outputs_;
  std::optional<report::Baseline> baseline_;
  std::optional<report::Comparison> comparison_;
};

}  // namespace

Action declare_check(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  std::vector<std::string> formats;
  for (const auto& format : report::formats()) formats.emplace_back(format.name);

  declare_examination(take, *options);
  take.text("--format", options->format,
            {"report on standard output (default: text)", "标准输出的报告格式（默认 text）"})
      .one_of(formats);
  take.texts("-o,--output", options->outputs,
             {"write a report to a file; the ending chooses the format, or FORMAT=FILE; may be repeated",
              "把报告写入文件，格式由后缀决定，或写“格式=文件”；可重复"});
  take.text("--fail-on", options->fail_on,
            {"violations that give exit code 1: any, high, medium, low, never",
             "哪些违反使退出码为 1：any、high、medium、low、never"})
      .one_of({"any", "high", "medium", "low", "never"});
  take.flag("--strict", options->strict,
            {"undetermined findings count as violations for the exit code", "无法判定的也计为违反（仅影响退出码）"});
  take.count("--max-violations", options->max_violations,
             {"violations that are tolerated (default: 0)", "容许的违反数（默认 0）"});
  take.text("--baseline", options->baseline,
            {"what was known before: tells the new from the unchanged and the fixed",
             "以往结论的基线：区分新增、未变与已消除"});
  take.flag("--new-only", options->new_only,
            {"only violations that the baseline does not know give exit code 1", "只有基线中没有的违反才使退出码为 1"});
  return [options, &context] { return Run(*options, context)(); };
}

}  // namespace shixian::app
