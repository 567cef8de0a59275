#include "time/zone.hpp"

#include <fmt/format.h>
#include <unicode/basictz.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/tztrans.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "text/suggest.hpp"

namespace shixian::time {

namespace {

using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant table_start = std::chrono::sys_days{std::chrono::year{1900} / 1 / 1};
constexpr Instant table_end = std::chrono::sys_days{std::chrono::year{2200} / 1 / 1};
/// No clock is further from UTC than this.
constexpr microseconds widest = days{2};
constexpr Instant lowest = earliest + widest;
constexpr Instant highest = latest - widest;

/// Offsets can only be written in minutes: the seconds of local mean times (most of them before 1930) are rounded off.
seconds whole_minutes(double milliseconds_east) {
  return std::chrono::round<minutes>(milliseconds{static_cast<std::int64_t>(milliseconds_east)});
}

double as_icu(Instant instant) {
  return static_cast<double>(std::chrono::floor<milliseconds>(instant).time_since_epoch().count());
}

/// Short names that ICU knows as American or other zones; CST may be Chicago or China. Refused, except those that are
/// IANA names with one meaning.
bool ambiguous(std::string_view name) {
  constexpr std::array<std::string_view, 13> clear{"UTC", "GMT", "UCT", "PRC", "ROC", "ROK", "CET",
                                                   "EET", "MET", "WET", "EST", "MST", "HST"};
  return name.size() == 3 && std::find(clear.begin(), clear.end(), name) == clear.end();
}

bool digit(char c) { return c >= '0' && c <= '9'; }

/// `+08:00`, `-0330`, `UTC+8`, `GMT+08:00`.
std::optional<minutes> fixed_offset(std::string_view name) {
  const bool prefixed = name.starts_with("UTC") || name.starts_with("GMT");
  if (prefixed) name.remove_prefix(3);
  if (name.size() < 2 || (name[0] != '+' && name[0] != '-')) return std::nullopt;
  const int sign = name[0] == '-' ? -1 : 1;
  name.remove_prefix(1);
  std::size_t length = 0;
  while (length < name.size() && length < 2 && digit(name[length])) ++length;
  if (length == 0 || (length == 1 && !prefixed)) return std::nullopt;
  const int hours = length == 1 ? name[0] - '0' : (name[0] - '0') * 10 + (name[1] - '0');
  name.remove_prefix(length);
  int rest = 0;
  if (!name.empty()) {
    if (name[0] == ':') name.remove_prefix(1);
    if (name.size() != 2 || !digit(name[0]) || !digit(name[1])) return std::nullopt;
    rest = (name[0] - '0') * 10 + (name[1] - '0');
  }
  if (rest > 59 || hours * 60 + rest > 18 * 60) return std::nullopt;
  return minutes{sign * (hours * 60 + rest)};
}

std::string offset_name(minutes offset) {
  const auto size = std::abs(offset.count());
  return fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', size / 60, size % 60);
}

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

/// nullptr unless the name is one of the tz database's.
std::unique_ptr<icu::TimeZone> system_zone(std::string_view name) {
  if (name.empty() || name.size() > 64 || ambiguous(name) || name == "Etc/Unknown") return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  UBool known = false;
  icu::UnicodeString canonical;
  icu::TimeZone::getCanonicalID(unicode(name), canonical, known, status);
  if (U_FAILURE(status) || !known) return nullptr;
  return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(unicode(name)));
}

}  // namespace

Zone::Zone(std::string name, std::vector<Transition> transitions)
    : name_(std::move(name)), transitions_(std::make_shared<const std::vector<Transition>>(std::move(transitions))) {}

Zone Zone::utc() { return Zone("UTC", {{earliest, seconds{0}}}); }

std::optional<Zone> Zone::find(std::string_view name) {
  if (name == "UTC" || name == "Z") return utc();
  if (const auto offset = fixed_offset(name)) return Zone(offset_name(*offset), {{earliest, *offset}});
  const auto zone = system_zone(name);
  const auto* table = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
  if (!table) return std::nullopt;

  std::int32_t raw = 0, saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  table->getOffset(as_icu(table_start), false, raw, saving, status);
  if (U_FAILURE(status)) return std::nullopt;
  std::vector<Transition> transitions{{earliest, whole_minutes(raw + saving)}};
  icu::TimeZoneTransition next;
  for (auto from = as_icu(table_start); table->getNextTransition(from, false, next); from = next.getTime()) {
    const Instant at{milliseconds{static_cast<std::int64_t>(next.getTime())}};
    if (at >= table_end) break;
    const auto offset = whole_minutes(next.getTo()->getRawOffset() + next.getTo()->getDSTSavings());
    if (offset != transitions.back().offset) transitions.push_back({at, offset});
  }
  return Zone(std::string(name), std::move(transitions));
}

