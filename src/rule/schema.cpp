#include "rule/schema.hpp"

#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <map>
#include <vector>

#include "time/period.hpp"

namespace shixian::rule {

namespace {

using text::Key;
using text::Scalar;
using text::Shape;

/// A parameter may stand for any scalar.
constexpr std::string_view parameter = "^\\$[^ ]+$";

std::string period_pattern(std::string_view before) {
  std::string units;
  for (const auto unit : time::unit_words()) units += (units.empty() ? "" : "|") + std::string(unit);
  return fmt::format("^ *{}[0-9０-９〇零一二两三四五六七八九十百千万]+ ?({})(以内|之内|内)? *$", before, units);
}

constexpr std::string_view day_pattern =
    "^[0-9]{4}(-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|\\.[0-9]{1,2}\\.[0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)$";

std::string pattern_of(Scalar scalar) {
  switch (scalar) {
    case Scalar::period:
      return period_pattern("");
    case Scalar::longest:
      return period_pattern("(at most |不超过|最多|至多)");
    case Scalar::day:
      return std::string(day_pattern);
    case Scalar::moment:
      return "^[0-9]{4}";
    case Scalar::due:
      return fmt::format(
          "{}|^[0-9]{{2}}-[0-9]{{2}}( of the (next )?year)?$|^day [0-9]{{1,2}} of the (next )?month$|^(the )?end of "
          "the |"
          "^(次|翌|下|当|本)?(年|月)?([0-9]{{1,2}}月)?[0-9]{{1,2}}[日号]$|[底末终]$|^[次翌下当本]?周日$|^当日$",
          day_pattern);
    case Scalar::whole:
      return "^[0-9]+$";
    case Scalar::decimal:
      return "^[0-9]+(\\.[0-9]+)?%?$";
    case Scalar::roster:
      return "^(roster|名册)\\..+";
    case Scalar::flag:
      return "^(是|否)$";
    case Scalar::none:
    case Scalar::text:
    case Scalar::word:
    case Scalar::condition:
      break;
  }
  return {};
}

class Writer {
 public:
  Writer() : json_(buffer_) { json_.SetIndent(' ', 2); }

  std::string write(const Shape& shape, const text::Phrase& title) {
    json_.StartObject();
    put("$schema", "http://json-schema.org/draft-07/schema#");
    put("title", title.english + " / " + title.chinese);
    key("allOf");
    json_.StartArray();
    refer(shape);
    json_.EndArray();
    key("definitions");
    json_.StartObject();
    // Writing one definition names the next.
    for (std::size_t i = 0; i < order_.size(); ++i) {
      key(names_.at(order_[i]));
      define(*order_[i]);
    }
    json_.EndObject();
    json_.EndObject();
    return std::string(buffer_.GetString(), buffer_.GetSize()) + "\n";
  }

 private:
  void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void text(std::string_view value) { json_.String(value.data(), static_cast<rapidjson::SizeType>(value.size())); }
  void put(std::string_view name, std::string_view value) { key(name), text(value); }

  const std::string& name_of(const Shape& shape) {
    const auto [found, fresh] = names_.try_emplace(&shape);
    if (fresh) {
      order_.push_back(&shape);
      auto name = shape.name.empty() ? "text" : std::string(shape.name);
      for (int i = 2; !taken_.insert({name, &shape}).second; ++i)
        name = fmt::format("{}-{}", shape.name.empty() ? "text" : shape.name, i);
      found->second = name;
    }
    return found->second;
  }

  void refer(text::ShapeOf shape) { refer(shape()); }
  void refer(const Shape& shape) {
    json_.StartObject();
    put("$ref", "#/definitions/" + name_of(shape));
    json_.EndObject();
  }

  void define(const Shape& shape) {
    if (shape.scalar == Scalar::none && !shape.items) return define_mapping(shape);
    json_.StartObject();
    key("anyOf");
    json_.StartArray();
    if (shape.scalar != Scalar::none) define_scalar(shape);
    if (shape.items) define_list(shape);
    if (shape.is_mapping()) define_mapping(shape);
    json_.EndArray();
    json_.EndObject();
  }

  void type(std::string_view name) {
    json_.StartObject();
    put("type", name);
    json_.EndObject();
  }

  void pattern(std::string_view expression) {
    json_.StartObject();
    put("type", "string");
    put("pattern", expression);
    json_.EndObject();
  }

  void define_scalar(const Shape& shape) {
    if (!shape.words.empty()) {
      json_.StartObject();
      key("enum");
      json_.StartArray();
      for (const auto& word : shape.words) {
        text(word.english);
        if (word.chinese != word.english) text(word.chinese);
      }
      json_.EndArray();
      json_.EndObject();
    }
    const bool any = shape.scalar == Scalar::text || shape.scalar == Scalar::condition;
    if (any) type("string");
    if (any || shape.scalar == Scalar::decimal) type("number");
    if (any || shape.scalar == Scalar::flag) type("boolean");
    if (shape.scalar == Scalar::whole) type("integer");
    if (any) return;
    pattern(parameter);
    if (const auto own = pattern_of(shape.scalar); !own.empty()) pattern(own);
  }

  void define_list(const Shape& shape) {
    json_.StartObject();
    put("type", "array");
    key("items");
    refer(shape.items);
    json_.EndObject();
  }

  void define_mapping(const Shape& shape) {
    json_.StartObject();
    put("type", "object");
    if (!shape.keys.empty()) {
      key("properties");
      json_.StartObject();
      for (const auto& one : shape.keys) {
        key(one.word.english);
        refer(one.value);
        key(one.word.chinese);
        refer(one.value);
      }
      json_.EndObject();
    }
    key("additionalProperties");
    if (shape.names)
      refer(shape.names);
    else
      json_.Bool(false);
    require(shape);
    json_.EndObject();
  }

  void one_spelling_of(const text::Word& word) {
    json_.StartObject();
    key("anyOf");
    json_.StartArray();
    for (const auto spelling : {word.english, word.chinese}) {
      json_.StartObject();
      key("required");
      json_.StartArray();
      text(spelling);
      json_.EndArray();
      json_.EndObject();
    }
    json_.EndArray();
    json_.EndObject();
  }

  /// Keys that only a whole file needs are asked for where the file says for itself that it is none: `extends`.
  void require(const Shape& shape) {
    const auto* extends = text::find_key(shape, "extends");
    bool any = false;
    for (const auto& one : shape.keys)
      any = any || one.need == Key::Need::always || (extends && one.need != Key::Need::none);
    if (!any) return;
    key("allOf");
    json_.StartArray();
    for (const auto& one : shape.keys)
      if (one.need == Key::Need::always) one_spelling_of(one.word);
    if (extends) {
      json_.StartObject();
      key("if");
      one_spelling_of(extends->word);
      key("else");
      json_.StartObject();
      key("allOf");
      json_.StartArray();
      for (const auto& one : shape.keys)
        if (one.need == Key::Need::in_a_whole_file) one_spelling_of(one.word);
      json_.EndArray();
      json_.EndObject();
      json_.EndObject();
    }
    json_.EndArray();
  }

  rapidjson::StringBuffer buffer_;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> json_;
  std::map<const Shape*, std::string> names_;
  std::map<std::string, const Shape*> taken_;
  std::vector<const Shape*> order_;
};

}  // namespace

std::string json_schema(const Shape& shape, const text::Phrase& title) { return Writer().write(shape, title); }

}  // namespace shixian::rule
