// Conditions: a subset of CEL, the Common Expression Language.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "condition/value.hpp"
#include "text/diagnostic.hpp"

namespace shixian::condition {

/// A value, or the reason why there is none. An attribute that the event does not carry gives an error; `&&`, `||` and
/// the macros absorb errors as CEL does.
struct Outcome {
  std::optional<Value> value;
  text::Phrase error;  ///< empty when there is a value
};

/// What an attribute is in one evaluation: a value, or why there is none that can be used.
struct Binding {
  std::optional<Value> value;
  text::Phrase error;
  bool carried = false;     ///< the event does say it, though nothing that has a meaning: `has()` is true
  bool unreadable = false;  ///< what the event says cannot be read: `has()` is not known either
};

/// A text literal that a condition holds against a name: `level == "grave"`, `level in ["grave", "major"]`.
struct Comparison {
  std::string name;
  std::string text;
  text::Place place;  ///< of the text
};

/// A parsed condition: immutable, cheap to copy, evaluated from any thread.
class Condition {
 public:
  /// Parses the text that stands at `place` (its source may hold it in quotes or folded; spans inside are as exact as
  /// that allows). nullopt ⇔ an error was added: a syntax error with what was expected, an unknown function (with a
  /// suggestion), a construct outside the subset, a regular expression that is a literal and wrong, nesting above 250
  /// levels.
  static std::optional<Condition> parse(std::string_view text, const text::Place& place, text::Diagnostics& out);

  const std::string& text() const;
  /// The free names, each once, in order of appearance: what must be bound. A chain a.b.c of plain names is one name
  /// "a.b.c" AND is tried as fields of "a" as CEL's qualified names are: both "a.b.c" and "a" are listed.
  const std::vector<std::string>& names() const;
  /// In the order of the text.
  std::vector<Comparison> comparisons() const;
  /// The names that are a truth of their own: `urgent && !closed`.
  std::vector<std::string> truths() const;
  /// The names held against a number: `weight >= 0.04`.
  std::vector<std::string> numbers() const;
  /// Whether `has()` is asked of a name.
  bool asks_for(const std::string& name) const;
  /// Where a name first stands; the whole condition when it does not.
  text::Place place_of(const std::string& name) const;
  /// `bindings[i]` belongs to `names()[i]`.
  Outcome evaluate(std::span<const Binding> bindings) const;
  /// The same as true or false: undeclared text is read so, any other kind of value is an error.
  Outcome holds(std::span<const Binding> bindings) const;

  struct Program;

 private:
  explicit Condition(std::shared_ptr<const Program> program);
  std::shared_ptr<const Program> program_;
};

}  // namespace shixian::condition