text::Phrase Zone::suggestion(std::string_view name) {
  if (name == "CST")
    return {"CST has several meanings: write Asia/Shanghai or America/Chicago", "CST 有多种含义：请写 Asia/Shanghai"};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> all(icu::TimeZone::createEnumeration(status));
  std::vector<std::string> names{"UTC"};
  while (U_SUCCESS(status)) {
    const auto* each = all->snext(status);
    if (!each) break;
    std::string text;
    each->toUTF8String(text);
    if (!ambiguous(text) && text != "Etc/Unknown") names.push_back(std::move(text));
  }
  if (const auto meant = text::nearest(name, names))
    return text::phrase("did you mean '{}'?", "是否想写“{}”？", *meant);
  return {"write a name of the tz database such as Asia/Shanghai, UTC, or an offset such as +08:00",
          "请写时区数据库中的名称，如 Asia/Shanghai、UTC，或偏移量，如 +08:00"};
}

namespace {

template <class Transitions>
std::size_t index_at(const Transitions& transitions, Instant instant) {
  if (instant >= transitions.back().from) return transitions.size() - 1;
  const auto after = std::upper_bound(transitions.begin(), transitions.end(), instant,
                                      [](Instant at, const auto& transition) { return at < transition.from; });
  return after == transitions.begin() ? 0 : static_cast<std::size_t>(after - transitions.begin()) - 1;
}

}  // namespace

seconds Zone::offset_at(Instant instant) const { return (*transitions_)[index_at(*transitions_, instant)].offset; }

LocalTime Zone::local(Instant instant) const {
  const auto inside = std::clamp(instant, lowest, highest);
  return LocalTime{inside.time_since_epoch() + offset_at(inside)};
}

Zone::Readings Zone::instants(LocalTime local) const {
  const auto& table = *transitions_;
  const auto as_utc = std::clamp(Instant{local.time_since_epoch()}, lowest + widest, highest - widest);
  if (as_utc >= table.back().from + widest) return {as_utc - table.back().offset, as_utc - table.back().offset};
  Readings readings;
  for (auto i = index_at(table, as_utc - widest); i < table.size() && table[i].from <= as_utc + widest; ++i) {
    const auto candidate = as_utc - table[i].offset;
    if (candidate < table[i].from || (i + 1 < table.size() && candidate >= table[i + 1].from)) continue;
    if (!readings.first) readings.first = candidate;
    readings.last = candidate;
  }
  return readings;
}

Instant Zone::first_at_or_after(LocalTime local) const {
  const auto readings = instants(local);
  if (readings.first) return *readings.first;
  const auto& table = *transitions_;
  const auto as_utc = std::clamp(Instant{local.time_since_epoch()}, lowest + widest, highest - widest);
  // The reading is skipped: the instant at which the clock jumped over it.
  for (auto i = index_at(table, as_utc - widest) + 1; i < table.size(); ++i)
    if (as_utc < table[i].from + table[i].offset) return table[i].from;
  return as_utc - table.back().offset;
}

Moment Zone::whole(Day day) const {
  const auto first = start_of(day);
  return {first, std::max(first, end_of(day)), Precision::day, offset_in_minutes(first)};
}

Moment Zone::shown(Moment moment) const {
  if (!moment.known()) return moment;
  if (moment.precision == Precision::day && whole(day_of(moment.first)).first != moment.first) return moment;
  moment.offset = at(moment.first).offset;
  return moment;
}

Moment Zone::at(Instant instant) const { return {instant, instant, Precision::instant, offset_in_minutes(instant)}; }

std::int16_t Zone::offset_in_minutes(Instant instant) const {
  return static_cast<std::int16_t>(std::chrono::floor<minutes>(offset_at(instant)).count());
}

}  // namespace shixian::time
