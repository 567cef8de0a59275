#include <algorithm>
#include <ostream>

#include "app/command.hpp"
#include "app/packs.hpp"
#include "app/vocabulary.hpp"
#include "check/evidence.hpp"
#include "check/example.hpp"
#include "rule/sentences.hpp"
#include "text/suggest.hpp"
#include "text/width.hpp"

namespace shixian::app {

namespace {

struct Options {
  std::string rule;
  std::vector<std::string> packs, settings;
  std::string folder;
  bool examples = false;
};

void explain(const rule::Rule& rule, const rule::Pack& pack, const Context& context) {
  auto& out = context.surroundings.out;
  const auto line = [&](const std::string& text) { out << text::plain(text) << '\n'; };
  line(rule.id + "  " + context.say(rule.title));
  auto cite = context.say(pack.title);
  if (!rule.cite.item.empty()) cite += " " + rule.cite.item;
  if (!rule.cite.quote.empty()) cite += " “" + rule.cite.quote + "”";
  line("  " + cite);
  for (const auto& sentence : rule::sentences(rule, pack)) line("  " + context.say(sentence));
  for (const auto& parameter : pack.parameters) {
    if (std::find(rule.parameters.begin(), rule.parameters.end(), parameter.name) == rule.parameters.end()) continue;
    const auto& choice = parameter.choices[parameter.chosen];
    line(context.say(text::phrase("  as read by {}: {}, here {}", "  按读法 {}：{}，此处取{}", parameter.name,
                                  context.say(parameter.title), context.say(choice.title))));
  }
  if (!rule.note.empty()) line(context.say({"  note: ", "  说明："}) + context.say(rule.note));
  line(context.say({"  a log must record:", "  台账须记载："}));
  for (const auto& need : rule::needs(rule)) line("  - " + context.say(need));
}

/// Each example with its verdicts, and how each deadline was reckoned, day by day.
void explain_examples(const check::PackInput& input, const rule::Rule& rule, const Context& context,
                      text::Diagnostics& problems) {
  auto& out = context.surroundings.out;
  for (const auto& example : rule.examples) {
    out << "  " << text::plain(context.say(example.name)) << '\n';
    const auto run = check::judge_example(input, rule, example, problems);
    if (!run) continue;
    for (const auto& finding : run->findings.of(0)) {
      const auto due = check::deadline(finding, run->findings, run->log);
      out << "    " << context.say(check::title(finding.verdict));
      if (due) out << context.say({", deadline ", "，截止 "}) << time::readable(*due);
      out << '\n';
      if (finding.reason != check::none)
        out << "    " << text::plain(context.say(run->findings.reasons[finding.reason])) << '\n';
      if (finding.reckoning == check::none) continue;
      for (const auto& step : time::steps(run->findings.reckonings[finding.reckoning], *input.calendar, run->pack.zone))
        out << fmt::format("      {} {:>4}  {}\n", time::iso(step.day),
                           step.number > 0 ? std::to_string(step.number) : "", text::plain(context.say(step.text)));
    }
  }
}

int run_explain(const Options& options, const Context& context) {
  if (options.rule.empty() && options.examples)
    return context.usage_error({"--examples needs the id of a rule", "--examples 须写明规则标识"});
  text::Diagnostics problems;
  Calendars calendars(options.folder, context.surroundings.program);
  const auto settings = read_settings(options.settings, problems);
  const auto read = read_packs(options.packs, settings, calendars, problems);
  rule::refuse_unknown_settings({read.packs.begin(), read.packs.end()}, settings, problems);
  std::vector<std::string> ids;
  bool found = false;
  for (const auto& pack : read.packs) {
    if (options.rule.empty()) {
      if (found) context.surroundings.out << '\n';
      print_vocabulary(pack, context.language, context.surroundings.out);
      found = true;
    }
    for (const auto& rule : pack.rules) {
      ids.push_back(rule.id);
      if (rule.id != options.rule) continue;
      explain(rule, pack, context);
      const auto input = std::find_if(read.inputs.begin(), read.inputs.end(),
                                      [&](const check::PackInput& one) { return one.pack == &pack; });
      if (options.examples) explain_examples(*input, rule, context, problems);
      found = true;
    }
  }
  context.print(problems);
  if (!found && !problems.has_errors())
    return context.usage_error(text::phrase("no pack given has a rule '{}'", "所给规则包没有规则“{}”", options.rule),
                               text::did_you_mean(options.rule, ids));
  return problems.has_errors() ? wrong_input : compliant;
}

}  // namespace

Action declare_explain(CLI::App& app, const Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("RULE", options->rule,
                 context.say({"id of a rule; without one: what a ledger must hold for all rules",
                              "规则标识；不写则列出台账须为全部规则记载的内容"}));
  app.add_option("-r,--rules", options->packs, context.say({"rule packs, or folders of them", "规则包，或其所在目录"}))
      ->required()
      ->allow_extra_args(false);
  app.add_option("--set", options->settings,
                 context.say({"choose a local reading: name=value", "选择一种读法：名称=值"}))
      ->allow_extra_args(false);
  app.add_flag(
      "--examples", options->examples,
      context.say({"also each example, its deadlines reckoned day by day", "并列出各示例及逐日推算的截止日期"}));
  app.add_option("--calendars", options->folder, context.say({"folder with calendar files", "日历文件所在目录"}));
  return [options, &context] { return run_explain(*options, context); };
}

}  // namespace shixian::app
