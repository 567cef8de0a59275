#include <fmt/ranges.h>

#include <fstream>
#include <ostream>

#include "app/command.hpp"
#include "app/junit.hpp"
#include "app/packs.hpp"
#include "check/example.hpp"
#include "check/mutate.hpp"

namespace shixian::app {

namespace {

struct Options {
  std::vector<std::string> packs;
  std::string folder;
  std::string junit;
  bool mutate = false;
};

std::string listed(const std::vector<std::string>& words) {
  return words.empty() ? "-" : fmt::format("{}", fmt::join(words, ", "));
}

class Run {
 public:
  Run(const Options& options, const Context& context) : options_(options), context_(context) {}

  int run() {
    const auto read = read_packs(options_.packs, calendars_, problems_);
    for (const auto& input : read.inputs)
      for (const auto& rule : input.pack->rules) run_examples(input, rule);
    if (options_.mutate)
      for (const auto& input : read.inputs)
        for (const auto& rule : input.pack->rules) run_mutants(input, rule);
    context_.print(problems_);
    line(text::phrase("examples: {} passed, {} failed", "示例：{} 个通过，{} 个不符", passed_, failed_));
    if (options_.mutate)
      line(text::phrase("mutants: {} of {} noticed ({} %)", "变异：{1} 个中发现 {0} 个（{2}%）", killed_,
                        killed_ + survived_, killed_ + survived_ == 0 ? 100 : killed_ * 100 / (killed_ + survived_)));
    if (!options_.junit.empty() && !write_junit())
      return context_.usage_error(text::phrase("cannot write '{}'", "无法写入“{}”", options_.junit));
    return problems_.has_errors() ? wrong_input : failed_ > 0 ? violations : compliant;
  }

 private:
  void line(const text::Phrase& phrase) { context_.surroundings.out << context_.say(phrase) << '\n'; }

  static std::string place_of(const rule::Example& example) {
    const auto at = example.place.source->position(example.place.span.begin);
    return fmt::format("{}:{}", example.place.source->name(), at.line);
  }

  void run_examples(const check::PackInput& input, const rule::Rule& rule) {
    for (const auto& example : rule.examples) {
      const auto found = check::run_example(input, rule, example, problems_);
      JUnitCase result{input.pack->id, rule.id + ": " + context_.say(example.name), {}};
      if (!found) {
        result.failure = context_.say({"the example could not be run", "示例无法运行"});
      } else if (check::holds(example, *found)) {
        ++passed_;
      } else {
        ++failed_;
        result.failure = tell(rule, example, *found);
      }
      cases_.push_back(std::move(result));
    }
  }

  /// Prints what an example should give against what it gives; the same as text.
  std::string tell(const rule::Rule& rule, const rule::Example& example, const check::ExampleOutcome& found) {
    auto message = context_.say(text::phrase("{}: {}: expected {}, found {} ({})", "{}：{}：应为 {}，得到 {}（{}）",
                                             place_of(example), rule.id, listed(example.verdicts),
                                             listed(found.verdicts), context_.say(example.name)));
    if (!example.deadlines.empty() && example.deadlines != found.deadlines)
      message += "\n  " + context_.say(text::phrase("deadlines: expected {}, found {}", "截止日期：应为 {}，得到 {}",
                                                    listed(example.deadlines), listed(found.deadlines)));
    for (const auto& reason : found.reasons)
      if (!reason.empty()) message += "\n  " + context_.say(reason);
    context_.surroundings.out << message << '\n';
    return message;
  }

  /// A mutant is noticed when an example no longer gives what it states.
  void run_mutants(const check::PackInput& input, const rule::Rule& rule) {
    if (rule.examples.empty()) return;
    for (const auto& mutant : check::mutants_of(rule)) {
      bool noticed = false;
      for (const auto& example : rule.examples) {
        text::Diagnostics ignored;
        const auto found = check::run_example(input, mutant.rule, example, ignored);
        noticed = !found || !check::holds(example, *found);
        if (noticed) break;
      }
      if (noticed) {
        ++killed_;
        continue;
      }
      ++survived_;
      line(text::phrase("{}: no example notices: {}", "{}：没有示例能发现：{}", rule.id, context_.say(mutant.change)));
    }
  }

  bool write_junit() {
    std::ofstream file(options_.junit, std::ios::binary);
    write_junit_cases(cases_, file);
    file.close();
    return static_cast<bool>(file);
  }

  const Options& options_;
  const Context& context_;
  text::Diagnostics problems_;
  Calendars calendars_{options_.folder, context_.surroundings.program};
  std::vector<JUnitCase> cases_;
  std::size_t passed_ = 0, failed_ = 0, killed_ = 0, survived_ = 0;
};

}  // namespace

Action declare_test(CLI::App& app, const Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("PACK", options->packs, context.say({"rule packs, or folders of them", "规则包，或其所在目录"}))
      ->required();
  app.add_option("--calendars", options->folder, context.say({"folder with calendar files", "日历文件所在目录"}));
  app.add_option("--junit", options->junit,
                 context.say({"also write the results as JUnit XML", "另将结果写成 JUnit XML"}));
  app.add_flag("--mutate", options->mutate,
               context.say({"put mistakes into the rules and list those that no example notices",
                            "在规则中逐一植入差错，列出没有示例能发现的"}));
  return [options, &context] { return Run(*options, context).run(); };
}

}  // namespace shixian::app
