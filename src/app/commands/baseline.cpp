#include <algorithm>
#include <ostream>
#include <set>
#include <sstream>

#include "app/command.hpp"
#include "app/examination.hpp"
#include "report/baseline.hpp"

namespace shixian::app {

namespace {

struct Options : ExaminationOptions {
  std::string baseline, output;
};

/// To the file, or standard output; what was done is told on the error stream.
int write(const std::string& text, const Options& options, const Context& context, Examination& examination,
          const text::Phrase& done) {
  if (options.output.empty()) {
    context.surroundings.out << text;
  } else if (const auto failed = examination.write(options.output, [&](std::ostream& file) { file << text; })) {
    return *failed;
  }
  context.surroundings.err << "shixian: " << context.say(done) << '\n';
  return examination.complete() ? compliant : incomplete;
}

int create(const Options& options, const Context& context) {
  Examination examination(options, context);
  if (!options.output.empty()) examination.will_write(options.output);
  if (const auto failed = examination.run()) return *failed;
  examination.tell();
  std::ostringstream text;
  report::write_baseline(examination.findings(), examination.log(), text);
  const auto totals = check::totals(examination.findings().all);
  const auto of = [&](check::Verdict verdict) { return totals[static_cast<std::size_t>(verdict)]; };
  using check::Verdict;
  return write(text.str(), options, context, examination,
               text::phrase("the baseline holds {} violations, waived ones among them, and {} undetermined findings",
                            "基线含违规 {} 项（包括已豁免的）、无法判定 {} 项",
                            of(Verdict::late) + of(Verdict::missing) + of(Verdict::breached) + of(Verdict::waived),
                            of(Verdict::undetermined)));
}

int prune(const Options& options, const Context& context) {
  Examination examination(options, context);
  if (!options.output.empty()) examination.will_write(options.output);
  auto baseline = report::read_baseline(options.baseline, examination.problems());
  if (const auto failed = examination.run()) return *failed;
  const bool of_other_packs = report::is_of_other_packs(*baseline, examination.findings(), examination.problems());
  examination.tell();
  if (of_other_packs) return wrong_input;
  const auto comparison = report::compare(*baseline, examination.findings(), examination.log(), examination.all_read());
  std::set<std::string> fixed;
  for (const auto& one : comparison.fixed) fixed.insert(one.known->fingerprint);
  const auto kept_apart = comparison.not_compared.size();
  std::erase_if(baseline->entries, [&](const report::Known& known) { return fixed.contains(known.fingerprint); });
  std::ostringstream text;
  report::write_baseline(*baseline, text);
  return write(text.str(), options, context, examination,
               text::phrase("{} fixed entries removed, {} kept, {} of them not compared in this run",
                            "已删去 {} 项已消除的，保留 {} 项，其中 {} 项本次未比较", fixed.size(),
                            baseline->entries.size(), kept_apart));
}

}  // namespace

Action declare_baseline(Arguments& take, const Context& context) {
  const auto add = [&](const char* name, const text::Phrase& title, Options& options) {
    auto below = take.command(name, title);
    declare_examination(below, options);
    below.text("-o,--output", options.output,
               {"the file to write (default: standard output)", "写入的文件（默认写到标准输出）"});
    return below;
  };
  auto created = std::make_shared<Options>(), pruned = std::make_shared<Options>();
  const auto making =
      add("create", {"write what is violated or undetermined now", "写出目前违反及无法判定的事项"}, *created);
  auto pruning = add(
      "prune", {"the same baseline without what is fixed; nothing is added", "去掉基线中已消除的事项，不增加任何事项"},
      *pruned);
  pruning.text("--baseline", pruned->baseline, {"the baseline to prune", "要清理的基线"}).required();
  return [making, created, pruned, &context] {
    return making.named() ? create(*created, context) : prune(*pruned, context);
  };
}

}  // namespace shixian::app
