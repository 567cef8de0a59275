#include "condition/selector.hpp"

#include <chrono>

#include "condition/call.hpp"
#include "condition/time_value.hpp"
#include "condition/untyped.hpp"

namespace shixian::condition {
namespace {

std::optional<std::int64_t> part_of(Function part, const Duration& duration) {
  switch (part) {
    case Function::hours:
      return duration.seconds / 3600;
    case Function::minutes:
      return duration.seconds / 60;
    case Function::seconds:
      return duration.seconds;
    case Function::milliseconds:
      return duration.nanos / 1'000'000;
    default:
      return std::nullopt;
  }
}

std::optional<std::int64_t> part_of(Function part, const Timestamp& time, std::chrono::seconds offset) {
  using namespace std::chrono;
  const sys_seconds local{std::chrono::seconds{time.seconds} + offset};
  const auto day = floor<days>(local);
  const year_month_day date{day};
  const hh_mm_ss clock{local - day};
  switch (part) {
    case Function::full_year:
      return static_cast<int>(date.year());
    case Function::month:
      return static_cast<unsigned>(date.month()) - 1;
    case Function::date:
      return static_cast<unsigned>(date.day());
    case Function::day_of_month:
      return static_cast<unsigned>(date.day()) - 1;
    case Function::day_of_week:
      return weekday{day}.c_encoding();
    case Function::day_of_year:
      return (day - sys_days{date.year() / January / 1}).count();
    case Function::hours:
      return clock.hours().count();
    case Function::minutes:
      return clock.minutes().count();
    case Function::seconds:
      return clock.seconds().count();
    case Function::milliseconds:
      return time.nanos / 1'000'000;
    default:
      return std::nullopt;
  }
}

std::optional<std::chrono::seconds> offset_of(const Timestamp& time, const Node& node, const Value* zone, Work& work) {
  if (!zone) return std::chrono::seconds{0};
  auto found = node.zone;
  if (!found) {
    const auto* text = std::get_if<std::string>(&zone->of);
    const auto* untyped = std::get_if<Untyped>(&zone->of);
    if (!text && !untyped) return std::nullopt;
    const auto& name = text ? *text : untyped->text;
    constexpr std::size_t price_of_a_zone = 2000;
    if (!work.spend(price_of_a_zone)) return std::nullopt;
    found = find_zone(name);
    if (!found) return work.fail(unknown_zone(name));
  }
  return found->offset_at(time::Instant{std::chrono::seconds{time.seconds}});
}

}  // namespace

std::optional<Value> select_part(const Node& node, const Value& value, const Value* zone, Work& work) {
  if (const auto* text = std::get_if<Untyped>(&value.of)) {
    if (const auto time = read_timestamp(text->text)) return select_part(node, Value{*time}, zone, work);
    const bool of_duration = !zone && part_of(node.function, Duration{}).has_value();
    if (of_duration)
      if (const auto length = read_duration(text->text)) return select_part(node, Value{*length}, zone, work);
    return work.fail(unreadable(text->text, of_duration ? Needed::time_or_duration : Needed::timestamp));
  }
  std::optional<std::int64_t> part;
  if (const auto* length = std::get_if<Duration>(&value.of); length && !zone) {
    part = part_of(node.function, *length);
  } else if (const auto* time = std::get_if<Timestamp>(&value.of)) {
    if (const auto offset = offset_of(*time, node, zone, work)) part = part_of(node.function, *time, *offset);
  }
  if (!part) return std::nullopt;
  return Value{*part};
}

}  // namespace shixian::condition
