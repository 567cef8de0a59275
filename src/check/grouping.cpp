#include "check/grouping.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

#include "text/cell.hpp"

namespace shixian::check {

namespace {

/// Which of two events of the same time comes first by what they say, so that the order of rows decides nothing: less
/// than, equal to or greater than 0.
int compare_contents(std::uint32_t a, std::uint32_t b, const log::EventTable& table) {
  if (table.type(a) != table.type(b)) return table.types().at(table.type(a)).compare(table.types().at(table.type(b)));
  for (const auto& attribute : table.attributes()) {
    const auto left = attribute.codes[a], right = attribute.codes[b];
    if (left == right) continue;
    if (left == log::no_value || right == log::no_value) return left == log::no_value ? -1 : 1;
    return attribute.values.at(left).compare(attribute.values.at(right));
  }
  return 0;
}

}  // namespace

void sort_by_time(std::span<std::uint32_t> events, const log::EventTable& table) {
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
    const auto left = table.moment(a), right = table.moment(b);
    const auto by_time = std::tie(left.first, left.last, left.precision, left.offset) <=>
                         std::tie(right.first, right.last, right.precision, right.offset);
    if (by_time != 0) return by_time < 0;
    if (const auto order = compare_contents(a, b, table); order != 0) return order < 0;
    const auto &at = table.where(a), &bt = table.where(b);
    return std::tie(at.origin, at.row, a) < std::tie(bt.origin, bt.row, b);
  };
  if (!std::is_sorted(events.begin(), events.end(), earlier)) std::sort(events.begin(), events.end(), earlier);
}

KeyColumn::KeyColumn(const log::Attribute* attribute) : attribute_(attribute) {
  if (!attribute) return;
  canonical_.resize(attribute->values.size());
  for (std::uint32_t code = 0; code < canonical_.size(); ++code) {
    canonical_[code] = code;
    const auto& text = attribute->values.at(code);
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) continue;
    auto plain = text::folded(text);
    if (plain == text) continue;
    const auto like = attribute->values.find(plain);
    canonical_[code] = folded_.emplace(std::move(plain), like == log::no_value ? code : like).first->second;
  }
}

std::uint32_t KeyColumn::find(std::string_view text) const {
  if (!attribute_) return log::no_value;
  auto plain = text::folded(text);
  if (const auto code = attribute_->values.find(plain); code != log::no_value) return canonical_[code];
  const auto known = folded_.find(plain);
  return known == folded_.end() ? log::no_value : known->second;
}

Grouping::Grouping(const log::EventTable& events, const std::vector<std::uint32_t>& attributes) {
  for (const auto attribute : attributes)
    columns_.emplace_back(attribute == log::no_value ? nullptr : &events.attributes()[attribute]);
  const auto count = events.size();
  slots_.assign(std::bit_ceil(std::max<std::size_t>(16, std::size_t{count} * 2)), 0);
  std::vector<std::uint32_t> group_of(count, 0xFFFFFFFF);
  std::vector<std::uint32_t> first_of;  // a group's first event, which lends it its codes
  std::vector<std::size_t> sizes;
  std::vector<std::uint32_t> codes(columns_.size());

  for (std::uint32_t event = 0; event < count; ++event) {
    bool complete = true;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      codes[i] = columns_[i].of(event);
      complete = complete && codes[i] != log::no_value;
    }
    if (!complete) {
      incomplete_.push_back(event);
      continue;
    }
    for (auto slot = hash(codes) & (slots_.size() - 1);; slot = (slot + 1) & (slots_.size() - 1)) {
      if (slots_[slot] == 0) {
        slots_[slot] = static_cast<std::uint32_t>(first_of.size()) + 1;
        group_of[event] = static_cast<std::uint32_t>(first_of.size());
        first_of.push_back(event);
        sizes.push_back(1);
        break;
      }
      const auto known = slots_[slot] - 1;
      const auto lender = first_of[known];
      const bool same = std::all_of(columns_.begin(), columns_.end(),
                                    [&](const KeyColumn& column) { return column.of(lender) == column.of(event); });
      if (same) {
        group_of[event] = known;
        ++sizes[known];
        break;
      }
    }
  }

  starts_.assign(sizes.size() + 1, 0);
  for (std::size_t i = 0; i < sizes.size(); ++i) starts_[i + 1] = starts_[i] + sizes[i];
  sorted_.resize(starts_.back());
  auto next = starts_;
  for (std::uint32_t event = 0; event < count; ++event)
    if (group_of[event] != 0xFFFFFFFF) sorted_[next[group_of[event]]++] = event;
  for (std::size_t i = 0; i + 1 < starts_.size(); ++i)
    sort_by_time(std::span(sorted_).subspan(starts_[i], starts_[i + 1] - starts_[i]), events);
  sort_by_time(incomplete_, events);
}

std::uint64_t Grouping::hash(std::span<const std::uint32_t> codes) const {
  std::uint64_t mixed = 0x9E3779B97F4A7C15u;
  for (const auto code : codes) {
    mixed = (mixed ^ code) * 0xFF51AFD7ED558CCDu;
    mixed ^= mixed >> 32;
  }
  return mixed;
}

bool Grouping::matches(std::uint32_t group, std::span<const std::uint32_t> codes) const {
  const auto lender = sorted_[starts_[group]];
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (columns_[i].of(lender) != codes[i]) return false;
  return true;
}

std::span<const std::uint32_t> Grouping::find(std::span<const std::uint32_t> codes) const {
  for (auto slot = hash(codes) & (slots_.size() - 1); slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
    if (matches(slots_[slot] - 1, codes)) return group(slots_[slot] - 1);
  return {};
}

const Grouping& Groupings::by(const std::vector<std::uint32_t>& attributes) {
  auto& made = made_[attributes];
  if (!made) made = std::make_unique<Grouping>(events_, attributes);
  return *made;
}

}  // namespace shixian::check
