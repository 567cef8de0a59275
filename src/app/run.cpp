#include <unicode/timezone.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <iostream>
#include <regex>

#include "app/command.hpp"
#include "app/help.hpp"
#include "text/suggest.hpp"

namespace shixian::app {

#define X(function, ...) Action function(Arguments&, const Context&);
#include "app/commands.def"
#undef X

std::span<const Command> commands() {
  static const std::vector<Command> all{
#define X(function, name, english, chinese) Command{name, {english, chinese}, &function},
#include "app/commands.def"
#undef X
  };
  return all;
}

namespace {

using text::Language;
using text::Phrase;

const Phrase description{
    "shixian (时限) checks dated ledgers against duties written in law and in work plans, and lists the violations "
    "with\n"
    "the row, the article and the reckoning that prove them.",
    "时限：按法律与工作方案中写明的时限检查台账，列出违反之处，并给出行号、条款与推算过程作为依据。"};

const Phrase examples{
    R"(Examples:
  shixian check -r rules.yaml -m mapping.yaml 台账.csv --as-of 2020-12-31
  shixian check -r rules.yaml -r more-rules.yaml -m mapping.yaml 台账.csv -o findings.jsonl
  shixian calendar deadline 2020-06-17 "20 working days" --calendar china --explain
  shixian eval 'level in ["特别重大", "重大"]' level=重大

Exit codes:
  0  no violation
  1  violations
  2  wrong usage, or a faulty rule, mapping or calendar file
  3  input that could not be read whole, or that no rule reads: the check is incomplete)",
    R"(示例：
  shixian check -r 规则.yaml -m 映射.yaml 台账.csv --as-of 2020-12-31
  shixian check -r 规则.yaml -r 另一规则.yaml -m 映射.yaml 台账.csv -o findings.jsonl
  shixian calendar deadline 2020-06-17 "20个工作日" --calendar china --explain
  shixian eval 'level in ["特别重大", "重大"]' level=重大

退出码：
  0  没有违反
  1  有违反
  2  用法有误，或规则、映射、日历文件有误
  3  输入未能全部读取，或没有规则涉及：检查不完整)"};

std::string version(const Context& context) {
  UErrorCode status = U_ZERO_ERROR;
  const char* zones = icu::TimeZone::getTZDataVersion(status);
  return context.say(text::phrase("shixian {}\nUnicode and time zones: ICU {}, zone data {}\nApache License 2.0",
                                  "时限 shixian {}\nUnicode 与时区：ICU {}，时区数据 {}\nApache 许可证 2.0",
                                  SHIXIAN_VERSION, U_ICU_VERSION, U_SUCCESS(status) ? zones : "?"));
}

/// CLI11 says only that a subcommand is required when the word is not one.
std::optional<std::string> mistyped_command(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto& word = arguments[i];
    if (word == "--lang" || word == "--color") {
      ++i;
      continue;
    }
    if (word.starts_with('-')) continue;
    const auto is_it = [&](const Command& command) { return command.name == word; };
    if (std::none_of(commands().begin(), commands().end(), is_it)) return word;
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<bool> colour_choice(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool separate = arguments[i] == "--color" && i + 1 < arguments.size();
    if (!separate && !arguments[i].starts_with("--color=")) continue;
    const auto value = separate ? arguments[i + 1] : arguments[i].substr(8);
    if (value == "always") return true;
    if (value == "never") return false;
  }
  return std::nullopt;
}

/// The options of the command that was meant, with their dashes.
std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  const auto add = [&](const CLI::App& of) {
    for (const auto* option : of.get_options())
      for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  };
  for (const auto* at = &app; at;) {
    add(*at);
    const auto chosen = at->get_subcommands();
    at = chosen.empty() ? nullptr : chosen.front();
  }
  return names;
}

/// Those of one letter, with their dash.
std::vector<std::string> letters_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* at = &app; at;) {
    for (const auto* option : at->get_options())
      for (const auto& name : option->get_snames()) names.push_back("-" + name);
    const auto chosen = at->get_subcommands();
    at = chosen.empty() ? nullptr : chosen.front();
  }
  return names;
}

/// What the parser of the command line says of a value, in the words of the other messages.
std::optional<Phrase> about_a_value(const std::string& said) {
  struct Wording {
    const char* pattern;
    const char* english;
    const char* chinese;
  };
  static const Wording wordings[]{
      {R"((\S+): (.*) not in \{(.*)\})", "{0}: '{1}' is none of {2}", "{0}：“{1}”不在 {2} 之内"},
      {R"((\S+): Value (.*) not in range (\d+)\S* to (\d+)\S*)", "{0}: '{1}' is no number from {2} to {3}",
       "{0}：“{1}”不是 {2} 至 {3} 的数"},
      {R"(Could not convert: (\S+) = (.*))", "{0}: '{1}' is no number", "{0}：“{1}”不是数"},
      {R"((\S+): (?:At Most 1|1) required but received (\d+))", "{0} is given {1} times, and can be given once",
       "{0} 给了 {1} 次，只能给一次"},
      {R"((\S+): 1 required (\S+) missing)", "{0} needs a value", "{0} 缺少取值"},
  };
  for (const auto& wording : wordings) {
    std::smatch found;
    if (!std::regex_match(said, found, std::regex(wording.pattern))) continue;
    const auto part = [&](std::size_t i) { return i < found.size() ? found[i].str() : std::string(); };
    const auto in = [&](const char* words) {
      return fmt::format(fmt::runtime(words), part(1), part(2), part(3), part(4));
    };
    return Phrase{in(wording.english), in(wording.chinese)};
  }
  return std::nullopt;
}

