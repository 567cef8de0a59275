// A ledger → a first mapping of it.
#include <filesystem>
#include <fstream>

#include "app/command.hpp"
#include "log/draft.hpp"
#include "text/system.hpp"

namespace shixian::app {

namespace {

namespace fs = std::filesystem;

struct Options {
  std::string ledger, output;
};

int init(const Options& options, const Context& context) {
  text::Phrase why;
  auto file = log::LedgerFile::open(options.ledger, why);
  text::Diagnostics problems;
  if (!file) {
    problems
        .error(
            text::Code::unreadable_file, {},
            text::phrase("'{0}' cannot be read: {1}", "无法读取“{0}”：{2}", options.ledger, why.english, why.chinese))
        .with_help(text::similar_file(options.ledger));
    context.print(problems);
    return incomplete;
  }
  const auto survey = log::survey(*file, problems);
  context.print(problems);
  if (!survey) return incomplete;
  std::error_code error;
  const auto folder = fs::absolute(options.output.empty() ? "mapping" : options.output, error).parent_path();
  const auto name = options.ledger == "-" ? "-"
                                          : fs::absolute(options.ledger, error)
                                                .lexically_normal()
                                                .lexically_relative(folder.lexically_normal())
                                                .string();
  const auto made = log::draft(*survey, name, context.language);
  if (options.output.empty()) {
    context.surroundings.out << made;
    return compliant;
  }
  if (fs::exists(options.output, error))
    return context.usage_error(text::phrase("'{}' is there already", "“{}”已经存在", options.output),
                               {"give -o another name", "请为 -o 另取文件名"});
  std::ofstream out(options.output, std::ios::binary);
  out << made;
  out.close();
  if (!out) return context.usage_error(text::phrase("cannot write '{}'", "无法写入“{}”", options.output));
  context.surroundings.err << context.say(text::phrase(
                                  "shixian: wrote '{0}'; confirm it line by line, then: shixian check -r PACK -m '{0}'",
                                  "shixian: 已写入“{0}”；请逐行核对，然后：shixian check -r 规则包 -m “{0}”",
                                  options.output))
                           << '\n';
  return compliant;
}

}  // namespace

Action declare_mapping(CLI::App& app, const Context& context) {
  auto options = std::make_shared<Options>();
  app.require_subcommand(1);
  auto* sub = app.add_subcommand(
      "init", context.say({"look at a ledger and write a first mapping of it", "查看台账，写出映射初稿"}));
  sub->set_help_flag("-h,--help", context.say({"this help", "显示帮助"}));
  sub->add_option("LEDGER", options->ledger, context.say({"the ledger; - is standard input", "台账；- 为标准输入"}))
      ->required();
  sub->add_option("-o,--output", options->output,
                  context.say({"the file to write (default: standard output)", "写入的文件（默认写到标准输出）"}));
  return [options, &context] { return init(*options, context); };
}

}  // namespace shixian::app
