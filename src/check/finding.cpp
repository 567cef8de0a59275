#include "check/finding.hpp"

namespace shixian::check {

namespace {

struct Word {
  std::string_view name;
  text::Phrase title;
};

const Word& word(Verdict verdict) {
  static const std::array<Word, verdict_count> words{{{"met", {"met", "已履行"}},
                                                      {"late", {"late", "逾期"}},
                                                      {"missing", {"missing", "未履行"}},
                                                      {"breached", {"breached", "违反"}},
                                                      {"pending", {"pending", "待办"}},
                                                      {"undetermined", {"undetermined", "无法判定"}},
                                                      {"waived", {"waived", "已豁免"}}}};
  return words[static_cast<std::size_t>(verdict)];
}

}  // namespace

std::string_view name(Verdict verdict) { return word(verdict).name; }

const text::Phrase& title(Verdict verdict) { return word(verdict).title; }

std::array<std::size_t, verdict_count> totals(std::span<const Finding> findings) {
  std::array<std::size_t, verdict_count> counts{};
  for (const auto& finding : findings) ++counts[static_cast<std::size_t>(finding.verdict)];
  return counts;
}

std::size_t violations(const std::array<std::size_t, verdict_count>& totals) {
  std::size_t number = 0;
  for (std::size_t i = 0; i < totals.size(); ++i)
    if (is_violation(static_cast<Verdict>(i))) number += totals[i];
  return number;
}

}  // namespace shixian::check
