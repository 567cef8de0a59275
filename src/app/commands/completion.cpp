#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

#include "app/command.hpp"

namespace shixian::app {

namespace {

/// The words that may follow a command: its subcommands and its options.
std::vector<std::string> words_of(const CLI::App& app) {
  std::vector<std::string> words;
  for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) words.push_back(sub->get_name());
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) words.push_back("--" + name);
    for (const auto& name : option->get_snames()) words.push_back("-" + name);
  }
  return words;
}

template <class Visit>
void each_command(const CLI::App& app, const std::string& path, Visit visit) {
  visit(path, words_of(app));
  for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; }))
    each_command(*sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), visit);
}

std::string bash(const CLI::App& root) {
  std::string cases;
  each_command(root, "", [&](const std::string& path, const std::vector<std::string>& words) {
    cases += fmt::format("    \"{}\") words=\"{}\" ;;\n", path, fmt::join(words, " "));
  });
  return fmt::format(R"(# bash completion for shixian
_shixian() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" path="" word words=""
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$path $word" in
{1}    esac
  done
  case "$path" in
{0}  esac
  if [[ "$current" == -* || -z "$path" || "$path" == calendar ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}}
complete -o filenames -F _shixian shixian
)",
                     cases, [&] {
                       std::string paths;
                       each_command(root, "", [&](const std::string& path, const auto&) {
                         if (path.empty()) return;
                         const auto parent =
                             path.rfind(' ') == std::string::npos ? std::string() : path.substr(0, path.rfind(' '));
                         const auto name = path.substr(parent.empty() ? 0 : parent.size() + 1);
                         paths += fmt::format("      \"{} {}\") path=\"{}\" ;;\n", parent, name, path);
                       });
                       return paths;
                     }());
}

/// `'name:what it is'`, as _describe reads it.
std::string described(const std::string& name, std::string what) {
  for (auto at = what.find('\''); at != std::string::npos; at = what.find('\'', at + 4)) what.replace(at, 1, "'\\''");
  std::replace(what.begin(), what.end(), '\n', ' ');
  return fmt::format(" '{}:{}'", name, what);
}

std::string choices_of(const CLI::App& app) {
  std::string choices;
  for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; }))
    choices += described(sub->get_name(), sub->get_description());
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames()) choices += described("--" + name, option->get_description());
  return choices;
}

void zsh_cases(const CLI::App& app, const std::string& path, std::string& steps, std::string& cases) {
  cases += fmt::format("    \"{}\") choices=({} ) ;;\n", path, choices_of(app));
  for (const auto* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    const auto below = path.empty() ? sub->get_name() : path + " " + sub->get_name();
    steps += fmt::format("      \"{} {}\") command=\"{}\" ;;\n", path, sub->get_name(), below);
    zsh_cases(*sub, below, steps, cases);
  }
}

/// Sourced it registers itself; among the functions of zsh it is called when it is needed.
std::string zsh(const CLI::App& root) {
  std::string steps, cases;
  zsh_cases(root, "", steps, cases);
  return fmt::format(R"(#compdef shixian
_shixian() {{
  local command="" word
  local -a choices
  for word in "${{words[@]:1:$((CURRENT - 2))}}"; do
    case "$command $word" in
{0}    esac
  done
  case "$command" in
{1}  esac
  if [[ "$PREFIX" == -* || "${{choices[1]}}" != --* ]]; then
    _describe command choices
  else
    _files
  fi
}}
if [[ "${{funcstack[1]}}" == _shixian ]]; then _shixian "$@"; else compdef _shixian shixian; fi
)",
                     steps, cases);
}

std::string quoted(std::string text) {
  std::string safe;
  for (const char c : text) safe += c == '\'' ? std::string("\\'") : std::string(1, c);
  return "'" + safe + "'";
}

std::string fish(const CLI::App& root) {
  std::string lines = "# fish completion for shixian\n";
  for (const auto* sub : root.get_subcommands([](const CLI::App*) { return true; })) {
    lines += fmt::format("complete -c shixian -n __fish_use_subcommand -a {} -d {}\n", sub->get_name(),
                         quoted(sub->get_description()));
    for (const auto* inner : sub->get_subcommands([](const CLI::App*) { return true; }))
      lines += fmt::format("complete -c shixian -n '__fish_seen_subcommand_from {}' -a {} -d {}\n", sub->get_name(),
                           inner->get_name(), quoted(inner->get_description()));
    for (const auto* option : sub->get_options())
      for (const auto& name : option->get_lnames())
        lines += fmt::format("complete -c shixian -n '__fish_seen_subcommand_from {}' -l {} -d {}\n", sub->get_name(),
                             name, quoted(option->get_description()));
  }
  return lines;
}

}  // namespace

Action declare_completion(Arguments& take, const Context& context) {
  auto shell = std::make_shared<std::string>();
  take.text("SHELL", *shell, text::verbatim("bash, zsh, fish")).required().one_of({"bash", "zsh", "fish"});
  take.end_help_with(text::verbatim("source <(shixian completion bash)"));
  return [shell, &context] {
    const auto& root = *context.root;
    context.surroundings.out << (*shell == "bash" ? bash(root) : *shell == "zsh" ? zsh(root) : fish(root));
    return static_cast<int>(compliant);
  };
}

}  // namespace shixian::app
