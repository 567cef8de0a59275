// Timestamps and durations of conditions: as text, and reckoned with.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "condition/value.hpp"

namespace shixian::condition {

/// RFC 3339 with seconds and an offset: `2020-06-18T14:05:09+08:00`, up to nine digits of fraction, years 1 to 9999.
std::optional<Timestamp> read_timestamp(std::string_view written);
/// Numbers with units, largest first or not: `100s`, `1h30m`, `-1.5h`, `250ms`; also `0`. At most 64 bits of
/// nanoseconds.
std::optional<Duration> read_duration(std::string_view written);

/// RFC 3339 in UTC, with as many digits of fraction as there are.
std::string written(const Timestamp& timestamp);
/// In seconds: `3.5s`.
std::string written(const Duration& duration);

// nullopt where the result leaves the years 1 to 9999, or 64 bits of nanoseconds.
std::optional<Timestamp> from_unix_seconds(std::int64_t seconds);
std::optional<Timestamp> plus(const Timestamp& timestamp, const Duration& duration);
std::optional<Timestamp> minus(const Timestamp& timestamp, const Duration& duration);
std::optional<Duration> minus(const Timestamp& later, const Timestamp& earlier);
std::optional<Duration> plus(const Duration& left, const Duration& right);
std::optional<Duration> minus(const Duration& left, const Duration& right);

}  // namespace shixian::condition
