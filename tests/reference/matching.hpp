// Which events a pattern means, and what a condition says of one.
#pragma once

#include <optional>
#include <string>

#include "log/log.hpp"
#include "rule/rule.hpp"

namespace shixian::reference {

using time::Truth;

Truth both(Truth left, Truth right);

/// The text of an attribute; nothing where the event does not carry it.
std::optional<std::string> value(const log::EventTable& events, log::EventTable::Event event,
                                 const std::string& attribute);

/// An absent condition holds.
Truth holds(const std::optional<condition::Condition>& condition, const rule::Pack& pack, const log::EventTable& events,
            log::EventTable::Event event);

Truth fits(const rule::EventPattern& pattern, const rule::Pack& pack, const log::EventTable& events,
           log::EventTable::Event event);

}  // namespace shixian::reference