int wrong_usage(const CLI::ParseError& problem, const CLI::App& app, const std::vector<std::string>& arguments,
                const Context& context) {
  const Phrase see{"shixian --help, or --help after a command, shows what may stand there",
                   "用 shixian --help，或在命令后加 --help，查看可写的内容"};
  if (arguments.empty())
    return context.usage_error({"say what is to be done: a command is missing", "请写明要做什么：缺少命令"}, see);
  const auto names = options_of(app), letters = letters_of(app);
  for (const auto& word : arguments) {
    const auto name = word.substr(0, word.find('='));
    if (name.size() == 2 && name[0] == '-' && std::isalpha(static_cast<unsigned char>(name[1])) &&
        std::find(letters.begin(), letters.end(), name) == letters.end())
      return context.usage_error(text::phrase("there is no option '{}'", "没有“{}”这个选项", name), see);
    if (!name.starts_with("--") || std::find(names.begin(), names.end(), name) != names.end()) continue;
    const auto meant = text::nearest(name, names);
    return context.usage_error(text::phrase("there is no option '{}'", "没有“{}”这个选项", name),
                               meant ? text::did_you_mean(name, names) : see);
  }
  if (dynamic_cast<const CLI::RequiredError*>(&problem)) {
    const std::string what = problem.what();
    const auto name = what.substr(0, what.find(" is required"));
    if (name == "A subcommand")
      return context.usage_error({"this command needs a further command", "这个命令之后还需要一个子命令"}, see);
    return context.usage_error({name + " is missing", "缺少 " + HelpPages(Language::chinese).positional(name)}, see);
  }
  if (const auto told = about_a_value(problem.what())) return context.usage_error(*told, see);
  return context.usage_error({problem.what(), std::string("用法有误：") + problem.what()}, see);
}

}  // namespace

void Context::print(const text::Diagnostics& diagnostics) const {
  text::print(surroundings.err, diagnostics, language, colour_err);
}

int Context::usage_error(const Phrase& message, const Phrase& help) const {
  text::Diagnostics one;
  one.error(text::Code::bad_usage, {}, message).with_help(help);
  print(one);
  return wrong_input;
}

Language language_of(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  std::string chosen;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) chosen = arguments[i + 1];
    if (arguments[i].starts_with("--lang=")) chosen = arguments[i].substr(7);
  }
  for (const auto* name : {"SHIXIAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (chosen.empty()) chosen = surroundings.env(name);
  return chosen.starts_with("zh") ? Language::chinese : Language::english;
}

int run(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
  const auto language = language_of(arguments, surroundings);
  const bool plain = !surroundings.env("NO_COLOR").empty() || surroundings.env("TERM") == "dumb";
  const auto colour = colour_choice(arguments);
  CLI::App app(description.in(language), "shixian");
  const Context context{surroundings, language, colour.value_or(surroundings.out_is_terminal && !plain),
                        colour.value_or(surroundings.err_is_terminal && !plain), &app};

  app.formatter(std::make_shared<HelpPages>(language));
  app.footer("\n" + examples.in(language));
  app.require_subcommand(1);
  app.fallthrough();
  app.option_defaults()->group(context.say({"Options", "选项"}));
  app.set_help_flag("-h,--help", context.say({"this help; also after a command", "显示帮助；也可用在命令之后"}));
  app.set_version_flag(
      "--version", version(context),
      context.say({"versions of the program, of ICU and of the time zone data", "程序、ICU 与时区数据的版本"}));
  std::string lang, color;
  app.add_option(
         "--lang", lang,
         context.say({"language of messages: en or zh (default: the locale)", "消息语言：en 或 zh（默认随系统）"}))
      ->check(CLI::IsMember({"en", "zh"}));
  app.add_option("--color", color,
                 context.say({"auto, always or never (default: auto; NO_COLOR is respected)",
                              "颜色：auto、always 或 never（默认 auto；遵守 NO_COLOR）"}))
      ->check(CLI::IsMember({"auto", "always", "never"}));

  std::vector<std::pair<CLI::App*, Action>> actions;
  for (const auto& command : commands()) {
    auto* sub = app.add_subcommand(std::string(command.name), command.title.in(language));
    sub->group(context.say({"Commands", "命令"}));
    sub->set_help_flag("-h,--help", context.say({"this help", "显示帮助"}));
    Arguments take(*sub, language);
    actions.emplace_back(sub, command.declare(take, context));
  }

  try {
    auto reversed = arguments;
    std::reverse(reversed.begin(), reversed.end());
    app.parse(reversed);
  } catch (const CLI::ParseError& problem) {
    if (problem.get_exit_code() == 0)
      return app.exit(problem, surroundings.out, surroundings.err) == 0 ? compliant : wrong_input;
    if (const auto word = mistyped_command(arguments)) {
      std::vector<std::string> names;
      for (const auto& command : commands()) names.emplace_back(command.name);
      return context.usage_error(text::phrase("there is no command '{}'", "没有“{}”这个命令", *word),
                                 text::did_you_mean(*word, names));
    }
    return wrong_usage(problem, app, arguments, context);
  }
  for (const auto& [sub, action] : actions)
    if (sub->parsed()) return action();
  return wrong_input;
}

}  // namespace shixian::app
