#include "check/integrity/inspection.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_map>

#include "log/rows/cell.hpp"

namespace shixian::check {

const time::Zone& Inspection::zone() const {
  static const auto utc = time::Zone::utc();
  return packs.empty() ? utc : packs.front().pack->zone;
}

const log::Coverage& Inspection::coverage(std::uint32_t origin) const {
  static const log::Coverage all_time;
  return origin < log.coverage.size() ? log.coverage[origin] : all_time;
}

bool Inspection::same_row(std::uint32_t a, std::uint32_t b) const {
  const auto &left = events.where(a), &right = events.where(b);
  return left.row == right.row && left.origin == right.origin;
}

std::uint32_t Inspection::end_of_row(std::uint32_t first) const {
  auto end = first + 1;
  while (end < events.size() && same_row(first, end)) ++end;
  return end;
}

const std::vector<Series>& Inspection::series() {
  if (series_) return *series_;
  series_.emplace();
  std::vector<std::vector<std::pair<time::Instant, std::uint32_t>>> timed;
  std::unordered_map<std::uint64_t, std::size_t> numbers;
  for (std::uint32_t event = 0; event < events.size(); ++event) {
    const auto moment = events.moment(event);
    if (!moment.known()) continue;
    const auto origin = events.where(event).origin, type = events.type(event);
    const auto [entry, added] = numbers.try_emplace(std::uint64_t{origin} << 32 | type, timed.size());
    if (added) {
      timed.emplace_back();
      series_->push_back({origin, type, {}});
    }
    timed[entry->second].emplace_back(moment.first, event);
  }
  for (std::size_t i = 0; i < timed.size(); ++i) {
    if (!std::is_sorted(timed[i].begin(), timed[i].end())) std::sort(timed[i].begin(), timed[i].end());
    auto& sorted = (*series_)[i].events;
    sorted.reserve(timed[i].size());
    for (const auto& [first, event] : timed[i]) sorted.push_back(event);
  }
  return *series_;
}

const Grouping* Inspection::by(const std::vector<std::string>& keys) {
  std::vector<std::uint32_t> numbers;
  for (const auto& key : keys) {
    const auto* attribute = events.attribute(key);
    if (!attribute) return nullptr;
    numbers.push_back(events.number_of(*attribute));
  }
  return &groupings_.by(numbers);
}

std::string values_of(const std::vector<std::string>& keys, std::uint32_t event, const log::EventTable& events) {
  std::vector<std::string> values;
  for (const auto& key : keys) {
    const auto* attribute = events.attribute(key);
    const auto code = attribute ? attribute->codes[event] : log::no_value;
    values.push_back(code == log::no_value ? "-" : log::excerpt(attribute->values.at(code), 100));
  }
  return fmt::format("{}", fmt::join(values, ", "));
}

}  // namespace shixian::check
