// Long numbers that a spreadsheet has rounded: Excel keeps 15 digits of a number, writes zeros for the rest, and shows
// it as 1.10101E+17. Looked for in the attributes that rules take as keys, and in those most of whose different values
// have at least 16 digits. A number that ends in zeros may be right: those of one length are told when chance alone
// gives so many zeros at most once in twenty ledgers. With n different numbers of L digits, of which k have nothing but
// zeros after the 15th, chance gives k or more with a probability of at most m^k / k!, m = n / 10^(L - 15).
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "check/integrity/inspection.hpp"
#include "log/rows/cell.hpp"

namespace shixian::check {

namespace {

constexpr std::size_t kept_digits = 15;
constexpr double by_chance = 0.05;

bool digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_long(std::string_view text) { return text.size() > kept_digits && digits(text); }

bool ends_in_zeros(std::string_view text) { return text.find_first_not_of('0', kept_digits) == text.npos; }

/// 1.10101E+17: what Excel shows of a number of 12 digits and more.
bool is_scientific(std::string_view text) {
  const auto e = text.find_first_of("eE");
  if (e == text.npos || e + 2 >= text.size() || text[e + 1] != '+') return false;
  const auto power = text.substr(e + 2);
  if (power.size() > 3 || !digits(power) || std::stoi(std::string(power)) < 11) return false;
  const auto mantissa = text.substr(0, e);
  if (mantissa.empty() || mantissa[0] < '1' || mantissa[0] > '9') return false;
  return mantissa.size() == 1 || (mantissa[1] == '.' && digits(mantissa.substr(2)));
}

bool is_more_than_chance(std::size_t rounded, std::size_t all, std::size_t length) {
  const auto mean = static_cast<double>(all) / std::pow(10.0, static_cast<double>(length - kept_digits));
  double probability = 1;
  for (std::size_t i = 1; i <= rounded; ++i) probability *= mean / static_cast<double>(i);
  return probability <= by_chance;
}

std::set<std::string> keys_of(const std::vector<PackInput>& packs) {
  std::set<std::string> keys;
  for (const auto& pack : packs)
    for (const auto& rule : pack.pack->rules) {
      keys.insert(rule.same.begin(), rule.same.end());
      for (const auto& pause : rule.clock.pauses) keys.insert(pause.same.begin(), pause.same.end());
    }
  return keys;
}

/// By code, whether a value was rounded; empty when none was.
std::vector<bool> rounded_values(const log::Dictionary& values, bool is_key) {
  struct Counts {
    std::size_t all = 0, rounded = 0;
  };
  std::map<std::size_t, Counts> by_length;
  std::size_t long_ones = 0;
  bool scientific = false;
  for (std::uint32_t code = 0; code < values.size(); ++code) {
    const auto& text = values.at(code);
    const bool is_short = is_scientific(text);
    scientific = scientific || is_short;
    if (is_short || is_long(text)) ++long_ones;
    if (!is_long(text)) continue;
    auto& counts = by_length[text.size()];
    ++counts.all;
    if (ends_in_zeros(text)) ++counts.rounded;
  }
  if (!is_key && long_ones * 2 <= values.size()) return {};
  std::set<std::size_t> told;
  for (const auto& [length, counts] : by_length)
    if (counts.rounded > 0 && is_more_than_chance(counts.rounded, counts.all, length)) told.insert(length);
  if (told.empty() && !scientific) return {};
  std::vector<bool> rounded(values.size());
  for (std::uint32_t code = 0; code < values.size(); ++code) {
    const auto& text = values.at(code);
    rounded[code] = is_scientific(text) || (is_long(text) && told.contains(text.size()) && ends_in_zeros(text));
  }
  return rounded;
}

}  // namespace

void look_for_rounded_ids(Inspection& inspection, std::vector<Remark>& out) {
  const auto keys = keys_of(inspection.packs);
  for (const auto& attribute : inspection.events.attributes()) {
    if (attribute.type == log::AttributeType::boolean || attribute.type == log::AttributeType::time) continue;
    const auto rounded = rounded_values(attribute.values, keys.contains(attribute.name));
    if (rounded.empty()) continue;
    Remark remark;
    for (std::uint32_t event = 0; event < inspection.events.size(); ++event)
      if (const auto code = attribute.codes[event]; code != log::no_value && rounded[code]) remark.at.push_back(event);
    if (remark.at.empty()) continue;
    remark.count = remark.at.size();
    const auto first = remark.at.front();
    remark.what = text::phrase(
        "'{0}': '{1}' holds numbers that a spreadsheet has rounded, in {2} events (the first: row {3}, {4}): Excel "
        "keeps "
        "15 digits of a number and writes zeros for the rest, so different numbers become one; restore them from the "
        "originals, and format the column as text before anything is entered or imported",
        "“{0}”：“{1}”中有被表格软件舍入的编号，涉及 {2} 个事件（最前一个：第 {3} 行，{4}）：Excel 的数值只保留 15 "
        "位，其后写成"
        "零，不同的编号因此变得相同；请按原件恢复，并在录入或导入之前把该列设为文本格式",
        inspection.file(first), attribute.name, remark.count, inspection.events.where(first).row,
        log::excerpt(attribute.values.at(attribute.codes[first]), 40));
    out.push_back(std::move(remark));
  }
}

}  // namespace shixian::check
