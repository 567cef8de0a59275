// `assert` and `require-attributes`: what the trigger itself must say.
#include <fmt/ranges.h>

#include "check/court.hpp"
#include "text/cell.hpp"

namespace shixian::check {

namespace {

text::Phrase broken(const Court& court, const condition::Condition& condition, std::uint32_t event) {
  const auto read = what_it_read(condition, court.events, event);
  if (read.empty()) return text::phrase("'{}' does not hold", "不符合“{}”", condition.text());
  return {fmt::format("'{}' does not hold ({})", condition.text(), read.english),
          fmt::format("不符合“{}”（{}）", condition.text(), read.chinese)};
}

}  // namespace

void judge_assert(Court& court, std::span<Obligation> obligations) {
  const auto& condition = *court.rule.demand.assertion;
  ConditionColumn column(&condition, court.events, court.context.pack->domains);
  for (const auto& obligation : obligations) {
    const auto answer = column.at(obligation.finding.trigger);
    if (answer.truth == time::Truth::yes)
      court.settle(obligation.finding, Verdict::met);
    else if (answer.truth == time::Truth::unknown)
      court.settle(obligation.finding, Verdict::undetermined, *answer.why);
    else
      court.settle(obligation.finding, Verdict::breached, broken(court, condition, obligation.finding.trigger));
  }
}

void judge_require_attributes(Court& court, std::span<Obligation> obligations) {
  std::vector<std::string> recorded, unrecorded;
  for (const auto& name : court.rule.demand.required)
    (court.events.has_column(name) ? recorded : unrecorded).push_back(name);
  for (const auto& obligation : obligations) {
    std::vector<std::string> absent, unreadable;
    for (const auto& name : recorded) {
      const auto trigger = obligation.finding.trigger;
      const auto* attribute = court.events.attribute(name);
      if (const auto* value = court.value(name, trigger); value && !text::folded(*value).empty()) continue;
      (attribute && court.events.unreadable(trigger, court.events.number_of(*attribute)) ? unreadable : absent)
          .push_back(name);
    }
    if (!absent.empty())
      court.settle(obligation.finding, Verdict::breached,
                   text::phrase("it does not say: {}", "没有填写：{}", fmt::format("{}", fmt::join(absent, ", "))));
    else if (!unreadable.empty())
      court.settle(obligation.finding, Verdict::undetermined,
                   text::phrase("the cell that says '{}' could not be read; correct it",
                                "写有“{}”的单元格无法读取；请更正", fmt::format("{}", fmt::join(unreadable, ", "))));
    else if (!unrecorded.empty())
      court.settle(obligation.finding, Verdict::undetermined,
                   text::phrase("no ledger given has a column for: {}; map it, or give the ledger that has it",
                                "所给台账都没有这一列：{}；请在映射中写明，或提供记载它的台账",
                                fmt::format("{}", fmt::join(unrecorded, ", "))));
    else
      court.settle(obligation.finding, Verdict::met);
  }
}

}  // namespace shixian::check
