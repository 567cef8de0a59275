#include "app/help.hpp"

#include "text/width.hpp"

namespace shixian::app {

namespace {

constexpr std::size_t names_width = 34;

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

}  // namespace

HelpPages::HelpPages(text::Language language) : language_(language) {
  column_width(names_width);
  if (language == text::Language::english) return;
  for (const auto& [english, chinese] : {std::pair{"Usage", "用法"},
                                         {"OPTIONS", "选项"},
                                         {"SUBCOMMAND", "命令"},
                                         {"Positionals", "参数"},
                                         {"Options", "选项"},
                                         {"REQUIRED", "（必填）"},
                                         {"TEXT", "文字"},
                                         {"INT", "整数"},
                                         {"UINT", "整数"},
                                         {"LOG", "台账"},
                                         {"LEDGER", "台账"},
                                         {"RULE", "规则标识"},
                                         {"PACK", "规则包"},
                                         {"FILE", "文件"},
                                         {"KIND", "种类"},
                                         {"EXPR", "条件"},
                                         {"NAME=VALUE", "名称=值"},
                                         {"START", "起算"},
                                         {"PERIOD", "期间"},
                                         {"DATE", "日期"},
                                         {"YEAR", "年份"}})
    label(english, chinese);
}

std::string HelpPages::make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const {
  auto page = Formatter::make_help(app, std::move(name), mode);
  if (language_ == text::Language::english) return page;
  for (const auto* heading : {"选项", "参数", "命令"})
    replace_all(page, std::string("\n") + heading + ":\n", std::string("\n") + heading + "：\n");
  replace_all(page, "\n用法: ", "\n用法：");
  return page;
}

std::string HelpPages::make_option(const CLI::Option* option, bool positional) const {
  return line(make_option_name(option, positional) + make_option_opts(option), make_option_desc(option));
}

std::string HelpPages::make_subcommand(const CLI::App* command) const {
  return line(command->get_display_name(true), command->get_description());
}

std::string HelpPages::make_option_name(const CLI::Option* option, bool positional) const {
  const auto name = Formatter::make_option_name(option, positional);
  return positional ? get_label(name) : name;
}

/// What is checked stands behind the kind of value, as `TEXT:{en,zh}` or `UINT:FLOAT in [0 - 1]`.
std::string HelpPages::make_option_opts(const CLI::Option* option) const {
  std::string shown;
  if (option->get_type_size() != 0) {
    const auto type = option->get_type_name();
    const auto colon = type.find(':');
    const bool lists = colon != std::string::npos && type.compare(colon + 1, 1, "{") == 0;
    if (!option->get_positional()) shown += " " + (lists ? type.substr(colon + 1) : get_label(type.substr(0, colon)));
    if (option->get_expected_max() == CLI::detail::expected_max_vector_size) shown += " ...";
    if (option->get_required()) shown += " " + get_label("REQUIRED");
  }
  return shown;
}

std::string HelpPages::line(const std::string& name, const std::string& description) const {
  auto line = text::pad_right("  " + name, names_width);
  if (text::display_width(line) > names_width || line.back() != ' ')
    line = "  " + name + "\n" + std::string(names_width, ' ');
  for (const auto c : description) {
    line += c;
    if (c == '\n') line += std::string(names_width, ' ');
  }
  return line + "\n";
}

}  // namespace shixian::app
