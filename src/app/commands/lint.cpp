#include <ostream>

#include "app/command.hpp"
#include "app/packs.hpp"
#include "rule/lint.hpp"

namespace shixian::app {

namespace {

struct Options {
  std::vector<std::string> packs;
  std::string folder;
  std::string sources;
  std::vector<std::string> allowed;
  bool codes = false;
};

void list_codes(const Context& context) {
  for (const auto& kind : rule::lint_kinds())
    context.surroundings.out << kind.code << ": " << context.say(kind.meaning) << '\n';
}

int run_lint(const Options& options, const Context& context) {
  if (options.codes) {
    list_codes(context);
    return compliant;
  }
  if (options.packs.empty()) return context.usage_error({"no rule pack is given", "没有给出规则包"});
  text::Diagnostics problems;
  Calendars calendars(options.folder, context.surroundings.program);
  const auto read = read_packs(options.packs, {}, calendars, problems);
  std::size_t found = 0, rules = 0;
  for (const auto& pack : read.packs) {
    rules += pack.rules.size();
    for (const auto& finding : rule::lint(pack, options.sources)) {
      const auto code = rule::lint_kinds()[static_cast<std::size_t>(finding.lint)].code;
      if (std::find(options.allowed.begin(), options.allowed.end(), code) != options.allowed.end()) continue;
      const auto at = finding.place.source->position(finding.place.span.begin);
      context.surroundings.out << finding.place.source->name() << ':' << at.line << ':' << at.column << ": "
                               << context.say(finding.message) << " [" << code << "]\n";
      ++found;
    }
  }
  context.print(problems);
  context.surroundings.out << context.say(text::phrase("{} rules, {} remarks", "{} 条规则，{} 处提示", rules, found))
                           << '\n';
  return problems.has_errors() ? wrong_input : found > 0 ? violations : compliant;
}

}  // namespace

Action declare_lint(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  take.texts("PACK", options->packs, {"rule packs, or folders of them", "规则包，或其所在目录"});
  take.text("--sources", options->sources,
            {"folder with the source documents, to hold quotes against", "来源文件所在目录，用以核对引文"});
  take.texts("--allow", options->allowed, {"codes that are not reported", "不报告的代码"});
  take.flag("--codes", options->codes, {"list what is looked for", "列出检查的内容"});
  take.text("--calendars", options->folder, {"folder with calendar files", "日历文件所在目录"});
  return [options, &context] { return run_lint(*options, context); };
}

}  // namespace shixian::app
