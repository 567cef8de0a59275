#include "rule/translate.hpp"

#include <fstream>
#include <ostream>

#include "app/command.hpp"
#include "app/kinds.hpp"
#include "rule/yaml.hpp"

namespace shixian::app {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Options {
  std::string file;
  std::string to;
};

bool begins_with_mark(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string first(byte_order_mark.size(), '\0');
  in.read(first.data(), static_cast<std::streamsize>(first.size()));
  return in && first == byte_order_mark;
}

int run_translate(const Options& options, const Context& context) {
  text::Diagnostics problems;
  const auto document = rule::read_yaml(options.file, problems);
  const auto* kind = document ? kind_of(*document) : nullptr;
  if (document && !problems.has_errors() && !kind)
    problems
        .error(text::Code::bad_version, {document->source, {0, 0}},
               {"it is not said what this file is", "没有写明这是什么文件"})
        .with_help({"its first line is shixian: 1 (a pack), shixian-log: 1 (a mapping), shixian-test: 1 (tests) or "
                    "shixian-calendar: 1",
                    "首行应为 shixian: 1（规则包）、shixian-log: 1（映射）、shixian-test: 1（测试）或 "
                    "shixian-calendar: 1（日历）"});
  context.print(problems);
  if (problems.has_errors()) return wrong_input;
  text::Diagnostics ignored;
  const bool chinese = text::in_english(*document, kind->shape(), ignored).chinese;
  const bool to_chinese = options.to.empty() ? !chinese : options.to == "zh";
  if (begins_with_mark(options.file)) context.surroundings.out << byte_order_mark;
  context.surroundings.out << rule::translated(*document, kind->shape(),
                                               to_chinese ? rule::Spelling::chinese : rule::Spelling::english);
  return compliant;
}

}  // namespace

Action declare_translate(CLI::App& app, const Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, context.say({"a rule pack, mapping or calendar", "规则包、映射或日历文件"}))
      ->required();
  app.add_option("--to", options->to,
                 context.say({"zh or en; by default the spelling that the file is not in",
                              "zh（中文写法）或 en（英文写法）；默认译为另一种写法"}))
      ->check(CLI::IsMember({"zh", "en"}));
  return [options, &context] { return run_translate(*options, context); };
}

}  // namespace shixian::app
