#include "rule/translate.hpp"

#include <fmt/format.h>

#include <fstream>
#include <ostream>
#include <set>
#include <utility>

#include "app/command.hpp"
#include "app/kinds.hpp"
#include "rule/yaml.hpp"
#include "time/period.hpp"

namespace shixian::app {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Options {
  std::string file;
  std::string to;
  bool words = false;
};

/// Every key and word of every kind of file, each once, in the order of the tables.
class Words {
 public:
  explicit Words(std::ostream& out) : out_(out) {}

  void list() {
    for (const auto& kind : file_kinds()) visit(kind.shape());
    for (const auto unit : {time::Unit::minutes, time::Unit::hours, time::Unit::working_hours, time::Unit::days,
                            time::Unit::working_days, time::Unit::weeks, time::Unit::months, time::Unit::years}) {
      const auto period = time::describe({3, unit});
      line(period.english, period.chinese);
    }
  }

 private:
  void visit(const text::Shape& shape) {
    if (!visited_.insert(&shape).second) return;
    for (const auto& word : shape.words) line(word.english, word.chinese);
    for (const auto& key : shape.keys) line(key.word.english, key.word.chinese);
    for (const auto& key : shape.keys) visit(key.value());
    if (shape.items) visit(shape.items());
    if (shape.names) visit(shape.names());
  }
  void line(std::string_view english, std::string_view chinese) {
    if (listed_.emplace(english, chinese).second) out_ << fmt::format("{:<20} {}\n", english, chinese);
  }

  std::ostream& out_;
  std::set<const text::Shape*> visited_;
  std::set<std::pair<std::string, std::string>> listed_;
};

/// How files of every kind begin.
text::Phrase first_lines() {
  const auto listed = listed_kinds([](const FileKind& kind) {
    return text::phrase("{0}: 1 ({1})", "{0}: 1（{2}）", kind.shape().keys.front().word.english, kind.title.english,
                        kind.title.chinese);
  });
  return {"its first line is one of: " + listed.english, "首行应为下列之一：" + listed.chinese};
}

bool begins_with_mark(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string first(byte_order_mark.size(), '\0');
  in.read(first.data(), static_cast<std::streamsize>(first.size()));
  return in && first == byte_order_mark;
}

int run_translate(const Options& options, const Context& context) {
  if (options.words) {
    Words(context.surroundings.out).list();
    return compliant;
  }
  if (options.file.empty()) return context.usage_error({"no file is given", "没有给出文件"});
  text::Diagnostics problems;
  const auto document = rule::read_yaml(options.file, problems);
  const auto* kind = document ? kind_of(*document) : nullptr;
  if (document && !problems.has_errors() && !kind)
    problems
        .error(text::Code::bad_version, {document->source, {0, 0}},
               {"it is not said what this file is", "没有写明这是什么文件"})
        .with_help(first_lines());
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

Action declare_translate(Arguments& take, const Context& context) {
  auto options = std::make_shared<Options>();
  take.text("FILE", options->file, listed_kinds([](const FileKind& kind) { return kind.title; }));
  take.text("--to", options->to,
            {"zh or en; by default the spelling that the file is not in",
             "zh（中文写法）或 en（英文写法）；默认译为另一种写法"})
      .one_of({"zh", "en"});
  take.flag("--words", options->words, {"list every key and word in both spellings", "列出所有关键字和词的两种写法"});
  return [options, &context] { return run_translate(*options, context); };
}

}  // namespace shixian::app
