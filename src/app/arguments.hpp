// What a command takes on its command line. Only arguments.cpp and what shows the options of all commands know the
// parser behind it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "text/phrase.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace shixian::app {

/// One option or argument, as it was declared.
class Argument {
 public:
  explicit Argument(CLI::Option& option) : option_(&option) {}
  Argument& required();
  Argument& one_of(std::vector<std::string> words);

 private:
  CLI::Option* option_;
};

/// A name with dashes (`-o,--output`) is an option, one without (`LOG`) an argument by its place. The values outlive
/// the run; what is not given stays as it is.
class Arguments {
 public:
  Arguments(CLI::App& app, text::Language language) : app_(&app), language_(language) {}

  Argument text(const std::string& name, std::string& value, const text::Phrase& what);
  Argument text(const std::string& name, std::optional<std::string>& value, const text::Phrase& what);
  /// An option that may be given again, with one value each time; several arguments.
  Argument texts(const std::string& name, std::vector<std::string>& values, const text::Phrase& what);
  Argument flag(const std::string& name, bool& value, const text::Phrase& what);
  /// A whole number between two, both included.
  Argument number(const std::string& name, int& value, int least, int most, const text::Phrase& what);
  Argument number(const std::string& name, unsigned& value, unsigned least, unsigned most, const text::Phrase& what);
  /// A whole number from 0 on.
  Argument count(const std::string& name, std::size_t& value, const text::Phrase& what);

  /// A command below this one, one of which must then be named.
  Arguments command(const std::string& name, const text::Phrase& what);
  /// After the command line was read: whether this command was named.
  bool named() const;
  /// What its help ends with.
  void end_help_with(const text::Phrase& words);

 private:
  CLI::App* app_;
  text::Language language_;
};

}  // namespace shixian::app
