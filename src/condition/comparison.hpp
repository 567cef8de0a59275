// == < in: how values compare, CEL's kinds and undeclared texts alike.
#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include "condition/value.hpp"
#include "condition/work.hpp"

namespace shixian::condition {

/// Values of different kinds are unequal, numbers compare by value. An undeclared text is read as the kind of the other
/// side; where that fails there is no answer, unless another element of a list or map already tells the two apart.
std::optional<bool> equal(const Value& left, const Value& right, Work& work);

/// Only values of one kind, or numbers, have an order; `sign` is named in the message when there is none.
std::optional<std::partial_ordering> order(const Value& left, const Value& right, std::string_view sign, Work& work);

/// Among the items of a list, or the keys of a map.
std::optional<bool> is_in(const Value& item, const Value& container, Work& work);

/// The value under a key; nullptr when there is none.
std::optional<const Value*> find(const Map& map, const Value& key, Work& work);

/// Number of values inside, with long texts counted as several.
std::size_t weight(const Value& value);

/// "'<' does not work between … and …".
text::Phrase no_overload(std::string_view sign, const Value& left, const Value& right);

}  // namespace shixian::condition
