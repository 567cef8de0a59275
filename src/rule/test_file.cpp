#include "rule/test_file.hpp"

#include <filesystem>

#include "rule/read_rule.hpp"
#include "rule/rule_shape.hpp"

namespace shixian::rule {

namespace {

using text::Code;
using text::Key;
using text::Scalar;
using text::Shape;

const Shape& test() {
  static const Shape shape = [] {
    Shape made{"test", Scalar::none, {}, nullptr, example_keys()};
    made.keys.push_back({{"rule", "规则"}, text::any_text, Key::Need::always});
    made.keys.push_back({{"log", "台账"}, text::any_text});
    made.keys.push_back({{"log-file", "台账文件"}, text::any_text});
    return made;
  }();
  return shape;
}

const Shape& tests() {
  static const Shape shape{"tests", Scalar::none, {}, test};
  return shape;
}

const Shape& settings() {
  static const Shape shape{"settings", Scalar::none, {}, nullptr, {}, text::any_text};
  return shape;
}

std::string beside(const text::Document& document, const std::string& path) {
  return (std::filesystem::path(document.source->name()).parent_path() / path).lexically_normal().string();
}

void read_log_file(text::Fields& fields, const text::Document& document, Example& example) {
  const auto written = fields.need_text("log-file");
  if (!written) return;
  if (fields.has("log"))
    fields.out().error(Code::unclear_rule, fields.key_place("log-file"),
                       {"a test has either 'log' or 'log-file'", "测试只能有“log”或“log-file”之一"});
  text::Phrase why;
  const auto source = text::read_source(beside(document, *written), why);
  if (!source) {
    fields.out().error(
        Code::unreadable_file, fields.place(*fields.take("log-file")),
        text::phrase("'{0}' cannot be read: {1}", "无法读取“{0}”：{2}", *written, why.english, why.chinese));
    return;
  }
  example.log = source->content();
  example.log_place = {source, {0, 0}};
}

std::vector<Setting> read_settings(text::Fields& fields) {
  std::vector<Setting> made;
  const auto* node = fields.take("set");
  if (!node) return made;
  if (!node->is_mapping()) {
    fields.wrong_shape(*node, "set", {"a mapping of parameters to values", "参数名到取值的映射"});
    return made;
  }
  for (const auto& entry : node->entries)
    if (entry.value.is_scalar())
      made.push_back({entry.key, entry.value.value});
    else
      fields.wrong_shape(entry.value, entry.key, {"one of the values of the parameter", "该参数的一个取值"});
  return made;
}

std::optional<TestFile> read(const text::Document& document, text::Diagnostics& out) {
  TestFile file;
  text::Fields fields(document.source, document.root, {"a test file", "测试文件"}, out);
  text::check_version(fields, "shixian-test");
  if (const auto pack = fields.need_text("pack")) {
    file.pack = beside(document, *pack);
    file.pack_place = fields.place(*fields.take("pack"));
  }
  file.settings = read_settings(fields);
  const auto* list = fields.need("tests");
  if (list && (!list->is_sequence() || list->items.empty()))
    fields.wrong_shape(*list, "tests", {"a list of at least one test", "至少含一项测试的列表"});
  else if (list)
    for (const auto& item : list->items) {
      text::Fields one(document.source, item, {"a test", "测试"}, out);
      TestFile::Test made;
      made.rule = one.need_text("rule").value_or("");
      made.rule_place = one.has("rule") ? one.place(*one.take("rule")) : one.place();
      one.take("log");
      one.take("log-file");
      if (one.has("log-file"))
        read_log_file(one, document, made.example);
      else
        read_example_log(one, made.example);
      read_example(one, made.example);
      one.finish();
      file.tests.push_back(std::move(made));
    }
  fields.finish();
  return file;
}

}  // namespace

std::optional<TestFile> read_test_file(const text::Document& document, text::Diagnostics& out) {
  return text::in_either_spelling(document, test_shape(), out,
                                  [&](const text::Document& english) { return read(english, out); });
}

const Shape& test_shape() {
  static const Shape shape{"test-file",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"shixian-test", "时限测试"}, text::whole_shape, Key::Need::always},
                            {{"pack", "规则包"}, text::any_text, Key::Need::always},
                            {{"set", "读法"}, settings},
                            {{"tests", "测试"}, tests, Key::Need::always}}};
  return shape;
}

}  // namespace shixian::rule
