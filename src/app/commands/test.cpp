#include <fmt/ranges.h>

#include <ostream>

#include "app/calendars.hpp"
#include "app/command.hpp"
#include "check/example.hpp"
#include "rule/pack.hpp"
#include "rule/yaml.hpp"

namespace shixian::app {

namespace {

struct Options {
  std::vector<std::string> packs;
  std::string folder;
};

std::string listed(const std::vector<std::string>& verdicts) {
  return verdicts.empty() ? "-" : fmt::format("{}", fmt::join(verdicts, ", "));
}

/// Runs every example of every pack; an example that gives other verdicts than it states is told at its place.
int run_examples(const Options& options, const Context& context) {
  text::Diagnostics problems;
  Calendars calendars(options.folder, context.surroundings.program);
  std::size_t passed = 0, failed = 0;
  for (const auto& path : options.packs) {
    const auto document = rule::read_yaml(path, problems);
    const auto pack = document ? rule::read_pack(*document, {}, problems) : std::nullopt;
    const auto* calendar = pack ? calendars.find(pack->calendar, pack->calendar_place, problems) : nullptr;
    if (!calendar) continue;
    for (const auto& rule : pack->rules) {
      for (const auto& example : rule.examples) {
        const auto found = check::run_example({&*pack, calendar}, rule, example, problems);
        if (!found) continue;
        if (*found == example.verdicts) {
          ++passed;
          continue;
        }
        ++failed;
        const auto at = example.place.source->position(example.place.span.begin);
        context.surroundings.out << context.say(text::phrase("{}:{}: {}: expected {}, found {} ({})",
                                                             "{}:{}：{}：应为 {}，得到 {}（{}）", path, at.line,
                                                             rule.id, listed(example.verdicts), listed(*found),
                                                             context.say(example.name)))
                                 << '\n';
      }
    }
  }
  context.print(problems);
  context.surroundings.out << context.say(text::phrase("examples: {} passed, {} failed", "示例：{} 个通过，{} 个不符",
                                                       passed, failed))
                           << '\n';
  return problems.has_errors() ? wrong_input : failed > 0 ? violations : compliant;
}

}  // namespace

Action declare_test(CLI::App& app, const Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("PACK", options->packs, context.say({"rule packs", "规则包"}))->required();
  app.add_option("--calendars", options->folder, context.say({"folder with calendar files", "日历文件所在目录"}));
  return [options, &context] { return run_examples(*options, context); };
}

}  // namespace shixian::app
