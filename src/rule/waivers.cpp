#include "rule/waivers.hpp"

#include <algorithm>

#include "rule/read_value.hpp"
#include "text/fields.hpp"

namespace shixian::rule {

namespace {

using text::Code;
using text::Key;
using text::Scalar;
using text::Shape;

const Shape& match() {
  static const Shape shape{"match", Scalar::none, {}, nullptr, {}, text::any_text};
  return shape;
}

const Shape& waiver() {
  static const Shape shape{"waiver",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"id", "标识"}, text::any_text, Key::Need::always},
                            {{"rule", "规则"}, text::any_text, Key::Need::always},
                            {{"match", "匹配"}, match},
                            {{"fingerprint", "指纹"}, text::any_text},
                            {{"reason", "理由"}, text::any_text, Key::Need::always},
                            {{"approved-by", "批准人"}, text::any_text, Key::Need::always},
                            {{"approved-on", "批准日期"}, text::day_shape, Key::Need::always},
                            {{"expires", "失效日期"}, text::day_shape, Key::Need::always},
                            {{"evidence", "证明材料"}, text::any_text}}};
  return shape;
}

const Shape& waivers() {
  static const Shape shape{"waivers", Scalar::none, {}, waiver};
  return shape;
}

void read_selector(text::Fields& fields, Waiver& made) {
  made.fingerprint = fields.text("fingerprint").value_or("");
  const auto* keys = fields.take("match");
  if (keys && (!keys->is_mapping() || keys->entries.empty())) {
    fields.wrong_shape(*keys, "match", {"a mapping of at least one key to its value", "至少含一项的键到值的映射"});
    return;
  }
  if (keys)
    for (const auto& entry : keys->entries) {
      if (entry.value.is_scalar())
        made.match.emplace_back(entry.key, entry.value.value);
      else
        fields.wrong_shape(entry.value, entry.key,
                           {"one value; a waiver for each where there are several", "一个值；有多个时请分别写豁免"});
    }
  if (fields.has("match") && fields.has("fingerprint"))
    fields.out()
        .error(Code::unclear_rule, fields.key_place("fingerprint"),
               {"a waiver has either 'match' or 'fingerprint'", "豁免只能有“match”或“fingerprint”之一"})
        .label(fields.key_place("match"), {"the other stands here", "另一个在这里"});
  else if (!fields.has("match") && !fields.has("fingerprint"))
    fields.out()
        .error(Code::missing_key, fields.place(), {"it is not said which finding is waived", "没有说明豁免哪一条结论"})
        .with_help({"name the keys of the obligation: match: {doc_no: …}; or its fingerprint: …",
                    "请写明义务的键：match: {doc_no: …}；或其指纹 fingerprint: …"});
}

Waiver read_one(text::Fields& fields) {
  Waiver made;
  made.place = fields.place();
  made.id = fields.need_text("id").value_or("");
  made.rule = fields.need_text("rule").value_or("");
  read_selector(fields, made);
  made.reason = fields.need_text("reason").value_or("");
  made.approved_by = fields.need_text("approved-by").value_or("");
  const bool dated = fields.need("approved-on") && fields.need("expires");
  const auto approved = date_at(fields, "approved-on"), expires = date_at(fields, "expires");
  made.approved_on = approved.value_or(time::Day{});
  made.expires = expires.value_or(time::Day{});
  if (dated && approved && expires && *expires < *approved)
    fields.out()
        .error(Code::bad_value, fields.place(*fields.take("expires")),
               {"it expires before it was approved", "失效日期早于批准日期"})
        .label(fields.place(*fields.take("approved-on")), {"approved on this day", "批准于此日"});
  made.evidence = fields.text("evidence").value_or("");
  fields.finish();
  return made;
}

std::optional<std::vector<Waiver>> read(const text::Document& document, text::Diagnostics& out) {
  text::Fields fields(document.source, document.root, {"a file of waivers", "豁免文件"}, out);
  if (!document.root.is_mapping()) return std::nullopt;
  text::check_version(fields, "shixian-waivers");
  std::vector<Waiver> made;
  const auto* list = fields.need("waivers");
  if (list && !list->is_sequence())
    fields.wrong_shape(*list, "waivers", {"a list of waivers", "豁免的列表"});
  else if (list)
    for (const auto& item : list->items) {
      text::Fields one(document.source, item, {"a waiver", "豁免"}, out);
      if (!item.is_mapping()) continue;
      auto read = read_one(one);
      const auto same =
          std::find_if(made.begin(), made.end(), [&](const Waiver& other) { return other.id == read.id; });
      if (same != made.end() && !read.id.empty())
        out.error(Code::bad_value, read.place,
                  text::phrase("there are two waivers '{}'", "有两项豁免的标识都是“{}”", read.id))
            .label(same->place, {"the other stands here", "另一项在这里"});
      made.push_back(std::move(read));
    }
  fields.finish();
  return made;
}

}  // namespace

std::optional<std::vector<Waiver>> read_waivers(const text::Document& document, text::Diagnostics& out) {
  return text::in_either_spelling(document, waivers_shape(), out,
                                  [&](const text::Document& english) { return read(english, out); });
}

const Shape& waivers_shape() {
  static const Shape shape{"waiver-file",
                           Scalar::none,
                           {},
                           nullptr,
                           {{{"shixian-waivers", "时限豁免"}, text::whole_shape, Key::Need::always},
                            {{"waivers", "豁免"}, waivers, Key::Need::always}}};
  return shape;
}

}  // namespace shixian::rule
