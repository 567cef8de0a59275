// The values that the words of a rule take: periods, numbers, names of attributes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/rule.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

/// Whether the period of no days at all has a meaning: a limit of 0 days ends with its day.
enum class Zero { allowed_in_days, refused };

/// nullopt ⇔ an error was added, here or for a parameter.
std::optional<time::Period> read_period(text::Fields& fields, const text::Node& node, std::string_view key, Zero zero);
/// The same under a key; also nullopt, and no error, when it is absent.
std::optional<time::Period> period_at(text::Fields& fields, std::string_view key, Zero zero);
/// A period that must be written.
time::Period need_period(text::Fields& fields, std::string_view key, Zero zero);

/// A whole number, at least `least`. nullopt: absent, or an error was added.
std::optional<std::int64_t> number_at(text::Fields& fields, std::string_view key, std::int64_t least);
/// `0.04`, `4%`, `100%`, exactly.
std::optional<Decimal> decimal_at(text::Fields& fields, std::string_view key);

/// A calendar day. nullopt: absent, or an error was added.
std::optional<time::Day> date_at(text::Fields& fields, std::string_view key);

/// The name of an attribute; empty when absent or wrong.
std::string attribute_at(text::Fields& fields, std::string_view key);
/// One name or a list of different ones; `expected` says of what.
std::vector<std::string> names_at(text::Fields& fields, std::string_view key, const text::Phrase& expected);
/// The same, of attributes.
std::vector<std::string> attributes_at(text::Fields& fields, std::string_view key);

/// The items of a list; a node of any other kind stands for a list of itself. An empty list, or nothing, is an error.
std::vector<const text::Node*> items_of(text::Fields& fields, const text::Node& node, std::string_view key,
                                        const text::Phrase& expected);

/// `'key'` as the subject of a sentence.
text::Phrase quoted(std::string_view key);

}  // namespace shixian::rule
