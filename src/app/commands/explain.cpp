#include <algorithm>
#include <filesystem>
#include <ostream>

#include "app/command.hpp"
#include "app/examination.hpp"
#include "app/packs.hpp"
#include "app/vocabulary.hpp"
#include "check/evidence.hpp"
#include "check/example.hpp"
#include "report/entry.hpp"
#include "report/explanation.hpp"
#include "rule/sentences.hpp"
#include "text/cell.hpp"
#include "text/suggest.hpp"
#include "text/width.hpp"

namespace shixian::app {

namespace {

struct Options : ExaminationOptions {
  std::string what;  ///< id of a rule; or the fingerprint of a finding, or what it is about
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

bool may_begin_fingerprint(const std::string& written) {
  const auto word = text::folded(written);
  constexpr std::size_t shortest = 6, longest = 32;
  return word.size() >= shortest && word.size() <= longest &&
         std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

/// Whether a finding is meant by its fingerprint, or how that begins, or else by what its obligation is about.
bool is_meant(const check::Finding& finding, const std::string& word, const Examination& examination) {
  const auto& findings = examination.findings();
  const auto& log = examination.log();
  if (may_begin_fingerprint(word) &&
      check::fingerprint(finding, findings, log).starts_with(text::lower_case(text::folded(word))))
    return true;
  return text::folded(check::subject(finding, findings, log)) == text::folded(word);
}

/// The one finding that is meant.
int explain_finding(const Options& options, const Context& context) {
  std::error_code error;
  if (options.what.empty() || std::filesystem::exists(options.what, error))
    return context.usage_error(
        {"with ledgers, say which finding is meant: its fingerprint, the first six digits of it or more, or what it is "
         "about (2020-003)",
         "给出台账时，请写明要解释哪一项：其指纹，或指纹的前六位以上，或其对象（如 2020-003）"},
        {"the reports give both: fingerprints in --format jsonl, csv, html",
         "报告中都有：指纹见 --format jsonl、csv、html"});
  Examination examination(options, context);
  if (const auto failed = examination.run()) return *failed;
  examination.tell();
  const auto& findings = examination.findings();
  const auto report = examination.report(context.colour_out);
  std::vector<const check::Finding*> found;
  for (const auto& finding : findings.all)
    if (is_meant(finding, options.what, examination)) found.push_back(&finding);
  if (found.empty())
    return context.usage_error(text::phrase("no finding of these ledgers has the fingerprint {0}, or is about {0}",
                                            "这些台账的结论中没有指纹为 {0} 的，也没有对象为 {0} 的", options.what));
  if (found.size() > 1) {
    text::Phrase all;
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < std::min(most, found.size()); ++i) {
      const auto one = check::fingerprint(*found[i], findings, examination.log()) + "  " +
                       findings.rules[found[i]->rule].rule->id + "  " + report::sentence_of(report, *found[i]);
      all.english += (i > 0 ? "; " : "") + one;
      all.chinese += (i > 0 ? "；" : "") + one;
    }
    return context.usage_error(text::phrase("{0} findings are meant by {1}; name one by its fingerprint",
                                            "“{1}”所指的结论有 {0} 项；请写其中一项的指纹", found.size(), options.what),
                               all);
  }
  report::write_explanation(report, *found.front(), context.surroundings.out);
  return examination.complete() ? compliant : incomplete;
}

/// What is meant may stand before the ledgers or behind them: a fingerprint, or what is no file.
void find_what_is_meant(Options& options) {
  const auto is_no_file = [](const std::string& word) {
    std::error_code error;
    return word != "-" && !std::filesystem::exists(word, error);
  };
  if (may_begin_fingerprint(options.what)) return;
  auto at = std::find_if(options.logs.begin(), options.logs.end(),
                         [&](const std::string& word) { return may_begin_fingerprint(word) && is_no_file(word); });
  if (at == options.logs.end() && !is_no_file(options.what))
    at = std::find_if(options.logs.begin(), options.logs.end(), is_no_file);
  if (at != options.logs.end()) std::swap(options.what, *at);
}

int run_explain(Options& options, const Context& context) {
  find_what_is_meant(options);
  std::error_code error;
  if (!options.logs.empty() || !options.mappings.empty() || std::filesystem::is_regular_file(options.what, error))
    return explain_finding(options, context);
  if (options.what.empty() && options.examples)
    return context.usage_error({"--examples needs the id of a rule", "--examples 须写明规则标识"});
  text::Diagnostics problems;
  Calendars calendars(options.folder, context.surroundings.program);
  const auto settings = read_settings(options.settings, problems);
  const auto read = read_packs(options.packs, settings, calendars, problems);
  rule::refuse_unknown_settings({read.packs.begin(), read.packs.end()}, settings, problems);
  std::vector<std::string> ids;
  bool found = false;
  for (const auto& pack : read.packs) {
    if (options.what.empty()) {
      if (found) context.surroundings.out << '\n';
      print_vocabulary(pack, context.language, context.surroundings.out);
      found = true;
    }
    for (const auto& rule : pack.rules) {
      ids.push_back(rule.id);
      if (rule.id != options.what) continue;
      explain(rule, pack, context);
      const auto input = std::find_if(read.inputs.begin(), read.inputs.end(),
                                      [&](const check::PackInput& one) { return one.pack == &pack; });
      if (options.examples) explain_examples(*input, rule, context, problems);
      found = true;
    }
  }
  context.print(problems);
  if (!found && !problems.has_errors() && may_begin_fingerprint(options.what))
    return context.usage_error(
        text::phrase("no pack given has a rule '{}'", "所给规则包没有规则“{}”", options.what),
        {"if it is the fingerprint of a finding, give the ledgers and the mapping as well, as to 'shixian check'",
         "如果这是某项结论的指纹，请同时给出台账和映射，与“shixian check”相同"});
  if (!found && !problems.has_errors())
    return context.usage_error(text::phrase("no pack given has a rule '{}'", "所给规则包没有规则“{}”", options.what),
                               text::did_you_mean(options.what, ids));
  return problems.has_errors() ? wrong_input : compliant;
}

}  // namespace

Action declare_explain(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  take.text(
      "RULE", options->what,
      {"id of a rule; with ledgers a finding: its fingerprint, or how that begins, or what it is about (2020-003); "
       "without one: what a ledger must hold for all rules",
       "规则标识；给出台账时为某项结论：其指纹（或其开头），或其对象（如 "
       "2020-003）；不写则列出台账须为全部规则记载的内容"});
  declare_examination(take, *options);
  take.flag("--examples", options->examples,
            {"also each example, its deadlines reckoned day by day", "并列出各示例及逐日推算的截止日期"});
  return [options, &context] { return run_explain(*options, context); };
}

}  // namespace shixian::app
