// What one evaluation may cost, and why it failed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "condition/value.hpp"
#include "text/phrase.hpp"

namespace shixian::condition {

/// Steps that one evaluation may take.
inline constexpr std::int64_t most_steps = 1'000'000;

/// Handed through an evaluation. What yields nothing has put the reason in `why`.
struct Work {
  std::int64_t left = most_steps;
  text::Phrase why;

  /// Whether `steps` more may be taken; once it says no, it always does.
  bool spend(std::size_t steps = 1) {
    if (left < 0) return false;
    left -= static_cast<std::int64_t>(steps);
    if (left >= 0) return true;
    why = text::phrase("the condition takes more than {} steps", "条件的计算超过 {} 步", most_steps);
    return false;
  }
  bool exhausted() const { return left < 0; }

  std::nullopt_t fail(text::Phrase reason) {
    if (!exhausted()) why = std::move(reason);
    return std::nullopt;
  }
};

}  // namespace shixian::condition
