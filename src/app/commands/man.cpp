#include <ostream>
#include <sstream>

#include "app/command.hpp"
#include "app/help.hpp"

namespace shixian::app {

namespace {

std::string with_dashes(std::string_view text) {
  std::string safe;
  for (const char c : text) safe += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
  return safe;
}

/// Text as roff prints it: no line of it is taken for a request.
std::string roff(std::string_view text) {
  const auto safe = with_dashes(text);
  return safe.starts_with('.') || safe.starts_with('\'') ? "\\&" + safe : safe;
}

/// A line may end between two characters of Chinese, but not before a comma: roff breaks at blanks alone, and where \:
/// is.
std::string breakable(std::string_view text) {
  static constexpr std::string_view never_first = "，。；：、）”》", never_last = "（“《";
  std::string line, last;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string here(text.substr(at, size));
    if (last.size() > 1 && size > 1 && never_first.find(here) == std::string_view::npos &&
        never_last.find(last) == std::string_view::npos)
      line += "\\:";
    line += here;
    last = here;
    at += size;
  }
  return line;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

class Page {
 public:
  explicit Page(const Context& context) : context_(context), help_(context.language) {}

  std::string write() {
    const auto& root = *context_.root;
    page_ =
        fmt::format(".TH SHIXIAN 1 \"\" \"shixian {}\" \"{}\"\n", SHIXIAN_VERSION, say({"User Commands", "用户命令"}));
    if (context_.language == text::Language::chinese) page_ += ".ad l\n";  // no blanks to stretch
    heading({"NAME", "名称"});
    page_ +=
        fmt::format("shixian \\- {}\n",
                    say({"check dated ledgers against duties with a time limit", "按法律与工作方案中的时限检查台账"}));
    heading({"SYNOPSIS", "用法"});
    page_ += fmt::format(".B shixian\n{}\n", roff(say({"COMMAND [OPTIONS] [ARGUMENTS]", "命令 [选项] [参数]"})));
    heading({"DESCRIPTION", "说明"});
    paragraph(root.get_description());
    heading({"OPTIONS", "选项"});
    options(root);
    heading({"COMMANDS", "命令"});
    for (const auto* command : commands_of(root)) describe(*command, "shixian");
    footer(root.get_footer());
    heading({"ENVIRONMENT", "环境变量"});
    entry("SHIXIAN_LANG", say({"language of messages, en or zh, before LC_ALL, LC_MESSAGES and LANG",
                               "消息语言，en 或 zh；优先于 LC_ALL、LC_MESSAGES 与 LANG"}));
    entry("NO_COLOR", say({"when set: no colours", "设置后不用颜色"}));
    entry("GITHUB_STEP_SUMMARY", say({"the file to which check --format github adds its summary",
                                      "check --format github 将摘要添加到此文件"}));
    heading({"FILES", "文件"});
    entry("share/shixian/rules", say({"rule packs; calendars beside them", "规则包；其中 calendars 为日历"}));
    entry("share/doc/shixian",
          say({"rules/LANGUAGE.md, the rule language; rules/LEDGERS.md, ledgers and mappings; rules/REPORTS.md, "
               "reports and gates",
               "rules/LANGUAGE.zh.md 为规则语言；rules/LEDGERS.zh.md 为台账与映射；rules/REPORTS.zh.md 为报告与门禁"}));
    return page_;
  }

 private:
  std::string say(const text::Phrase& phrase) const { return context_.say(phrase); }

  void heading(const text::Phrase& title) { page_ += fmt::format(".SH {}\n", say(title)); }

  void paragraph(const std::string& text) {
    for (const auto& line : lines_of(text)) page_ += breakable(roff(line)) + "\n";
  }

  void entry(const std::string& name, const std::string& what) {
    page_ += fmt::format(".TP\n.B {}\n", roff(name));
    paragraph(what);
  }

  void as_it_stands(const std::vector<std::string>& lines) {
    page_ += ".PP\n.nf\n";
    for (const auto& line : lines) page_ += roff(line) + "\n";
    page_ += ".fi\n";
  }

  void options(const CLI::App& app) {
    for (const bool positional : {true, false})
      for (const auto* option : app.get_options())
        if (option->get_positional() == positional && (&app == context_.root || option != app.get_help_ptr())) {
          const auto name = help_.make_option_name(option, positional) + help_.make_option_opts(option);
          entry(name.substr(0, name.find_last_not_of(' ') + 1), option->get_description());
        }
  }

  void describe(const CLI::App& app, const std::string& before) {
    const auto name = before + " " + app.get_name();
    page_ += fmt::format(".SS {}\n", roff(name));
    paragraph(app.get_description());
    options(app);
    std::vector<std::string> lines;
    if (app.get_footer() != context_.root->get_footer()) lines = lines_of(app.get_footer());
    std::erase(lines, "");
    if (!lines.empty()) as_it_stands(lines);
    for (const auto* command : commands_of(app)) describe(*command, name);
  }

  /// `Examples:` begins a section, and what is indented below it belongs to it.
  void footer(const std::string& text) {
    std::vector<std::string> below;
    for (auto line : lines_of(text)) {
      if (line.starts_with("  ")) {
        below.push_back(line.substr(2));
        continue;
      }
      if (!below.empty()) as_it_stands(below);
      below.clear();
      for (const std::string_view colon : {":", "："})
        if (line.ends_with(colon)) line.resize(line.size() - colon.size());
      for (auto& c : line) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      if (!line.empty()) page_ += fmt::format(".SH {}\n", roff(line));
    }
    if (!below.empty()) as_it_stands(below);
  }

  const Context& context_;
  HelpPages help_;
  std::string page_;
};

}  // namespace

Action declare_man(Arguments& take, const Context& context) {
  take.end_help_with(text::verbatim("shixian man | man -l -"));
  return [&context] {
    context.surroundings.out << Page(context).write();
    return static_cast<int>(compliant);
  };
}

}  // namespace shixian::app
