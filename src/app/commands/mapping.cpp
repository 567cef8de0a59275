// A ledger → a first mapping of it.
#include <charconv>
#include <filesystem>
#include <fstream>

#include "app/command.hpp"
#include "log/draft/draft.hpp"
#include "text/system.hpp"

namespace shixian::app {

namespace {

namespace fs = std::filesystem;

struct Options {
  std::string ledger, output, header;
  log::Said said;
};

/// `3`, or `3-4` for a header of several lines. false: it is neither.
bool read_header(std::string_view written, log::HeaderRows& header) {
  constexpr std::uint32_t most_lines = 5;
  const auto number = [](std::string_view text) {
    std::uint32_t read = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
    return error == std::errc{} && end == text.data() + text.size() ? read : 0;
  };
  const auto dash = written.find('-');
  const auto first = number(written.substr(0, dash));
  const auto last = dash == written.npos ? first : number(written.substr(dash + 1));
  if (first == 0 || last < first || last - first >= most_lines) return false;
  header = {first, last - first + 1};
  return true;
}

std::string name_of(const Options& options) {
  if (options.ledger == "-") return options.ledger;
  std::error_code error;
  const auto folder = fs::absolute(options.output.empty() ? "mapping" : options.output, error).parent_path();
  return fs::absolute(options.ledger, error).lexically_normal().lexically_relative(folder.lexically_normal()).string();
}

int init(Options options, const Context& context) {
  if (!options.header.empty() && !read_header(options.header, options.said.header))
    return context.usage_error(
        text::phrase("--header says where the header stands, as 3 or 3-4 (at most five lines), not '{}'",
                     "--header 写明标题行，如 3 或 3-4（最多五行），不能是“{}”", options.header));
  std::error_code error;
  if (!options.output.empty() && fs::exists(options.output, error))
    return context.usage_error(text::phrase("'{}' is there already", "“{}”已经存在", options.output),
                               {"give -o another name", "请为 -o 另取文件名"});
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
  const auto survey = log::survey(*file, options.said, problems);
  if (!survey) {
    context.print(problems);
    if (options.said.query.empty() && file->start().starts_with("SQLite format 3"))
      context.surroundings.err << context.say({"shixian: here the query is given by --query",
                                               "shixian: 此处用 --query 写明查询"})
                               << '\n';
    return incomplete;
  }
  const auto drafted = log::draft(*survey, name_of(options), context.language);
  if (!drafted.lacks.empty())
    problems
        .error(text::Code::no_time_column, {},
               {fmt::format("'{}': {}", options.ledger, drafted.lacks.english),
                fmt::format("“{}”：{}", options.ledger, drafted.lacks.chinese)})
        .with_help(drafted.remedy);
  context.print(problems);
  const auto exit = problems.has_errors() ? incomplete : compliant;
  if (options.output.empty()) {
    context.surroundings.out << drafted.text;
    return exit;
  }
  std::ofstream out(options.output, std::ios::binary);
  out << drafted.text;
  out.close();
  if (!out) return context.usage_error(text::phrase("cannot write '{}'", "无法写入“{}”", options.output));
  const auto wrote =
      drafted.lacks.empty()
          ? text::phrase("shixian: wrote '{0}'; confirm it line by line, then: shixian check -r PACK -m '{0}'",
                         "shixian: 已写入“{0}”；请逐行核对，然后：shixian check -r 规则包 -m “{0}”", options.output)
          : text::phrase("shixian: wrote '{0}'; complete it, then: shixian check -r PACK -m '{0}'",
                         "shixian: 已写入“{0}”；请补全，然后：shixian check -r 规则包 -m “{0}”", options.output);
  context.surroundings.err << context.say(wrote) << '\n';
  return exit;
}

}  // namespace

Action declare_mapping(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  auto start = take.command("init", {"look at a ledger and write a first mapping of it", "查看台账，写出映射初稿"});
  start.text("LEDGER", options->ledger, {"the ledger; - is standard input", "台账；- 为标准输入"}).required();
  start.text("-o,--output", options->output,
             {"the file to write (default: standard output)", "写入的文件（默认写到标准输出）"});
  start.text("--sheet", options->said.sheet,
             {"the sheet to look at, by name or number (default: the one with the most columns)",
              "要看的工作表，名称或序号（默认为列最多的一个）"});
  start.text(
      "--header", options->header,
      {"the row of the header, from 1, or its first and last row: 3-4", "标题行的行号（从 1 起），或首末两行：3-4"});
  start.text("--encoding", options->said.encoding, {"the encoding of the ledger", "台账的编码"})
      .one_of({log::encoding_words.begin(), log::encoding_words.end()});
  start.text("--separator", options->said.separator, {"what separates the cells of a CSV", "CSV 的分隔符"})
      .one_of({log::separator_words.begin(), log::separator_words.end()});
  start.text("--query", options->said.query,
             {"for a database with several tables: the SELECT statement to look at",
              "用于有多张表的数据库：要看的 SELECT 语句"});
  return [options, &context] { return init(*options, context); };
}

}  // namespace shixian::app
