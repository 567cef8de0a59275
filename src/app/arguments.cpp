#include "app/arguments.hpp"

#include <CLI/CLI.hpp>

namespace shixian::app {

using text::Phrase;

Argument& Argument::required() {
  option_->required();
  return *this;
}

Argument& Argument::one_of(std::vector<std::string> words) {
  option_->check(CLI::IsMember(std::move(words)));
  return *this;
}

Argument Arguments::text(const std::string& name, std::string& value, const Phrase& what) {
  return Argument(*app_->add_option(name, value, what.in(language_)));
}

Argument Arguments::text(const std::string& name, std::optional<std::string>& value, const Phrase& what) {
  return Argument(*app_->add_option(name, value, what.in(language_)));
}

Argument Arguments::texts(const std::string& name, std::vector<std::string>& values, const Phrase& what) {
  auto& option = *app_->add_option(name, values, what.in(language_));
  if (name.starts_with('-')) option.allow_extra_args(false);
  return Argument(option);
}

Argument Arguments::flag(const std::string& name, bool& value, const Phrase& what) {
  return Argument(*app_->add_flag(name, value, what.in(language_)));
}

Argument Arguments::number(const std::string& name, int& value, int least, int most, const Phrase& what) {
  return Argument(*app_->add_option(name, value, what.in(language_))->check(CLI::Range(least, most)));
}

Argument Arguments::number(const std::string& name, unsigned& value, unsigned least, unsigned most,
                           const Phrase& what) {
  return Argument(*app_->add_option(name, value, what.in(language_))->check(CLI::Range(least, most)));
}

Argument Arguments::count(const std::string& name, std::size_t& value, const Phrase& what) {
  constexpr double most = 1e12;
  return Argument(*app_->add_option(name, value, what.in(language_))->check(CLI::Range(0.0, most)));
}

Arguments Arguments::command(const std::string& name, const Phrase& what) {
  app_->require_subcommand(1);
  auto* below = app_->add_subcommand(name, what.in(language_));
  below->set_help_flag("-h,--help", Phrase{"this help", "显示帮助"}.in(language_));
  return {*below, language_};
}

bool Arguments::named() const { return app_->parsed(); }

void Arguments::end_help_with(const Phrase& words) { app_->footer("\n" + words.in(language_)); }

}  // namespace shixian::app
