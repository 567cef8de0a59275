#include "text/suggest.hpp"

#include <fmt/ranges.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

namespace shixian::text {

namespace {

std::vector<UChar32> code_points_of(std::string_view word) {
  const auto folded = icu::UnicodeString::fromUTF8({word.data(), static_cast<int32_t>(word.size())}).foldCase();
  std::vector<UChar32> points;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) points.push_back(folded.char32At(i));
  return points;
}

std::size_t distance(const std::vector<UChar32>& a, const std::vector<UChar32>& b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

namespace {

/// How much of two dotted names is the same for whole parts: `request.` of request.closed and request.received.
std::size_t shared_parts(const std::vector<UChar32>& a, const std::vector<UChar32>& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i)
    if (a[i] == '.') shared = i + 1;
  return shared;
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t longest = 200;
  const auto wanted = code_points_of(word);
  if (wanted.size() > longest) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = 0;
  for (const auto& candidate : candidates) {
    const auto points = code_points_of(candidate);
    const auto longer = std::max(points.size(), wanted.size());
    if (longer > longest) continue;
    const auto found = distance(wanted, points);
    const auto telling = longer - shared_parts(wanted, points);
    const auto allowed = std::max<std::size_t>(telling / 3, longer >= 2 ? 1 : 0);
    if (found <= allowed && (!best || found < best_distance)) best = candidate, best_distance = found;
  }
  return best;
}

Phrase did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  if (const auto found = nearest(word, candidates)) return phrase("did you mean '{}'?", "是否想写“{}”？", *found);
  if (candidates.empty() || candidates.size() > 12) return {};
  return {fmt::format("possible here: {}", fmt::join(candidates, ", ")),
          fmt::format("此处可以写：{}", fmt::join(candidates, "、"))};
}

Phrase full_width_colon(std::string_view text) {
  if (text.find("：") == std::string_view::npos) return {};
  return {"a full-width colon ends no key: write a half-width one and a blank, 'key: value'",
          "全角冒号不能作为键的结尾：请写半角冒号加空格，“键: 值”"};
}

Phrase help_for_key(std::string_view key, std::span<const std::string> known) {
  if (auto help = full_width_colon(key); !help.empty()) return help;
  if (key.find(':') != std::string_view::npos)
    return {"write a blank after the colon: 'key: value'", "请在冒号后加空格：“键: 值”"};
  return did_you_mean(key, known);
}

}  // namespace shixian::text
