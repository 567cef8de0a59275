// Numbers as CEL writes and compares them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shixian::condition {

/// Decimal digits with an optional sign; nullopt beyond 64 bits.
std::optional<std::int64_t> read_int(std::string_view digits);
/// 0x and hexadecimal digits, without a sign, made negative on request.
std::optional<std::int64_t> read_hex(std::string_view literal, bool negative);
/// `1.5`, `-2e10`, `.5`, `7`: the nearest double; nullopt beyond the range of doubles.
std::optional<double> read_double(std::string_view text);

/// The shortest text that reads back as the same double; `+Inf`, `-Inf`, `NaN`.
std::string written(double number);

/// By mathematical value, not after rounding the whole number to a double.
std::partial_ordering compare(std::int64_t left, double right);

/// Towards zero; nullopt where the result is not strictly inside the whole numbers of 64 bits.
std::optional<std::int64_t> truncated(double number);

}  // namespace shixian::condition
