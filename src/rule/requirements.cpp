#include "rule/requirements.hpp"

#include <algorithm>
#include <charconv>

#include "text/fields.hpp"

namespace shixian::rule {

namespace {

using text::Code;
using text::Key;
using text::Scalar;
using text::Shape;

const Shape& reasons() {
  static const Shape shape{"reasons", Scalar::none, {}, nullptr, {}, text::phrase_shape};
  return shape;
}

const Shape& document_shape() {
  static const Shape shape{"document",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"prefix", "前缀"}, text::any_text, Key::Need::always},
                            {{"title", "标题"}, text::phrase_shape},
                            {{"count", "条数"}, text::whole_shape},
                            {{"ids", "编号"}, text::any_texts},
                            {{"unchecked", "不检查"}, reasons}}};
  return shape;
}

const Shape& documents_shape() {
  static const Shape shape{"documents", Scalar::none, {}, document_shape};
  return shape;
}

std::optional<int> read_count(text::Fields& fields) {
  const auto written = fields.text("count");
  if (!written) return std::nullopt;
  int count = 0;
  const auto* end = written->data() + written->size();
  if (const auto [at, error] = std::from_chars(written->data(), end, count);
      error == std::errc() && at == end && count >= 1 && count <= 999)
    return count;
  fields.wrong_shape(*fields.take("count"), "count", {"a whole number from 1 to 999", "1 至 999 的整数"});
  return std::nullopt;
}

RequirementGroup read_group(text::Fields& fields) {
  RequirementGroup group;
  group.prefix = fields.need_text("prefix").value_or("");
  group.title = fields.phrase("title").value_or(text::verbatim(group.prefix));
  const auto count = read_count(fields).value_or(0);
  for (int i = 1; i <= count; ++i)
    group.requirements.push_back({fmt::format("{}-{:02}", group.prefix, i), {}, fields.place()});
  for (auto& id : fields.texts("ids")) group.requirements.push_back({std::move(id), {}, fields.place()});
  if (fields.has("count") == fields.has("ids"))
    fields.out().error(Code::missing_key, fields.place(),
                       {"a document says how many requirements it has, 'count', or lists them, 'ids'",
                        "文件须写明要求的条数“count”，或逐一列出“ids”"});
  const auto* unchecked = fields.take("unchecked");
  if (unchecked && !unchecked->is_mapping()) {
    fields.wrong_shape(*unchecked, "unchecked", {"a mapping of requirement ids to reasons", "要求编号到理由的映射"});
  } else if (unchecked) {
    for (const auto& entry : unchecked->entries) {
      const auto at = std::find_if(group.requirements.begin(), group.requirements.end(),
                                   [&](const Requirement& one) { return one.id == entry.key; });
      text::Fields reasons(fields.source(), *unchecked, {"'unchecked'", "“unchecked”"}, fields.out());
      const auto reason = reasons.phrase(entry.key);
      if (at == group.requirements.end())
        fields.out().error(Code::bad_value, {fields.source(), entry.key_span},
                           text::phrase("the document has no requirement '{}'", "该文件没有要求“{}”", entry.key));
      else if (reason)
        at->unchecked = *reason, at->place = {fields.source(), entry.key_span};
    }
  }
  fields.finish();
  return group;
}

}  // namespace

namespace {

std::optional<std::vector<RequirementGroup>> read(const text::Document& document, text::Diagnostics& out) {
  text::Fields fields(document.source, document.root, {"a list of requirements", "要求清单"}, out);
  if (!document.root.is_mapping()) return std::nullopt;
  check_version(fields, "shixian-requirements");
  std::vector<RequirementGroup> groups;
  const auto* documents = fields.need("documents");
  if (documents && !documents->is_sequence())
    fields.wrong_shape(*documents, "documents", {"a list of documents", "文件的列表"});
  else if (documents)
    for (const auto& item : documents->items) {
      text::Fields group(document.source, item, {"a document", "文件"}, out);
      groups.push_back(read_group(group));
    }
  fields.finish();
  return groups;
}

}  // namespace

std::optional<std::vector<RequirementGroup>> read_requirements(const text::Document& document, text::Diagnostics& out) {
  return text::in_either_spelling(document, requirements_shape(), out,
                                  [&](const text::Document& english) { return read(english, out); });
}

const Shape& requirements_shape() {
  static const Shape shape{"requirements",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"shixian-requirements", "时限要求"}, text::whole_shape, Key::Need::always},
                            {{"documents", "文件"}, documents_shape, Key::Need::always}}};
  return shape;
}

}  // namespace shixian::rule
