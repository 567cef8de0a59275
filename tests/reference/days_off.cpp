#include "reference/days_off.hpp"

#include <stdexcept>

#include "rule/yaml.hpp"

namespace shixian::reference {

namespace {

using text::Node;
using time::Day;

const Node* find(const Node& mapping, std::string_view key) {
  for (const auto& entry : mapping.entries)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

const Node& need(const Node& mapping, std::string_view key) {
  if (const auto* node = find(mapping, key)) return *node;
  throw std::runtime_error("the calendar has no " + std::string(key));
}

Day day_of(const std::string& iso) {
  const auto number = [&](std::size_t from, std::size_t length) { return std::stoi(iso.substr(from, length)); };
  return Day{std::chrono::year{number(0, 4)} / number(5, 2) / number(8, 2)};
}

/// `2020-01-01`, `2020-01-24..2020-01-30`, or a list of these.
void add(std::set<Day>& days, const Node& node) {
  for (const auto& item : node.items) add(days, item.is_mapping() ? need(item, "days") : item);
  if (!node.is_scalar()) return;
  const auto dots = node.value.find("..");
  const auto last = day_of(dots == std::string::npos ? node.value : node.value.substr(dots + 2));
  for (auto day = day_of(node.value); day <= last; day += std::chrono::days{1}) days.insert(day);
}

}  // namespace

bool DaysOff::is_off(Day day) const {
  if (covers(day) && off.contains(day)) return true;
  if (covers(day) && worked.contains(day)) return false;
  const std::chrono::weekday weekday{day};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

DaysOff read_days_off(const std::string& path) {
  text::Diagnostics problems;
  const auto document = rule::read_yaml(path, problems);
  if (!document) throw std::runtime_error("the calendar cannot be read: " + path);
  const auto& weekend = need(document->root, "weekend");
  if (weekend.items.size() != 2 || weekend.items[0].value != "saturday" || weekend.items[1].value != "sunday")
    throw std::runtime_error("another weekend than Saturday and Sunday: " + path);

  DaysOff days;
  days.from = day_of(need(need(document->root, "covers"), "from").value);
  days.to = day_of(need(need(document->root, "covers"), "to").value);
  for (const auto& year : need(document->root, "years").items) {
    if (const auto* off = find(year, "off")) add(days.off, *off);
    if (const auto* worked = find(year, "worked")) add(days.worked, *worked);
  }
  return days;
}

}  // namespace shixian::reference
