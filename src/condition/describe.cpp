#include "condition/describe.hpp"

#include "condition/time_value.hpp"
#include "text/width.hpp"

namespace shixian::condition {
namespace {

std::string shown(const std::string& text) { return text::shorten(text::plain(text), 40); }

struct Describer {
  text::Phrase operator()(std::nullptr_t) const { return {"null", "空值"}; }
  text::Phrase operator()(bool value) const { return text::phrase("{}", "真假值“{}”", value); }
  text::Phrase operator()(std::int64_t value) const { return text::phrase("the whole number {}", "整数“{}”", value); }
  text::Phrase operator()(double value) const {
    return text::phrase("the decimal number {}", "小数“{}”", to_json({value}));
  }
  text::Phrase operator()(const std::string& value) const {
    return text::phrase("the text '{}'", "文本“{}”", shown(value));
  }
  text::Phrase operator()(const Untyped& value) const {
    return text::phrase("the text '{}'", "文本“{}”", shown(value.text));
  }
  text::Phrase operator()(const Timestamp& value) const {
    return text::phrase("the time {}", "时间“{}”", written(value));
  }
  text::Phrase operator()(const Duration& value) const {
    return text::phrase("the duration {}", "时长“{}”", written(value));
  }
  text::Phrase operator()(const List& value) const {
    return text::phrase("a list of {}", "含 {} 项的列表", value.size());
  }
  text::Phrase operator()(const Map& value) const {
    return text::phrase("a map of {}", "含 {} 项的映射表", value.size());
  }
};

}  // namespace

text::Phrase describe(const Value& value) { return std::visit(Describer{}, value.of); }

}  // namespace shixian::condition
