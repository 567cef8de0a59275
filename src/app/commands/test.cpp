#include <fmt/ranges.h>

#include <algorithm>
#include <deque>
#include <fstream>
#include <ostream>

#include "app/command.hpp"
#include "app/kinds.hpp"
#include "app/packs.hpp"
#include "check/example.hpp"
#include "check/mutate.hpp"
#include "report/junit.hpp"
#include "rule/test_file.hpp"
#include "rule/yaml.hpp"
#include "text/suggest.hpp"

namespace shixian::app {

namespace {

struct Options {
  std::vector<std::string> packs, settings;
  std::string folder;
  std::string junit;
  bool mutate = false;
};

std::string listed(const std::vector<std::string>& words) {
  return words.empty() ? "-" : fmt::format("{}", fmt::join(words, ", "));
}

/// A pack as some of its parameters are chosen, and what it is held against.
struct Suite {
  struct Item {
    const rule::Rule* rule;
    const rule::Example* example;
  };
  check::PackInput input;
  std::vector<Item> items;
};

class Run {
 public:
  Run(const Options& options, const Context& context) : options_(options), context_(context) {}

  int run() {
    read();
    for (const auto& suite : suites_)
      for (const auto& item : suite.items) run_example(suite.input, *item.rule, *item.example);
    if (options_.mutate)
      for (const auto& input : packs_given_)
        for (const auto& rule : input.pack->rules) run_mutants(input, rule);
    context_.print(problems_);
    line(text::phrase("examples: {} passed, {} failed", "示例：{} 个通过，{} 个不符", passed_, failed_));
    if (unread_ > 0) line(text::phrase("examples that could not be run: {}", "无法运行的示例：{} 个", unread_));
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

  void read() {
    constexpr std::string_view kinds[]{"pack", "test"};
    const auto settings = read_settings(options_.settings, problems_);
    for (const auto& path : files_of(options_.packs, kinds, true, problems_)) {
      const auto document = rule::read_yaml(path, problems_);
      const auto* kind = document ? kind_of(*document) : nullptr;
      if (kind && kind->name == "test")
        read_tests(*document, settings);
      else if (document)
        read_pack(*document, settings);
    }
    std::vector<rule::Pack> packs(packs_.begin(), packs_.end());
    rule::refuse_unknown_settings(packs, settings, problems_);
  }

  std::optional<check::PackInput> add(std::optional<rule::Pack> pack) {
    const auto* calendar = pack ? calendars_.find(pack->calendar, pack->calendar_place, problems_) : nullptr;
    if (!calendar) return std::nullopt;
    packs_.push_back(std::move(*pack));
    return check::PackInput{&packs_.back(), calendar};
  }

  void read_pack(const text::Document& document, std::span<const rule::Setting> settings) {
    const auto input = add(rule::read_pack(document, settings, problems_));
    if (!input) return;
    packs_given_.push_back(*input);
    Suite suite{*input, {}};
    for (const auto& rule : input->pack->rules)
      for (const auto& example : rule.examples) suite.items.push_back({&rule, &example});
    suites_.push_back(std::move(suite));
  }

  void read_tests(const text::Document& document, std::span<const rule::Setting> of_the_run) {
    auto file = rule::read_test_file(document, problems_);
    if (!file) return;
    tests_.push_back(std::move(*file));
    const auto& tests = tests_.back();
    // What the file chooses stands above what the run chooses.
    auto settings = tests.settings;
    for (const auto& one : of_the_run)
      if (std::none_of(tests.settings.begin(), tests.settings.end(),
                       [&](const rule::Setting& own) { return own.name == one.name; }))
        settings.push_back(one);
    const auto pack = rule::read_yaml(tests.pack, problems_);
    const auto input = pack ? add(rule::read_pack(*pack, settings, problems_)) : std::nullopt;
    if (!input) return;
    rule::refuse_unknown_settings({*input->pack}, std::span(settings).first(tests.settings.size()), problems_);
    for (const auto& one : of_the_run)
      for (const auto& copy : settings) one.used = one.used || (copy.name == one.name && copy.used);
    Suite suite{*input, {}};
    std::vector<std::string> ids;
    for (const auto& rule : input->pack->rules) ids.push_back(rule.id);
    for (const auto& test : tests.tests) {
      const auto at = std::find(ids.begin(), ids.end(), test.rule);
      if (at == ids.end())
        problems_
            .error(text::Code::unknown_rule, test.rule_place,
                   text::phrase("the pack has no rule '{}'", "规则包没有规则“{}”", test.rule))
            .with_help(text::did_you_mean(test.rule, ids));
      else
        suite.items.push_back({&input->pack->rules[static_cast<std::size_t>(at - ids.begin())], &test.example});
    }
    suites_.push_back(std::move(suite));
  }

  void run_example(const check::PackInput& input, const rule::Rule& rule, const rule::Example& example) {
    const auto found = check::run_example(input, rule, example, problems_);
    report::JUnitCase result;
    result.suite = input.pack->id;
    result.name = rule.id + ": " + context_.say(example.name);
    if (!found) {
      ++unread_;
      result.failure = context_.say({"the example could not be run", "示例无法运行"});
    } else if (check::holds(example, *found)) {
      ++passed_;
    } else {
      ++failed_;
      result.failure = tell(rule, example, *found);
    }
    cases_.push_back(std::move(result));
  }

  /// Verdicts in the words of the language.
  std::string told(std::vector<std::string> verdicts) const {
    for (auto& verdict : verdicts)
      for (std::size_t i = 0; i < check::verdict_count; ++i)
        if (const auto one = static_cast<check::Verdict>(i); check::name(one) == verdict)
          verdict = context_.say(check::title(one));
    return listed(verdicts);
  }

  /// Prints what an example should give against what it gives; the same as text.
  std::string tell(const rule::Rule& rule, const rule::Example& example, const check::ExampleOutcome& found) {
    auto message = context_.say(text::phrase("{}: {}: expected {}, found {} ({})", "{}：{}：应为 {}，得到 {}（{}）",
                                             place_of(example), rule.id, told(example.verdicts), told(found.verdicts),
                                             context_.say(example.name)));
    if (!example.deadlines.empty() && example.deadlines != found.deadlines)
      message += "\n  " + context_.say(text::phrase("deadlines: expected {}, found {}", "截止日期：应为 {}，得到 {}",
                                                    listed(example.deadlines), listed(found.deadlines)));
    for (const auto& reason : found.reasons)
      if (!reason.empty()) message += "\n  " + context_.say(reason);
    context_.surroundings.out << message << '\n';
    return message;
  }

  /// Whether an example of a suite no longer gives what it states with a mutant in place of its rule.
  static bool notices(const Suite& suite, const rule::Rule& mutant) {
    return std::any_of(suite.items.begin(), suite.items.end(), [&](const Suite::Item& item) {
      if (item.rule->id != mutant.id) return false;
      text::Diagnostics ignored;
      const auto found = check::run_example(suite.input, mutant, *item.example, ignored);
      return !found || !check::holds(*item.example, *found);
    });
  }

  /// A mutant is noticed by the examples of any suite of the pack: under other parameters it is the same change of the
  /// same rule.
  void run_mutants(const check::PackInput& input, const rule::Rule& rule) {
    struct Readings {
      const Suite* suite;
      std::vector<check::Mutant> mutants;
    };
    std::vector<Readings> readings;
    for (const auto& suite : suites_)
      for (const auto& own : suite.input.pack->rules)
        if (suite.input.pack->id == input.pack->id && own.id == rule.id)
          readings.push_back({&suite, check::mutants_of(own)});
    const auto mutants = check::mutants_of(rule);
    for (std::size_t i = 0; i < mutants.size(); ++i) {
      const bool noticed = std::any_of(readings.begin(), readings.end(), [&](const Readings& one) {
        return one.mutants.size() == mutants.size() && notices(*one.suite, one.mutants[i].rule);
      });
      ++(noticed ? killed_ : survived_);
      if (!noticed)
        line(text::phrase("{}: no example notices: {}", "{}：没有示例能发现：{}", rule.id,
                          context_.say(mutants[i].change)));
    }
  }

  bool write_junit() {
    std::ofstream file(options_.junit, std::ios::binary);
    report::write_junit_cases(cases_, file);
    file.close();
    return static_cast<bool>(file);
  }

  const Options& options_;
  const Context& context_;
  text::Diagnostics problems_;
  Calendars calendars_{options_.folder, context_.surroundings.program};
  std::deque<rule::Pack> packs_;
  std::deque<rule::TestFile> tests_;
  std::vector<Suite> suites_;
  std::vector<check::PackInput> packs_given_;  ///< not those that only a test file names
  std::vector<report::JUnitCase> cases_;
  std::size_t passed_ = 0, failed_ = 0, unread_ = 0, killed_ = 0, survived_ = 0;
};

}  // namespace

Action declare_test(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  take.texts("PACK", options->packs, {"rule packs, test files, or folders of them", "规则包、测试文件，或其所在目录"})
      .required();
  take.texts("--set", options->settings, {"choose a local reading: name=value", "选择一种读法：名称=值"});
  take.text("--calendars", options->folder, {"folder with calendar files", "日历文件所在目录"});
  take.text("--junit", options->junit, {"also write the results as JUnit XML", "另将结果写成 JUnit XML"});
  take.flag("--mutate", options->mutate,
            {"put mistakes into the rules and list those that no example notices",
             "在规则中逐一植入差错，列出没有示例能发现的"});
  return [options, &context] { return Run(*options, context).run(); };
}

}  // namespace shixian::app
