// The functions that conditions may call.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shixian::condition {

enum class Function : std::uint8_t {
  size,
  starts_with,
  ends_with,
  contains,
  matches,
  to_int,
  to_double,
  to_string,
  to_bool,
  to_timestamp,
  to_duration,
  to_dyn,
  full_year,
  month,
  date,
  day_of_month,
  day_of_week,
  day_of_year,
  hours,
  minutes,
  seconds,
  milliseconds,
};

struct Signature {
  std::string_view name;
  Function function;
  std::uint8_t alone;       ///< arguments of f(…); 0 ⇔ it is not called so
  std::int8_t least, most;  ///< arguments of x.f(…), without x; -1 ⇔ it is not called so
};

/// nullptr when there is no such function.
const Signature* find_function(std::string_view name);
/// Functions and macros, for suggestions.
const std::vector<std::string>& function_names();
/// Functions of CEL, or of its usual extensions, that are left out on purpose.
bool is_outside_subset(std::string_view name);

}  // namespace shixian::condition
