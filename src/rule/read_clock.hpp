// Until when: limits and due dates, where the clock starts, and what moves it.
#pragma once

#include "rule/rule.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

Clock read_clock(text::Fields& rule);

/// `start:`.
std::optional<Start> read_start(text::Fields& rule);

}  // namespace shixian::rule
