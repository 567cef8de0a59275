// One subcommand: a name, what it does, its options, and what happens.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "app/arguments.hpp"
#include "app/surroundings.hpp"
#include "text/diagnostic.hpp"

namespace shixian::app {

/// What every command shares.
struct Context {
  const Surroundings& surroundings;
  text::Language language;
  bool colour_out = false;
  bool colour_err = false;
  CLI::App* root = nullptr;

  std::string say(const text::Phrase& phrase) const { return phrase.in(language); }
  /// Prints all diagnostics to the error stream.
  void print(const text::Diagnostics& diagnostics) const;
  /// Prints one usage error and gives its exit code.
  int usage_error(const text::Phrase& message, const text::Phrase& help = {}) const;
};

using Action = std::function<int()>;

struct Command {
  std::string_view name;
  text::Phrase title;
  /// Says what it takes; the action runs after that was read and gives the exit code.
  Action (*declare)(Arguments& take, const Context& context);
};

/// All commands, in the order of commands.def.
std::span<const Command> commands();

}  // namespace shixian::app
