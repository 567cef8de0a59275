// The text of a JSON object → values by their paths; where values end.
#pragma once

#include <simdjson.h>

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "log/parse/paths.hpp"
#include "text/phrase.hpp"

namespace shixian::log {

inline constexpr std::size_t deepest_json = 64;  ///< levels, the record itself included

/// Where the value that starts with a bracket or brace ends; npos: it does not. Looks at quotes, brackets and braces
/// only.
std::size_t end_of_value(std::string_view text);

/// `1.5e3` → `1500`, exactly. As it is when it has no exponent, or one so large that nobody writes it out.
std::string plain_decimal(std::string_view number);

/// Reads one record after another. Names of objects within objects make a path. Texts come without quotes and escapes,
/// numbers with the digits they are written with, null as an empty text, arrays as JSON without blanks.
class JsonRecord {
 public:
  struct Fault {
    text::Phrase reason;
    bool torn = false;  ///< it is not certain where the record ends
  };

  explicit JsonRecord(Paths& paths) : paths_(paths) {}

  /// nullopt: the text is an object, and `values` has what it holds.
  std::optional<Fault> read(std::string_view text);
  /// Valid until the next record.
  std::span<const PathValue> values() const { return values_; }

 private:
  using Error = simdjson::error_code;

  bool object(simdjson::ondemand::object object, std::uint32_t node, std::size_t depth);
  bool value(simdjson::ondemand::value value, std::uint32_t node, std::size_t depth);
  bool array(simdjson::ondemand::value value, std::uint32_t node, std::size_t depth);
  /// Goes through values of which only the text is wanted.
  bool sound(simdjson::ondemand::value value, std::size_t depth);
  bool add(std::uint32_t node, std::string_view text);
  std::string& made();
  bool wrong(text::Phrase reason, bool torn = false);
  bool wrong(Error error);
  bool no_value(std::string_view token);

  Paths& paths_;
  simdjson::ondemand::parser parser_;
  std::string padded_;
  std::size_t size_ = 0;
  std::vector<PathValue> values_;
  std::deque<std::string> made_;  // texts that do not stand in the record so
  std::size_t made_used_ = 0;
  std::optional<Fault> fault_;
};

}  // namespace shixian::log
