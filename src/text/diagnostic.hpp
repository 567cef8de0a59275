// What is wrong with something a person wrote, where, and how to mend it.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string_view>
#include <vector>

#include "text/phrase.hpp"
#include "text/source.hpp"

namespace shixian::text {

enum class Severity { note, warning, error };

enum class Code {
#define X(symbol, name) symbol,
#include "text/codes.def"
#undef X
};

std::string_view name(Code code);

/// A further place that matters, with what it is: "first defined here".
struct Label {
  Place place;
  Phrase text;
};

struct Diagnostic {
  Severity severity = Severity::error;
  Code code = Code::bad_value;
  Phrase message;  ///< what is wrong, and what was expected
  Place place;
  std::vector<Label> labels;
  Phrase help;  ///< how to mend it; may be empty

  Diagnostic& label(Place at, Phrase text) {
    labels.push_back({std::move(at), std::move(text)});
    return *this;
  }
  Diagnostic& with_help(Phrase text) {
    help = std::move(text);
    return *this;
  }
};

/// Collects the problems of a whole run: a stage adds what it finds and goes on.
class Diagnostics {
 public:
  Diagnostic& error(Code code, Place place, Phrase message);
  Diagnostic& warning(Code code, Place place, Phrase message);

  /// Applies a function to every phrase of the problems from `first` on.
  void reword(std::size_t first, const std::function<void(Phrase&)>& change);

  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return all_; }

 private:
  Diagnostic& add(Severity severity, Code code, Place place, Phrase message);

  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

/// Prints one diagnostic as
///     file:line:column: error: message [code]
///       14 |     within: 3 fortnights
///          |             ^~~~~~~~~~~~
///          = help: …
/// with the caret under the characters as they stand on a terminal, and labels after it in the same form.
void print(std::ostream& out, const Diagnostic& diagnostic, Language language, bool colour = false);

/// Prints all, files in the order they were first met, places in the order of the file. Of more than a thousand only
/// the first thousand are shown, and the number of the others.
void print(std::ostream& out, const Diagnostics& diagnostics, Language language, bool colour = false);

}  // namespace shixian::text
