// What the parts of a mapping have in common: names of columns, conditions over them, where an attribute is from.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "log/mapping/mapping.hpp"
#include "text/fields.hpp"

namespace shixian::log {

extern const text::Phrase a_column, a_sheet;

/// A name that is not empty, with its place. nullopt ⇔ an error was added.
std::optional<Named> name_at(text::Fields& fields, const text::Node& node, std::string_view key,
                             const text::Phrase& expected);
/// The same under a key that must be there.
std::optional<Named> need_name(text::Fields& fields, std::string_view key, const text::Phrase& expected);
/// One name, or a list of them.
std::vector<Named> names_at(text::Fields& fields, const text::Node& node, std::string_view key,
                            const text::Phrase& expected);
std::vector<Named> read_names(text::Fields& fields, std::string_view key, const text::Phrase& expected);

HeaderRows read_header(text::Fields& fields);
/// A condition whose names are columns; has() is refused.
std::optional<condition::Condition> read_condition(text::Fields& fields, std::string_view key);
/// The table under `values`.
ValueTable read_values(text::Fields& fields, const text::Phrase& expected);
/// The attributes under `attributes`.
std::vector<AttributeMapping> read_attributes(text::Fields& fields);

}  // namespace shixian::log
