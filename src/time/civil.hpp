// The grammar of written times, before a zone gives them a meaning.
#pragma once

#include <optional>

#include "time/written.hpp"

namespace shixian::time {

/// What a text says: a clock reading with its precision, perhaps with the offset from UTC, or an instant outright.
struct Civil {
  LocalTime at{};  ///< the start of the day, hour or minute when nothing finer is written
  Precision precision = Precision::day;
  std::optional<std::chrono::minutes> offset;
  std::optional<Instant> instant;  ///< for Unix times; then nothing else counts
};

std::optional<Civil> read_civil(std::string_view written, const WrittenOptions& options, text::Phrase& why);

}  // namespace shixian::time
