// The ledgers of a command: through which mappings which files are read.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "app/command.hpp"
#include "log/read.hpp"
#include "text/diagnostic.hpp"

namespace shixian::app {

/// Mappings and ledgers as the command line names them. Problems are told in the diagnostics given.
class Ledgers {
 public:
  Ledgers(const Context& context, text::Diagnostics& problems) : context_(context), problems_(problems) {}

  void read_mappings(const std::vector<std::string>& paths);
  const std::deque<log::Mapping>& mappings() const { return mappings_; }

  /// Which files to read, each through its mapping: those given, or those that the mappings name; through the built-in
  /// mapping where none is given. None may be given twice through the same mapping.
  std::vector<log::Input> choose(const std::vector<std::string>& paths);

  log::Log read(const std::vector<log::Input>& inputs, const time::Zone& zone, unsigned threads);
  /// After reading: ledgers that could not be read, or not to their end.
  const std::vector<text::Phrase>& unread() const { return unread_; }
  /// Whether that is the ledgers' fault, and not a mapping's.
  bool at_fault() const { return at_fault_; }

 private:
  void refuse_repeated(const std::vector<log::Input>& inputs);
  bool is_mapping(const text::SourcePtr& source) const;

  const Context& context_;
  text::Diagnostics& problems_;
  std::deque<log::Mapping> mappings_;  // inputs point at them
  std::vector<text::Phrase> unread_;
  bool at_fault_ = false;
};

/// `-j`, of every command that reads ledgers.
void take_threads(Arguments& take, unsigned& threads);

}  // namespace shixian::app
