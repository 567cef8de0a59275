#include "time/written.hpp"

#include "time/civil.hpp"

namespace shixian::time {

namespace {

using std::chrono::days;
using std::chrono::microseconds;

microseconds width(Precision precision) {
  switch (precision) {
    case Precision::hour:
      return std::chrono::hours{1};
    case Precision::minute:
      return std::chrono::minutes{1};
    case Precision::instant:
    case Precision::day:
    case Precision::unknown:
      break;
  }
  return microseconds{1};
}

std::optional<Moment> in_offset(const Civil& civil, std::chrono::minutes offset) {
  const Instant first{civil.at.time_since_epoch() - offset};
  return Moment{first, first + width(civil.precision) - microseconds{1}, civil.precision,
                static_cast<std::int16_t>(offset.count())};
}

/// The first and last instant that a clock reading can mean in a zone; nullopt when its clock skips it.
std::optional<Moment> in_zone(const Civil& civil, const Zone& zone) {
  const auto end = civil.at + (width(civil.precision) - microseconds{1});
  const auto starts = zone.instants(civil.at);
  const auto ends = civil.precision == Precision::instant ? starts : zone.instants(end);
  if (!starts.first && !ends.first) return std::nullopt;
  const auto first = starts.first ? *starts.first : zone.first_at_or_after(civil.at);
  const auto last = ends.last ? *ends.last : zone.first_at_or_after(end) - microseconds{1};
  return Moment{first, last, civil.precision, zone.offset_in_minutes(first)};
}

}  // namespace

std::optional<Moment> read_time(std::string_view written, const Zone& zone, const WrittenOptions& options,
                                text::Phrase& why) {
  const auto civil = read_civil(written, options, why);
  if (!civil) return std::nullopt;
  if (civil->instant) return zone.at(*civil->instant);
  if (civil->precision == Precision::day) {
    const auto day = std::chrono::floor<days>(civil->at);
    const auto first = zone.start_of(day), next = zone.start_of(day + days{1});
    if (first < next) return Moment{first, next - microseconds{1}, Precision::day, zone.offset_in_minutes(first)};
    why = text::phrase("there was no {} in {}: the clock was put forward over it",
                       "{1} 没有 {0}：时钟拨快时跳过了这一天", iso(day), zone.name());
    return std::nullopt;
  }
  if (civil->offset) return in_offset(*civil, *civil->offset);
  if (const auto moment = in_zone(*civil, zone)) return moment;
  why = text::phrase("the clock of {} never showed this time: it was put forward over it",
                     "{} 的时钟从未显示这一时刻：拨快时跳过了", zone.name());
  return std::nullopt;
}

std::optional<Day> read_day(std::string_view written, text::Phrase& why) {
  const auto civil = read_civil(written, {}, why);
  if (!civil) return std::nullopt;
  if (civil->precision == Precision::day) return std::chrono::floor<days>(civil->at);
  why = {"a day is expected here, without a time of day", "这里应写日期，不带时刻"};
  return std::nullopt;
}

}  // namespace shixian::time
