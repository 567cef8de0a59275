#include "condition/time_value.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace shixian::condition {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t first_second = -62135596800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t last_second = 253402300799;   // 9999-12-31T23:59:59Z

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string fraction(std::int32_t nanos) {
  if (nanos == 0) return {};
  auto digits = fmt::format(".{:09}", nanos);
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

std::optional<Timestamp> in_range(std::int64_t seconds, std::int64_t nanos) {
  if (nanos < 0) --seconds, nanos += second;
  if (nanos >= second) ++seconds, nanos -= second;
  if (seconds < first_second || seconds > last_second) return std::nullopt;
  return Timestamp{seconds, static_cast<std::int32_t>(nanos)};
}

/// Whole nanoseconds as a duration, both parts with one sign.
Duration split(std::int64_t nanos) { return {nanos / second, static_cast<std::int32_t>(nanos % second)}; }

/// Seconds and nanoseconds of any signs; nullopt beyond 64 bits of nanoseconds.
std::optional<Duration> joined(std::int64_t seconds, std::int64_t nanos) {
  if (seconds > 0 && nanos < 0) --seconds, nanos += second;
  if (seconds < 0 && nanos > 0) ++seconds, nanos -= second;
  std::int64_t whole = 0;
  if (__builtin_mul_overflow(seconds, second, &whole) || __builtin_add_overflow(whole, nanos, &whole))
    return std::nullopt;
  return split(whole);
}

/// Reads from the left; every step fails for good once one has failed.
class Cursor {
 public:
  explicit Cursor(std::string_view rest) : rest_(rest) {}

  int number(std::size_t digits) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (rest_.empty() || !is_digit(rest_.front())) return fail();
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }
  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void need(char wanted) {
    if (!take(wanted)) fail();
  }
  /// Digits after the point, as nanoseconds: one to nine of them.
  std::int32_t nanos() {
    std::int32_t value = 0;
    int digits = 0;
    while (!rest_.empty() && is_digit(rest_.front()) && digits < 9) {
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
      ++digits;
    }
    if (digits == 0) fail();
    for (; digits < 9; ++digits) value *= 10;
    return value;
  }
  bool finished() const { return good_ && rest_.empty(); }

 private:
  int fail() {
    good_ = false;
    rest_ = {};
    return 0;
  }
  std::string_view rest_;
  bool good_ = true;
};

struct Unit {
  std::string_view name;
  std::int64_t nanos;
};
constexpr std::array units{Unit{"h", 3600 * second}, Unit{"ms", 1'000'000}, Unit{"m", 60 * second}, Unit{"s", second},
                           Unit{"us", 1000},         Unit{"µs", 1000},      Unit{"μs", 1000},       Unit{"ns", 1}};

