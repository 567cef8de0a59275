// The pages that --help prints.
#pragma once

#include <CLI/CLI.hpp>

#include "text/phrase.hpp"

namespace shixian::app {

/// Columns are as wide as they stand on a terminal, and every word is of the language.
class HelpPages : public CLI::Formatter {
 public:
  explicit HelpPages(text::Language language);

  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
  std::string make_option(const CLI::Option* option, bool positional) const override;
  std::string make_subcommand(const CLI::App* command) const override;
  std::string make_option_name(const CLI::Option* option, bool positional) const override;
  std::string make_option_opts(const CLI::Option* option) const override;

  /// What an argument without dashes is called: `LOG`, `台账`.
  std::string positional(const std::string& name) const { return get_label(name); }

 private:
  std::string line(const std::string& name, const std::string& description) const;

  text::Language language_;
};

}  // namespace shixian::app
