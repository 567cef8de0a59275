#include "app/ledgers.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "app/kinds.hpp"
#include "app/progress.hpp"
#include "rule/yaml.hpp"

namespace shixian::app {

namespace fs = std::filesystem;
using text::Code;

void Ledgers::read_mappings(const std::vector<std::string>& paths) {
  for (const auto& path : paths) {
    if (!can_be_mapping(path, problems_)) continue;
    if (const auto document = rule::read_yaml(path, problems_); document && can_be("mapping", *document, problems_))
      if (auto mapping = log::read_mapping(*document, problems_)) mappings_.push_back(std::move(*mapping));
  }
}

std::vector<log::Input> Ledgers::choose(const std::vector<std::string>& paths) {
  std::vector<log::Input> inputs;
  if (mappings_.empty()) {
    if (paths.empty())
      problems_.error(Code::bad_usage, {}, {"no ledger is given", "没有给出台账"})
          .with_help(
              {"name the ledger, or a mapping (-m) that names its files", "请写明台账，或写明列出文件的映射（-m）"});
    mappings_.push_back(log::default_mapping());
  }
  if (!paths.empty()) {
    if (mappings_.size() > 1)
      problems_
          .error(Code::bad_usage, {},
                 {"with several mappings each must name its own files", "有多个映射时，每个映射应自行列出文件"})
          .with_help({"write files: [...] in the mappings and leave the ledgers out of the command",
                      "请在映射中写 files: [...]，命令中不再写台账"});
    for (const auto& path : paths)
      if (can_be_ledger(path, problems_)) inputs.push_back({path, &mappings_.front()});
    refuse_repeated(inputs);
    return inputs;
  }
  for (const auto& mapping : mappings_) {
    if (mapping.files.empty() && mapping.database.text.empty() && mapping.source)
      problems_
          .error(Code::bad_usage, {mapping.source, {}},
                 {"neither the mapping nor the command names a ledger", "映射和命令都没有写明台账"})
          .with_help({"write files: [...] in the mapping, or name the ledger in the command",
                      "请在映射中写 files: [...]，或在命令中写明台账"});
    for (auto& own : log::files_of(mapping, problems_))
      inputs.push_back({std::move(own.path), &mapping, std::move(own.group)});
  }
  refuse_repeated(inputs);
  return inputs;
}

/// The same ledger read twice through the same mapping would double every finding.
void Ledgers::refuse_repeated(const std::vector<log::Input>& inputs) {
  std::set<std::pair<std::string, const log::Mapping*>> seen;
  for (const auto& input : inputs) {
    std::error_code error;
    const auto path = fs::weakly_canonical(input.path, error).string();
    if (!seen.emplace(error ? input.path : path, input.mapping).second)
      problems_.error(Code::bad_usage, {},
                      text::phrase("the ledger '{}' is given twice", "台账“{}”重复给出", input.path));
  }
}

log::Log Ledgers::read(const std::vector<log::Input>& inputs, const time::Zone& zone, unsigned threads) {
  Progress progress(context_);
  auto log = log::read_log(inputs, {zone, threads, progress.callback()}, problems_);
  progress.clear();
  at_fault_ = true;
  for (const auto& problem : problems_.all()) {
    if (problem.severity != text::Severity::error) continue;
    unread_.push_back(problem.message);
    if (problem.place.source && is_mapping(problem.place.source)) at_fault_ = false;
  }
  return log;
}

bool Ledgers::is_mapping(const text::SourcePtr& source) const {
  return std::any_of(mappings_.begin(), mappings_.end(), [&](const auto& mapping) { return mapping.source == source; });
}

void take_threads(Arguments& take, unsigned& threads) {
  constexpr unsigned most = 1024;
  take.number("-j,--threads", threads, 1, most, {"threads (default: all cores)", "线程数（默认全部核心）"});
}

}  // namespace shixian::app
