// Values that conditions compute with.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace shixian::condition {

struct Value;
struct MapEntry;

/// Text from a ledger whose kind nobody declared. It takes the kind of what it meets: `weight >= 0.04` reads it as a
/// number, `level == "重大"` as a text, `flag && …` as true or false; where it cannot be read so, the result is an
/// error, never false.
struct Untyped {
  std::string text;
};

using List = std::vector<Value>;
using Map = std::vector<MapEntry>;  // in the order written; keys are unique
/// CEL timestamps and durations, in nanoseconds; timestamps from 0001-01-01 to 9999-12-31 as seconds and nanoseconds.
struct Timestamp {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  auto operator<=>(const Timestamp&) const = default;
};
struct Duration {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;  // same sign as seconds
  auto operator<=>(const Duration&) const = default;
};

struct Value {
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Untyped, Timestamp, Duration, List, Map> of;
};

/// `first` is the key, `second` the value, as in the maps of the standard library.
struct MapEntry {
  MapEntry(Value key, Value value) : first(std::move(key)), second(std::move(value)) {}
  Value first, second;
};

/// As JSON: int64 as a number, doubles that are not finite as "NaN", "Infinity", "-Infinity", timestamps as RFC 3339
/// text, durations as "3.5s".
std::string to_json(const Value& value);

}  // namespace shixian::condition
