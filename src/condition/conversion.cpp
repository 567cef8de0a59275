#include "condition/conversion.hpp"

#include <cmath>

#include "condition/call.hpp"
#include "condition/describe.hpp"
#include "condition/number.hpp"
#include "condition/time_value.hpp"
#include "condition/untyped.hpp"
#include "text/width.hpp"

namespace shixian::condition {
namespace {

/// A conversion gives a value, or nothing when there is none from that kind; a text that cannot be read sets
/// `work.why`.
template <class Read>
std::optional<Value> read(Function function, const std::string& text, const Read& result, Work& work) {
  if (!result) return work.fail(unconvertible(function, text));
  return Value{*result};
}

std::optional<double> double_in(const std::string& text) {
  const std::string_view bare =
      text.starts_with('-') || text.starts_with('+') ? std::string_view(text).substr(1) : text;
  const double sign = text.starts_with('-') ? -1 : 1;
  if (bare == "Infinity" || bare == "inf" || bare == "Inf") return sign * INFINITY;
  if (text == "NaN" || text == "nan") return NAN;
  return read_double(text);
}

std::optional<bool> bool_in(const std::string& text) {
  for (const auto* word : {"true", "True", "TRUE", "t", "T", "1"})
    if (text == word) return true;
  for (const auto* word : {"false", "False", "FALSE", "f", "F", "0"})
    if (text == word) return false;
  return std::nullopt;
}

std::optional<Value> from_text(Function function, const std::string& text, Work& work) {
  switch (function) {
    case Function::to_int:
      return read(function, text, read_int(text), work);
    case Function::to_double:
      return read(function, text, double_in(text), work);
    case Function::to_bool:
      return read(function, text, bool_in(text), work);
    case Function::to_timestamp:
      return read(function, text, read_timestamp(text), work);
    case Function::to_duration:
      return read(function, text, read_duration(text), work);
    default:
      return Value{text};
  }
}

std::optional<Value> from_untyped(Function function, const std::string& text, Work& work) {
  return from_text(function, function == Function::to_string ? text : std::string(trimmed(text)), work);
}

std::optional<Value> to_int(const Value& value, Work& work) {
  if (std::holds_alternative<std::int64_t>(value.of)) return value;
  if (const auto* time = std::get_if<Timestamp>(&value.of)) return Value{time->seconds};
  if (const auto* decimal = std::get_if<double>(&value.of)) {
    if (const auto whole = truncated(*decimal)) return Value{*whole};
    const auto what = describe(value);
    return work.fail(
        {what.english + " is outside the whole numbers of 64 bits", what.chinese + "超出 64 位整数的范围"});
  }
  return std::nullopt;
}

std::optional<Value> to_string(const Value& value) {
  if (const auto* truth = std::get_if<bool>(&value.of)) return Value{std::string(*truth ? "true" : "false")};
  if (const auto* whole = std::get_if<std::int64_t>(&value.of)) return Value{std::to_string(*whole)};
  if (const auto* decimal = std::get_if<double>(&value.of)) return Value{written(*decimal)};
  if (const auto* time = std::get_if<Timestamp>(&value.of)) return Value{written(*time)};
  if (const auto* length = std::get_if<Duration>(&value.of)) return Value{written(*length)};
  return std::nullopt;
}

std::optional<Value> to_timestamp(const Value& value, Work& work) {
  if (std::holds_alternative<Timestamp>(value.of)) return value;
  const auto* seconds = std::get_if<std::int64_t>(&value.of);
  if (!seconds) return std::nullopt;
  if (const auto time = from_unix_seconds(*seconds)) return Value{*time};
  return work.fail({"the time leaves the years 1 to 9999", "时间超出公元 1 年至 9999 年"});
}

std::optional<Value> from_value(Function function, const Value& value, Work& work) {
  switch (function) {
    case Function::to_int:
      return to_int(value, work);
    case Function::to_double:
      if (std::holds_alternative<double>(value.of)) return value;
      if (const auto* whole = std::get_if<std::int64_t>(&value.of)) return Value{static_cast<double>(*whole)};
      return std::nullopt;
    case Function::to_string:
      return to_string(value);
    case Function::to_bool:
      return std::holds_alternative<bool>(value.of) ? std::optional(value) : std::nullopt;
    case Function::to_timestamp:
      return to_timestamp(value, work);
    case Function::to_duration:
      return std::holds_alternative<Duration>(value.of) ? std::optional(value) : std::nullopt;
    default:
      return value;
  }
}

}  // namespace

std::optional<Value> convert(Function function, const Value& value, Work& work) {
  if (function != Function::to_dyn) {
    if (const auto* text = std::get_if<std::string>(&value.of)) return from_text(function, *text, work);
    if (const auto* text = std::get_if<Untyped>(&value.of)) return from_untyped(function, text->text, work);
  }
  return from_value(function, value, work);
}

}  // namespace shixian::condition
