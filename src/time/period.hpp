// Lengths of time as laws state them: 5 hours, 3 working days, 2 months.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/phrase.hpp"

namespace shixian::time {

enum class Unit : std::uint8_t { minutes, hours, working_hours, days, working_days, weeks, months, years };

struct Period {
  std::int64_t count = 0;
  Unit unit = Unit::days;
  bool operator==(const Period&) const = default;
};

/// Hours and minutes run from the moment, working hours while the office is open; all others count whole days.
inline bool counts_days(Unit unit) {
  return unit != Unit::minutes && unit != Unit::hours && unit != Unit::working_hours;
}

/// `5 hours`, `1 hour`, `20 working days`, `3个工作日`, `五小时`, `48小时`, `二十日`, `15天`, `两个月`, `1年`,
/// `30分钟`, `1周`, `8 working hours`, `8个工作小时`, `半年`→ no: only whole counts from 0 to 100,000. nullopt ⇔
/// refused; `why` says what is expected, with a suggestion for a misspelt unit.
std::optional<Period> read_period(std::string_view written, text::Phrase& why);

/// Every word for a unit that `read_period` knows, English and Chinese.
std::vector<std::string_view> unit_words();

/// `3 working days`, and `3个工作日` in Chinese.
text::Phrase describe(const Period& period);
/// A length of time: `5 days 3 hours` from three days on, `26 hours 10 minutes`, `1 minute 5 seconds`, `1 second`.
text::Phrase describe(std::chrono::seconds length);

}  // namespace shixian::time
