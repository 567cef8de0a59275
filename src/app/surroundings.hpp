// What a run touches of the world: streams, environment, clock. The only door to them.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "text/phrase.hpp"
#include "time/moment.hpp"

namespace shixian::app {

struct Surroundings {
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::function<std::string(const char* name)> env;  ///< empty when not set
  std::function<time::Instant()> now;
  std::string program;  ///< path of this executable, for finding the installed calendars
  unsigned cores = 1;
};

/// design.md 6.
enum ExitCode : int { compliant = 0, violations = 1, wrong_input = 2, incomplete = 3 };

/// `--lang` among the arguments, else SHIXIAN_LANG, else the locale of messages.
text::Language language_of(const std::vector<std::string>& arguments, const Surroundings& surroundings);

/// The whole program: arguments without the program's name → exit code.
int run(const std::vector<std::string>& arguments, const Surroundings& surroundings);

}  // namespace shixian::app
