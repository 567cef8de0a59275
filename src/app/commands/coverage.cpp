// Which rule answers which requirement, as a page in both languages.
#include <fmt/ranges.h>

#include <map>
#include <ostream>

#include "app/command.hpp"
#include "app/packs.hpp"
#include "rule/requirements.hpp"
#include "rule/yaml.hpp"

namespace shixian::app {

namespace {

struct Options {
  std::vector<std::string> packs;
  std::string folder;
  std::string requirements;
};

/// Text in a cell of a Markdown table.
std::string cell(std::string text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|') safe += '\\';
    safe += c == '\n' ? ' ' : c;
  }
  return safe;
}

class Page {
 public:
  Page(const Packs& packs, const std::vector<rule::RequirementGroup>& groups, std::ostream& out)
      : packs_(packs), groups_(groups), out_(out) {
    for (const auto& pack : packs.packs)
      for (const auto& rule : pack.rules)
        for (const auto& id : rule.cite.requirements) answers_[id].push_back(rule.id);
  }

  /// Writes the page; gives the requirements that neither a rule nor a reason answers.
  std::vector<std::string> write() {
    out_ << "# Rule packs 规则包\n\n"
         << "Made by `shixian coverage`; do not edit by hand. 由 `shixian coverage` 生成，请勿手工修改。\n\n";
    write_packs();
    for (const auto& group : groups_) write_group(group);
    out_ << fmt::format(
        "\n{} requirements: {} answered by rules, {} with the reason why not. "
        "要求 {} 条：有规则对应的 {} 条，写明理由不检查的 {} 条。\n",
        answered_ + unchecked_ + absent_.size(), answered_, unchecked_, answered_ + unchecked_ + absent_.size(),
        answered_, unchecked_);
    return absent_;
  }

 private:
  void write_packs() {
    out_ << "| pack 规则包 | rules 规则 | examples 示例 | title 标题 |\n|---|---|---|---|\n";
    for (const auto& pack : packs_.packs) {
      std::size_t examples = 0;
      for (const auto& rule : pack.rules) examples += rule.examples.size();
      out_ << fmt::format("| `{}` | {} | {} | {} — {} |\n", pack.id, pack.rules.size(), examples,
                          cell(pack.title.chinese), cell(pack.title.english));
    }
  }

  void write_group(const rule::RequirementGroup& group) {
    out_ << fmt::format("\n## {}: {} — {}\n\n", group.prefix, group.title.chinese, group.title.english)
         << "| requirement 要求 | rules 规则 |\n|---|---|\n";
    for (const auto& requirement : group.requirements) {
      const auto rules = answers_.find(requirement.id);
      std::string what;
      if (rules != answers_.end()) {
        ++answered_;
        for (const auto& id : rules->second) what += (what.empty() ? "`" : ", `") + id + "`";
      } else if (!requirement.unchecked.empty()) {
        ++unchecked_;
        what = cell(requirement.unchecked.chinese) + " " + cell(requirement.unchecked.english);
      } else {
        absent_.push_back(requirement.id);
        what = "—";
      }
      out_ << fmt::format("| {} | {} |\n", requirement.id, what);
    }
  }

  const Packs& packs_;
  const std::vector<rule::RequirementGroup>& groups_;
  std::ostream& out_;
  std::map<std::string, std::vector<std::string>> answers_;
  std::vector<std::string> absent_;
  std::size_t answered_ = 0, unchecked_ = 0;
};

int run_coverage(const Options& options, const Context& context) {
  text::Diagnostics problems;
  Calendars calendars(options.folder, context.surroundings.program);
  const auto packs = read_packs(options.packs, {}, calendars, problems);
  const auto document = rule::read_yaml(options.requirements, problems);
  const auto groups = document ? rule::read_requirements(*document, problems) : std::nullopt;
  context.print(problems);
  if (!groups || problems.has_errors()) return wrong_input;
  const auto absent = Page(packs, *groups, context.surroundings.out).write();
  if (absent.empty()) return compliant;
  context.surroundings.err << context.say(text::phrase("no rule and no reason answers: {}",
                                                       "既没有规则也没有理由对应：{}",
                                                       fmt::format("{}", fmt::join(absent, ", "))))
                           << '\n';
  return violations;
}

}  // namespace

Action declare_coverage(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  take.texts("PACK", options->packs, {"rule packs, or folders of them", "规则包，或其所在目录"}).required();
  take.text("--requirements", options->requirements, {"the list of requirements", "要求清单"}).required();
  take.text("--calendars", options->folder, {"folder with calendar files", "日历文件所在目录"});
  return [options, &context] { return run_coverage(*options, context); };
}

}  // namespace shixian::app
