#include "log/table.hpp"

#include <algorithm>

#include <optional>

namespace shixian::log {

namespace {

using std::chrono::microseconds;
using std::chrono::minutes;

constexpr std::uint16_t unknown_length = 0xFFFF;
constexpr std::uint16_t odd_length = 0xFFFE;

std::optional<time::Precision> precision_of(std::uint16_t length) {
  switch (length) {
    case 0:
      return time::Precision::instant;
    case 1:
      return time::Precision::minute;
    case 60:
      return time::Precision::hour;
    case 23 * 60:
    case 24 * 60:
    case 25 * 60:
      return time::Precision::day;
    default:
      return std::nullopt;
  }
}

time::Moment unpack(std::int64_t first, std::uint16_t length, std::int16_t offset) {
  const time::Instant from{microseconds{first}};
  const auto last = length == 0 ? from : from + minutes{length} - microseconds{1};
  return {from, last, precision_of(length).value_or(time::Precision::instant), offset};
}

/// The length that stands for the moment, so that unpacking gives the very same one.
std::uint16_t length_of(const time::Moment& moment) {
  if (moment == time::Moment{}) return unknown_length;
  if (moment.last < moment.first || !moment.known() || moment.first == time::earliest) return odd_length;
  const auto span = static_cast<std::uint64_t>(moment.last.time_since_epoch().count()) -
                    static_cast<std::uint64_t>(moment.first.time_since_epoch().count());
  constexpr std::uint64_t minute = 60'000'000;
  const auto whole = span == 0 ? 0 : (span + 1) / minute;
  if (whole > 25 * 60) return odd_length;
  const auto length = static_cast<std::uint16_t>(whole);
  if (!precision_of(length)) return odd_length;
  return unpack(moment.first.time_since_epoch().count(), length, moment.offset) == moment ? length : odd_length;
}

template <class T>
void extend(std::vector<T>& target, std::vector<T>&& source) {
  if (target.empty())
    target = std::move(source);
  else
    target.insert(target.end(), source.begin(), source.end());
}

/// Moves the texts over; nothing when the codes stay as they are, else the new code of each old one.
std::vector<std::uint32_t> merge(Dictionary& target, Dictionary&& source) {
  std::vector<std::uint32_t> renumbered;
  if (target.size() == 0) {
    target = std::move(source);
    return renumbered;
  }
  renumbered.reserve(source.size());
  for (std::uint32_t code = 0; code < source.size(); ++code) renumbered.push_back(target.intern(source.at(code)));
  return renumbered;
}

void extend(std::vector<std::uint32_t>& target, std::vector<std::uint32_t>&& codes,
            const std::vector<std::uint32_t>& renumbered) {
  if (!renumbered.empty())
    for (auto& code : codes)
      if (code != no_value) code = renumbered[code];
  extend(target, std::move(codes));
}

}  // namespace

time::Moment EventTable::moment(Event event) const {
  const auto length = minutes_[event];
  if (length == unknown_length) return {};
  if (length == odd_length) return odd_.at(event);
  return unpack(first_[event], length, offset_[event]);
}

const Attribute* EventTable::attribute(std::string_view name) const {
  const auto found = attribute_numbers_.find(std::string(name));
  if (found == attribute_numbers_.end()) return nullptr;
  const auto& attribute = attributes_[found->second];
  const auto is_of_it = [&](const auto& cell) { return cell.second == found->second; };
  const bool says_something =
      attribute.values.size() > 0 || std::any_of(unreadable_.begin(), unreadable_.end(), is_of_it);
  return says_something ? &attribute : nullptr;
}

std::uint32_t EventTable::add_origin(Origin origin) {
  origins_.push_back(std::move(origin));
  return static_cast<std::uint32_t>(origins_.size() - 1);
}

std::uint32_t EventTable::add_attribute(std::string_view name, AttributeType type) {
  const auto number = static_cast<std::uint32_t>(attributes_.size());
  const auto [entry, added] = attribute_numbers_.try_emplace(std::string(name), number);
  if (added) {
    attributes_.push_back({std::string(name), type, {}, std::vector<std::uint32_t>(size(), no_value)});
    return number;
  }
  auto& attribute = attributes_[entry->second];
  if (attribute.type != type) attribute.type = AttributeType::untyped;
  return entry->second;
}

void EventTable::intern_values(std::span<Value> values) {
  const auto each = [&](auto step) {
    for (auto& value : values)
      if (!value.text.empty()) step(value, attributes_[value.attribute].values);
  };
  each([](Value& value, const Dictionary& texts) { texts.fetch_slot(value.hash = Dictionary::hash_of(value.text)); });
  each([](Value& value, const Dictionary& texts) { texts.fetch_text(value.hash); });
  each([](Value& value, const Dictionary& texts) { texts.fetch_characters(value.hash); });
  each([](Value& value, Dictionary& texts) { value.code = texts.intern(value.text, value.hash); });
}

EventTable::Event EventTable::add(std::uint32_t type, const time::Moment& moment, const Where& where) {
  const auto event = size();
  const auto length = length_of(moment);
  if (length == odd_length) odd_.emplace(event, moment);
  type_.push_back(type);
  first_.push_back(moment.first.time_since_epoch().count());
  minutes_.push_back(length);
  offset_.push_back(moment.offset);
  where_.push_back(where);
  for (auto& attribute : attributes_) attribute.codes.push_back(no_value);
  return event;
}

void EventTable::append(EventTable&& part) {
  const auto before = size();
  for (const auto& [event, moment] : part.odd_) odd_.emplace(before + event, moment);
  std::vector<std::uint32_t> numbers;
  for (auto& added : part.attributes_) {
    numbers.push_back(add_attribute(added.name, added.type));
    auto& attribute = attributes_[numbers.back()];
    const auto renumbered = merge(attribute.values, std::move(added.values));
    extend(attribute.codes, std::move(added.codes), renumbered);
  }
  for (const auto& [event, attribute] : part.unreadable_) mark_unreadable(before + event, numbers[attribute]);
  const auto renumbered = merge(types_, std::move(part.types_));
  extend(type_, std::move(part.type_), renumbered);
  extend(first_, std::move(part.first_));
  extend(minutes_, std::move(part.minutes_));
  extend(offset_, std::move(part.offset_));
  extend(where_, std::move(part.where_));
  for (auto& attribute : attributes_) attribute.codes.resize(size(), no_value);
}

}  // namespace shixian::log