/// One number with its unit, taken off the left of `rest`, as nanoseconds (negative or zero, so that the lowest value
/// fits).
std::optional<std::int64_t> take_part(std::string_view& rest) {
  std::size_t point = 0;
  while (point < rest.size() && is_digit(rest[point])) ++point;
  auto end = point;
  if (end < rest.size() && rest[end] == '.')
    for (++end; end < rest.size() && is_digit(rest[end]);) ++end;
  const auto whole_digits = rest.substr(0, point);
  const auto part_digits = end > point ? rest.substr(point + 1, end - point - 1) : std::string_view{};
  if (whole_digits.empty() && part_digits.empty()) return std::nullopt;
  const auto unit = rest.substr(end);
  for (const auto& known : units) {
    if (unit.substr(0, known.name.size()) != known.name) continue;
    std::int64_t value = 0;
    for (const char c : whole_digits)
      if (__builtin_mul_overflow(value, 10, &value) || __builtin_sub_overflow(value, c - '0', &value))
        return std::nullopt;
    if (__builtin_mul_overflow(value, known.nanos, &value)) return std::nullopt;
    // Digits after the fifteenth are worth less than a nanosecond.
    std::int64_t numerator = 0, scale = 1;
    for (std::size_t i = 0; i < part_digits.size() && i < 15; ++i) {
      numerator = numerator * 10 + (part_digits[i] - '0');
      scale *= 10;
    }
    const auto share = static_cast<std::int64_t>(
        static_cast<long double>(numerator) * static_cast<long double>(known.nanos) / static_cast<long double>(scale));
    if (__builtin_sub_overflow(value, share, &value)) return std::nullopt;
    rest.remove_prefix(end + known.name.size());
    return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Timestamp> read_timestamp(std::string_view written) {
  Cursor cursor(written);
  const auto year = cursor.number(4);
  cursor.need('-');
  const auto month = cursor.number(2);
  cursor.need('-');
  const auto day = cursor.number(2);
  cursor.need('T');
  const auto hour = cursor.number(2);
  cursor.need(':');
  const auto minute = cursor.number(2);
  cursor.need(':');
  const auto sec = cursor.number(2);
  const auto nanos = cursor.take('.') ? cursor.nanos() : 0;
  int offset = 0;
  if (!cursor.take('Z')) {
    const bool west = cursor.take('-');
    if (!west) cursor.need('+');
    const auto hours = cursor.number(2);
    cursor.need(':');
    const auto minutes = cursor.number(2);
    if (hours > 23 || minutes > 59) return std::nullopt;
    offset = (hours * 60 + minutes) * (west ? -60 : 60);
  }
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!cursor.finished() || !date.ok() || hour > 23 || minute > 59 || sec > 59) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  return in_range(days * 86400 + hour * 3600 + minute * 60 + sec - offset, nanos);
}

std::optional<Duration> read_duration(std::string_view written) {
  const bool negative = !written.empty() && written.front() == '-';
  if (negative || (!written.empty() && written.front() == '+')) written.remove_prefix(1);
  if (written == "0") return Duration{};
  if (written.empty()) return std::nullopt;
  std::int64_t total = 0;  // negative or zero
  while (!written.empty()) {
    const auto part = take_part(written);
    if (!part || __builtin_add_overflow(total, *part, &total)) return std::nullopt;
  }
  if (!negative && __builtin_mul_overflow(total, -1, &total)) return std::nullopt;
  return split(total);
}

std::string written(const Timestamp& timestamp) {
  const std::chrono::sys_seconds at{std::chrono::seconds{timestamp.seconds}};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{at - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), fraction(timestamp.nanos));
}

std::string written(const Duration& duration) {
  const bool negative = duration.seconds < 0 || duration.nanos < 0;
  return fmt::format("{}{}{}s", negative ? "-" : "", negative ? -duration.seconds : duration.seconds,
                     fraction(negative ? -duration.nanos : duration.nanos));
}

std::optional<Timestamp> from_unix_seconds(std::int64_t seconds) { return in_range(seconds, 0); }

std::optional<Timestamp> plus(const Timestamp& timestamp, const Duration& duration) {
  return in_range(timestamp.seconds + duration.seconds, std::int64_t{timestamp.nanos} + duration.nanos);
}
std::optional<Timestamp> minus(const Timestamp& timestamp, const Duration& duration) {
  return in_range(timestamp.seconds - duration.seconds, std::int64_t{timestamp.nanos} - duration.nanos);
}
std::optional<Duration> minus(const Timestamp& later, const Timestamp& earlier) {
  return joined(later.seconds - earlier.seconds, std::int64_t{later.nanos} - earlier.nanos);
}
std::optional<Duration> plus(const Duration& left, const Duration& right) {
  return joined(left.seconds + right.seconds, std::int64_t{left.nanos} + right.nanos);
}
std::optional<Duration> minus(const Duration& left, const Duration& right) {
  return joined(left.seconds - right.seconds, std::int64_t{left.nanos} - right.nanos);
}

}  // namespace shixian::condition
